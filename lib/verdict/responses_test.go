package verdict

import (
	"math"
	"strings"
	"testing"

	"nodulelab/lib/design"
	"nodulelab/lib/lab"
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
	all, err := Responses(s, factors...)
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
	pooling, err := design.FactorByName("pooling")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Responses(s, pooling); err == nil || !strings.Contains(err.Error(), `the sweep "graded" has no cell with pooling = max alone`) {
		t.Errorf("error %v", err)
	}
}
