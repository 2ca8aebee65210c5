package metrics

import "math"

// CorrelationRatio is η²: the share of the values' variance that lies between
// groups (Fisher 1925). Group numbers count from 0, one a value. Without variance
// it is NaN.
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
