package results

import (
	"slices"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
	"nodulelab/lib/paper"
)

// RowStatistics is a row of Table 1 over all seeds, beside the paper's values.
type RowStatistics struct {
	Paper                              paper.PrintedRow
	Accuracy, Sensitivity, Specificity Measure
	TrainAccuracy                      Measure
}

// Measure is one measure over seeds: its mean with the 95 % BCa interval, and its
// smallest and largest value.
type Measure struct {
	metrics.Estimate
	Min, Max float64
}

// Statistics returns the statistics of each row of Table 1 that has results, in
// the table's order.
func Statistics(results []Result) []RowStatistics {
	var rows []RowStatistics
	for _, p := range paper.Table1() {
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
