package explain

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

// Point is the position of a sample in the plane of the first two principal components,
// in the units of the embedding.
type Point struct{ X, Y float64 }

// PCA is a principal component analysis of embeddings, reduced to the plane of its first
// two components (Fig. 2 of the paper).
type PCA struct {
	mean      []float64
	axes      *mat.Dense // width×2
	variances []float64  // along every component, largest first
}

// FitPCA analyses n embeddings, n×width values, row-major. Each axis points in the
// direction in which its largest entry is positive, since the sign of a component is
// arbitrary. Fewer than 3 embeddings, a width less than 2, values that are not finite, and
// embeddings that are all equal are errors.
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

// orient turns each axis so that its largest entry is positive.
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

// Project returns the positions of m embeddings, m×width values, row-major, in the plane;
// the mean of the fitted embeddings is at (0, 0). Values that are not whole embeddings, or
// not finite, are errors.
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

// Mean returns a copy of the mean of the fitted embeddings, of their width.
func (p *PCA) Mean() []float64 { return slices.Clone(p.mean) }

// Axes returns copies of the two axes, unit vectors of the embeddings' width. The position
// of an embedding is its difference from the mean, times each axis.
func (p *PCA) Axes() (x, y []float64) { return mat.Col(nil, 0, p.axes), mat.Col(nil, 1, p.axes) }

// Explained returns, for each of the two axes, its share of the variance of the fitted
// embeddings, 0 to 1.
func (p *PCA) Explained() [2]float64 {
	var sum float64
	for _, v := range p.variances {
		sum += v
	}
	return [2]float64{p.variances[0] / sum, p.variances[1] / sum}
}

// matrix returns row-major values as an n×width matrix, and an error if they do not fill
// it or are not finite.
func matrix(values []float32, width int) (*mat.Dense, error) {
	if width < 1 || len(values) == 0 || len(values)%width != 0 {
		return nil, fmt.Errorf("explain: %d values do not fill rows of %d: want whole rows, at least 1", len(values), width)
	}
	wide := make([]float64, len(values))
	for i, v := range values {
		if notFinite(v) {
			return nil, fmt.Errorf("explain: value %d is %v: want finite values", i, v)
		}
		wide[i] = float64(v)
	}
	return mat.NewDense(len(values)/width, width, wide), nil
}

// notFinite reports whether a number is NaN or infinite.
func notFinite[T float32 | float64](v T) bool { return v-v != 0 }

func columnMeans(x *mat.Dense) []float64 {
	n, width := x.Dims()
	means := make([]float64, width)
	for j := range means {
		means[j] = stat.Mean(mat.Col(make([]float64, n), j, x), nil)
	}
	return means
}

// Ellipse encloses the points of a group within a number of standard deviations of their
// mean.
type Ellipse struct {
	Center Point
	Axes   [2]float64 // half axes, the long one first
	Angle  float64    // from the x axis to the long axis, in radians, in (−π/2, π/2]
}

// EllipseOf returns the ellipse of points at a distance of sds standard deviations from
// their mean (2 in Fig. 2). Its axes are the principal axes of the points' covariance. Fewer
// than 2 points, or an sds that is not above 0, are errors.
func EllipseOf(points []Point, sds float64) (Ellipse, error) {
	if len(points) < 2 {
		return Ellipse{}, fmt.Errorf("explain: ellipse of %d points: want at least 2", len(points))
	}
	if !(sds > 0) {
		return Ellipse{}, fmt.Errorf("explain: ellipse at %g standard deviations: want more than 0", sds)
	}
	x, y := make([]float64, len(points)), make([]float64, len(points))
	for i, p := range points {
		x[i], y[i] = p.X, p.Y
	}
	xx, yy, xy := stat.Variance(x, nil), stat.Variance(y, nil), stat.Covariance(x, y, nil)
	middle, radius := (xx+yy)/2, math.Hypot((xx-yy)/2, xy)
	return Ellipse{
		Center: Point{stat.Mean(x, nil), stat.Mean(y, nil)},
		Axes:   [2]float64{sds * math.Sqrt(middle+radius), sds * math.Sqrt(max(middle-radius, 0))},
		Angle:  math.Atan2(2*xy, xx-yy) / 2,
	}, nil
}
