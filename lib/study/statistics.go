package study

import "nodulelab/lib/metrics"

// RowStatistics is a row of Table 1 beside the paper's values, with the bootstrap
// interval of each mean.
type RowStatistics struct {
	Paper                              PaperRow
	Accuracy, Sensitivity, Specificity metrics.Estimate
}

// Statistics returns the statistics of each row of Table 1 that has results, in
// the table's order.
func Statistics(results []Result) []RowStatistics {
	var rows []RowStatistics
	for _, p := range Table1() {
		own := OfRow(results, p.Row)
		if len(own) == 0 {
			continue
		}
		of := func(value func(Result) float64) metrics.Estimate { return metrics.EstimateMean(values(own, value)) }
		rows = append(rows, RowStatistics{
			Paper:       p,
			Accuracy:    of(func(r Result) float64 { return r.Accuracy }),
			Sensitivity: of(func(r Result) float64 { return r.Sensitivity }),
			Specificity: of(func(r Result) float64 { return r.Specificity }),
		})
	}
	return rows
}
