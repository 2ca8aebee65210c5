package metrics

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/floats"
)

const (
	exactFlips   = 20      // most differences for which all 2^n assignments of signs are tried
	sampledFlips = 100_000 // random assignments that are tried for more differences
)

// SignFlip tests whether the mean of paired differences is other than 0: if each
// difference were as likely to have the opposite sign, how probable is a mean at least
// as far from 0 (Fisher 1935, section 21)? It returns the two-sided p, which is exact for
// up to 20 differences other than 0. For more it is (b+1)/(B+1), where b of B = 100,000
// random assignments of signs give such a mean (Phipson and Smyth 2010), so that p is
// never 0. Differences of 0 do not change p; if all are 0, p is 1. It is an error if there
// is no difference or if one is not finite.
func SignFlip(differences []float64) (p float64, err error) {
	if len(differences) == 0 || !finite(differences) {
		return math.NaN(), fmt.Errorf("metrics: sign-flip test of the differences %v: want at least 1, all finite", differences)
	}
	d := slices.DeleteFunc(slices.Clone(differences), func(v float64) bool { return v == 0 })
	bound := math.Abs(floats.Sum(d)) - 1e-12*floats.Norm(d, 1) // sums that differ by rounding alone are ties
	if len(d) <= exactFlips {
		return float64(extreme(0, d, bound)) / math.Pow(2, float64(len(d))), nil
	}
	return float64(sampledExtreme(d, bound)+1) / (sampledFlips + 1), nil
}

// extreme counts the assignments of signs to rest for which sum, with rest added, is at
// least as far from 0 as the bound.
func extreme(sum float64, rest []float64, bound float64) int {
	if len(rest) > 0 {
		return extreme(sum+rest[0], rest[1:], bound) + extreme(sum-rest[0], rest[1:], bound)
	}
	if math.Abs(sum) >= bound {
		return 1
	}
	return 0
}

// sampledExtreme counts the random assignments of signs to all differences for which the
// sum is at least as far from 0 as the bound.
func sampledExtreme(d []float64, bound float64) int {
	r := rand.New(rand.NewPCG(Standard.Seed, 1))
	count := 0
	for range sampledFlips {
		count += extreme(flipped(d, r), nil, bound)
	}
	return count
}

// flipped returns the sum of differences with random signs. One draw of the generator
// gives the signs of 64 differences.
func flipped(d []float64, r *rand.Rand) float64 {
	var sum float64
	var signs uint64
	for i, v := range d {
		if i%64 == 0 {
			signs = r.Uint64()
		}
		if signs&1 == 1 {
			v = -v
		}
		sum, signs = sum+v, signs>>1
	}
	return sum
}
