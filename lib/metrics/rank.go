package metrics

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// Ranks returns the rank of each value, from 1 for the smallest; equal values share the
// mean of their ranks. A NaN is an error.
func Ranks[T float32 | float64](values []T) ([]float64, error) {
	for i, v := range values {
		if v != v {
			return nil, fmt.Errorf("metrics: value %d is NaN: a NaN has no rank", i)
		}
	}
	ranks, _ := rank(values)
	return ranks, nil
}

// RankCorrelation returns Spearman's ρ, the correlation of the ranks of two lists
// (Spearman 1904): 1 if the lists are in the same order, −1 if one is in the opposite
// order of the other, NaN if all values of a list are equal. Lists of different lengths,
// lists of fewer than 2 values and a NaN are errors.
func RankCorrelation[T float32 | float64](a, b []T) (float64, error) {
	if len(a) != len(b) || len(a) < 2 {
		return math.NaN(), fmt.Errorf("metrics: rank correlation of %d and %d values: want two lists of one length, 2 or more", len(a), len(b))
	}
	ranksA, err := Ranks(a)
	if err != nil {
		return math.NaN(), err
	}
	ranksB, err := Ranks(b)
	if err != nil {
		return math.NaN(), err
	}
	return stat.Correlation(ranksA, ranksB, nil), nil
}

// rank returns the ranks of values without a NaN, and the weight of their ties: the sum
// of [tieWeight] over all groups of equal values.
func rank[T float32 | float64](values []T) (ranks []float64, ties float64) {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(values[i], values[j]) })
	ranks = make([]float64, len(values))
	for from := 0; from < len(order); {
		to := from
		for to < len(order) && values[order[to]] == values[order[from]] {
			to++
		}
		for _, i := range order[from:to] {
			ranks[i] = float64(from+1+to) / 2
		}
		ties += tieWeight(float64(to - from))
		from = to
	}
	return ranks, ties
}

// tieWeight is t³−t, the weight of a tie of t values.
func tieWeight(t float64) float64 { return t*t*t - t }

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
