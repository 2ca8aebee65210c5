package explain

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// Logistic is a logistic regression on a few features:
//
//	p(malignant) = 1/(1 + exp(−b − Σ wⱼ zⱼ)),  zⱼ = (xⱼ − mⱼ)/sⱼ
//
// with the mean mⱼ and the standard deviation sⱼ of feature j in the samples to which the
// model was fitted.
type Logistic struct {
	means, scales []float64
	weights       []float64 // the intercept last
}

// logisticPenalty keeps weights finite where the classes can be divided without an error.
const logisticPenalty = 1e-3

// FitLogistic fits a logistic regression to n×width features, row-major, with a class for
// each sample: it minimises the mean cross-entropy + penalty·Σ wⱼ²/2 by Newton's method,
// with the penalty .001, which does not act on the intercept. It is for few features that
// are not copies of each other. Features that are not finite or not whole samples, and a
// number of classes other than n, are errors.
func FitLogistic(x []float32, width int, malignant []bool) (Logistic, error) {
	if err := checkRidge(x, width, nil); err != nil {
		return Logistic{}, err
	}
	if len(malignant) != len(x)/width {
		return Logistic{}, fmt.Errorf("explain: %d classes for %d samples: want one per sample", len(malignant), len(x)/width)
	}
	l := standardised(x, width)
	z := l.features(x)
	l.weights = make([]float64, width+1)
	for range 50 {
		if step := l.newton(z, malignant); step < 1e-9 {
			break
		}
	}
	return l, nil
}

// standardised returns a model with means and standard deviations, and no weights yet.
func standardised(x []float32, width int) Logistic {
	n := float64(len(x) / width)
	l := Logistic{means: make([]float64, width), scales: make([]float64, width)}
	for i, v := range x {
		l.means[i%width] += float64(v) / n
	}
	for i, v := range x {
		d := float64(v) - l.means[i%width]
		l.scales[i%width] += d * d / n
	}
	for j, v := range l.scales {
		l.scales[j] = math.Sqrt(v)
		if !(l.scales[j] > 1e-9*math.Abs(l.means[j])) {
			l.scales[j] = math.Inf(1) // a feature that is the same in all samples counts 0
		}
	}
	return l
}

// features returns the n×(width+1) matrix of the features z, with a last column of ones.
func (l Logistic) features(x []float32) *mat.Dense {
	width := len(l.means)
	n := len(x) / width
	z := mat.NewDense(n, width+1, nil)
	for i := range n {
		for j := range width {
			z.Set(i, j, (float64(x[i*width+j])-l.means[j])/l.scales[j])
		}
		z.Set(i, width, 1)
	}
	return z
}

// newton makes one step and returns its largest change of a weight.
func (l *Logistic) newton(z *mat.Dense, malignant []bool) float64 {
	n, width := z.Dims()
	gradient, hessian := mat.NewVecDense(width, nil), mat.NewSymDense(width, nil)
	for j := range width - 1 {
		gradient.SetVec(j, logisticPenalty*l.weights[j])
		hessian.SetSym(j, j, logisticPenalty)
	}
	for i, p := range l.probabilities(z) {
		y := 0.
		if malignant[i] {
			y = 1
		}
		row := z.RowView(i)
		gradient.AddScaledVec(gradient, (p-y)/float64(n), row)
		hessian.SymRankOne(hessian, (p*(1-p)+1e-9)/float64(n), row)
	}
	var step mat.VecDense
	if err := step.SolveVec(hessian, gradient); err != nil {
		return 0 // features that depend on each other: the weights stay as they are
	}
	most := 0.
	for j := range l.weights {
		l.weights[j] -= step.AtVec(j)
		most = max(most, math.Abs(step.AtVec(j)))
	}
	return most
}

func (l Logistic) probabilities(z *mat.Dense) []float64 {
	n, width := z.Dims()
	var y mat.VecDense
	y.MulVec(z, mat.NewVecDense(width, l.weights))
	all := make([]float64, n)
	for i := range all {
		all[i] = 1 / (1 + math.Exp(-y.AtVec(i)))
	}
	return all
}

// Predict returns the probability of malignant of each of m samples, m×width features,
// row-major. Features that are not whole samples are an error, and so is a model that was
// not fitted.
func (l Logistic) Predict(x []float32) ([]float64, error) {
	width := len(l.means)
	if width == 0 || len(x) == 0 || len(x)%width != 0 {
		return nil, fmt.Errorf("explain: %d features are not samples of %d", len(x), width)
	}
	return l.probabilities(l.features(x)), nil
}
