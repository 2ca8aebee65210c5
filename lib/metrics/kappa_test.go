package metrics_test

import (
	"math"
	"testing"

	"nodulelab/lib/metrics"
)

// By hand: ratings (1,1), (1,2), (2,1), (2,2) agree as by chance; one pair apart by two
// among three equal ones gives 1 − 4/(1.5·4).
func TestQuadraticKappa(t *testing.T) {
	for _, test := range []struct {
		a, b []int
		want float64
	}{
		{[]int{1, 3, 5}, []int{1, 3, 5}, 1},
		{[]int{1, 1, 2, 2}, []int{1, 2, 1, 2}, 0},
		{[]int{1, 2}, []int{2, 1}, -1},
		{[]int{1, 1, 3, 3}, []int{1, 1, 3, 1}, 1 - 4./8},
	} {
		if got, err := metrics.QuadraticKappa(test.a, test.b); err != nil || math.Abs(got-test.want) > 1e-12 {
			t.Errorf("%v and %v: %v, %v; want %v", test.a, test.b, got, err, test.want)
		}
	}
	for _, bad := range [][2][]int{{{1}, {1, 2}}, {nil, nil}, {{2, 2}, {2, 2}}} {
		if _, err := metrics.QuadraticKappa(bad[0], bad[1]); err == nil {
			t.Errorf("%v: no error", bad)
		}
	}
}
