package explain

import (
	"fmt"
	"math"

	"nodulelab/lib/nodule"
)

// Density is the mean saliency per pixel in three regions of an image, in units
// of the whole image's mean: 1 everywhere if the saliency is spread evenly. A
// region without pixels has NaN.
type Density struct{ Inside, Border, Outside float64 }

// region says where a pixel lies.
type region int

const (
	outside region = iota
	border
	inside
)

// borderWidth is how far the border band reaches from the edge to either side at
// 32 pixels; at other sizes it is scaled.
const borderWidth = 2

// SaliencyDensity measures the saliency of one image by the regions of its
// coverage mask, both side×side, row-major. Covered are pixels with a coverage of
// one half or more; the border band are the pixels within 2 of 32 pixels (in the
// larger of the two directions) of one whose neighbour is of the other kind.
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

// regions sorts the pixels of a mask.
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

// edges lists the pixels that have a neighbour of the other kind to the right,
// left, above or below.
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

// MeanDensity averages densities region by region, over the images that have the
// region.
func MeanDensity(densities []Density) Density {
	mean := func(of func(Density) float64) float64 {
		var sum, n float64
		for _, d := range densities {
			if v := of(d); !math.IsNaN(v) {
				sum, n = sum+v, n+1
			}
		}
		return sum / n
	}
	return Density{
		mean(func(d Density) float64 { return d.Inside }),
		mean(func(d Density) float64 { return d.Border }),
		mean(func(d Density) float64 { return d.Outside }),
	}
}

// SetDensity is the mean density over the images of a set; the saliency has
// n×Side×Side values.
func SetDensity(saliency []float32, s *nodule.Set) (Density, error) {
	if len(saliency) != len(s.Images) {
		return Density{}, fmt.Errorf("explain: %d values of saliency for %d pixels", len(saliency), len(s.Images))
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
