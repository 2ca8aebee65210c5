package explain

import (
	"fmt"
	"math"

	"nodulelab/lib/nodule"
)

// Sobel returns how steep an image is at each pixel: the length of the gradient by
// the 3×3 operator of Sobel and Feldman (1968), in grey levels a pixel times 8.
// Beyond the image its outermost pixels go on. The image is side×side, row-major.
func Sobel(image []float32, side int) ([]float32, error) {
	if side < 1 || len(image) != side*side {
		return nil, fmt.Errorf("explain: %d pixels are no image of side %d", len(image), side)
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

// Baseline is a map that can be drawn over an image without any network, to which
// saliency is to be compared (Adebayo et al. 2018).
type Baseline struct {
	Name string
	Of   func(image []float32, side int) ([]float32, error)
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

// Maps returns a baseline's maps of all images of a set, n×Side×Side values.
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

func distance(image []float32, side int, background float64) ([]float32, error) {
	if side < 1 || len(image) != side*side {
		return nil, fmt.Errorf("explain: %d pixels are no image of side %d", len(image), side)
	}
	away := make([]float32, len(image))
	for i, v := range image {
		away[i] = float32(math.Abs(float64(v) - background))
	}
	return away, nil
}
