package metrics

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// MannWhitney tests whether the values of one of two independent samples tend to
// be larger (Mann and Whitney 1947). It returns U of a, the number of pairs with
// the larger value in a, ties as halves, and the two-sided p of the normal
// approximation, with the variance corrected for ties and U for continuity. If
// all values are equal, p is 1. An empty sample or a NaN is an error.
func MannWhitney(a, b []float64) (u, p float64, err error) {
	if err := rankable(a, b); err != nil {
		return math.NaN(), math.NaN(), err
	}
	rankSum, ties := rank(a, b)
	n, m := float64(len(a)), float64(len(b))
	u = rankSum - n*(n+1)/2
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

// rank orders the values of both samples and returns the sum of a's ranks, equal
// values sharing their mean rank, and Σ t³−t over the ties of t values.
func rank(a, b []float64) (sumA, ties float64) {
	type value struct {
		x   float64
		ofA int
	}
	var all []value
	for _, x := range a {
		all = append(all, value{x, 1})
	}
	for _, x := range b {
		all = append(all, value{x, 0})
	}
	slices.SortFunc(all, func(v, w value) int { return cmp.Compare(v.x, w.x) })
	for from := 0; from < len(all); {
		to, ofA := from, 0
		for ; to < len(all) && all[to].x == all[from].x; to++ {
			ofA += all[to].ofA
		}
		sumA += float64(ofA) * float64(from+1+to) / 2
		ties += tieWeight(float64(to - from))
		from = to
	}
	return sumA, ties
}

// tieWeight is t³−t, the weight of a tie of t values.
func tieWeight(t float64) float64 { return t*t*t - t }
