package explain

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// Ridge is a linear probe, a linear model of one number:
//
//	ŷ = b + Σ wⱼ zⱼ
//
// where zⱼ is feature j, standardised: less its mean and divided by its standard deviation
// in the samples to which the model was fitted.
type Ridge struct {
	means, scales, weights []float64
	intercept              float64
}

// FitRidges fits one model to each of several targets, from the same features: n×width
// values, row-major. A target is n values y. Each model minimises
//
//	Σ (y − ŷ)² / n + penalty · Σ wⱼ²
//
// (Hoerl and Kennard 1970). The penalty is above 0 and does not act on the intercept. A
// feature that is the same in all samples gets the weight 0. To classify, use the targets
// −1 and 1. Features that are not finite or not whole samples, a penalty out of range, and
// a target of another length are errors.
func FitRidges(x []float32, width int, penalty float64, targets ...[]float64) ([]Ridge, error) {
	if err := checkRidge(x, width, penalty); err != nil {
		return nil, err
	}
	n := len(x) / width
	base := standard(x, width)
	z := base.standardised(x)
	solve := normal(z, penalty)
	var models []Ridge
	for i, y := range targets {
		if len(y) != n {
			return nil, fmt.Errorf("explain: target %d has %d values for %d samples: want one per sample", i, len(y), n)
		}
		r := base
		r.intercept = mat.Sum(mat.NewVecDense(n, y)) / float64(n)
		centred := mat.NewVecDense(n, nil)
		for j, v := range y {
			centred.SetVec(j, v-r.intercept)
		}
		w, err := solve(centred)
		if err != nil {
			return nil, fmt.Errorf("explain: ridge of target %d: %w", i, err)
		}
		r.weights = w.RawVector().Data
		models = append(models, r)
	}
	return models, nil
}

func checkRidge(x []float32, width int, penalty float64) error {
	if width < 1 || len(x) == 0 || len(x)%width != 0 || slices.ContainsFunc(x, notFinite) {
		return fmt.Errorf("explain: %d features are not samples of %d, all finite", len(x), width)
	}
	if !(penalty > 0) || math.IsInf(penalty, 0) {
		return fmt.Errorf("explain: ridge penalty %g: want a finite one above 0", penalty)
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
	z := r.standardised(x)
	var y mat.VecDense
	y.MulVec(z, mat.NewVecDense(width, r.weights))
	predicted := y.RawVector().Data
	for i := range predicted {
		predicted[i] += r.intercept
	}
	return predicted, nil
}

// standard returns a model that holds the mean and the standard deviation of each feature,
// and no weights yet.
func standard(x []float32, width int) Ridge {
	n := float64(len(x) / width)
	r := Ridge{means: make([]float64, width), scales: make([]float64, width)}
	for i, v := range x {
		r.means[i%width] += float64(v) / n
	}
	for i, v := range x {
		d := float64(v) - r.means[i%width]
		r.scales[i%width] += d * d / n
	}
	for j, v := range r.scales {
		r.scales[j] = math.Sqrt(v)
	}
	return r
}

// standardised returns the n×width matrix of standardised features. A feature that is the
// same in all samples, to rounding, becomes 0.
func (r Ridge) standardised(x []float32) *mat.Dense {
	width := len(r.means)
	z := mat.NewDense(len(x)/width, width, nil)
	data := z.RawMatrix().Data
	for i, v := range x {
		if s := r.scales[i%width]; s > 1e-9*math.Abs(r.means[i%width]) {
			data[i] = (float64(v) - r.means[i%width]) / s
		}
	}
	return z
}

// normal factorises the normal equations (ZᵀZ/n + λ) w = Zᵀy/n of n×width features Z and
// returns a function that solves them. If there are more features than samples it takes the
// dual equations, which are fewer: (ZZᵀ/n + λ) a = y/n, w = Zᵀa.
func normal(z *mat.Dense, penalty float64) func(y *mat.VecDense) (*mat.VecDense, error) {
	n, width := z.Dims()
	left := mat.Matrix(z.T()) // left·right is the matrix to be factorised
	if width > n {
		left = z
	}
	var gram mat.SymDense
	gram.SymOuterK(1/float64(n), left)
	for i := range gram.SymmetricDim() {
		gram.SetSym(i, i, gram.At(i, i)+penalty)
	}
	var c mat.Cholesky
	positive := c.Factorize(&gram)
	return func(y *mat.VecDense) (*mat.VecDense, error) {
		if !positive {
			return nil, fmt.Errorf("the penalty %g is lost in rounding", penalty)
		}
		var scaled, w mat.VecDense
		scaled.ScaleVec(1/float64(n), y)
		if width > n {
			var a mat.VecDense
			err := c.SolveVecTo(&a, &scaled)
			w.MulVec(z.T(), &a)
			return &w, err
		}
		var right mat.VecDense
		right.MulVec(z.T(), &scaled)
		return &w, c.SolveVecTo(&w, &right)
	}
}
