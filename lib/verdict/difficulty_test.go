package verdict

import (
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/design"
	"nodulelab/lib/lab"
)

// The level that counts is the one at which CE in scenario 2, over both tests, lies nearest
// to the paper's .95.
func TestAtPaperDifficulty(t *testing.T) {
	if d := PaperDifficulty(); math.Abs(d-.95) > 1e-12 {
		t.Errorf("the paper's difficulty is %v", d)
	}
	s, _ := graded(t, "spikes", "pooling") // on the opposite test .94, .84, .74 … less .001 to .003
	for i := range s.Results {
		if r := &s.Results[i]; r.Row == printed(1)[ce2Same].Row {
			r.Accuracy = 1
			if r.Cell == 0 { // the base is too easy; the next cell is .92, the following one .87
				r.Accuracy = 1.1
			}
		}
	}
	all, err := AtPaperDifficulty(s)
	if err != nil || len(all) != 3 {
		t.Fatalf("%v, %v", all, err)
	}
	if all[0].String() != "the protocol" || all[1].String() != "spikes 5" || all[2].String() != "pooling average" {
		t.Errorf("%v", all)
	}
	if e := all[1].CE; all[1].Cell != 1 || e.N != 3 || math.Abs(e.Mean-(.84-.002+1)/2) > 1e-9 || all[1].Reached {
		t.Errorf("%+v", all[1])
	}
	s.Results = s.Results[1:]
	if _, err := AtPaperDifficulty(s); err == nil {
		t.Error("results are missing, and nothing was said")
	}
}

// Cells whose numbers are the paper's own have no distance; one that is off by one ruler in
// every number has a distance of 1; a level without a row of Table 1 is an error.
func TestDistances(t *testing.T) {
	s, _ := graded(t, "pooling")
	for i := range s.Results {
		r := &s.Results[i]
		for _, p := range printed(r.Seed) {
			if p.Row == r.Row {
				r.Scores = p.Scores
			}
		}
	}
	all, err := Distances(s)
	if err != nil || len(all) != 2 || all[0].Value.Mean > 1e-9 || all[1].Cell != 1 || all[1].Value.Mean > 1e-9 || all[1].AsFar.Total != 3 {
		t.Fatalf("%+v, %v", all, err)
	}
	ruler := rulerOf([]run{printedRun(), printedRun()})
	if one := rulerOf([]run{printedRun()}); !slices.Equal(one, ruler) { // which has no standard deviation
		t.Errorf("the ruler of one run is %v, want the binomial error alone", one)
	}
	if n := 200.; math.Abs(ruler[0]-math.Sqrt((n+1)/(n+2)*(1/(n+2))/n)) > 1e-12 || len(ruler) != 27 { // of a printed 1.00
		t.Errorf("the ruler of %d numbers begins with %v", len(ruler), ruler[0])
	}
	if math.Abs(ruler[3]-math.Sqrt((200*.62+1)/202*(1-(200*.62+1)/202)/200)) > 1e-12 {
		t.Errorf("the ruler of .62 is %v", ruler[3])
	}
	off := func(by float64) run {
		r := printedRun()
		for i := range r {
			r[i] += by * ruler[i]
		}
		return r
	}
	d := distance([]run{off(.5), off(1), off(1.5)}, ruler, 1)
	if math.Abs(d.Value.Mean-1) > 1e-9 || d.AsFar.Hits != 0 {
		t.Errorf("%+v", d)
	}
	// the distance is linear here, so that its jackknife is the standard error of the mean
	if half, want := d.Value.High-d.Value.Mean, 4.302652729911275*.5/math.Sqrt(3); math.Abs(half-want) > 1e-6 {
		t.Errorf("half of the interval is %v, want %v", half, want)
	}
	if one := distance([]run{off(2)}, ruler, 1); math.Abs(one.Value.Mean-2) > 1e-9 || !math.IsNaN(one.Value.Low) {
		t.Errorf("of one run %+v", one)
	}
	if far := distance([]run{off(-3), off(0), off(3.6)}, ruler, 1); far.AsFar.Hits != 3 {
		t.Errorf("runs that lie further from the others than the paper: %+v", far)
	}
	base := lab.PaperPlan(3)
	base.Scenarios = base.Scenarios[:2]
	if _, err := Distances(scenariosOf(base.Scenarios...)); err == nil || !strings.Contains(err.Error(), "has not one result a seed of scenario 3") {
		t.Errorf("error %v", err)
	}
}

// Two seeds of data that lie .2 apart, two of weights that lie .1 apart, and orders that
// change nothing: all of the spread comes from these two.
func TestSpreads(t *testing.T) {
	s, err := design.SweepByName(design.VarianceSweep)
	if err != nil {
		t.Fatal(err)
	}
	swept := design.Swept{Sweep: s}
	for i, c := range s.Cells {
		for _, seed := range c.Plan.Seeds {
			for _, r := range printed(seed) {
				r.Accuracy = .4 + .2*float64(c.Plan.Data%2) + .1*float64(seed%2)
				swept.Results = append(swept.Results, design.CellResult{Cell: i, Result: r})
			}
		}
	}
	all, err := Spreads(swept)
	if err != nil || len(all) != 9 {
		t.Fatalf("%d rows, %v", len(all), err)
	}
	data, weights := .01*10/9, .0025*6/5 // variances of a coin's two values, with the divisor N−1
	for _, s := range all {
		if math.Abs(s.Data.Variance-data) > 1e-12 || math.Abs(s.Weights.Variance-weights) > 1e-12 || s.Both.Variance+s.Order.Variance > 1e-12 {
			t.Errorf("%+v", s)
		}
		if math.Abs(s.OfData()-data/(data+weights)) > 1e-9 || math.Abs(s.DataFixed()-math.Sqrt(weights)) > 1e-9 || math.Abs(s.OfWeights()-weights/(data+weights)) > 1e-9 {
			t.Errorf("shares %v, %v, data fixed %v", s.OfData(), s.OfWeights(), s.DataFixed())
		}
	}
	areas, err := design.Load(design.AreaSweep)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Spreads(areas); err == nil || !strings.Contains(err.Error(), "has 1 factors: want seeds of the data") {
		t.Errorf("error %v", err)
	}
}
