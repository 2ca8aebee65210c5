package verdict

import (
	"math"
	"strings"
	"testing"

	"nodulelab/lib/design"
	"nodulelab/lib/lab"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
)

// Conclusions hold jointly only in one and the same seed, and only seeds that learn count.
func TestJointly(t *testing.T) {
	all := Conclusions() // above .9; below .75; above .15; above .175
	values := [][]float64{
		{.95, .95, .8, .95, 1, math.NaN()},
		{.2, .2, .2, .8, .2, .2},
		{.5, .1, .5, .5, .5, .5},
		{.5, .5, .5, .5, math.NaN(), .5},
	}
	want := Joint{metrics.Proportion{Hits: 4, Total: 6}, metrics.Proportion{Hits: 1, Total: 4}}
	if got := jointly(all, values); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got := jointly(all[:2], values[:2]); got.Hold != (metrics.Proportion{Hits: 3, Total: 4}) {
		t.Errorf("of one conclusion %+v", got)
	}
}

// A value on the bound, or none, does not show a conclusion.
func TestShownBy(t *testing.T) {
	c := Conclusion{Bound: Below(.75)}
	if got := c.ShownBy([]float64{.7, .75, .8, math.NaN(), .1}); got != (metrics.Proportion{Hits: 2, Total: 5}) {
		t.Errorf("%+v", got)
	}
}

// Each level counts its own seeds: no seed of the fifth cell shows the third conclusion,
// which needs .175 and has .14 at most, and so none shows all.
func TestLevelsCountSeeds(t *testing.T) {
	s, _ := graded(t, "spikes", "pooling")
	all, err := Responses(s)
	if err != nil {
		t.Fatal(err)
	}
	at := all[1].Levels // pooling average, max
	three := metrics.Proportion{Hits: 3, Total: 3}
	if at[0].Shown[3] != three || at[0].Joint != (Joint{three, three}) {
		t.Errorf("the protocol: %+v, %+v", at[0].Shown, at[0].Joint)
	}
	none := metrics.Proportion{Total: 3}
	if at[1].Shown[3] != none || at[1].Shown[1] != three || at[1].Joint != (Joint{three, none}) {
		t.Errorf("max pooling: %+v, %+v", at[1].Shown, at[1].Joint)
	}
}

// Over a hypercube the cells are counted, and those that do not learn are left out.
func TestJointOverall(t *testing.T) {
	sweep, err := design.LatinHypercube("test", lab.PaperPlan(1), 60, 1, design.Factors()...)
	if err != nil {
		t.Fatal(err)
	}
	s := design.Swept{Sweep: sweep}
	for i, c := range sweep.Cells {
		for _, r := range printed(uint64(i + 1)) {
			if r.Scenario == 2 && r.Loss == loss.CE && c.Plan.Protocol.Network.Pooling == "max" {
				r.Accuracy = .3
			}
			if i < 10 {
				r.TrainAccuracy = .6
			}
			s.Results = append(s.Results, design.CellResult{Cell: i, Result: r})
		}
	}
	average := 0
	for i, c := range sweep.Cells {
		if i >= 10 && c.Plan.Protocol.Network.Pooling == "average" {
			average++
		}
	}
	want := Joint{metrics.Proportion{Hits: 50, Total: 60}, metrics.Proportion{Hits: average, Total: 50}}
	if got, err := JointOverall(s); err != nil || got != want {
		t.Errorf("%+v, %v, want %+v", got, err, want)
	}
	single, _ := graded(t, "spikes")
	if _, err := JointOverall(single); err == nil || !strings.Contains(err.Error(), "want one seed a cell") {
		t.Errorf("error %v", err)
	}
}
