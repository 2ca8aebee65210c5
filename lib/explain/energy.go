package explain

import (
	"fmt"
	"math"
)

// BlurredEnergy returns the mean square of an image's distance from its background after a
// Gaussian blur:
//
//	mean over pixels of (G ∗ (I − b))²
//
// in squared grey levels, where b is the background and G a Gaussian with the standard
// deviation sd, in pixels, cut off at four of them. The image has side×side values,
// row-major; beyond it there is background. For a shape of contrast c on an even background
// that is c² times the mean square of its blurred mask: contrast, area and shape in one
// number. Of two shapes of one area, the blur takes more from the one with the longer
// outline.
//
// It is what is left to a reader that sums a few smooth filters and squares them, without
// any template of a class. A slice of another length, and an sd that is not above 0 and
// finite, are errors.
func BlurredEnergy(image []float32, side int, background, sd float64) (float64, error) {
	if side < 1 || len(image) != side*side {
		return math.NaN(), fmt.Errorf("explain: %d pixels: want side×side of them, for a side of %d", len(image), side)
	}
	if !(sd > 0) || math.IsInf(sd, 0) {
		return math.NaN(), fmt.Errorf("explain: a blur of %g pixels: want a finite number above 0", sd)
	}
	kernel := gaussian(sd, side)
	above := make([]float64, len(image))
	for i, v := range image {
		above[i] = float64(v) - background
	}
	var sum float64
	for _, v := range turnedBlur(turnedBlur(above, side, kernel), side, kernel) {
		sum += v * v
	}
	return sum / float64(len(image)), nil
}

// gaussian returns the weights of a Gaussian by distance, 0 first. Weights on both sides
// sum to 1. It is not longer than the side of an image.
func gaussian(sd float64, side int) []float64 {
	reach := int(math.Ceil(4 * min(sd, float64(side))))
	weights := make([]float64, reach+1)
	sum := 0.
	for d := range weights {
		weights[d] = math.Exp(-float64(d*d) / (2 * sd * sd))
		sum += weights[d]
		if d > 0 {
			sum += weights[d]
		}
	}
	for d := range weights {
		weights[d] /= sum
	}
	return weights
}

// turnedBlur blurs the rows of a square image and turns rows into columns.
func turnedBlur(image []float64, side int, kernel []float64) []float64 {
	turned := make([]float64, len(image))
	for y := range side {
		for x := range side {
			for at := max(0, x-len(kernel)+1); at < min(side, x+len(kernel)); at++ {
				turned[x*side+y] += kernel[max(x-at, at-x)] * image[y*side+at]
			}
		}
	}
	return turned
}
