package verdict_test

import (
	"math"
	"strings"
	"testing"

	"nodulelab/lib/explain"
	"nodulelab/lib/metrics"
	"nodulelab/lib/probe"
	"nodulelab/lib/train"
	"nodulelab/lib/verdict"
)

var ce, contrastive = probe.Trained(1, train.CrossEntropy), probe.Trained(1, train.Contrastive)

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
			expected := want
			if v.Number == "D3" && !right {
				expected = verdict.Partly // a difference lies outside on one side alone
			}
			if v.Outcome != expected || v.Seeds != 20 {
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

func TestRules(t *testing.T) {
	if !verdict.Unmoved(metrics.EstimateMean([]float64{.6, .7, .8})) || verdict.Unmoved(metrics.EstimateMean([]float64{.3, .7, .8})) {
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
	if e, yes := verdict.Restored(refits, ce); !yes || math.Abs(e.Mean-.94) > 1e-9 || verdict.Refitted() != 100 {
		t.Errorf("restored: %t, %+v", yes, e)
	}
}

// The region in which one loss is ahead in every seed tells the losses apart, in
// whichever direction; one in which they take turns does not.
func TestMapsApart(t *testing.T) {
	apart, err := verdict.MapsApart(world(true).Maps)
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
	if _, err := verdict.MapsApart(world(true).Maps[1:]); err == nil {
		t.Error("a map without its partner was compared")
	}
}
