package explain

import (
	"fmt"
	"math"
)

// Centroids are the mean embeddings of the two classes of a training set.
type Centroids struct {
	malignant, benign []float64
}

// FitCentroids averages n embeddings, n×width values, row-major, by class. Each
// class must have a sample.
func FitCentroids(embeddings []float32, width int, malignant []bool) (Centroids, error) {
	if len(embeddings) != width*len(malignant) {
		return Centroids{}, fmt.Errorf("explain: %d values for %d embeddings of %d", len(embeddings), len(malignant), width)
	}
	positives := count(malignant, true)
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

// NearerMalignant tells of each embedding, m×width values, whether its Euclidean
// distance (Eq. 3) to the malignant centroid is the smaller one.
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

// Strayed is the share of the malignant, and of the benign, embeddings that lie
// nearer the centroid of the other class; NaN of a class without a sample.
func (c Centroids) Strayed(embeddings []float32, malignant []bool) (ofMalignant, ofBenign float64, err error) {
	nearer, err := c.NearerMalignant(embeddings)
	if err != nil {
		return math.NaN(), math.NaN(), err
	}
	if len(nearer) != len(malignant) {
		return math.NaN(), math.NaN(), fmt.Errorf("explain: %d embeddings of %d samples", len(nearer), len(malignant))
	}
	strayed := func(class bool) float64 {
		var strays, all float64
		for i, m := range malignant {
			if m == class {
				all++
			}
			if m == class && nearer[i] != class {
				strays++
			}
		}
		return strays / all
	}
	return strayed(true), strayed(false), nil
}

func squaredDistance(z []float32, mean []float64) float64 {
	var sum float64
	for j, v := range z {
		d := float64(v) - mean[j]
		sum += d * d
	}
	return sum
}
