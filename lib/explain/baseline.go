package explain

import (
	"fmt"
	"math"

	"nodulelab/lib/nodule"
)

// Sobel returns the steepness of an image at each pixel: the length of the gradient by the
// 3×3 operator of Sobel and Feldman (1968), in eighths of a grey level per pixel. The image
// and the result are side×side values, row-major; beyond the image its outermost pixels are
// repeated. A slice of another length is an error.
func Sobel(image []float32, side int) ([]float32, error) {
	if side < 1 || len(image) != side*side {
		return nil, fmt.Errorf("explain: %d pixels: want side×side of them, for a side of %d", len(image), side)
	}
	at := func(x, y int) float64 {
		return float64(image[min(max(y, 0), side-1)*side+min(max(x, 0), side-1)])
	}
	steep := make([]float32, len(image))
	for i := range steep {
		x, y := i%side, i/side
		dx := at(x+1, y-1) + 2*at(x+1, y) + at(x+1, y+1) - at(x-1, y-1) - 2*at(x-1, y) - at(x-1, y+1)
		dy := at(x-1, y+1) + 2*at(x, y+1) + at(x+1, y+1) - at(x-1, y-1) - 2*at(x, y-1) - at(x+1, y-1)
		steep[i] = float32(math.Hypot(dx, dy))
	}
	return steep, nil
}

// Baseline is a way to make a map of an image without a network. Saliency says something
// about a network only if it differs from such maps (Adebayo et al. 2018).
type Baseline struct {
	Name string
	Of   func(image []float32, side int) ([]float32, error) // side×side values, row-major, to as many
}

// The baselines' names.
const (
	EdgeDetector = "edge detector" // [Sobel]
	ImageItself  = "image itself"  // the pixels, as their distance to the background
)

// Baselines returns an edge detector and the image itself, as its distance to a
// background.
func Baselines(background float64) []Baseline {
	return []Baseline{
		{EdgeDetector, Sobel},
		{ImageItself, func(image []float32, side int) ([]float32, error) { return distance(image, side, background) }},
	}
}

// Maps returns the baseline's maps of all images of a set, n×Side×Side values.
func (b Baseline) Maps(s *nodule.Set) ([]float32, error) {
	all := make([]float32, 0, len(s.Images))
	for i := range s.Len() {
		m, err := b.Of(s.Image(i), s.Side)
		if err != nil {
			return nil, fmt.Errorf("%s: image %d: %w", b.Name, i, err)
		}
		all = append(all, m...)
	}
	return all, nil
}

// distance returns how far each pixel is from the background, in grey levels.
func distance(image []float32, side int, background float64) ([]float32, error) {
	if side < 1 || len(image) != side*side {
		return nil, fmt.Errorf("explain: %d pixels: want side×side of them, for a side of %d", len(image), side)
	}
	away := make([]float32, len(image))
	for i, v := range image {
		away[i] = float32(math.Abs(float64(v) - background))
	}
	return away, nil
}
