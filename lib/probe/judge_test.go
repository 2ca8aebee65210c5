package probe_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/claims"
	"nodulelab/lib/explain"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/probe"
	"nodulelab/lib/train"
)

// number is a measurement of one number.
type number struct {
	probe.Subject
	v float64
}

func value(n number) float64 { return n.v }

func numbers(g probe.Group, values ...float64) []number {
	var all []number
	for i, v := range values {
		all = append(all, number{probe.Subject{Group: g, Seed: uint64(i + 1)}, v})
	}
	return all
}

var ce, contrastive = probe.Trained(1, train.CrossEntropy), probe.Trained(1, train.Contrastive)

func TestGroups(t *testing.T) {
	all := append(numbers(contrastive, 1, 2), numbers(ce, 3, 5)...)
	if got := probe.Groups(all); !slices.Equal(got, []probe.Group{contrastive, ce}) {
		t.Errorf("groups %v", got)
	}
	if got := probe.Values(all, ce, value); !slices.Equal(got, []float64{3, 5}) {
		t.Errorf("values %v", got)
	}
	if e := probe.Estimate(all, ce, value); e.N != 2 || e.Mean != 4 {
		t.Errorf("estimate %+v", e)
	}
	if got := probe.Scenarios(append(all, numbers(probe.Trained(2, train.CrossEntropy), 1)...)); !slices.Equal(got, []int{1, 2}) {
		t.Errorf("scenarios %v", got)
	}
	if !ce.IsTrained() || (probe.Group{Scenario: 1, Network: probe.Untrained}).IsTrained() || ce.String() != "scenario 1, CE" || len(probe.TrainedGroups()) != 4 {
		t.Errorf("%s, trained: %t", ce, ce.IsTrained())
	}
}

// Pairs are found by their seeds, in whatever order; a seed without its partner is
// an error that names it.
func TestDifferences(t *testing.T) {
	a, b := numbers(ce, 10, 20, 30), numbers(contrastive, 1, 2, 3)
	slices.Reverse(b)
	d, err := probe.Differences(append(a, b...), ce, contrastive, value)
	if err != nil || !slices.Equal(d, []float64{9, 18, 27}) {
		t.Errorf("differences %v, %v", d, err)
	}
	if _, err := probe.Differences(append(a, b[1:]...), ce, contrastive, value); err == nil || !strings.Contains(err.Error(), "seed 3 was measured in scenario 1, CE, but not in scenario 1, Contrast") {
		t.Errorf("a seed less in the second: %v", err)
	}
	if _, err := probe.Differences(append(a[1:], b...), ce, contrastive, value); err == nil || !strings.Contains(err.Error(), "2 networks of scenario 1, CE, 3 of") {
		t.Errorf("a seed less in the first: %v", err)
	}
}

func TestFamily(t *testing.T) {
	rows, err := probe.Family(probe.Comparison{Label: "a", Differences: []float64{1, 2, 3, 4, 5}}, probe.Comparison{Label: "b", Differences: []float64{1, -1, 1, -1}})
	if err != nil {
		t.Fatal(err)
	}
	if rows[0].P != 2./32 || rows[0].Adjusted != 2*rows[0].P || rows[1].Adjusted != 1 || rows[0].Estimate.Mean != 3 {
		t.Errorf("%+v", rows)
	}
	if _, err := probe.Family(probe.Comparison{Label: "none"}); err == nil || !strings.Contains(err.Error(), "none") {
		t.Errorf("no difference: %v", err)
	}
}

// world is evidence of 20 seeds in which the paper is right about everything, or
// wrong about everything.
func world(right bool) probe.Evidence {
	pick := func(if1, otherwise float64) float64 {
		if right {
			return if1
		}
		return otherwise
	}
	var e probe.Evidence
	for seed := range uint64(20) {
		wobble := .001 * float64(seed%5)
		for _, g := range append(probe.TrainedGroups(), probe.Group{Scenario: 1, Network: probe.Untrained}, probe.Group{Scenario: 2, Network: probe.Untrained}, probe.Group{Scenario: 2, Network: "image itself"}) {
			s := probe.Subject{Group: g, Seed: seed + 1}
			isCE, second := g.Network == string(train.CrossEntropy), g.Scenario == 2
			shape, inside := .8, 1.
			if isCE {
				shape, inside = pick(.97, .6), pick(2, 9)
			}
			if g.Network == string(train.Contrastive) {
				shape, inside = pick(.9, .97), pick(4, .5)
			}
			e.Encoded = append(e.Encoded, probe.Encoded{Subject: s, Shape: shape + wobble})
			e.Maps = append(e.Maps, probe.Map{Subject: s, Density: explain.Density{Inside: inside + wobble, Border: 1, Outside: 1}})
			if !g.IsTrained() {
				continue
			}
			used, bias, f := probe.Used{Subject: s, IntensityHeld: pick(.9, .1) + wobble, IntensityBackground: .2}, .1, probe.Effects{WholeImage: -1.5, Shape: .3}
			switch {
			case second && isCE:
				used.ShapeHeld, used.ShapeBackground, bias, f = pick(.9, .1), .2, pick(.95, .2), probe.Effects{Shape: pick(1.5, .1), Foreground: .5}
			case second:
				bias, f = pick(.1, .9), probe.Effects{Shape: .5, Foreground: pick(1.5, .1)}
			case !right:
				bias, f = .9, probe.Effects{WholeImage: -.1, Shape: -.9}
				if isCE {
					bias = .6
				}
			}
			f.Area = wobble
			e.Used = append(e.Used, used)
			e.Conflicts = append(e.Conflicts, probe.Conflict{Subject: s, Background: bias + wobble})
			e.Factorials = append(e.Factorials, probe.Factorial{Subject: s, Apart: f})
		}
	}
	return e
}

func TestJudge(t *testing.T) {
	for right, want := range map[bool]claims.Outcome{true: claims.Reproduced, false: claims.NotReproduced} {
		verdicts, err := probe.Judge(world(right))
		if err != nil {
			t.Fatal(err)
		}
		if len(verdicts) != 10 {
			t.Fatalf("%d verdicts", len(verdicts))
		}
		for _, v := range verdicts {
			expected := want
			if v.Number == "D3" && !right {
				expected = claims.Partly // a difference lies outside on one side alone
			}
			if v.Outcome != expected || v.Seeds != 20 {
				t.Errorf("right %t, %s: %s over %d seeds: %s", right, v.Number, v.Outcome, v.Seeds, v.Reason)
			}
		}
	}
}

// Few seeds leave all undecided; a seed without its partner is an error.
func TestJudgeWantsSeeds(t *testing.T) {
	verdicts, err := probe.Judge(probe.Evidence{})
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range verdicts {
		if v.Outcome != claims.Undecided {
			t.Errorf("%s without evidence: %s", v.Number, v.Outcome)
		}
	}
	e := world(true)
	e.Encoded = e.Encoded[1:]
	if _, err := probe.Judge(e); err == nil {
		t.Error("a network without its partner was judged")
	}
	e = world(true)
	e.Maps = e.Maps[:len(e.Maps)-1]
	if _, err := probe.Judge(e); err == nil {
		t.Error("a map without its partner was judged")
	}
}

func TestRules(t *testing.T) {
	if !probe.Unmoved(metrics.EstimateMean([]float64{.6, .7, .8})) || probe.Unmoved(metrics.EstimateMean([]float64{.3, .7, .8})) {
		t.Error("a rank correlation of ½ does not part maps that moved from those that did not")
	}
	var refits []probe.Refit
	for seed := range uint64(5) {
		r := probe.Refit{Subject: probe.Subject{Group: ce, Seed: seed + 1}}
		for i := range probe.Sizes() {
			r.After = append(r.After, probe.Accuracies{Tests: []float64{1, .6 + .17*float64(i)}})
		}
		refits = append(refits, r)
	}
	if e, yes := probe.Restored(refits, ce); !yes || math.Abs(e.Mean-.94) > 1e-9 || probe.Refitted() != 100 {
		t.Errorf("restored: %t, %+v", yes, e)
	}
}

// The region in which one loss is ahead in every seed tells the losses apart, in
// whichever direction; one in which they take turns does not.
func TestMapsApart(t *testing.T) {
	apart, err := probe.MapsApart(world(true).Maps)
	if err != nil {
		t.Fatal(err)
	}
	if len(apart) != 6 {
		t.Fatalf("%d rows, want 3 regions of 2 scenarios", len(apart))
	}
	for _, a := range apart {
		inside := strings.HasSuffix(a.Label, "inside")
		if a.Told != inside || a.Ahead.Mean != map[bool]float64{true: 0, false: .5}[inside] {
			t.Errorf("%s: told apart %t, ahead %v", a.Label, a.Told, a.Ahead.Mean)
		}
	}
	if _, err := probe.MapsApart(world(true).Maps[1:]); err == nil {
		t.Error("a map without its partner was compared")
	}
}

func ExampleDifferences() {
	all := append(numbers(ce, .9, .8), numbers(contrastive, .2, .4)...)
	d, err := probe.Differences(all, ce, contrastive, value)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.1f\n", d)
	// Output: [0.7 0.4]
}

// The smallest of adjusted p-values is that of the clearest difference.
func ExampleFamily() {
	rows, err := probe.Family(
		probe.Comparison{Label: "scenario 1", Differences: []float64{.1, -.2, .1, 0, .1, -.1}},
		probe.Comparison{Label: "scenario 2", Differences: []float64{.8, .9, .7, .8, .6, .9}},
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range rows {
		fmt.Printf("%s: %.2f, p = %.3f, adjusted %.3f\n", r.Label, r.Estimate.Mean, r.P, r.Adjusted)
	}
	// Output:
	// scenario 1: 0.00, p = 1.000, adjusted 1.000
	// scenario 2: 0.78, p = 0.031, adjusted 0.062
}

// In scenario 1 the benign images get the darker mean that malignant ones have in
// training: by a darker foreground, or by a darker background.
func ExampleConflictSets() {
	sets, err := probe.ConflictSets(nodule.Paper(), paper.Scenarios()[0], 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range sets {
		fmt.Printf("D(%s): malignant %.0f, benign %.0f\n", s.Distribution, s.WholeImageMean(nodule.Malignant), s.WholeImageMean(nodule.Benign))
	}
	// Output:
	// D(165,138): malignant 114, benign 110
	// D(150,150): malignant 114, benign 110
}
