package explain

import (
	"fmt"
	"math"

	"nodulelab/lib/metrics"
)

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
