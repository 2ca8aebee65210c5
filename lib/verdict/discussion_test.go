package verdict_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/explain"
	"nodulelab/lib/loss"
	"nodulelab/lib/probe"
	"nodulelab/lib/verdict"
)

var ce, contrastive = probe.Trained(1, loss.CE), probe.Trained(1, loss.Contrast)

// world is evidence of 20 seeds in which the paper is right about everything, or
// wrong about everything.
func world(right bool) verdict.Evidence {
	pick := func(if1, otherwise float64) float64 {
		if right {
			return if1
		}
		return otherwise
	}
	var e verdict.Evidence
	for seed := range uint64(20) {
		wobble := .001 * float64(seed%5)
		for _, g := range append(probe.TrainedGroups(), probe.Group{Scenario: 1, Network: probe.Untrained}, probe.Group{Scenario: 2, Network: probe.Untrained}, probe.Group{Scenario: 2, Network: probe.Averaging}, probe.Group{Scenario: 2, Network: "image itself"}) {
			s := probe.Subject{Group: g, Seed: seed + 1}
			isCE, second := g.Network == string(loss.CE), g.Scenario == 2
			shape, inside := .8, 1.
			if isCE {
				shape, inside = pick(.97, .6), pick(2, 9)
			}
			if g.Network == string(loss.Contrast) {
				shape, inside = pick(.85, .97), pick(4, .5)
			}
			e.Readouts = append(e.Readouts, probe.Readout{Subject: s, Shape: shape + wobble})
			e.Maps = append(e.Maps, probe.Map{Subject: s, Density: explain.Density{Inside: inside + wobble, Border: 1, Outside: 1}})
			if !g.IsTrained() {
				continue
			}
			used, bias, f := probe.Flips{Subject: s, IntensityHeld: pick(.9, .1) + wobble, IntensityBackground: .2}, .1, probe.Effects{WholeImage: -1.5, Shape: .3}
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
			e.Flips = append(e.Flips, used)
			e.Conflicts = append(e.Conflicts, probe.Conflict{Subject: s, Background: bias + wobble})
			e.Factorials = append(e.Factorials, probe.Factorial{Subject: s, Apart: f})
		}
	}
	return e
}

func TestJudge(t *testing.T) {
	for right, want := range map[bool]verdict.Outcome{true: verdict.Holds, false: verdict.Fails} {
		verdicts, err := verdict.JudgeDiscussion(world(right))
		if err != nil {
			t.Fatal(err)
		}
		if len(verdicts) != 10 {
			t.Fatalf("%d verdicts", len(verdicts))
		}
		for _, v := range verdicts {
			if v.Outcome != want || v.Seeds != 20 {
				t.Errorf("right %t, %s: %s over %d seeds: %s", right, v.Number, v.Outcome, v.Seeds, v.Reason)
			}
		}
	}
}

// Few seeds leave all undecided; a seed without its partner is an error.
func TestJudgeWantsSeeds(t *testing.T) {
	verdicts, err := verdict.JudgeDiscussion(verdict.Evidence{})
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range verdicts {
		if v.Outcome != verdict.Undecided {
			t.Errorf("%s without evidence: %s", v.Number, v.Outcome)
		}
	}
	e := world(true)
	e.Readouts = e.Readouts[1:]
	if _, err := verdict.JudgeDiscussion(e); err == nil {
		t.Error("a network without its partner was judged")
	}
	e = world(true)
	e.Maps = e.Maps[:len(e.Maps)-1]
	if _, err := verdict.JudgeDiscussion(e); err == nil {
		t.Error("a map without its partner was judged")
	}
}

// of returns the measurements of a group, to be changed in place.
func of[T probe.Measured](all []T, g probe.Group, change func(*T)) {
	for i := range all {
		if all[i].Of().Group == g {
			change(&all[i])
		}
	}
}

var (
	ce1, contrastive1 = ce, contrastive
	ce2, contrastive2 = probe.Trained(2, loss.CE), probe.Trained(2, loss.Contrast)
	untrained1        = probe.Group{Scenario: 1, Network: probe.Untrained}
	untrained2        = probe.Group{Scenario: 2, Network: probe.Untrained}
	averaging2        = probe.Group{Scenario: 2, Network: probe.Averaging}
	imageItself       = probe.Group{Scenario: 2, Network: explain.ImageItself}
)

// Every comparison is needed: where one number lies on the wrong side, the statements
// that rest on it no longer hold, and all others do.
func TestEveryPartCounts(t *testing.T) {
	bias := func(g probe.Group, v float64) func(*verdict.Evidence) {
		return func(e *verdict.Evidence) { of(e.Conflicts, g, func(c *probe.Conflict) { c.Background = v }) }
	}
	effects := func(g probe.Group, f probe.Effects) func(*verdict.Evidence) {
		return func(e *verdict.Evidence) { of(e.Factorials, g, func(m *probe.Factorial) { m.Apart = f }) }
	}
	shape := func(g probe.Group, v float64) func(*verdict.Evidence) {
		return func(e *verdict.Evidence) { of(e.Readouts, g, func(r *probe.Readout) { r.Shape = v }) }
	}
	flips := func(g probe.Group, change func(*probe.Flips)) func(*verdict.Evidence) {
		return func(e *verdict.Evidence) { of(e.Flips, g, change) }
	}
	inside := func(g probe.Group, v float64) func(*verdict.Evidence) {
		return func(e *verdict.Evidence) { of(e.Maps, g, func(m *probe.Map) { m.Density.Inside = v }) }
	}
	for i, test := range []struct {
		spoil func(*verdict.Evidence)
		lost  string
	}{
		{bias(ce1, .6), "D1 D3"}, {bias(contrastive1, .6), "D2 D3"}, {bias(ce1, .25), "D3"}, {bias(contrastive1, .25), "D3"},
		{bias(ce2, .4), "D6"}, {bias(contrastive2, .6), "D7"}, {bias(contrastive2, .97), "D7 D9"}, {bias(ce2, 0), "D6 D9"},
		{effects(ce1, probe.Effects{WholeImage: -.2, Shape: .3}), "D1 D3"}, {effects(ce1, probe.Effects{WholeImage: 1.5, Shape: -.3}), "D4"},
		{effects(ce1, probe.Effects{WholeImage: 1.5, Shape: .3, Area: -1.6}), "D1 D3"}, {effects(contrastive1, probe.Effects{WholeImage: .2, Foreground: -.3}), "D2 D3"},
		{effects(ce1, probe.Effects{WholeImage: 1.5, Shape: .14}), "D4"}, {effects(ce2, probe.Effects{Shape: 1, Foreground: .91}), "D6"}, // too small to matter
		{effects(ce2, probe.Effects{Shape: .5, Foreground: .9}), "D6"}, {effects(contrastive2, probe.Effects{Foreground: .5, Area: -.9}), "D7"},
		{shape(ce1, .79), "D4"}, {shape(untrained1, .98), "D4"}, {shape(untrained2, .98), "D5"}, {shape(contrastive2, .98), "D8"}, {shape(ce2, .89), "D5 D8"}, {shape(untrained2, .88), "D5"},
		{flips(ce2, func(f *probe.Flips) { f.ShapeHeld = .45 }), "D6"}, {flips(ce2, func(f *probe.Flips) { f.ShapeBackground = .95 }), "D6"},
		{flips(contrastive2, func(f *probe.Flips) { f.IntensityHeld = .45 }), "D7"}, {flips(contrastive2, func(f *probe.Flips) { f.IntensityBackground = .95 }), "D7"},
		{flips(ce2, func(f *probe.Flips) { f.Shape, f.Intensity, f.IntensityHeld = 0, 1, 1 }), ""}, // of others' statements
		{inside(contrastive2, .5), "D10"}, {inside(untrained2, 5), "D10"}, {inside(averaging2, 5), "D10"}, {inside(imageItself, 5), "D10"}, {inside(ce2, 5), "D10"}, {inside(ce1, 5), ""},
	} {
		e := world(true)
		test.spoil(&e)
		verdicts, err := verdict.JudgeDiscussion(e)
		if err != nil {
			t.Fatal(err)
		}
		var lost []string
		for _, v := range verdicts {
			if v.Outcome != verdict.Holds {
				lost = append(lost, v.Number)
			}
		}
		if got := strings.Join(lost, " "); got != test.lost {
			t.Errorf("case %d: %s no longer hold, want %s", i+1, got, test.lost)
		}
	}
}

// The thresholds of a well read shape and of a decision that is most: .9 and .5, on
// either side.
func TestThresholdsOfTheDiscussion(t *testing.T) {
	for _, test := range []struct {
		read, bias float64
		want       [2]verdict.Outcome // D5, D6
	}{{.91, .51, [2]verdict.Outcome{verdict.Holds, verdict.Holds}}, {.88, .48, [2]verdict.Outcome{verdict.Partly, verdict.Partly}}} {
		e := world(true)
		of(e.Readouts, ce2, func(r *probe.Readout) { r.Shape = test.read })
		of(e.Readouts, untrained2, func(r *probe.Readout) { r.Shape = .7 })
		of(e.Conflicts, ce2, func(c *probe.Conflict) { c.Background = test.bias })
		of(e.Flips, ce2, func(f *probe.Flips) { f.ShapeHeld = .51 })
		verdicts, err := verdict.JudgeDiscussion(e)
		if err != nil {
			t.Fatal(err)
		}
		if got := [2]verdict.Outcome{verdicts[4].Outcome, verdicts[5].Outcome}; got != test.want {
			t.Errorf("read %.2f, bias %.2f: %v, want %v", test.read, test.bias, got, test.want)
		}
	}
}

// A difference is one if all of its interval exceeds the smallest that matters.
func TestSmallDifferences(t *testing.T) {
	for by, want := range map[float64]verdict.Outcome{.05: verdict.Fails, .15: verdict.Holds, .1: verdict.Undecided, -.15: verdict.Fails} {
		e := world(true)
		of(e.Readouts, contrastive2, func(r *probe.Readout) { r.Shape = .8 })
		of(e.Readouts, ce2, func(r *probe.Readout) { r.Shape = .8 + by + .001*float64(r.Seed%2*2) - .001 })
		verdicts, err := verdict.JudgeDiscussion(e)
		if err != nil {
			t.Fatal(err)
		}
		if v := verdicts[7]; v.Outcome != want {
			t.Errorf("%v: %s is %s: %s", by, v.Number, v.Outcome, v.Reason)
		}
	}
}

// Statements have numbers of their own, words, and a place in the paper; without
// evidence they are undecided, and say why.
func TestStatementsAreComplete(t *testing.T) {
	verdicts, err := verdict.JudgeDiscussion(verdict.Evidence{})
	if err != nil || len(verdicts) != 10 {
		t.Fatalf("%d verdicts, %v", len(verdicts), err)
	}
	for i, v := range verdicts {
		if v.Number != fmt.Sprintf("D%d", i+1) || !strings.HasSuffix(v.Words, ".") || v.Source == "" || v.Seeds != 0 || !strings.Contains(v.Reason, "was not measured") {
			t.Errorf("%+v", v)
		}
	}
}

// A scenario that was not measured leaves its statements undecided; it is no error.
func TestOneScenarioOfTheDiscussion(t *testing.T) {
	e := world(true)
	e.Readouts = slices.DeleteFunc(e.Readouts, func(r probe.Readout) bool { return r.Scenario == 2 })
	e.Maps = slices.DeleteFunc(e.Maps, func(m probe.Map) bool { return m.Scenario == 2 })
	verdicts, err := verdict.JudgeDiscussion(e)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range verdicts {
		if undecided := slices.Contains([]string{"D5", "D8", "D10"}, v.Number); undecided != (v.Outcome == verdict.Undecided) {
			t.Errorf("%s: %s: %s", v.Number, v.Outcome, v.Reason)
		}
	}
}
