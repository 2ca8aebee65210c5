package explain

import (
	"fmt"
	"math"

	"nodulelab/lib/nodule"
)

// Density is the mean saliency per pixel in three regions of an image, in units of the
// mean over the whole image: all three are 1 if the saliency is spread evenly. A region
// without pixels has NaN.
type Density struct{ Inside, Border, Outside float64 }

// SaliencyDensity returns the density of the saliency of one image. Saliency and mask
// (coverage 0 to 1) are side×side values, row-major.
//
// The regions follow from the mask. A pixel is covered if its coverage is .5 or more. It is
// an edge pixel if its neighbour to the left, right, above or below is covered and it is
// not, or the other way round. The border is all pixels within 2 pixels of an edge pixel, in
// x and in y (in an image of 32 pixels; the width is scaled to other sides, and at least 1).
// Of the other pixels, the covered ones are inside and the rest is outside.
//
// It is an error if the lengths do not match, if a value of saliency is negative or not
// finite, or if all are 0.
func SaliencyDensity(saliency, mask []float32, side int) (Density, error) {
	n := side * side
	if side < 1 || len(saliency) != n || len(mask) != n {
		return Density{}, fmt.Errorf("explain: %d values of saliency and %d of mask: want %d, for a side of %d", len(saliency), len(mask), n, side)
	}
	var sum, count [3]float64
	var total float64
	for i, r := range regions(mask, side) {
		v := float64(saliency[i])
		if !(v >= 0) || math.IsInf(v, 0) {
			return Density{}, fmt.Errorf("explain: saliency %v at pixel %d: want 0 or more, finite", v, i)
		}
		sum[r], count[r], total = sum[r]+v, count[r]+1, total+v
	}
	if total == 0 {
		return Density{}, fmt.Errorf("explain: the saliency is 0 everywhere")
	}
	per := func(r region) float64 { return sum[r] / count[r] / (total / float64(n)) }
	return Density{per(inside), per(border), per(outside)}, nil
}

// MeanDensity averages densities region by region. A region's mean is over the images
// that have the region.
func MeanDensity(densities []Density) Density {
	var in, on, out []float64
	for _, d := range densities {
		in, on, out = append(in, d.Inside), append(on, d.Border), append(out, d.Outside)
	}
	return Density{meanOfNumbers(in), meanOfNumbers(on), meanOfNumbers(out)}
}

// SetDensity returns the [MeanDensity] over the images of a set, whose saliency is
// n×Side×Side values. Errors are as for [SaliencyDensity], and name the image; a set
// without masks is one too.
func SetDensity(saliency []float32, s *nodule.Set) (Density, error) {
	if err := s.NeedMasks("the saliency by region"); err != nil {
		return Density{}, fmt.Errorf("explain: %w", err)
	}
	if len(saliency) != len(s.Images) {
		return Density{}, fmt.Errorf("explain: %d values of saliency for %d pixels: want one per pixel", len(saliency), len(s.Images))
	}
	n := s.Side * s.Side
	var all []Density
	for i := range s.Len() {
		d, err := SaliencyDensity(saliency[i*n:(i+1)*n], s.Mask(i), s.Side)
		if err != nil {
			return Density{}, fmt.Errorf("image %d: %w", i, err)
		}
		all = append(all, d)
	}
	return MeanDensity(all), nil
}

// region is the part of an image in which a pixel lies.
type region int

const (
	outside region = iota
	border
	inside
)

// borderWidth is how many pixels the border reaches from an edge pixel to either side, in
// an image of 32 pixels; in other images it is scaled.
const borderWidth = 2

// regions returns the region of each pixel of a mask; see [SaliencyDensity].
func regions(mask []float32, side int) []region {
	band := max(1, (borderWidth*side+16)/32)
	r := make([]region, len(mask))
	for i, m := range mask {
		if m >= .5 {
			r[i] = inside
		}
	}
	for _, e := range edges(mask, side) {
		for y := max(0, e/side-band); y <= min(side-1, e/side+band); y++ {
			for x := max(0, e%side-band); x <= min(side-1, e%side+band); x++ {
				r[y*side+x] = border
			}
		}
	}
	return r
}

// edges returns the indices of the edge pixels: covered pixels with an uncovered
// neighbour to the left, right, above or below, and uncovered pixels with a covered one.
func edges(mask []float32, side int) []int {
	covered := func(i int) bool { return mask[i] >= .5 }
	var all []int
	for i := range mask {
		x, y := i%side, i/side
		if x > 0 && covered(i) != covered(i-1) || x < side-1 && covered(i) != covered(i+1) ||
			y > 0 && covered(i) != covered(i-side) || y < side-1 && covered(i) != covered(i+side) {
			all = append(all, i)
		}
	}
	return all
}
