package explain

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// Ridge is a linear probe, a linear model of one number:
//
//	ŷ = b + Σ wⱼ zⱼ,  zⱼ = (xⱼ − mⱼ) / s
//
// where mⱼ is the mean of feature j in the samples to which the model was fitted. All
// features are divided by one number, s, the root mean square of xⱼ − mⱼ over these samples
// and all features that vary in them. So features keep their sizes relative to each other:
// a pixel that hardly varies is not made as loud as one that does.
type Ridge struct {
	means     []float64
	varies    []bool // whether a feature is not the same in all samples
	scale     float64
	weights   []float64
	intercept float64
}

// FitRidges fits one model to each of several targets, from the same features: n×width
// values, row-major. A target is n values y. Each model minimises
//
//	Σ (y − ŷ)² / n + penalty · Σ wⱼ²
//
// (Hoerl and Kennard 1970). The penalty is above 0 and does not act on the intercept. A
// feature that is the same in all samples gets the weight 0. To classify, use the targets
// −1 and 1. Features that are not finite or not whole samples, a penalty out of range, and
// a target of another length are errors. [TuneRidges] chooses the penalty.
func FitRidges(x []float32, width int, penalty float64, targets ...[]float64) ([]Ridge, error) {
	if err := checkRidge(x, width, targets); err != nil {
		return nil, err
	}
	if err := checkPenalties([]float64{penalty}); err != nil {
		return nil, err
	}
	f, err := fit(x, width)
	if err != nil {
		return nil, err
	}
	var models []Ridge
	for _, y := range targets {
		models = append(models, f.model(y, penalty))
	}
	return models, nil
}

func checkRidge(x []float32, width int, targets [][]float64) error {
	if width < 1 || len(x) == 0 || len(x)%width != 0 || slices.ContainsFunc(x, notFinite) {
		return fmt.Errorf("explain: %d features are not samples of %d, all finite", len(x), width)
	}
	for i, y := range targets {
		if len(y) != len(x)/width {
			return fmt.Errorf("explain: target %d has %d values for %d samples: want one per sample", i, len(y), len(x)/width)
		}
	}
	return nil
}

// Predict returns ŷ for each of m samples, m×width features, row-major. Features that are
// not whole samples are an error, and so is a model that was not fitted.
func (r Ridge) Predict(x []float32) ([]float64, error) {
	width := len(r.weights)
	if width == 0 || len(x)%width != 0 {
		return nil, fmt.Errorf("explain: %d features are not samples of %d", len(x), width)
	}
	if len(x) == 0 {
		return nil, nil
	}
	var y mat.VecDense
	y.MulVec(r.scaled(x), mat.NewVecDense(width, r.weights))
	predicted := y.RawVector().Data
	for i := range predicted {
		predicted[i] += r.intercept
	}
	return predicted, nil
}

// unfitted returns a model that holds the features' means and their scale, and no weights
// yet.
func unfitted(x []float32, width int) Ridge {
	n := float64(len(x) / width)
	r := Ridge{means: make([]float64, width), varies: make([]bool, width)}
	for i, v := range x {
		r.means[i%width] += float64(v) / n
	}
	variances := make([]float64, width)
	for i, v := range x {
		d := float64(v) - r.means[i%width]
		variances[i%width] += d * d / n
	}
	var sum, varying float64
	for j, v := range variances {
		// The mean of equal numbers is rounded: they seem to vary by the last bit.
		if r.varies[j] = math.Sqrt(v) > 1e-9*math.Abs(r.means[j]); r.varies[j] {
			sum, varying = sum+v, varying+1
		}
	}
	r.scale = math.Sqrt(sum / varying)
	return r
}

// scaled returns the n×width matrix of the features z.
func (r Ridge) scaled(x []float32) *mat.Dense {
	width := len(r.means)
	z := mat.NewDense(len(x)/width, width, nil)
	data := z.RawMatrix().Data
	for i, v := range x {
		if j := i % width; r.varies[j] {
			data[i] = (float64(v) - r.means[j]) / r.scale
		}
	}
	return z
}

// fitted are n samples of features Z in a form that gives the weights for any penalty λ
// and any target y by two products. With as many samples as features or more, that is
//
//	w = V (c / (l + λ)),  c = VᵀZᵀy/n,  V diag(l) Vᵀ = ZᵀZ/n
//
// and with fewer, by the smaller matrix,
//
//	w = ZᵀU (c / (l + λ)),  c = Uᵀy/n,  U diag(l) Uᵀ = ZZᵀ/n
type fitted struct {
	base       Ridge
	values     []float64  // l, r = min(n, width) of them, none below 0
	directions *mat.Dense // V or ZᵀU, width×r
	projection *mat.Dense // y to c, r×n
}

func fit(x []float32, width int) (fitted, error) {
	f := fitted{base: unfitted(x, width)}
	z := f.base.scaled(x)
	n, _ := z.Dims()
	left := mat.Matrix(z.T()) // left·leftᵀ/n is the matrix to be decomposed
	if width > n {
		left = z
	}
	var gram mat.SymDense
	gram.SymOuterK(1/float64(n), left)
	var e mat.EigenSym
	if !e.Factorize(&gram, true) {
		return fitted{}, fmt.Errorf("explain: the eigenvalues of %d features of %d samples were not found", width, n)
	}
	for _, v := range e.Values(nil) {
		f.values = append(f.values, max(v, 0))
	}
	var vectors mat.Dense
	e.VectorsTo(&vectors)
	f.directions, f.projection = &mat.Dense{}, &mat.Dense{}
	if width > n {
		f.directions.Mul(z.T(), &vectors)
		f.projection.Scale(1/float64(n), vectors.T())
		return f, nil
	}
	f.directions = &vectors
	f.projection.Mul(vectors.T(), z.T())
	f.projection.Scale(1/float64(n), f.projection)
	return f, nil
}

// coefficients returns c/(l + λ) for a target less its mean, and that mean.
func (f fitted) coefficients(y []float64, penalties []float64) (c *mat.Dense, mean float64) {
	mean = mat.Sum(mat.NewVecDense(len(y), y)) / float64(len(y))
	centred := mat.NewVecDense(len(y), nil)
	for i, v := range y {
		centred.SetVec(i, v-mean)
	}
	var projected mat.VecDense
	projected.MulVec(f.projection, centred)
	c = mat.NewDense(len(f.values), len(penalties), nil)
	for i, l := range f.values {
		for k, penalty := range penalties {
			c.Set(i, k, projected.AtVec(i)/(l+penalty))
		}
	}
	return c, mean
}

// model is the model of a target.
func (f fitted) model(y []float64, penalty float64) Ridge {
	r := f.base
	c, mean := f.coefficients(y, []float64{penalty})
	var w mat.VecDense
	w.MulVec(f.directions, c.ColView(0))
	r.weights, r.intercept = w.RawVector().Data, mean
	return r
}
