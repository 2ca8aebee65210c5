package study

import "nodulelab/lib/metrics"

// RowSummary is a row of Table 1 over all seeds, beside the paper's values.
type RowSummary struct {
	Paper                              PaperRow
	Accuracy, Sensitivity, Specificity metrics.Summary
	TrainAccuracy                      metrics.Summary
}

// Summarise returns one summary per row of Table 1 that has results, in the
// table's order.
func Summarise(results []Result) []RowSummary {
	var rows []RowSummary
	for _, p := range Table1() {
		own := OfRow(results, p.Row)
		if len(own) == 0 {
			continue
		}
		of := func(value func(Result) float64) metrics.Summary { return metrics.Summarise(values(own, value)) }
		rows = append(rows, RowSummary{
			Paper:         p,
			Accuracy:      of(func(r Result) float64 { return r.Accuracy }),
			Sensitivity:   of(func(r Result) float64 { return r.Sensitivity }),
			Specificity:   of(func(r Result) float64 { return r.Specificity }),
			TrainAccuracy: of(func(r Result) float64 { return r.TrainAccuracy }),
		})
	}
	return rows
}

// OfRow returns the results of one row, in their order.
func OfRow(results []Result, row Row) []Result {
	var own []Result
	for _, r := range results {
		if r.Row == row {
			own = append(own, r)
		}
	}
	return own
}

// Accuracies lists the test accuracy of each result.
func Accuracies(results []Result) []float64 {
	return values(results, func(r Result) float64 { return r.Accuracy })
}

func values(results []Result, value func(Result) float64) []float64 {
	v := make([]float64, len(results))
	for i, r := range results {
		v[i] = value(r)
	}
	return v
}

// SameSide tells whether a mean accuracy lies on the same side of chance, one
// half, as the paper's.
func (r RowSummary) SameSide() bool {
	return (r.Accuracy.Mean > .5) == (r.Paper.Accuracy > .5)
}
