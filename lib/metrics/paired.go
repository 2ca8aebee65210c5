package metrics

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/stat"
)

// Sample holds one value per seed: the results of one condition of an experiment that
// was repeated with several seeds.
type Sample[V any] struct {
	Name   string   // the condition in words, for error messages
	Seeds  []uint64 // n, each once
	Values []V      // n, in the order of Seeds
}

// Collect makes a sample from a list of records, in their order. The function of returns
// the seed and the value of a record.
func Collect[R, V any](name string, records []R, of func(R) (seed uint64, value V)) Sample[V] {
	s := Sample[V]{Name: name}
	for _, r := range records {
		seed, value := of(r)
		s.Seeds, s.Values = append(s.Seeds, seed), append(s.Values, value)
	}
	return s
}

// Paired holds the values of two samples for one seed.
type Paired[V any] struct {
	Seed          uint64
	First, Second V
}

// Pair pairs the values of two samples by seed, in the order of the first sample. A seed
// that only one sample has, or that a sample has twice, is an error that names it. Two
// empty samples have no pairs.
func Pair[V any](first, second Sample[V]) ([]Paired[V], error) {
	of, err := first.bySeed()
	if err != nil {
		return nil, err
	}
	other, err := second.bySeed()
	if err != nil {
		return nil, err
	}
	for _, seed := range second.Seeds {
		if _, ok := of[seed]; !ok {
			return nil, unpaired(seed, second.Name, first.Name)
		}
	}
	var pairs []Paired[V]
	for _, seed := range first.Seeds {
		v, ok := other[seed]
		if !ok {
			return nil, unpaired(seed, first.Name, second.Name)
		}
		pairs = append(pairs, Paired[V]{seed, of[seed], v})
	}
	return pairs, nil
}

// Differences returns first − second for each seed, in the order of the first sample.
// Errors are as for [Pair].
func Differences(first, second Sample[float64]) ([]float64, error) {
	pairs, err := Pair(first, second)
	if err != nil {
		return nil, err
	}
	var d []float64
	for _, p := range pairs {
		d = append(d, p.First-p.Second)
	}
	return d, nil
}

func (s Sample[V]) bySeed() (map[uint64]V, error) {
	if len(s.Seeds) != len(s.Values) {
		return nil, fmt.Errorf("metrics: %s has %d seeds and %d values: want one value per seed", s.Name, len(s.Seeds), len(s.Values))
	}
	of := make(map[uint64]V, len(s.Seeds))
	for i, seed := range s.Seeds {
		if _, twice := of[seed]; twice {
			return nil, fmt.Errorf("metrics: seed %d has two results in %s: want one result per seed", seed, s.Name)
		}
		of[seed] = s.Values[i]
	}
	return of, nil
}

func unpaired(seed uint64, in, notIn string) error {
	return fmt.Errorf("metrics: seed %d has a result in %s, but none in %s: compute it for both, or leave it out of both", seed, in, notIn)
}

// CohenDz returns the mean of paired differences in units of their standard deviation
// (Cohen 1988, section 2.3.5). If all differences are equal it is +Inf or −Inf, by the
// sign of the mean, or NaN if they are 0. For fewer than 2 differences it is NaN.
func CohenDz(differences []float64) float64 {
	if len(differences) < 2 {
		return math.NaN()
	}
	mean, sd := stat.MeanStdDev(differences, nil)
	return mean / sd
}

// Superiority returns the share of pairs whose first value is the larger one, ties
// counted as halves, from the differences first − second (Grissom and Kim 2012,
// chapter 5, dependent groups). Without differences, or with a NaN, it is NaN.
func Superiority(differences []float64) float64 {
	var larger float64
	for _, d := range differences {
		switch {
		case math.IsNaN(d):
			return d
		case d > 0:
			larger++
		case d == 0:
			larger += .5
		}
	}
	return larger / float64(len(differences))
}

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
	r := rand.New(rand.NewPCG(generatorSeed, 1))
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
