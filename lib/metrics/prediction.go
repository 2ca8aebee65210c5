package metrics

import (
	"fmt"
	"math"
	"slices"
)

// PredictionInterval returns an interval in which one more value of the same kind lies
// with a probability of at least coverage, whatever its distribution: from the k-th
// smallest to the k-th largest of the n values, which holds the next one with a
// probability of (n+1−2k)/(n+1) or, with ties, more (Wilks 1941). The rank k is the
// largest with a coverage of 95 %; fewer than 39 values have none, and the interval is
// their range. Without values both ends are NaN and the coverage is 0; a NaN among the
// values makes both ends NaN.
func PredictionInterval(values []float64) (i Interval, coverage float64) {
	n := len(values)
	if n == 0 || slices.ContainsFunc(values, math.IsNaN) {
		return Interval{math.NaN(), math.NaN()}, 0
	}
	k := max(1, int((1-level)*float64(n+1)/2+1e-9))
	sorted := slices.Sorted(slices.Values(values))
	if 2*k > n { // a single value: the next one lies on either side
		return Interval{sorted[0], sorted[n-1]}, 0
	}
	return Interval{sorted[k-1], sorted[n-k]}, float64(n+1-2*k) / float64(n+1)
}

// Median returns the median of values; of an even number, the mean of the middle two.
// Without values, or with a NaN, it is NaN.
func Median(values []float64) float64 {
	if len(values) == 0 || slices.ContainsFunc(values, math.IsNaN) {
		return math.NaN()
	}
	sorted, n := slices.Sorted(slices.Values(values)), len(values)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

// QuantileOf returns where a value lies among others: the share that is smaller, ties as
// halves. Without others, or with a NaN, it is NaN.
func QuantileOf(v float64, others []float64) float64 {
	differences := make([]float64, len(others))
	for i, o := range others {
		differences[i] = v - o
	}
	return Superiority(differences)
}

// OneMore tests whether one more record could be of the same kind as n others. Each record
// holds m values. Its score is how far the ranks of its values, among the n+1 of each
// column, lie from the middle: the largest of the m distances, ties sharing the mean of
// their ranks. The p is the share of the n+1 records whose score is at least that of the
// one. If all are exchangeable, p is at most α with a probability of at most α, exactly,
// whatever the distribution (the permutation argument of conformal prediction, Vovk and
// others 2005, section 2.2). The smallest p is 1/(n+1): fewer than 19 others can exclude
// nothing at 5 %. Records of another length, no others and a NaN are errors.
func OneMore(others [][]float64, one []float64) (float64, error) {
	if len(others) == 0 || len(one) == 0 {
		return math.NaN(), fmt.Errorf("metrics: one record of %d values among %d others: want 1 or more of both", len(one), len(others))
	}
	all := append(slices.Clone(others), one)
	scores := make([]float64, len(all))
	middle := float64(len(all)+1) / 2
	for k := range one {
		column := make([]float64, len(all))
		for i, record := range all {
			if len(record) != len(one) {
				return math.NaN(), fmt.Errorf("metrics: record %d has %d values: want %d", i+1, len(record), len(one))
			}
			column[i] = record[k]
		}
		ranks, err := Ranks(column)
		if err != nil {
			return math.NaN(), err
		}
		for i, r := range ranks {
			scores[i] = max(scores[i], math.Abs(r-middle))
		}
	}
	asFar := Proportion{Total: len(scores)}
	for _, s := range scores {
		if s >= scores[len(others)]-1e-9 {
			asFar.Hits++
		}
	}
	return asFar.Value(), nil
}
