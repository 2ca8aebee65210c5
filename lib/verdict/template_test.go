package verdict_test

import (
	"strings"
	"testing"

	"nodulelab/lib/loss"
	"nodulelab/lib/probe"
	"nodulelab/lib/verdict"
)

// answers are measurements of 20 networks with the given shares, and of the class means.
func answers(right, invariant, byContrast float64) []probe.Template {
	var all []probe.Template
	for seed := uint64(1); seed <= seeds; seed++ {
		for _, g := range []probe.Group{{Scenario: 1, Network: probe.ClassMeans}, probe.EqualAreas(probe.Group{Scenario: 1, Network: probe.ClassMeans}), probe.EqualAreas(probe.Trained(1, loss.CE))} {
			all = append(all, probe.Template{Subject: probe.Subject{Group: g, Seed: seed},
				Right: wobble(right, .005, seed), Invariant: wobble(invariant, .005, seed+1), ByContrast: wobble(byContrast, .005, seed+1)})
		}
	}
	return all
}

func TestJudgeTemplates(t *testing.T) {
	for _, test := range []struct {
		right, invariant, byContrast float64
		want                         verdict.Outcome
	}{
		{.95, .6, .75, verdict.Holds}, {.91, .8, .8, verdict.Holds}, {.89, .6, .75, verdict.Partly},
		{.95, .94, .6, verdict.Partly}, {.95, .6, .94, verdict.Partly}, // another reader predicts nearly as well
		{.6, .9, .9, verdict.Fails}, {.9, .6, .75, verdict.Undecided},
	} {
		all := verdict.JudgeTemplates(answers(test.right, test.invariant, test.byContrast))
		if len(all) != 1 {
			t.Fatalf("%d verdicts, want one of the networks and none of the class means", len(all))
		}
		if v := all[0]; v.Outcome != test.want || v.Seeds != seeds || !strings.Contains(v.Words, "scenario 1, CE, equal areas") {
			t.Errorf("%+v: %s, want %s", test, v, test.want)
		}
	}
	if v := verdict.JudgeTemplates(answers(.95, .6, .75)[:57])[0]; v.Outcome != verdict.Undecided || v.Seeds != 19 {
		t.Errorf("19 seeds: %s", v)
	}
	if all := verdict.JudgeTemplates(nil); len(all) != 0 {
		t.Errorf("%d verdicts on nothing", len(all))
	}
}
