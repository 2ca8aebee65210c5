package explain

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// folds is the number of parts that cross-validation divides the samples into.
const folds = 5

// Penalties lists the penalties that [TuneRidges] tries, rising: half decades from 1e-10 to
// 1e4. Features have a mean square of 1, so that directions in which they vary most have an
// eigenvalue between 1 and their number: at the upper end nearly every direction is shrunk
// to nothing, and at the lower one none is that exceeds the rounding of 32-bit features.
func Penalties() []float64 {
	const lowest, highest = -10, 4
	var all []float64
	for half := 2 * lowest; half <= 2*highest; half++ {
		all = append(all, math.Pow(10, float64(half)/2))
	}
	return all
}

// TunedRidge is a model with the penalty that was chosen for it.
type TunedRidge struct {
	Ridge
	Penalty float64
}

// TuneRidges fits one model to each of several targets as [FitRidges] does, with a penalty
// of its own for each: the one of [Penalties] with the least squared error in
// cross-validation, of equal ones the largest. Nothing but the given samples takes part in
// the choice.
//
// The samples are sorted by the first target, equal ones by the second, and so on, and are
// dealt out in turn to five folds. So all targets share the folds, each fold has as much of
// every class as the others, and nothing is drawn at random. Each fold's errors are those
// of a model that was fitted to the other four, with their means and their scale. The
// model that is returned is fitted to all samples.
//
// Fewer than ten samples are an error; other errors are as for FitRidges.
func TuneRidges(x []float32, width int, targets ...[]float64) ([]TunedRidge, error) {
	if err := checkRidge(x, width, targets); err != nil {
		return nil, err
	}
	n := len(x) / width
	if n < 2*folds {
		return nil, fmt.Errorf("explain: %d samples: cross-validation in %d folds wants at least %d", n, folds, 2*folds)
	}
	penalties := Penalties()
	errors := mat.NewDense(len(targets), len(penalties), nil) // sums of squares
	order := sorted(n, targets)
	for fold := range folds {
		if err := held(errors, order, fold, x, width, penalties, targets); err != nil {
			return nil, err
		}
	}
	f, err := fit(x, width)
	if err != nil {
		return nil, err
	}
	var models []TunedRidge
	for t, y := range targets {
		best := len(penalties) - 1
		for k := best; k >= 0; k-- {
			if errors.At(t, k) < errors.At(t, best) {
				best = k
			}
		}
		models = append(models, TunedRidge{f.model(y, penalties[best]), penalties[best]})
	}
	return models, nil
}

// sorted returns the indices of n samples, sorted by their targets.
func sorted(n int, targets [][]float64) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		for _, y := range targets {
			if c := cmp.Compare(y[a], y[b]); c != 0 {
				return c
			}
		}
		return 0
	})
	return order
}

// held adds to the errors of each target and penalty those in one fold, of models that
// were fitted to the other folds.
func held(errors *mat.Dense, order []int, fold int, x []float32, width int, penalties []float64, targets [][]float64) error {
	var inside, outside []int
	for place, i := range order {
		if place%folds == fold {
			outside = append(outside, i)
		} else {
			inside = append(inside, i)
		}
	}
	f, err := fit(samples(x, width, inside), width)
	if err != nil {
		return err
	}
	var along mat.Dense // the held samples along the fitted directions
	along.Mul(f.base.scaled(samples(x, width, outside)), f.directions)
	for t, y := range targets {
		c, mean := f.coefficients(values(y, inside), penalties)
		var predicted mat.Dense
		predicted.Mul(&along, c)
		for row, i := range outside {
			for k := range penalties {
				d := y[i] - mean - predicted.At(row, k)
				errors.Set(t, k, errors.At(t, k)+d*d)
			}
		}
	}
	return nil
}

// samples returns the features of some samples.
func samples(x []float32, width int, indices []int) []float32 {
	own := make([]float32, 0, len(indices)*width)
	for _, i := range indices {
		own = append(own, x[i*width:(i+1)*width]...)
	}
	return own
}

// values returns some values of a target.
func values(y []float64, indices []int) []float64 {
	own := make([]float64, len(indices))
	for k, i := range indices {
		own[k] = y[i]
	}
	return own
}
