package explain

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/floats"

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
	return means(embeddings, width, malignant), nil
}

// Leads returns, for each of m embeddings z (m×width values, row-major), how far it is on
// the malignant side: half of what its squared distance to the benign centroid exceeds that
// to the malignant one,
//
//	(|z − b|² − |z − m|²) / 2 = (m − b)·z − (|m|² − |b|²) / 2
//
// which is a template, the difference of the centroids m and b, less a threshold. Values
// that are not whole embeddings are an error, and so are centroids that were not fitted.
func (c Centroids) Leads(embeddings []float32) ([]float64, error) {
	width := len(c.malignant)
	if width == 0 || len(embeddings)%width != 0 {
		return nil, fmt.Errorf("explain: %d values are not embeddings of %d", len(embeddings), width)
	}
	leads := make([]float64, len(embeddings)/width)
	for i := range leads {
		z := embeddings[i*width : (i+1)*width]
		leads[i] = (squaredDistance(z, c.benign) - squaredDistance(z, c.malignant)) / 2
	}
	return leads, nil
}

// NearerMalignant returns, for each of m embeddings (m×width values, row-major), whether
// its Euclidean distance (Eq. 3) to the malignant centroid is smaller than its distance to
// the benign one. Errors are as for [Centroids.Leads].
func (c Centroids) NearerMalignant(embeddings []float32) ([]bool, error) {
	leads, err := c.Leads(embeddings)
	if err != nil {
		return nil, err
	}
	nearer := make([]bool, len(leads))
	for i, v := range leads {
		nearer[i] = v > 0
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

// Moved returns how far the centroid of each class of m embeddings lies from the class's own
// centroid in c: the Euclidean distance of the two (Eq. 3), divided by the distance between
// the two classes' centroids in c. It is 0 for a cluster that stayed, and 1 for one that
// moved as far as the other class's cluster is away, in whatever direction; NaN for a class
// without a sample, and infinite or NaN if the two centroids in c are one point. The slice
// malignant holds m values, true for a malignant sample. Errors are as for
// [Centroids.NearerMalignant].
func (c Centroids) Moved(embeddings []float32, malignant []bool) (ofMalignant, ofBenign float64, err error) {
	width := len(c.malignant)
	if width == 0 || len(embeddings) != width*len(malignant) {
		return math.NaN(), math.NaN(), fmt.Errorf("explain: %d values for %d embeddings of %d: want whole embeddings, one per sample", len(embeddings), len(malignant), width)
	}
	apart := floats.Distance(c.malignant, c.benign, 2)
	own := means(embeddings, width, malignant)
	return floats.Distance(own.malignant, c.malignant, 2) / apart, floats.Distance(own.benign, c.benign, 2) / apart, nil
}

// means returns the mean embedding of each class; NaN for a class without a sample.
func means(embeddings []float32, width int, malignant []bool) Centroids {
	c := Centroids{make([]float64, width), make([]float64, width)}
	positives := metrics.Count(malignant).Hits
	for i, m := range malignant {
		mean := c.benign
		if m {
			mean = c.malignant
		}
		for j, v := range embeddings[i*width : (i+1)*width] {
			mean[j] += float64(v)
		}
	}
	floats.Scale(1/float64(positives), c.malignant)
	floats.Scale(1/float64(len(malignant)-positives), c.benign)
	return c
}

func squaredDistance(z []float32, mean []float64) float64 {
	var sum float64
	for j, v := range z {
		d := float64(v) - mean[j]
		sum += d * d
	}
	return sum
}
