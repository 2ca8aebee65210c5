package explain

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat"

	"nodulelab/lib/nodule"
)

// Descriptor reads numbers from an image alone: neither mask nor class is known to it. A
// linear model of such numbers is a classifier without a network.
type Descriptor struct {
	Name string

	// Of returns the numbers of an image of side×side grey levels, row-major. Images of
	// one side have equally many.
	Of func(image []float32, side int) []float32
}

// The descriptors' names.
const (
	PixelValues  = "pixels"         // the image itself
	Profile      = "radial profile" // [RadialProfile]
	ThreeNumbers = "three numbers"  // [ImageNumbers]
)

// Descriptors returns the pixels themselves, the radial profile and the three numbers, in
// this order.
func Descriptors() []Descriptor {
	return []Descriptor{
		{PixelValues, func(image []float32, _ int) []float32 { return image }},
		{Profile, RadialProfile},
		{ThreeNumbers, func(image []float32, _ int) []float32 { return ImageNumbers(image) }},
	}
}

// Values returns the numbers of each image of a set, n×width values, row-major. A set that
// is not whole ([nodule.Set.Check]) or has no image is an error.
func (d Descriptor) Values(s *nodule.Set) (values []float32, width int, err error) {
	if err := s.Check(); err != nil {
		return nil, 0, fmt.Errorf("explain: %w", err)
	}
	if s.Len() == 0 {
		return nil, 0, fmt.Errorf("explain: the %s of a set without images", d.Name)
	}
	for i := range s.Len() {
		values = append(values, d.Of(s.Image(i), s.Side)...)
	}
	return values, len(values) / s.Len(), nil
}

// ImageNumbers returns three numbers of an image, in this order:
//
//   - the mean of the whole image, as a share of white (grey level 255);
//   - its contrast, as a share of white: the mean of the pixels above the level of [Otsu]
//     less the mean of the others;
//   - the share of the pixels that lie above that level, which is the nodule's area.
//
// An image whose pixels are all equal has no contrast and no area.
func ImageNumbers(image []float32) []float32 {
	level := Otsu(image)
	var inside, outside, n float64
	for _, v := range image {
		if float64(v) > level {
			inside, n = inside+float64(v), n+1
		} else {
			outside += float64(v)
		}
	}
	all := float64(len(image))
	mean, contrast := (inside+outside)/all, 0.
	if n > 0 {
		contrast = inside/n - outside/(all-n)
	}
	return []float32{float32(mean / white), float32(contrast / white), float32(n / all)}
}

// white is the largest grey level.
const white = 255

// RadialProfile returns the mean grey level of side/2 rings around the nodule's centre,
// from the inside out, and then the standard deviation of the grey levels within each:
// a ring is the pixels whose centres lie from k to k+1 pixels from it, k from 0. The
// centre is the centroid of the pixels above the level of [Otsu], or the middle of an
// image whose pixels are all equal. A ring without a pixel, which only a nodule at the
// image's edge has, repeats the values of the ring before it.
func RadialProfile(image []float32, side int) []float32 {
	rings := make([][]float64, side/2)
	x0, y0 := centroid(image, side)
	for i, v := range image {
		if k := int(math.Hypot(float64(i%side)-x0, float64(i/side)-y0)); k < len(rings) {
			rings[k] = append(rings[k], float64(v))
		}
	}
	profile := make([]float32, 2*len(rings))
	var mean, sd float64
	for k, values := range rings {
		if len(values) > 0 {
			mean, sd = stat.PopMeanStdDev(values, nil)
		}
		profile[k], profile[len(rings)+k] = float32(mean), float32(sd)
	}
	return profile
}

// centroid is the middle of the pixels above Otsu's level, in pixels from the centre of
// the first one.
func centroid(image []float32, side int) (x, y float64) {
	level := Otsu(image)
	var n float64
	for i, v := range image {
		if float64(v) > level {
			x, y, n = x+float64(i%side), y+float64(i/side), n+1
		}
	}
	if n == 0 {
		return float64(side-1) / 2, float64(side-1) / 2
	}
	return x / n, y / n
}
