package metrics

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/floats"
)

const (
	exactFlips   = 20      // differences up to which all signs are tried: 2^20 of them
	sampledFlips = 100_000 // assignments of signs that are sampled above that
)

// SignFlip tests whether paired differences have a mean other than 0: were each as
// likely with the other sign, how probable is a mean at least as far from 0
// (Fisher 1935, section 21)? It returns the two-sided p: exact for up to 20
// differences other than 0; above that (b+1)/(B+1), where b of B = 100,000 random
// assignments of signs are as extreme (Phipson and Smyth 2010), from a generator
// with a fixed seed. Differences of 0 change nothing; if all are 0, p is 1. No
// difference, or one that is not finite, is an error.
func SignFlip(differences []float64) (p float64, err error) {
	if len(differences) == 0 || !finite(differences) {
		return math.NaN(), fmt.Errorf("metrics: sign-flip test of %v: want at least 1 difference, all finite", differences)
	}
	d := slices.DeleteFunc(slices.Clone(differences), func(v float64) bool { return v == 0 })
	bound := math.Abs(floats.Sum(d)) - 1e-12*floats.Norm(d, 1) // sums that differ by rounding alone are ties
	if len(d) <= exactFlips {
		return float64(extreme(0, d, bound)) / math.Pow(2, float64(len(d))), nil
	}
	return float64(sampledExtreme(d, bound)+1) / (sampledFlips + 1), nil
}

// extreme counts the signs of rest that bring a sum to the bound or beyond, on
// either side.
func extreme(sum float64, rest []float64, bound float64) int {
	if len(rest) > 0 {
		return extreme(sum+rest[0], rest[1:], bound) + extreme(sum-rest[0], rest[1:], bound)
	}
	if math.Abs(sum) >= bound {
		return 1
	}
	return 0
}

// sampledExtreme is extreme of random signs.
func sampledExtreme(d []float64, bound float64) int {
	r := rand.New(rand.NewPCG(Standard.Seed, 1))
	count := 0
	for range sampledFlips {
		count += extreme(flipped(d, r), nil, bound)
	}
	return count
}

// flipped sums differences under random signs, 64 to a draw.
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
