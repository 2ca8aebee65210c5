package results

import "nodulelab/lib/paper"

// OfRow returns the results of one row, in their order.
func OfRow(results []Result, row paper.Row) []Result {
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
