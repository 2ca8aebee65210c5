package exhibit_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/exhibit"
	"nodulelab/lib/explain"
	"nodulelab/lib/figure"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/probe"
)

const seedsProbed = 8

// subjects lists all trained networks and the given controls, seed by seed.
func subjects(controls ...string) []probe.Subject {
	var all []probe.Subject
	for seed := range uint64(seedsProbed) {
		for scenario := 1; scenario <= 2; scenario++ {
			for _, network := range append([]string{string(loss.CE), string(loss.Contrast)}, controls...) {
				all = append(all, probe.Subject{Group: probe.Group{Scenario: scenario, Network: network}, Seed: seed + 1})
			}
		}
	}
	return all
}

// of makes measurements; wobble is a small number that differs by seed.
func of[T any](all []probe.Subject, make func(s probe.Subject, wobble float64) T) []T {
	var made []T
	for _, s := range all {
		made = append(made, make(s, .001*float64(s.Seed)))
	}
	return made
}

func isCE(s probe.Subject) bool { return s.Network == string(loss.CE) }

// pick is a if the network is cross-entropy's, otherwise b.
func pick(s probe.Subject, a, b float64) float64 {
	if isCE(s) {
		return a
	}
	return b
}

func encodedProbes() []probe.Readout {
	return of(subjects(probe.Untrained, probe.Pixels), func(s probe.Subject, w float64) probe.Readout {
		return probe.Readout{Subject: s, Shape: pick(s, .9, .8) + w*float64(s.Seed%2), Foreground: .5 + w, WholeImage: -2}
	})
}

// has fails unless each text occurs in another.
func has(t *testing.T, text string, wanted ...string) {
	t.Helper()
	for _, w := range wanted {
		if !strings.Contains(text, w) {
			t.Errorf("%q does not say %q", text, w)
		}
	}
}

// drawn fails unless a figure was made, with these words in its text alternative.
func drawn(t *testing.T, f figure.Figure, err error, words ...string) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.SVG(); err != nil {
		t.Fatal(err)
	}
	has(t, f.Alt, words...)
}

func TestEncodedExhibits(t *testing.T) {
	all := encodedProbes()
	table := exhibit.ReadoutTable(all)
	if len(table.Rows) != 8 || table.Rows[0][0] != "scenario 1, CE" || table.Rows[3][0] != "scenario 1, pixels" || table.Rows[0][3] != "−2.00 [−2.00, −2.00]" {
		t.Errorf("%+v", table)
	}
	f, err := exhibit.ReadoutFigure(all)
	drawn(t, f, err, "scenario 2, untrained: mean 0.8", "over 8 seeds")
	gains, err := exhibit.GainTable(all)
	if err != nil || len(gains.Rows) != 12 || gains.Rows[2][4] != "1.000" {
		t.Errorf("%+v, %v", gains, err)
	}
	text, err := exhibit.ReadoutText(all)
	if err != nil {
		t.Fatal(err)
	}
	has(t, text, "**scenario 1, CE**: the shape is read with an accuracy of 0.90", "before training: no difference is shown", "**scenario 2, Contrast**")
	if _, err := exhibit.ReadoutText(all[1:]); err == nil {
		t.Error("a network without its control was compared")
	}
}

// A difference that is shown in every seed is told with its direction.
func TestEncodedSaysBetterAndWorse(t *testing.T) {
	all := of(slices.Concat(subjects(probe.Untrained), more(subjects(probe.Untrained))), func(s probe.Subject, w float64) probe.Readout {
		shape := .8
		if s.Network != probe.Untrained {
			shape = pick(s, .9, .7)
		}
		return probe.Readout{Subject: s, Shape: shape + w}
	})
	text, err := exhibit.ReadoutText(all)
	if err != nil {
		t.Fatal(err)
	}
	has(t, text, "before training: better (0.10 [0.10, 0.10], adjusted p <\u00a00.001)", "before training: worse (−0.10")
	if strings.Contains(text, "Pixels") {
		t.Errorf("%q speaks of pixels, which were not read", text)
	}
	pixels := of(slices.Concat(subjects(probe.Untrained, probe.Pixels), more(subjects(probe.Untrained, probe.Pixels))), func(s probe.Subject, w float64) probe.Readout {
		r := probe.Readout{Subject: s, Shape: .8, Penalties: [3]float64{1e-10, .1, 1}}
		if s.Network == probe.Pixels {
			r.Shape = .9 + w
		}
		return r
	})
	has(t, textOf(t)(exhibit.ReadoutText(pixels)), "- **Pixels, without a network**: the shape is read with an accuracy of 0.91 [0.91, 0.91]. The network before training, against them: worse (−0.11",
		"Penalties lie between 10^−10 and 10^0, 128 of 384 at an end of the grid.")
}

// more are the same subjects of other seeds.
func more(all []probe.Subject) []probe.Subject {
	others := slices.Clone(all)
	for i := range others {
		others[i].Seed += seedsProbed
	}
	return others
}

func TestUsedExhibits(t *testing.T) {
	all := of(slices.Concat(subjects(), more(subjects())), func(s probe.Subject, w float64) probe.Flips {
		return probe.Flips{Subject: s, Intensity: .25, ShapeHeld: pick(s, .9, .1) + w, IntensityHeld: pick(s, .1, .9)}
	})
	table := exhibit.FlipTable(all)
	if len(table.Rows) != 8 || table.Rows[0][0] != "scenario 1, CE, intensity" || table.Rows[0][1] != "0.25 [0.25, 0.25]" || table.Rows[7][0] != "scenario 2, Contrast, mask" {
		t.Errorf("%+v", table)
	}
	text, err := exhibit.FlipText(all)
	if err != nil {
		t.Fatal(err)
	}
	has(t, text, "**scenario 1, CE**, the mean held, mask − intensity: the mask flips more decisions (0.81", "**scenario 2, Contrast**", "the intensity flips more decisions (−0.79")
}

func TestResponseExhibits(t *testing.T) {
	flat := func(v float64) []float64 {
		values := make([]float64, len(probe.Levels()))
		for i := range values {
			values[i] = v
		}
		return values
	}
	all := of(subjects(), func(s probe.Subject, w float64) probe.Response {
		return probe.Response{Subject: s, Foreground: probe.Curve{Malignant: flat(1), Benign: flat(0)}, Background: probe.Curve{Malignant: flat(.5), Benign: flat(0)}}
	})
	f, err := exhibit.ResponseFigure(all)
	drawn(t, f, err, "scenario 2, Contrast, share called malignant", "malignant, foreground moves (8 seeds) 1.00, 1.00", "malignant, background moves (8 seeds) 0.50")
	has(t, textOf(t)(exhibit.ResponseText(all)), "with foregrounds from 110 to 200, the share of malignant masks called malignant goes from 1.00 to 1.00", "The mean distance of the curves is 0.25 [0.25, 0.25].")
}

func TestConflictExhibits(t *testing.T) {
	all := of(slices.Concat(subjects(), more(subjects())), func(s probe.Subject, w float64) probe.Conflict {
		return probe.Conflict{Subject: s, Foreground: pick(s, .9, .2) + w, Background: .5}
	})
	f, err := exhibit.ConflictFigure(all)
	drawn(t, f, err, "scenario 1, CE, cue by the foreground: mean 0.91", "cue with the background: mean 0.50")
	if table := exhibit.ConflictTable(all); len(table.Rows) != 4 || table.Rows[0][2] != "0.50 [0.50, 0.50]" {
		t.Errorf("%+v", table)
	}
	text, err := exhibit.ConflictText(all)
	if err != nil {
		t.Fatal(err)
	}
	has(t, text, "**scenario 1, cue by the foreground**, share that resists the cue, CE − Contrast: cross-entropy resists more (0.70", "**scenario 2, cue with the background**, share that resists the cue, CE − Contrast: no difference is shown")
	if _, err := exhibit.ConflictText(all[1:]); err == nil {
		t.Error("a network without its partner was compared")
	}
}

func TestEffectExhibits(t *testing.T) {
	all := of(subjects(), func(s probe.Subject, w float64) probe.Factorial {
		e := probe.Effects{Shape: pick(s, 1.5, .2), Foreground: -.8 + w, Area: .1}
		if s.Seed == 1 {
			e = probe.Effects{WholeImage: 1.9}
		}
		return probe.Factorial{Subject: s, Natural: e, Apart: e, Called: probe.Calls{7: .75}, Follows: probe.Follows{Correlations: [7]float64{5: -.9 + w, 0: pick(s, .95, .2)}, Pairs: [21]float64{0: .5, 1: pick(s, .96, .4)}}}
	})
	calls := exhibit.CallTable(all)
	if len(calls.Rows) != 8 || len(calls.Header) != 5 || calls.Rows[0][0] != "malignant, small, dark" || calls.Rows[3][0] != "malignant, large, bright" || calls.Rows[3][2] != "0.75 [0.75, 0.75]" || calls.Rows[4][0] != "benign, small, dark" {
		t.Errorf("%+v", calls)
	}
	if table := exhibit.FollowTable(all); len(table.Rows) != 4 || len(table.Header) != 9 || table.Rows[0][1] != "0.90 [0.90, 0.90]" || table.Rows[0][8] != "shape + foreground intensity: 0.96 [0.96, 0.96]" {
		t.Errorf("%+v", table)
	}
	has(t, textOf(t)(exhibit.FollowText(all)), "**scenario 1, CE**: of the 7 numbers on this list the *shape* fits best, in 8 of 8 seeds: alone it explains R² = 0.90 [0.90, 0.90] (correlation 0.95 [0.95, 0.95]). Of the 21 pairs *shape + foreground intensity* fits best, in 8 of 8 seeds: R² = 0.96",
		"**scenario 2, Contrast**: of the 7 numbers on this list the *light that the foreground adds* fits best", "(correlation −0.90", "*shape + area* fits best, in 8 of 8 seeds: R² = 0.50")
	table := exhibit.EffectTable(all)
	if len(table.Rows) != 8 || table.Rows[0][0] != "scenario 1, CE, one background" || table.Rows[0][4] != "–" || table.Rows[1][4] == "–" {
		t.Errorf("%+v", table)
	}
	f, err := exhibit.EffectFigure(all)
	drawn(t, f, err, "scenario 2, effect on the logit, SD over what changes (shape, area, foreground, whole image)")
	has(t, textOf(t)(exhibit.EffectText(all)), "**scenario 1, CE**: what moves the logit most is a *malignant shape*, by 1.31", "strongest feature in 7 of 8 seeds", "**scenario 1, Contrast**: what moves the logit most is a *brighter foreground*, by −0.70")
}

func saliencyMaps() []probe.Map {
	return of(slices.Concat(subjects(probe.Untrained, "edge detector"), more(subjects(probe.Untrained, "edge detector"))), func(s probe.Subject, w float64) probe.Map {
		m := probe.Map{Subject: s, Density: explain.Density{Inside: pick(s, 3, 2) + w, Border: 1 + w, Outside: .5}, Edges: .4, Image: .3}
		if s.Network == "edge detector" {
			m.Edges, m.Image = math.NaN(), math.NaN()
		}
		return m
	})
}

func TestMapExhibits(t *testing.T) {
	all := saliencyMaps()
	f, err := exhibit.MapFigure(all, 2)
	drawn(t, f, err, "edge detector (16 seeds): inside 2.01")
	if _, err := exhibit.MapFigure(all, 3); err == nil {
		t.Error("a scenario without maps was drawn")
	}
	if table := exhibit.LikenessTable(all); len(table.Rows) != 6 || table.Rows[2][1] != "0.40 [0.40, 0.40]" {
		t.Errorf("%+v", table)
	}
	table, err := exhibit.MapTable(all)
	if err != nil || len(table.Rows) != 6 || table.Rows[0][5] != "1.00 [1.00, 1.00]" || table.Rows[1][5] != "0.50 [0.50, 0.50]" {
		t.Errorf("%+v, %v", table, err)
	}
	text, err := exhibit.MapText(all)
	if err != nil {
		t.Fatal(err)
	}
	has(t, text, "tells the two losses apart here: scenario 1, inside; scenario 2, inside. Here it does not: scenario 1, border;")
	if _, err := exhibit.MapText(all[1:]); err == nil {
		t.Error("a map without its partner was compared")
	}
}

func TestToldApartInAllOrNone(t *testing.T) {
	for want, sign := range map[string]float64{"In every region the density of saliency tells": 1, "In no region would the density": 0} {
		all := of(subjects(), func(s probe.Subject, _ float64) probe.Map {
			v := 1 + sign*pick(s, 1, 0)
			return probe.Map{Subject: s, Density: explain.Density{Inside: v, Border: v, Outside: v}}
		})
		text, err := exhibit.MapText(all)
		if err != nil {
			t.Fatal(err)
		}
		has(t, text, want)
	}
}

func TestCascadeExhibits(t *testing.T) {
	all := of(subjects(), func(s probe.Subject, w float64) probe.Cascade {
		return probe.Cascade{Subject: s, Kept: []float64{pick(s, .9, .3) + w, pick(s, .6, .3) + w, .4, .3, .1 + w}}
	})
	f, err := exhibit.CascadeFigure(all)
	drawn(t, f, err, "random weights from the top down to (cls, f2, f1, c2, c1): CE (8 seeds) 0.90")
	if table := exhibit.CascadeTable(all); len(table.Rows) != 4 || len(table.Header) != 6 || table.Rows[0][3] != "0.40 [0.40, 0.40]" {
		t.Errorf("%+v", table)
	}
	has(t, textOf(t)(exhibit.CascadeText(all)), "**scenario 1, CE**: its maps stay much the same with random weights in cls, f2; with all weights random the correlation is still 0.10",
		"**scenario 2, Contrast**: its maps are no longer the same once the classifier is replaced")
	for i := range all {
		all[i].Kept[1], all[i].Kept[2] = .3, .9 // alike again further down
	}
	has(t, textOf(t)(exhibit.CascadeText(all)), "**scenario 1, CE**: its maps stay much the same with random weights in cls; with")
}

func TestRefitExhibits(t *testing.T) {
	all := of(slices.Concat(subjects(probe.Untrained), more(subjects(probe.Untrained))), func(s probe.Subject, w float64) probe.Refit {
		r := probe.Refit{Subject: s, Before: probe.Accuracies{Training: 1, Tests: []float64{1, .2}}}
		for range probe.Sizes() {
			r.After = append(r.After, probe.Accuracies{Training: pick(s, 1, .9), Tests: []float64{1, pick(s, .95, .85) + w}})
		}
		return r
	})
	f, err := exhibit.RefitFigure(all)
	drawn(t, f, err, "over images for the new classifier (as trained, 20, 50, 100, 200): CE (16 seeds) 0.20, 0.96")
	if table := exhibit.RefitTable(all); len(table.Rows) != 12 || table.Rows[0][0] != "scenario 1, CE, worse test" || table.Rows[0][1] != "0.20 [0.20, 0.20]" || table.Rows[1][5] != "1.00 [1.00, 1.00]" {
		t.Errorf("%+v", table)
	}
	text, err := exhibit.RefitText(all)
	if err != nil {
		t.Fatal(err)
	}
	has(t, text, "**scenario 1, CE**: a classifier fitted to 100 images brings the accuracy on the worse test above 0.90 (0.96", "after − before: no difference is shown",
		"**scenario 2, Contrast**: a classifier fitted to 100 images does not bring the accuracy on the worse test", "after − before: a cost (−0.10")
}

func TestCrossedExhibits(t *testing.T) {
	x, err := nodule.Paper().DrawCrossed(1, "exhibit", 200)
	if err != nil {
		t.Fatal(err)
	}
	f, err := exhibit.CrossedFigure(x)
	drawn(t, f, err, "malignant: 10 images", "benign: 10 images")
	f, err = exhibit.ConflictSampleFigure(1, paper.Scenarios()[:2]...)
	drawn(t, f, err, "scenario 1, cue by the foreground, malignant shape: 10 images", "scenario 2, cue with the background, benign shape")
	if _, err := exhibit.ConflictSampleFigure(0, paper.Scenarios()[0]); err == nil {
		t.Error("seed 0 was drawn")
	}
}

// One seed has no interval, and none is written.
func TestOneSeedHasNoInterval(t *testing.T) {
	all := []probe.Conflict{{Subject: probe.Subject{Group: probe.Trained(1, loss.CE), Seed: 1}, Foreground: .25}}
	if table := exhibit.ConflictTable(all); table.Rows[0][1] != "0.25" {
		t.Errorf("%+v", table)
	}
	f, err := exhibit.ConflictFigure(all)
	drawn(t, f, err, "mean 0.25 (0.25 to 0.25) over 1 seed")
}
