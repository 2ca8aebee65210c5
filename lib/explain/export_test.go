package explain

import "slices"

// Variances returns the variance along every component, largest first.
func Variances(p *PCA) []float64 { return p.variances }

// RidgeWeights returns a model's weights.
func RidgeWeights(r Ridge) []float64 { return r.weights }

// Nudged returns the model with one weight moved by a step.
func Nudged(r Ridge, weight int, step float64) Ridge {
	r.weights = slices.Clone(r.weights)
	r.weights[weight] += step
	return r
}
