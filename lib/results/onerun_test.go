package results_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// ofRow makes 60 results of a row of Table 1, by number from 0, with one accuracy each.
func ofRow(number int, accuracy func(seed int) float64) []results.Result {
	var all []results.Result
	for seed := 1; seed <= 60; seed++ {
		a := accuracy(seed)
		all = append(all, results.Result{Seed: uint64(seed), Row: paper.Table1()[number].Row, Scores: paper.Scores{Accuracy: a, Sensitivity: a, Specificity: a}})
	}
	return all
}

// Row 2 has the accuracy .62 in the paper.
func TestAsOneRun(t *testing.T) {
	run, err := results.AsOneRun(ofRow(1, func(seed int) float64 { return .4 + .005*float64(seed) }))
	if err != nil {
		t.Fatal(err)
	}
	if run.Runs != 60 || run.SameSide.Hits != 40 || run.SameSide.Total != 60 {
		t.Errorf("%d runs, %+v on the paper's side", run.Runs, run.SameSide)
	}
	a := run.Accuracy
	if a.Paper != .62 || math.Abs(a.Interval.Low-.41) > 1e-9 || math.Abs(a.Interval.High-.7) > 1e-9 || math.Abs(run.Coverage-59./61) > 1e-9 {
		t.Errorf("%+v, coverage %v", a, run.Coverage)
	}
	if math.Abs(a.Quantile-.725) > .02 || math.Abs(a.Median-.555) > .01 {
		t.Errorf("the paper's %v lies at %v, the median is %v", a.Paper, a.Quantile, a.Median)
	}
	if run.P > .1 { // the paper's sensitivity .87 and specificity .37 lie outside
		t.Errorf("p %v", run.P)
	}
}

// Our values are compared as they would be printed: .616 is .62.
func TestAsOneRunRounds(t *testing.T) {
	run, err := results.AsOneRun(ofRow(1, func(int) float64 { return .616 }))
	if err != nil || run.Accuracy.Quantile != .5 || run.Accuracy.Interval.Low != .62 {
		t.Errorf("%+v, %v", run, err)
	}
}

func TestAsOneRunRefuses(t *testing.T) {
	same := func(int) float64 { return .5 }
	own := results.Result{Row: paper.Row{Scenario: 7}}
	for want, rs := range map[string][]results.Result{
		"no results": nil, "want one row": append(ofRow(0, same), ofRow(1, same)...), "the paper has no row": {own},
	} {
		if _, err := results.AsOneRun(rs); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

// Every row of the independent implementation's results, in the table's order.
func TestAllAsOneRun(t *testing.T) {
	rs, err := results.Reference()
	if err != nil {
		t.Fatal(err)
	}
	all, err := results.AllAsOneRun(rs)
	if err != nil || len(all) != len(paper.Table1()) {
		t.Fatalf("%d rows, %v", len(all), err)
	}
	for i, run := range all {
		if run.Paper != paper.Table1()[i] || run.Runs != 20 || !(run.P > 0 && run.P <= 1) {
			t.Errorf("row %d: %+v", i+1, run)
		}
	}
}

// One comparison has one adjusted p, whatever stands beside it.
func TestAdjustedDoesNotDependOnCompany(t *testing.T) {
	rs, err := results.Reference()
	if err != nil {
		t.Fatal(err)
	}
	all, err := results.Paired(rs)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		alone, err := results.Paired(append(results.OfRow(rs, p.CrossEntropy), results.OfRow(rs, p.Other)...))
		if err != nil || len(alone) != 1 || alone[0].Adjusted != p.Adjusted {
			t.Errorf("%s: adjusted p %v alone, %v among %d: %v", p.CrossEntropy, alone, p.Adjusted, len(all), err)
		}
	}
}

func ExampleAsOneRun() {
	run, err := results.AsOneRun(ofRow(8, func(seed int) float64 { return .55 + .005*float64(seed) }))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("the paper's %.2f lies at the quantile %.2f of %d runs\n", run.Accuracy.Paper, run.Accuracy.Quantile, run.Runs)
	// Output:
	// the paper's 0.59 lies at the quantile 0.12 of 60 runs
}
