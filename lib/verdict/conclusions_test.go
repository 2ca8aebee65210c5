package verdict

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"nodulelab/lib/loss"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// printed is Table 1 as the results of one seed.
func printed(seed uint64) []results.Result {
	var all []results.Result
	for _, r := range paper.Table1() {
		all = append(all, results.Result{Seed: seed, Row: r.Row, TrainAccuracy: 1, ValidationAccuracy: 1, Scores: r.Scores})
	}
	return all
}

// On the paper's own table each conclusion has the paper's number, and holds.
func TestConclusionsOfThePaper(t *testing.T) {
	for _, c := range Conclusions() {
		got := c.Values(printed(3))
		if len(got) != 1 || math.Abs(got[0]-c.Paper) > 1e-9 {
			t.Errorf("%s: %v, want %v", c.Name, got, c.Paper)
		}
		if !c.Bound.Has(got[0]) || c.Bound.Value < c.Low || c.Bound.Value > c.High {
			t.Errorf("%s: %v does not hold, or the threshold %v is not drawn", c.Name, got, c.Bound.Value)
		}
	}
}

// A loss in the contrastive one's place is taken as the other loss; a result that
// is not there is no number.
func TestOtherLoss(t *testing.T) {
	rs := printed(1)
	for i := range rs {
		if rs[i].Loss == loss.Contrast {
			rs[i].Loss = loss.Triplet
		}
	}
	if got := Conclusions()[2].Values(rs); math.Abs(got[0]-.67) > 1e-9 {
		t.Errorf("the lead is %v", got)
	}
	if got := Conclusions()[3].Values(rs[:4]); !math.IsNaN(got[0]) {
		t.Errorf("without scenario 3 the drop is %v", got)
	}
}

// What the paper has, and the bounds that its conclusions were given.
func TestConclusionsAreFixed(t *testing.T) {
	want := []string{
		"learns: above 0.9, 1.00", "1: both losses fail: below 0.75, 0.62",
		"2: the loss matters: above 0.15, 0.67", "3: ten grey levels matter: above 0.175, 0.35",
	}
	for i, c := range Conclusions() {
		if got := fmt.Sprintf("%s: %s, %.2f", c.Name, c.Bound, c.Paper); got != want[i] {
			t.Errorf("%s, want %s", got, want[i])
		}
	}
}

// Each statistic is made of the accuracies that it names, and of no other.
func TestStatistics(t *testing.T) {
	rs := printed(1) // accuracies by row: .90, .10, .20, .75, .80, .50, .25, .40, .60
	for i, v := range []float64{.9, .1, .2, .75, .8, .5, .25, .4, .6} {
		rs[i].Accuracy, rs[i].TrainAccuracy = v, 1-.01*float64(i)
	}
	for i, want := range []float64{.92, .75, .8 - .25, .8 - .6} {
		if got := Conclusions()[i].Values(rs); len(got) != 1 || math.Abs(got[0]-want) > 1e-12 {
			t.Errorf("%s: %v, want %v", Conclusions()[i].Name, got, want)
		}
	}
	rs[1].Accuracy = .95 // now cross-entropy has the higher one of scenario 1
	if got := Conclusions()[1].Values(rs); got[0] != .95 {
		t.Errorf("the higher accuracy is %v", got)
	}
	if got := Conclusions()[0].Values(nil); got != nil {
		t.Errorf("of no seed: %v", got)
	}
}

// Values come in the order of the seeds, whatever order the results have.
func TestValuesBySeed(t *testing.T) {
	var rs []results.Result
	for _, seed := range []uint64{3, 1, 2} {
		for _, r := range printed(seed) {
			r.TrainAccuracy = float64(seed) / 10
			rs = append(rs, r)
		}
	}
	slices.Reverse(rs)
	if got := Conclusions()[0].Values(rs); !slices.Equal(got, []float64{.1, .2, .3}) {
		t.Errorf("values %v", got)
	}
}
