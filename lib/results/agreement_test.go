package results_test

import (
	"testing"

	"nodulelab/lib/internal/recorded"
	"nodulelab/lib/metrics"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// The committed results against the independent PyTorch implementation: 20 seeds
// each, row by row, two-sided Mann–Whitney at p < .01. The threshold was fixed
// before the results were seen.
func TestAgreesWithReference(t *testing.T) {
	ours := recorded.Table1(t)
	theirs, err := results.Reference()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range paper.Table1() {
		a, b := results.OfRow(ours, p.Row), results.OfRow(theirs, p.Row)
		if len(a) < 20 {
			t.Errorf("%s: %d seeds, want at least 20", p, len(a))
		}
		_, pValue, err := metrics.MannWhitney(results.Accuracies(a), results.Accuracies(b))
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: ours %.2f, reference %.2f, p = %.3f", p, metrics.Summarise(results.Accuracies(a)).Mean, metrics.Summarise(results.Accuracies(b)).Mean, pValue)
		if pValue < .01 {
			t.Errorf("%s: the accuracies differ from the reference's, p = %.4f", p, pValue)
		}
	}
}

// All nine rows as one family: Holm's adjusted p at the level of .05, also fixed
// before the results were seen.
func TestAgreementWithReference(t *testing.T) {
	rows, err := results.AgreementWithReference(recorded.Table1(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 9 {
		t.Fatalf("%d rows, want 9", len(rows))
	}
	for i, r := range rows {
		if r.Row != paper.Table1()[i].Row || r.Ours.N < 20 || r.Theirs.N != 20 || r.Adjusted < r.P {
			t.Errorf("row %d: %+v", i, r)
		}
		t.Logf("%s: p = %.3f, adjusted %.3f", r.Row, r.P, r.Adjusted)
		if r.Adjusted < .05 {
			t.Errorf("%s: the accuracies differ from the reference's, adjusted p = %.4f", r.Row, r.Adjusted)
		}
	}
}

// The reference agrees with itself, and not with what never misses.
func TestAgreementTellsApart(t *testing.T) {
	reference, err := results.Reference()
	if err != nil {
		t.Fatal(err)
	}
	row := paper.Table1()[1].Row // far from 1.00 in the reference
	same := results.OfRow(reference, row)
	other := rowOf(row, make([]float64, 20)...)
	for i := range other {
		other[i].Accuracy = 1
	}
	for name, test := range map[string]struct {
		rs      []results.Result
		differs bool
	}{"itself": {same, false}, "1.00": {other, true}} {
		rows, err := results.AgreementWithReference(test.rs)
		if err != nil || len(rows) != 1 || rows[0].Adjusted < .05 != test.differs {
			t.Errorf("%s: %+v, %v", name, rows, err)
		}
	}
}
