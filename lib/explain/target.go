package explain

import "nodulelab/lib/internal/slice"

// Targets are what a linear model of the class is fitted to: 1 for malignant, −1 for benign.
func Targets(malignant []bool) []float64 {
	return slice.Map(malignant, func(m bool) float64 { return float64(sign(m)) })
}

// Positive tells which values of such a model speak for malignant: those above 0.
func Positive(values []float64) []bool {
	return slice.Map(values, func(v float64) bool { return v > 0 })
}
