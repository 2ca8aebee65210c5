package explain

import (
	"fmt"
	"math"

	"nodulelab/lib/metrics"
)

// Centroids are the mean embeddings of the two classes of a training set.
type Centroids struct {
	malignant, benign []float64
}

// FitCentroids averages the embeddings of each class. The embeddings are n×width values,
// row-major; malignant holds n values, true for a malignant sample. A class without a
// sample, or lengths that do not match, are errors.
func FitCentroids(embeddings []float32, width int, malignant []bool) (Centroids, error) {
	if len(embeddings) != width*len(malignant) {
		return Centroids{}, fmt.Errorf("explain: %d values for %d embeddings of %d: want whole embeddings, one per sample", len(embeddings), len(malignant), width)
	}
	positives := metrics.Count(malignant).Hits
	if positives == 0 || positives == len(malignant) {
		return Centroids{}, fmt.Errorf("explain: %d malignant embeddings of %d: want some of each class", positives, len(malignant))
	}
	c := Centroids{make([]float64, width), make([]float64, width)}
	for i, m := range malignant {
		mean, n := c.benign, len(malignant)-positives
		if m {
			mean, n = c.malignant, positives
		}
		for j, v := range embeddings[i*width : (i+1)*width] {
			mean[j] += float64(v) / float64(n)
		}
	}
	return c, nil
}

// NearerMalignant returns, for each of m embeddings (m×width values, row-major), whether
// its Euclidean distance (Eq. 3) to the malignant centroid is smaller than its distance to
// the benign one. Values that are not whole embeddings are an error, and so are centroids
// that were not fitted.
func (c Centroids) NearerMalignant(embeddings []float32) ([]bool, error) {
	width := len(c.malignant)
	if width == 0 || len(embeddings)%width != 0 {
		return nil, fmt.Errorf("explain: %d values are not embeddings of %d", len(embeddings), width)
	}
	nearer := make([]bool, len(embeddings)/width)
	for i := range nearer {
		z := embeddings[i*width : (i+1)*width]
		nearer[i] = squaredDistance(z, c.malignant) < squaredDistance(z, c.benign)
	}
	return nearer, nil
}

// Strayed returns, of the malignant and of the benign among m embeddings, the share that
// lies nearer to the centroid of the other class; NaN for a class without a sample. The
// slice malignant holds m values, true for a malignant sample. Errors are as for
// [Centroids.NearerMalignant].
func (c Centroids) Strayed(embeddings []float32, malignant []bool) (ofMalignant, ofBenign float64, err error) {
	nearer, err := c.NearerMalignant(embeddings)
	if err != nil {
		return math.NaN(), math.NaN(), err
	}
	n, err := metrics.Score(nearer, malignant)
	if err != nil {
		return math.NaN(), math.NaN(), fmt.Errorf("explain: %d embeddings for %d samples: want one per sample", len(nearer), len(malignant))
	}
	strayed := func(away, home int) float64 { return metrics.Proportion{Hits: away, Total: away + home}.Value() }
	return strayed(n.FN, n.TP), strayed(n.FP, n.TN), nil
}

func squaredDistance(z []float32, mean []float64) float64 {
	var sum float64
	for j, v := range z {
		d := float64(v) - mean[j]
		sum += d * d
	}
	return sum
}
