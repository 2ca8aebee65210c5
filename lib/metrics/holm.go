package metrics

import (
	"fmt"
	"slices"

	"gonum.org/v1/gonum/floats"
)

// Holm adjusts the p-values of a family of tests so that the probability of any false
// rejection stays below the level at which they are judged (Holm 1979). The adjusted
// values are in the order of the given ones, at least as large, and at most 1. A value
// outside [0, 1], or NaN, is an error.
func Holm(p []float64) ([]float64, error) {
	for i, v := range p {
		if !(v >= 0 && v <= 1) {
			return nil, fmt.Errorf("metrics: p-value %d is %v: want 0 to 1", i, v)
		}
	}
	order, sorted := make([]int, len(p)), slices.Clone(p)
	floats.Argsort(sorted, order)
	adjusted := make([]float64, len(p))
	var largest float64
	for rank, i := range order {
		largest = min(1, max(largest, float64(len(p)-rank)*sorted[rank]))
		adjusted[i] = largest
	}
	return adjusted, nil
}
