package explain

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// RankCorrelation is Spearman's: the correlation of the ranks of two lists of
// numbers (Spearman 1904), equal values sharing their mean rank. It is 1 where the
// two are in the same order, −1 where in the opposite one, and NaN where all values
// of a list are equal. Lists of different lengths, of fewer than 2 values, or with
// a NaN are errors.
func RankCorrelation(a, b []float32) (float64, error) {
	if len(a) != len(b) || len(a) < 2 {
		return math.NaN(), fmt.Errorf("explain: rank correlation of %d and %d values: want as many in both, 2 or more", len(a), len(b))
	}
	ranksA, err := ranks(a)
	if err != nil {
		return math.NaN(), err
	}
	ranksB, err := ranks(b)
	if err != nil {
		return math.NaN(), err
	}
	return stat.Correlation(ranksA, ranksB, nil), nil
}

// ranks returns the rank of each value, from 1; equals share their mean.
func ranks(values []float32) ([]float64, error) {
	order := make([]int, len(values))
	for i, v := range values {
		if v != v {
			return nil, fmt.Errorf("explain: value %d is NaN: a NaN has no rank", i)
		}
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(values[i], values[j]) })
	ranks := make([]float64, len(values))
	for from := 0; from < len(order); {
		to := from
		for to < len(order) && values[order[to]] == values[order[from]] {
			to++
		}
		for _, i := range order[from:to] {
			ranks[i] = float64(from+1+to) / 2
		}
		from = to
	}
	return ranks, nil
}

// MeanRankCorrelation averages the [RankCorrelation] of the maps of n images with
// size pixels each, over those images whose two maps both have an order.
func MeanRankCorrelation(a, b []float32, size int) (float64, error) {
	if size < 2 || len(a) != len(b) || len(a) == 0 || len(a)%size != 0 {
		return math.NaN(), fmt.Errorf("explain: %d and %d values are not pairs of maps of %d pixels", len(a), len(b), size)
	}
	var sum, n float64
	for i := 0; i < len(a); i += size {
		r, err := RankCorrelation(a[i:i+size], b[i:i+size])
		if err != nil {
			return math.NaN(), fmt.Errorf("map %d: %w", i/size, err)
		}
		if !math.IsNaN(r) {
			sum, n = sum+r, n+1
		}
	}
	return sum / n, nil
}
