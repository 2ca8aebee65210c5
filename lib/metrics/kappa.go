package metrics

import (
	"fmt"
)

// QuadraticKappa is the agreement of two ratings of each of n things beyond chance, with
// quadratic weights (Cohen 1968):
//
//	κ = 1 − Σ (aᵢ − bᵢ)²/n / Σ pₐ(j) p_b(k) (j − k)²
//
// where pₐ and p_b are the shares of each rating. It is 1 if all ratings agree, and 0 if they
// agree as by chance. Ratings of different numbers, or without any difference to be expected,
// are errors.
func QuadraticKappa(a, b []int) (float64, error) {
	if len(a) != len(b) || len(a) == 0 {
		return 0, fmt.Errorf("metrics: %d and %d ratings: want as many of both, and at least one", len(a), len(b))
	}
	var seen, expected float64
	for i, v := range a {
		seen += float64((v - b[i]) * (v - b[i]))
	}
	for j, n := range counts(a) {
		for k, m := range counts(b) {
			expected += float64(n*m*(j-k)*(j-k)) / float64(len(a))
		}
	}
	if expected == 0 {
		return 0, fmt.Errorf("metrics: all ratings are %d: agreement beyond chance is not defined", a[0])
	}
	return 1 - seen/expected, nil
}

// counts is how often each value is there.
func counts(values []int) map[int]int {
	n := map[int]int{}
	for _, v := range values {
		n[v]++
	}
	return n
}
