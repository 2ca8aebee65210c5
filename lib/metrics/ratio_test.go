package metrics_test

import (
	"fmt"
	"math"
	"testing"

	"nodulelab/lib/metrics"
)

func TestCorrelationRatio(t *testing.T) {
	for name, test := range map[string]struct {
		values []float64
		groups []int
		want   float64
	}{
		"all between":       {[]float64{1, 1, 5, 5}, []int{0, 0, 1, 1}, 1},
		"all within":        {[]float64{1, 5, 1, 5}, []int{0, 0, 1, 1}, 0},
		"one group":         {[]float64{1, 2, 3}, []int{0, 0, 0}, 0},
		"an empty group":    {[]float64{1, 1, 5, 5}, []int{0, 0, 2, 2}, 1},
		"the textbook's":    {[]float64{45, 70, 29, 15, 21, 40, 20, 30, 42, 65, 95, 80, 70, 85, 73}, []int{0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2}, 6780. / 9640},
		"no variance":       {[]float64{2, 2, 2}, []int{0, 1, 0}, math.NaN()},
		"no values":         {nil, nil, math.NaN()},
		"far from the zero": {[]float64{1001, 1001, 1005, 1005}, []int{0, 0, 1, 1}, 1},
	} {
		got := metrics.CorrelationRatio(test.values, test.groups)
		if !(math.Abs(got-test.want) < 1e-9) && !(math.IsNaN(got) && math.IsNaN(test.want)) {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}

func ExampleCorrelationRatio() {
	fmt.Printf("%.2f\n", metrics.CorrelationRatio([]float64{1, 3, 5, 7}, []int{0, 0, 1, 1}))
	// Output: 0.80
}
