package explain

import (
	"math"
	"slices"
)

// Otsu returns the grey level that divides the pixels of an image into two groups whose
// means lie farthest apart, weighted by the groups' sizes (Otsu 1979): the one that
// maximises
//
//	n₀·n₁·(m₁ − m₀)²
//
// where n₀ pixels of mean m₀ lie at or below the level and n₁ pixels of mean m₁ above it.
// No histogram is made: every value of the image is tried, and the level returned lies in
// the middle between two neighbouring values. Of several best ones it is the lowest. An
// image whose pixels are all equal, or that has none, or a pixel that is not finite, has
// no such level: the result is NaN.
func Otsu(image []float32) float64 {
	if slices.ContainsFunc(image, notFinite[float32]) {
		return math.NaN()
	}
	sorted := slices.Clone(image)
	slices.Sort(sorted)
	var total float64
	for _, v := range sorted {
		total += float64(v)
	}
	level, best, sum := math.NaN(), 0., 0.
	for i := range len(sorted) - 1 {
		sum += float64(sorted[i])
		n0, n1 := float64(i+1), float64(len(sorted)-i-1)
		apart := (total-sum)/n1 - sum/n0
		if between := n0 * n1 * apart * apart; sorted[i] < sorted[i+1] && between > best {
			level, best = (float64(sorted[i])+float64(sorted[i+1]))/2, between
		}
	}
	return level
}
