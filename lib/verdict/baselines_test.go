package verdict

import (
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/baseline"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// The rule for one baseline in one row, at its bounds: .9 and .75 for a side, .1 for a
// number.
func TestShows(t *testing.T) {
	known, unknown := estimate(.95, .97, 1), estimate(.5, .6, .7)
	for name, test := range map[string]struct {
		training, networks, own, difference metrics.Estimate
		want                                Outcome
	}{
		"the same number":            {known, estimate(.7, .8, .85), estimate(.7, .82, .9), estimate(-.09, -.02, .09), Holds},
		"another number, both fail":  {known, estimate(.3, .4, .5), estimate(.0, .1, .2), estimate(.2, .3, .4), Partly},
		"perhaps it, both hold":      {known, estimate(.91, .95, 1), estimate(.91, .95, 1), estimate(-.11, 0, .05), Partly},
		"one fails":                  {known, estimate(.91, .95, 1), estimate(.4, .5, .6), estimate(.4, .45, .5), Fails},
		"other numbers, no side":     {known, estimate(.7, .8, .95), estimate(.1, .2, .3), estimate(.5, .6, .7), Fails},
		"a wide difference, no side": {known, estimate(.5, .7, .9), estimate(.6, .7, .8), estimate(-.2, 0, .2), Undecided},
		"at the bound":               {known, estimate(.8, .85, .89), estimate(.7, .75, .8), estimate(.1, .1, .1), Undecided},
		"chance beside chance":       {unknown, estimate(.4, .5, .6), estimate(.4, .5, .6), estimate(0, 0, 0), Fails},
		"perhaps learned":            {estimate(.85, .92, .95), estimate(.4, .5, .6), estimate(.4, .5, .6), estimate(0, 0, 0), Undecided},
	} {
		b := Beside{Training: test.training, Accuracy: test.own, Difference: test.difference}
		if got := shows(b, test.networks); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
		if b.Difference.N--; shows(b, test.networks) != Undecided {
			t.Errorf("%s: decided by %d seeds", name, b.Difference.N)
		}
	}
}

func TestSomeAndEvery(t *testing.T) {
	for _, test := range []struct {
		all         []Outcome
		some, every Outcome
	}{
		{[]Outcome{Fails, Fails}, Fails, Fails},
		{[]Outcome{Fails, Undecided}, Undecided, Fails},
		{[]Outcome{Fails, Partly, Undecided}, Partly, Fails},
		{[]Outcome{Holds, Partly}, Holds, Partly},
		{[]Outcome{Holds, Undecided}, Holds, Undecided},
		{[]Outcome{Holds, Fails}, Holds, Fails},
		{[]Outcome{Holds, Holds}, Holds, Holds},
	} {
		if some, every := some(test.all), every(test.all); some != test.some || every != test.every {
			t.Errorf("%v: of some %s, of all %s, want %s and %s", test.all, some, every, test.some, test.every)
		}
	}
}

// asNetworks are networks of scenario 2 in 20 seeds, and baselines that score, by their
// order: as the networks do; with other numbers on the same side; and nothing, as they
// have not learned.
func asNetworks() (networks []results.Result, baselines []baseline.Result) {
	scenario := paper.Scenarios()[1]
	for seed := uint64(1); seed <= minSeeds; seed++ {
		for _, row := range paper.Rows([]paper.Scenario{scenario}) {
			r := results.Result{Seed: seed, Row: row, TrainAccuracy: 1}
			r.Accuracy = map[bool]float64{true: .95, false: .3}[row.Loss == loss.CE]
			networks = append(networks, r)
			if row.Loss == loss.CE {
				continue
			}
			for i, name := range baseline.Names() {
				r.Loss = name
				r.Accuracy = []float64{.31, .1, .3}[i]
				r.TrainAccuracy = []float64{1, 1, .6}[i]
				baselines = append(baselines, baseline.Result{Result: r, Penalty: 1, Chosen: true})
				r.Accuracy = .95 // of another penalty, which was not chosen
				baselines = append(baselines, baseline.Result{Result: r, Penalty: 2})
			}
		}
	}
	return networks, baselines
}

func TestJudgeBaselines(t *testing.T) {
	rows, err := JudgeBaselines(asNetworks())
	if err != nil || len(rows) != 4 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, r := range rows {
		want, best := []Outcome{Holds, Partly, Fails}, Holds
		if r.Loss == loss.CE {
			want, best = []Outcome{Fails, Fails, Fails}, Fails
		}
		for i, b := range r.Baselines {
			if b.Outcome != want[i] || b.Baseline != baseline.Names()[i] {
				t.Errorf("%s, %s: %s, want %s", r.Row, b.Baseline, b.Outcome, want[i])
			}
		}
		if r.Outcome != best {
			t.Errorf("%s: %s, want %s", r.Row, r.Outcome, best)
		}
	}
	var got []Outcome
	for _, s := range Stories(rows) {
		got = append(got, s.Outcome)
		if len(s.Rows) != 2 {
			t.Errorf("%s, %s: %d rows", s.Loss, s.Baseline, len(s.Rows))
		}
	}
	if want := []Outcome{Fails, Fails, Fails, Holds, Partly, Fails}; !slices.Equal(got, want) {
		t.Errorf("stories %v, want %v", got, want)
	}
}

func TestJudgeBaselinesRefuses(t *testing.T) {
	networks, baselines := asNetworks()
	if _, err := JudgeBaselines(networks, nil); err == nil || !strings.Contains(err.Error(), "no result of the baseline") {
		t.Errorf("without baselines: %v", err)
	}
	if _, err := JudgeBaselines(networks[4:], baselines); err == nil || !strings.Contains(err.Error(), "seed 1") {
		t.Errorf("without a seed's networks: %v", err)
	}
}

// With λ = 2, which was not chosen, every baseline scores .95: the ones that have learned
// show cross-entropy's rows then, and those of the contrastive loss with λ = 1.
func TestJudgePenalties(t *testing.T) {
	networks, baselines := asNetworks()
	rows, err := JudgePenalties(networks, baselines)
	if err != nil || len(rows) != 4 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, r := range rows {
		penalty := 1.
		if r.Loss == loss.CE {
			penalty = 2
		}
		if r.Outcome != Holds || r.Baseline != baseline.Names()[0] || !slices.Equal(r.Penalties, []float64{penalty}) || r.Penalty != penalty || r.Nearest.Baseline != r.Baseline {
			t.Errorf("%+v, want the first baseline with λ = %g", r, penalty)
		}
	}
}

// Of several penalties with the best outcome all are listed, and the nearest is kept.
func TestConsider(t *testing.T) {
	row := func(o Outcome, difference float64) BaselineRow {
		return BaselineRow{Baselines: []Beside{
			{Baseline: "a", Outcome: o, Difference: metrics.Estimate{Mean: difference}}, {Baseline: "b", Outcome: Fails},
		}}
	}
	var p PenaltyRow
	for i, r := range []BaselineRow{row(Undecided, .5), row(Partly, .3), row(Fails, 0), row(Partly, -.2), row(Partly, .25)} {
		p.consider(r, float64(i+1))
	}
	if p.Outcome != Partly || p.Baseline != "a" || !slices.Equal(p.Penalties, []float64{2, 4, 5}) || p.Penalty != 4 || p.Nearest.Difference.Mean != -.2 {
		t.Errorf("%+v", p)
	}
}
