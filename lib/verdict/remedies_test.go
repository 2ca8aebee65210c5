package verdict

import (
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/design"
	"nodulelab/lib/metrics"
)

// changeOf is what a way to train makes of an accuracy, a little to either side.
func changeOf(a Accuracy, before, after, p float64) RemedyChange {
	around := func(mean float64) metrics.Estimate {
		return metrics.Estimate{N: 20, Mean: mean, Interval: metrics.Interval{Low: mean - .01, High: mean + .01}}
	}
	return RemedyChange{a, before, around(after), around(after - before), p}
}

// A test is restored from below the threshold to wholly above it; validation moves;
// what is not significant is nothing.
func TestKindsOfChange(t *testing.T) {
	test, validation := accuracies()[2], accuracies()[0]
	for _, c := range []struct {
		on               Accuracy
		before, after, p float64
		want             string
	}{
		{test, .5, .95, .001, Restores},
		{test, .5, .95, .05, Insignificant},
		{test, .5, .95, .049, Restores},
		{test, .5, .905, .001, MakesBetter}, // the interval holds the threshold
		{test, .91, .95, .001, MakesBetter}, // the protocol did not fail
		{test, .5, .7, .001, MakesBetter},
		{test, .5, .3, .001, MakesWorse},
		{validation, .5, .95, .001, Moves},
		{validation, 1, .97, .001, Moves},
		{validation, 1, .97, .2, Insignificant},
	} {
		if got := changeOf(c.on, c.before, c.after, c.p).Kind(); got != c.want {
			t.Errorf("%s from %v to %v, p %v: %q, want %q", c.on.Name, c.before, c.after, c.p, got, c.want)
		}
	}
}

// The failing tests are those on which the protocol lies below the threshold;
// validation is no test. All, some or none of them are restored.
func TestRestoring(t *testing.T) {
	way := func(name string, restored ...int) Remedy {
		r := Remedy{Name: name}
		for k, a := range accuracies() {
			before, after, p := 1., 1., 1.
			if k == 1 || k == 2 || k == 5 { // validation and two tests
				before, after = .5, .5
			}
			if slices.Contains(restored, k) {
				after, p = .95, .01
			}
			r.Changes = append(r.Changes, changeOf(a, before, after, p))
		}
		return r
	}
	all := Remedies{way("protocol"), []Remedy{way("a", 2, 5), way("b", 5), way("c"), way("d", 1), way("e", 5, 2, 1)}}
	if n := all.Failing(); n != 2 {
		t.Errorf("%d tests fail", n)
	}
	for share, want := range map[string]string{"all": "a e", "some": "b", "none": "c d"} {
		if got := strings.Join(all.Restoring(share), " "); got != want {
			t.Errorf("%s: %s, want %s", share, got, want)
		}
	}
	if changed := all.Others[4].Changed(Restores); len(changed) != 2 || changed[0].Name != "1 → 170,130, CE" || changed[1].Name != "2 → 150,190, other" {
		t.Errorf("restored: %+v", changed)
	}
}

// The stored remedies against their results, by hand: the last accuracy is of CE in
// scenario 3, the first of CE on scenario 2's validation set.
func TestJudgeRemedies(t *testing.T) {
	s, err := design.Load(design.RemedySweep)
	if err != nil {
		t.Fatal(err)
	}
	var test, validation [2]float64
	for _, r := range s.Results {
		if r.Cell < 2 && r.Scenario == 3 {
			test[r.Cell] += r.Accuracy / 20
		}
		if r.Cell < 2 && r.Scenario == 2 && r.Loss == "CE" && r.Test.Malignant == 150 {
			validation[r.Cell] += r.ValidationAccuracy / 20
		}
	}
	all, err := JudgeRemedies(s)
	if err != nil {
		t.Fatal(err)
	}
	if len(all.Others) != len(s.Sweep.Cells)-1 || all.Protocol.Name != s.Sweep.Cells[0].String() {
		t.Errorf("%d others than %q", len(all.Others), all.Protocol.Name)
	}
	first := all.Others[0].Changes
	for what, c := range map[*[2]float64]RemedyChange{&test: first[6], &validation: first[0]} {
		if near := func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }; c.After.N != 20 || !near(c.Before, what[0]) || !near(c.After.Mean, what[1]) || !near(c.Difference.Mean, what[1]-what[0]) {
			t.Errorf("%s: %+v, want %v", c.Name, c, *what)
		}
	}
	for _, c := range all.Protocol.Changes {
		if c.P != 1 || c.Difference.Mean != 0 || c.Kind() != Insignificant {
			t.Errorf("the protocol changes %s: %+v", c.Name, c)
		}
	}
	s.Results = slices.DeleteFunc(s.Results, func(r design.CellResult) bool { return r.Cell == 1 && r.Scenario == 3 && r.Seed == 4 })
	if _, err := JudgeRemedies(s); err == nil || !strings.Contains(err.Error(), "3 → 150,190, CE") || !strings.Contains(err.Error(), "seed 4") {
		t.Errorf("a seed without its pair: %v", err)
	}
}
