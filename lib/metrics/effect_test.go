package metrics_test

import (
	"math"
	"testing"

	"nodulelab/lib/metrics"
)

func TestCohenDz(t *testing.T) {
	inf := math.Inf(1)
	for name, test := range map[string]struct {
		differences []float64
		want        float64
	}{
		"Darwin": {darwin, .554608}, // 20.9333/37.7444, by NumPy 2.4.6
		"equal":  {[]float64{.1, .1, .1}, inf}, "equal below 0": {[]float64{-2, -2}, -inf},
	} {
		if got := metrics.CohenDz(test.differences); math.Abs(got-test.want) > 1e-6 {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
	for n := 2; n < 200; n++ { // rounding of the mean leaves the deviation of equal differences 0
		for _, v := range []float64{.1, .005, 1. / 3, .835, 49.1} {
			if got := metrics.CohenDz(repeat(v, n)); got != inf {
				t.Errorf("%d times %v: %v, want +Inf", n, v, got)
			}
		}
	}
	for name, differences := range map[string][]float64{"none": nil, "one": {1}, "zeros": {0, 0}, "NaN": {1, math.NaN()}} {
		if got := metrics.CohenDz(differences); !math.IsNaN(got) {
			t.Errorf("%s: %v, want NaN", name, got)
		}
	}
}

// 13 of Darwin's 15 crossed plants are the taller ones.
func TestSuperiority(t *testing.T) {
	if got := metrics.Superiority(darwin); got != 13./15 {
		t.Errorf("Darwin: %v", got)
	}
	if got := metrics.Superiority([]float64{1, 0, 0, -1}); got != .5 {
		t.Errorf("ties: %v", got)
	}
	for name, differences := range map[string][]float64{"none": nil, "NaN": {1, math.NaN()}} {
		if got := metrics.Superiority(differences); !math.IsNaN(got) {
			t.Errorf("%s: %v, want NaN", name, got)
		}
	}
}
