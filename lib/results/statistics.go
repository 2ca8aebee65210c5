package results

import (
	"math"
	"slices"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
	"nodulelab/lib/paper"
)

// RowStatistics is a row of results over all seeds, beside the paper's values. They are
// NaN in a row that the paper does not have.
type RowStatistics struct {
	Paper                              paper.PrintedRow
	Accuracy, Sensitivity, Specificity Measure
	TrainAccuracy                      Measure
}

// Measure is one measure over seeds: its mean with the 95 % interval, and its
// smallest and largest value.
type Measure struct {
	metrics.Estimate
	Min, Max float64
}

// Statistics returns the statistics of each row that has results: those of Table 1 in the
// table's order, then the others in the order in which they come.
func Statistics(results []Result) []RowStatistics {
	var rows []RowStatistics
	for _, p := range printed(results) {
		own := OfRow(results, p.Row)
		if len(own) == 0 {
			continue
		}
		rows = append(rows, RowStatistics{
			Paper:         p,
			Accuracy:      measure(own, func(r Result) float64 { return r.Accuracy }),
			Sensitivity:   measure(own, func(r Result) float64 { return r.Sensitivity }),
			Specificity:   measure(own, func(r Result) float64 { return r.Specificity }),
			TrainAccuracy: measure(own, func(r Result) float64 { return r.TrainAccuracy }),
		})
	}
	return rows
}

// printed lists the rows of Table 1, and then all others that have results.
func printed(results []Result) []paper.PrintedRow {
	rows, none := paper.Table1(), math.NaN()
	for _, r := range results {
		if !slices.ContainsFunc(rows, func(p paper.PrintedRow) bool { return p.Row == r.Row }) {
			rows = append(rows, paper.PrintedRow{Row: r.Row, Scores: paper.Scores{Accuracy: none, Sensitivity: none, Specificity: none}})
		}
	}
	return rows
}

// IsPrinted tells whether the paper has the row.
func (r RowStatistics) IsPrinted() bool { return r.Paper.IsPrinted() }

// measure describes one value of at least one result.
func measure(results []Result, value func(Result) float64) Measure {
	v := slice.Map(results, value)
	return Measure{metrics.EstimateMean(v), slices.Min(v), slices.Max(v)}
}

// OfRow returns the results of one row, in their order.
func OfRow(results []Result, row paper.Row) []Result {
	return slice.Filter(results, func(r Result) bool { return r.Row == row })
}

// Accuracies lists the test accuracy of each result.
func Accuracies(results []Result) []float64 {
	return slice.Map(results, func(r Result) float64 { return r.Accuracy })
}

// SameSide tells whether the mean accuracy lies on the same side of chance, one
// half, as the paper's.
func (r RowStatistics) SameSide() bool {
	return (r.Accuracy.Mean > .5) == (r.Paper.Accuracy > .5)
}
