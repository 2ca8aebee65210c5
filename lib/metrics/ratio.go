package metrics

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// CorrelationRatio returns η², the share of the variance of values that lies between
// groups (Fisher 1925): 0 if all groups have the same mean, 1 if the values of each group
// are equal. The slice groups holds the group of each value, numbered from 0. Without
// variance, or with a NaN, the ratio is NaN.
func CorrelationRatio(values []float64, groups []int) float64 {
	var sums, counts []float64
	var sum, squares float64
	for i, v := range values {
		for g := groups[i]; g >= len(sums); {
			sums, counts = append(sums, 0), append(counts, 0)
		}
		sums[groups[i]] += v
		counts[groups[i]]++
		sum += v
		squares += v * v
	}
	n := float64(len(values))
	total := squares - sum*sum/n
	if !(total > 1e-12*squares) {
		return math.NaN()
	}
	var between float64
	for g := range sums {
		if counts[g] > 0 {
			between += sums[g] * sums[g] / counts[g]
		}
	}
	return (between - sum*sum/n) / total
}

// permutations is the number B of random permutations of [RatioTest].
const permutations = 9999

// RatioTest tests whether groups of values differ: if the values were dealt out to the
// groups at random, how probable is a correlation ratio at least as large? It returns the
// [CorrelationRatio] and p = (b+1)/(B+1), where b of B = 9,999 random permutations of the
// groups have such a ratio (Phipson and Smyth 2010), so that p is never 0. If all values
// are equal the ratio is NaN and p is 1. It is an error if values are not finite, if there
// is none, or if there is not one group, 0 or more, per value.
func RatioTest(values []float64, groups []int) (ratio, p float64, err error) {
	if len(values) == 0 || len(values) != len(groups) || !finite(values) || slices.Min(groups) < 0 {
		return math.NaN(), math.NaN(), fmt.Errorf("metrics: test of the correlation ratio of %v in groups %v: want finite values, at least 1, and for each a group, 0 or more", values, groups)
	}
	ratio = CorrelationRatio(values, groups)
	if math.IsNaN(ratio) {
		return ratio, 1, nil
	}
	r := rand.New(rand.NewPCG(generatorSeed, 2))
	shuffled := slices.Clone(groups)
	larger := 1
	for range permutations {
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if CorrelationRatio(values, shuffled) >= ratio-1e-12 { // ratios that differ by rounding alone are ties
			larger++
		}
	}
	return ratio, float64(larger) / (permutations + 1), nil
}
