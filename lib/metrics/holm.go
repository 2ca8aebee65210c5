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
	if err := checkP(p); err != nil {
		return nil, err
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

// Bonferroni adjusts p-values for a family of tests of which they may be a part: each is
// multiplied by the size of the family, and is at most 1 (Dunn 1961). Unlike Holm's, an
// adjusted value does not depend on the others. A family smaller than the list, and a value
// outside [0, 1], or NaN, are errors.
func Bonferroni(p []float64, family int) ([]float64, error) {
	if err := checkP(p); err != nil {
		return nil, err
	}
	if family < len(p) {
		return nil, fmt.Errorf("metrics: %d p-values in a family of %d tests: want a family that holds them all", len(p), family)
	}
	adjusted := make([]float64, len(p))
	for i, v := range p {
		adjusted[i] = min(1, float64(family)*v)
	}
	return adjusted, nil
}

func checkP(p []float64) error {
	for i, v := range p {
		if !(v >= 0 && v <= 1) {
			return fmt.Errorf("metrics: p-value %d is %v: want 0 to 1", i, v)
		}
	}
	return nil
}
