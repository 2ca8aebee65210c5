package explain

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// RidgePath holds models of one target that differ in their penalties. Use it where
// samples of one's own choose the penalty; [TuneRidges] lets the fitted samples choose.
type RidgePath struct {
	base    Ridge
	weights *mat.Dense // width×k, for k penalties
}

// FitRidgePath fits one model of a target with each of several penalties, as [FitRidges]
// does with one. No penalty is an error; other errors are as for FitRidges.
func FitRidgePath(x []float32, width int, target []float64, penalties ...float64) (RidgePath, error) {
	if err := checkRidge(x, width, [][]float64{target}); err != nil {
		return RidgePath{}, err
	}
	if err := checkPenalties(penalties); err != nil {
		return RidgePath{}, err
	}
	f, err := fit(x, width)
	if err != nil {
		return RidgePath{}, err
	}
	c, mean := f.coefficients(target, penalties)
	p := RidgePath{base: f.base, weights: &mat.Dense{}}
	p.base.intercept = mean
	p.weights.Mul(f.directions, c)
	return p, nil
}

// checkPenalties wants at least one penalty, all finite and above 0.
func checkPenalties(penalties []float64) error {
	if len(penalties) == 0 {
		return fmt.Errorf("explain: ridge without a penalty: want at least one")
	}
	for _, penalty := range penalties {
		if !(penalty > 0) || math.IsInf(penalty, 0) {
			return fmt.Errorf("explain: ridge penalty %g: want a finite one above 0", penalty)
		}
	}
	return nil
}

// Predict returns, for each penalty, ŷ of each of m samples, m×width features, row-major.
// Features that are not whole samples, or no features, are an error, and so are models that
// were not fitted.
func (p RidgePath) Predict(x []float32) ([][]float64, error) {
	width := len(p.base.means)
	if width == 0 || len(x) == 0 || len(x)%width != 0 {
		return nil, fmt.Errorf("explain: %d features are not samples of %d", len(x), width)
	}
	var y mat.Dense
	y.Mul(p.base.scaled(x), p.weights)
	m, k := y.Dims()
	all := make([][]float64, k)
	for i := range all {
		all[i] = mat.Col(make([]float64, m), i, &y)
		for j := range all[i] {
			all[i][j] += p.base.intercept
		}
	}
	return all, nil
}
