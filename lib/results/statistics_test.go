package results_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/metrics"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// rowOf makes results of one row, seeds from 1, with the given accuracies.
func rowOf(row paper.Row, accuracies ...float64) []results.Result {
	var all []results.Result
	for i, a := range accuracies {
		all = append(all, results.Result{Seed: uint64(i + 1), Row: row, Scores: paper.Scores{Accuracy: a, Sensitivity: a / 2, Specificity: 1 - a}})
	}
	return all
}

func TestStatistics(t *testing.T) {
	table := paper.Table1()
	rows := results.Statistics(append(rowOf(table[8].Row, .2, .2), rowOf(table[1].Row, .2, .4, .6, .8)...))
	if len(rows) != 2 || rows[0].Paper != table[1] || rows[1].Paper != table[8] {
		t.Fatalf("rows %+v, want the second and the last of the table", rows)
	}
	first := rows[0]
	if first.Accuracy != (results.Measure{Estimate: metrics.EstimateMean([]float64{.2, .4, .6, .8}), Min: .2, Max: .8}) || math.Abs(first.Sensitivity.Mean-.25) > 1e-12 || math.Abs(first.Specificity.Mean-.5) > 1e-12 {
		t.Errorf("statistics %+v", first)
	}
	if i := rows[1].Accuracy.Interval; i != (metrics.Interval{Low: .2, High: .2}) {
		t.Errorf("interval of equal accuracies %v", i)
	}
	if none := results.Statistics(nil); none != nil {
		t.Errorf("of no results %v", none)
	}
}

func TestPaired(t *testing.T) {
	table := paper.Table1()
	ce, contrastive := table[4].Row, table[6].Row // scenario 2 on 150,190
	rs := append(rowOf(ce, .9, .8, 1, .9, .7, .9), rowOf(contrastive, .1, .3, .2, .5, .8, .9)...)
	slices.Reverse(rs[6:]) // the order of rs does not pair them, seeds do
	rs = append(rs, append(rowOf(table[5].Row, 1, 1), rowOf(table[7].Row, 1, 1)...)...)
	pairs, err := results.Paired(rs)
	if err != nil {
		t.Fatal(err)
	}
	if len(pairs) != 2 || pairs[0].CrossEntropy != ce || pairs[0].Other != contrastive {
		t.Fatalf("pairs %+v", pairs)
	}
	p := pairs[0]
	d := []float64{.8, .5, .8, .4, -.1, 0}
	if math.Abs(p.Difference.Mean-.4) > 1e-12 || p.P != 4./32 || p.Adjusted != 5*4./32 || math.Abs(p.Superiority-4.5/6) > 1e-12 || math.Abs(p.Dz-metrics.CohenDz(d)) > 1e-12 {
		t.Errorf("scenario 2 on 150,190: %+v", p)
	}
	if p := pairs[1]; p.P != 1 || p.Adjusted != 1 || !math.IsNaN(p.Dz) || p.Superiority != .5 {
		t.Errorf("equal accuracies: %+v", p)
	}
}

// A row without its counterpart makes no pair; a seed without its own is an error.
func TestPairedRefuses(t *testing.T) {
	table := paper.Table1()
	ce, contrastive := rowOf(table[0].Row, .9, .8, 1), rowOf(table[2].Row, .1, .3, .2)
	if pairs, err := results.Paired(ce); err != nil || pairs != nil {
		t.Errorf("one row: %v, %v", pairs, err)
	}
	for want, rs := range map[string][]results.Result{
		"seed 3 has a result in scenario 1, CE, 150,150 → 130,170, but none in scenario 1, Contrast": slices.Concat(ce, contrastive[:2]),
		"seed 1 has a result in scenario 1, Contrast, 150,150 → 130,170, but none in scenario 1, CE": slices.Concat(ce[1:], contrastive),
		"seed 2 has two results in scenario 1, CE":                                                   slices.Concat(ce, ce[1:2], contrastive),
	} {
		if _, err := results.Paired(rs); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

// Across scenarios rows pair by seed too: scenario 3 has no contrastive row, but
// its CE row pairs with scenario 2's.
func TestDifferences(t *testing.T) {
	table := paper.Table1()
	d, err := results.Differences(append(rowOf(table[4].Row, .9, 1), rowOf(table[8].Row, .5, 0)...), table[4].Row, table[8].Row)
	if err != nil || len(d) != 2 || math.Abs(d[0]-.4) > 1e-12 || d[1] != 1 {
		t.Errorf("differences %v, %v", d, err)
	}
	if d, err := results.Differences(nil, table[0].Row, table[1].Row); err != nil || d != nil {
		t.Errorf("no results: %v, %v", d, err)
	}
}

func ExamplePaired() {
	rs, err := results.Reference()
	if err != nil {
		fmt.Println(err)
		return
	}
	pairs, err := results.Paired(rs)
	if err != nil {
		fmt.Println(err)
		return
	}
	p := pairs[2]
	fmt.Printf("%s: CE is better by %.2f\n", p.CrossEntropy.Test, p.Difference.Mean)
	// Output: 150,190: CE is better by 0.88
}
