// Package explain looks at what a network learned: the principal components of
// its embeddings (Fig. 2) and where in the image its saliency lies (Fig. 3).
package explain

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

// Point is a sample in the plane of the first two principal components.
type Point struct{ X, Y float64 }

// PCA is the plane of the two directions in which embeddings vary most.
type PCA struct {
	mean      []float64
	axes      *mat.Dense // width×2
	variances []float64  // of all components, largest first
}

// FitPCA finds the plane of n embeddings, n×width values, row-major. It wants at
// least 3 finite embeddings that are not all equal.
func FitPCA(embeddings []float32, width int) (*PCA, error) {
	x, err := matrix(embeddings, width)
	if err != nil {
		return nil, err
	}
	if n, _ := x.Dims(); n < 3 || width < 2 {
		return nil, fmt.Errorf("explain: PCA of %d embeddings of %d values: want at least 3 of 2", n, width)
	}
	var pc stat.PC
	if !pc.PrincipalComponents(x, nil) {
		return nil, fmt.Errorf("explain: PCA: the decomposition failed")
	}
	p := &PCA{mean: columnMeans(x), variances: pc.VarsTo(nil)}
	if !(p.variances[0] > 0) {
		return nil, fmt.Errorf("explain: PCA: all embeddings are equal")
	}
	var vectors mat.Dense
	pc.VectorsTo(&vectors)
	p.axes = mat.DenseCopyOf(vectors.Slice(0, width, 0, 2))
	p.orient()
	return p, nil
}

// orient turns each axis so that its largest entry is positive: the sign of a
// principal component is arbitrary, a figure's should not be.
func (p *PCA) orient() {
	width, axes := p.axes.Dims()
	for j := range axes {
		largest := 0
		for i := range width {
			if math.Abs(p.axes.At(i, j)) > math.Abs(p.axes.At(largest, j)) {
				largest = i
			}
		}
		if p.axes.At(largest, j) < 0 {
			for i := range width {
				p.axes.Set(i, j, -p.axes.At(i, j))
			}
		}
	}
}

// Project returns the places of embeddings, m×width values, in the plane.
func (p *PCA) Project(embeddings []float32) ([]Point, error) {
	x, err := matrix(embeddings, len(p.mean))
	if err != nil {
		return nil, err
	}
	n, width := x.Dims()
	for i := range n {
		for j := range width {
			x.Set(i, j, x.At(i, j)-p.mean[j])
		}
	}
	var scores mat.Dense
	scores.Mul(x, p.axes)
	points := make([]Point, n)
	for i := range points {
		points[i] = Point{scores.At(i, 0), scores.At(i, 1)}
	}
	return points, nil
}

// Explained is the share of the variance that each of the two axes holds.
func (p *PCA) Explained() [2]float64 {
	var sum float64
	for _, v := range p.variances {
		sum += v
	}
	return [2]float64{p.variances[0] / sum, p.variances[1] / sum}
}

// Variances returns the variance along every component, largest first.
func (p *PCA) Variances() []float64 { return append([]float64{}, p.variances...) }

// matrix turns row-major values into an n×width matrix of finite values.
func matrix(values []float32, width int) (*mat.Dense, error) {
	if width < 1 || len(values) == 0 || len(values)%width != 0 {
		return nil, fmt.Errorf("explain: %d values do not fill rows of %d", len(values), width)
	}
	wide := make([]float64, len(values))
	for i, v := range values {
		wide[i] = float64(v)
		if math.IsNaN(wide[i]) || math.IsInf(wide[i], 0) {
			return nil, fmt.Errorf("explain: value %d is %v: want finite values", i, v)
		}
	}
	return mat.NewDense(len(values)/width, width, wide), nil
}

func columnMeans(x *mat.Dense) []float64 {
	n, width := x.Dims()
	means := make([]float64, width)
	for j := range means {
		means[j] = stat.Mean(mat.Col(make([]float64, n), j, x), nil)
	}
	return means
}
