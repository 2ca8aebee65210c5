package verdict

import (
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/design"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/loss"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// graded is a sweep of single factors whose cells are the worse, the later they come:
// CE's accuracy on D(150,190) in scenario 2 is .94 less a tenth for each cell before.
func graded(t *testing.T, factors ...string) (design.Swept, []design.Factor) {
	t.Helper()
	var all []design.Factor
	for _, name := range factors {
		f, err := design.FactorByName(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, f)
	}
	s := design.Swept{Sweep: design.OneAtATime("graded", lab.PaperPlan(3), all...)}
	for cell := range s.Sweep.Cells {
		for seed := uint64(1); seed <= 3; seed++ {
			for i, r := range printed(seed) {
				if i == ce2Opposite {
					r.Accuracy -= .1*float64(cell) + .001*float64(seed)
				}
				s.Results = append(s.Results, design.CellResult{Cell: cell, Result: r})
			}
		}
	}
	return s, all
}

// Every level has the numbers of its own cell, and the protocol has the numbers of the first cell.
func TestResponses(t *testing.T) {
	s, factors := graded(t, "spikes", "pooling")
	all, err := Responses(s)
	if err != nil {
		t.Fatal(err)
	}
	cells := [][]int{{1, 2, 0, 3}, {0, 4}} // spikes 5, 7, 9, 13; pooling average, max
	for i, r := range all {
		if r.Factor.Name != factors[i].Name || r.Levels[r.Default].Label != []string{"9", "average"}[i] {
			t.Errorf("%s, the protocol at %q", r.Factor.Name, r.Levels[r.Default].Label)
		}
		for j, l := range r.Levels {
			want := .94 - .27 - .1*float64(cells[i][j]) - .002
			if e := l.Estimates[2]; l.Label != factors[i].Levels[j].Label || e.N != 3 || math.Abs(e.Mean-want) > 1e-9 {
				t.Errorf("%s %s: %+v, want %.3f", r.Factor.Name, l.Label, e, want)
			}
			if l.States[2] != Holds || l.States[0] != Holds || l.States[1] != Holds {
				t.Errorf("%s %s: %v", r.Factor.Name, l.Label, l.States)
			}
		}
	}
	if drop := all[1].Levels[1]; drop.States[3] != Fails { // .54 less .59
		t.Errorf("with max pooling the drop %s: %+v", drop.States[3], drop.Estimates[3])
	}
}

// A factor that the sweep has not varied is an error that names it.
func TestResponsesRefuse(t *testing.T) {
	s, _ := graded(t, "spikes")
	if _, err := Responses(s, "pooling"); err == nil || !strings.Contains(err.Error(), `the sweep "graded" does not vary "pooling": want "spikes"`) {
		t.Errorf("error %v", err)
	}
	lacking := s
	lacking.Results = s.Results[:len(s.Results)-1]
	if _, err := Responses(lacking); err == nil || !strings.Contains(err.Error(), "has 0 results of seed 3, scenario 3") {
		t.Errorf("a result is missing: error %v", err)
	}
	s.Sweep.Factors = nil
	if _, err := Responses(s); err == nil || !strings.Contains(err.Error(), `the sweep "graded" has no factors`) {
		t.Errorf("error %v", err)
	}
}

// scenariosOf is a sweep of one factor over some scenarios, with the results that the
// paper prints; of scenarios that it does not have, the results of scenario 3.
func scenariosOf(scenarios ...paper.Scenario) design.Swept {
	base := lab.PaperPlan(3)
	base.Scenarios = scenarios
	s := design.Swept{Sweep: design.OneAtATime("own", base, design.NewFactor("spikes", "", func(p *lab.Plan) *int { return &p.Config.Spikes }, 7))}
	for i, c := range s.Sweep.Cells {
		for _, row := range paper.Rows(c.Plan.Scenarios) {
			for _, seed := range c.Plan.Seeds {
				r := results.Result{Seed: seed, Row: row, TrainAccuracy: 1, Scores: paper.Table1()[ce3].Scores}
				for _, p := range paper.Table1() {
					if p.Row == row {
						r.Scores = p.Scores
					}
				}
				s.Results = append(s.Results, design.CellResult{Cell: i, Result: r})
			}
		}
	}
	return s
}

// Of some scenarios alone, of other losses or of scenarios of one's own, the conclusions
// that cannot be computed are named with what they lack, and no level has a number for
// them.
func TestResponsesOfOtherScenarios(t *testing.T) {
	all := paper.Scenarios()
	ceAlone, three, own, other := all[1], all[1], all[2], all[1]
	ceAlone.Losses = ceAlone.Losses[:1]
	three.Losses = append(slices.Clone(three.Losses), loss.SupCon)
	own.Number = 4
	other.Losses = []loss.Named{loss.CE, loss.Triplet}
	for i, test := range []struct {
		scenarios []paper.Scenario
		can       string
		why       []string
	}{
		{all, "learns, 1: both losses fail, 2: the loss matters, 3: ten grey levels matter", nil},
		{all[:1], "learns, 1: both losses fail", []string{"no result of CE in scenario 2, 180,160 → 150,190", "no result of CE in scenario 2"}},
		{all[1:], "learns, 2: the loss matters, 3: ten grey levels matter", []string{"no result of CE in scenario 1, 150,150 → 170,130"}},
		{all[1:2], "learns, 2: the loss matters", []string{"CE in scenario 1", "CE in scenario 3, 180,150 → 150,190"}},
		{[]paper.Scenario{ceAlone, all[2]}, "learns, 3: ten grey levels matter", []string{"CE in scenario 1", "no result of another loss in scenario 2, 180,160 → 150,190"}},
		{[]paper.Scenario{three}, "learns", []string{"CE in scenario 1", "there are 2 results of another loss in scenario 2, 180,160 → 150,190, and it takes one", "CE in scenario 3"}},
		{[]paper.Scenario{other}, "learns, 2: the loss matters", []string{"CE in scenario 1", "CE in scenario 3"}},
		{[]paper.Scenario{own}, "learns", []string{"scenario 1", "scenario 2", "scenario 2"}},
	} {
		s := scenariosOf(test.scenarios...)
		can, cannot := Computable(s.Sweep)
		if got := strings.Join(slice.Map(can, func(c Conclusion) string { return c.Name }), ", "); got != test.can || len(cannot) != len(test.why) {
			t.Errorf("case %d: %s, and not %d others, want %s and %d", i, got, len(cannot), test.can, len(test.why))
			continue
		}
		for j, o := range cannot {
			if !strings.Contains(o.Why, test.why[j]) {
				t.Errorf("case %d: %s since %s, want %s", i, o.Name, o.Why, test.why[j])
			}
		}
		rs, err := Responses(s, "spikes")
		if err != nil {
			t.Fatal(err)
		}
		if len(rs[0].Conclusions) != len(can) || rs[0].Default != 1 {
			t.Errorf("case %d: %d conclusions, the base's level %d", i, len(rs[0].Conclusions), rs[0].Default)
		}
		for _, l := range rs[0].Levels {
			for k, e := range l.Estimates {
				if len(l.Estimates) != len(can) || e.N != 3 || math.IsNaN(e.Mean) {
					t.Errorf("case %d, %s, %s: %+v", i, l.Label, can[k].Name, e)
				}
			}
		}
		if effects, err := rs[0].Effects(); err != nil || len(effects) != len(can) {
			t.Errorf("case %d: %d effects, %v", i, len(effects), err)
		}
	}
}
