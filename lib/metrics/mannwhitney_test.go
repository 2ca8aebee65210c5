package metrics_test

import (
	"math"
	"strings"
	"testing"

	"nodulelab/lib/metrics"
)

// U by its definition: pairs in which a is larger, ties as halves.
func TestMannWhitneyU(t *testing.T) {
	a, b := []float64{1, 3, 3, 8}, []float64{2, 3, 5}
	u, p, err := metrics.MannWhitney(a, b)
	if err != nil {
		t.Fatal(err)
	}
	var want float64
	for _, x := range a {
		for _, y := range b {
			switch {
			case x > y:
				want++
			case x == y:
				want += .5
			}
		}
	}
	_, reversed, err := metrics.MannWhitney(b, a)
	if err != nil {
		t.Fatal(err)
	}
	if u != want || p != reversed || p <= 0 || p > 1 {
		t.Errorf("U %v, want %v; p %v, reversed %v", u, want, p, reversed)
	}
}

// Two samples of five without overlap: U = 25, mean 12.5, variance 275/12, and
// with the correction for continuity z = 12/√22.9167 = 2.5067, p = .01219.
func TestMannWhitneyP(t *testing.T) {
	u, p, err := metrics.MannWhitney([]float64{6, 7, 8, 9, 10}, []float64{1, 2, 3, 4, 5})
	if err != nil || u != 25 || math.Abs(p-.01219) > 1e-5 {
		t.Errorf("U %v, p %.5f, %v", u, p, err)
	}
}

// With ties the variance is smaller. By hand, of 1 1 2 2 3 against 2 2 3 3 3: the ranks of a
// are 1.5, 1.5, 4.5, 4.5 and 8.5, so U = 20.5 − 15 = 5.5; the ties of 2, 4 and 4 weigh
// 6 + 60 + 60, the variance is 25/12·(11 − 126/90) = 20, and z = (7 − .5)/√20 = 1.4534.
func TestMannWhitneyTies(t *testing.T) {
	u, p, err := metrics.MannWhitney([]float64{1, 1, 2, 2, 3}, []float64{2, 2, 3, 3, 3})
	if want := math.Erfc(6.5 / math.Sqrt(20) / math.Sqrt2); err != nil || u != 5.5 || math.Abs(p-want) > 1e-12 {
		t.Errorf("U %v, p %v, want 5.5 and %v, %v", u, p, want, err)
	}
}

func TestMannWhitneyAtTheEdges(t *testing.T) {
	if _, p, err := metrics.MannWhitney([]float64{1, 1}, []float64{1, 1, 1}); err != nil || p != 1 {
		t.Errorf("all equal: p %v, %v", p, err)
	}
	if _, p, err := metrics.MannWhitney([]float64{1, 4}, []float64{2, 3}); err != nil || p != 1 {
		t.Errorf("U in the middle: p %v, %v, want 1 at most", p, err)
	}
	for want, pair := range map[string][2][]float64{
		"sample 1 of the rank test is empty":          {nil, {1, 2}},
		"sample 2 of the rank test is empty":          {{1, 2}, nil},
		"value 1 of sample 1 of the rank test is NaN": {{1, math.NaN()}, {1, 2}},
		"value 0 of sample 2 of the rank test is NaN": {{1, 2}, {math.NaN(), 2}},
	} {
		if u, p, err := metrics.MannWhitney(pair[0], pair[1]); err == nil || !strings.Contains(err.Error(), want) || !math.IsNaN(u) || !math.IsNaN(p) {
			t.Errorf("U %v, p %v, error %v, want %q", u, p, err, want)
		}
	}
}
