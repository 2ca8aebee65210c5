package explain

import (
	"fmt"
	"math"

	"nodulelab/lib/metrics"
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

// Maps returns the baseline's maps of all images of a set, n×Side×Side values. A set that is
// not whole ([nodule.Set.Check]) is an error.
func (b Baseline) Maps(s *nodule.Set) ([]float32, error) {
	if err := s.Check(); err != nil {
		return nil, fmt.Errorf("explain: %w", err)
	}
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

// MeanRankCorrelation compares two maps of each of n images, for example the saliency of a
// trained and of an untrained network. It returns the mean, over the images, of the
// [metrics.RankCorrelation] between the two maps of an image. Both a and b hold n×size
// values; size is the number of pixels of an image. An image with a map whose values are all
// equal is left out of the mean; if no image is left, the mean is NaN. It is an error if the
// lists are empty, differ in length or are not whole images, if size is less than 2, or if a
// value is NaN.
func MeanRankCorrelation(a, b []float32, size int) (float64, error) {
	if size < 2 || len(a) != len(b) || len(a) == 0 || len(a)%size != 0 {
		return math.NaN(), fmt.Errorf("explain: %d and %d values are not pairs of maps of %d pixels", len(a), len(b), size)
	}
	var all []float64
	for i := 0; i < len(a); i += size {
		r, err := metrics.RankCorrelation(a[i:i+size], b[i:i+size])
		if err != nil {
			return math.NaN(), fmt.Errorf("explain: map %d: %w", i/size, err)
		}
		all = append(all, r)
	}
	return meanOfNumbers(all), nil
}

// meanOfNumbers returns the mean of the values that are not NaN, NaN if there is none.
func meanOfNumbers(values []float64) float64 {
	var sum, n float64
	for _, v := range values {
		if !math.IsNaN(v) {
			sum, n = sum+v, n+1
		}
	}
	return sum / n
}
