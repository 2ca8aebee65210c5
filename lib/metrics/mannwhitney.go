package metrics

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/stat/distuv"
)

// MannWhitney tests whether the values of one of two independent samples tend to be
// larger than the values of the other (Mann and Whitney 1947). It returns U and a two-sided
// p. U counts, among all pairs of one value from a and one from b, the pairs in which the
// value from a is larger, ties as halves. The p is from the normal approximation, with the
// variance corrected for ties and U for continuity; if all values are equal, it is 1. An
// empty sample or a NaN is an error.
func MannWhitney(a, b []float64) (u, p float64, err error) {
	if err := rankable(a, b); err != nil {
		return math.NaN(), math.NaN(), err
	}
	ranks, ties := rank(slices.Concat(a, b))
	n, m := float64(len(a)), float64(len(b))
	u = floats.Sum(ranks[:len(a)]) - n*(n+1)/2
	mean := n * m / 2
	variance := n * m / 12 * (n + m + 1 - ties/((n+m)*(n+m-1)))
	if ties == tieWeight(n+m) { // one tie holds all values: the variance is 0
		return u, 1, nil
	}
	z := (math.Abs(u-mean) - .5) / math.Sqrt(variance)
	return u, min(1, 2*distuv.UnitNormal.Survival(z)), nil
}

func rankable(samples ...[]float64) error {
	for i, s := range samples {
		if len(s) == 0 {
			return fmt.Errorf("metrics: sample %d of the rank test is empty: want at least 1 value", i+1)
		}
		if j := slices.IndexFunc(s, math.IsNaN); j >= 0 {
			return fmt.Errorf("metrics: value %d of sample %d of the rank test is NaN: a NaN has no rank", j, i+1)
		}
	}
	return nil
}
