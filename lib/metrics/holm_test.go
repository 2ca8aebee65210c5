package metrics_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"nodulelab/lib/metrics"
)

// Values of statsmodels.stats.multitest.multipletests(method="holm"), statsmodels
// 0.15.0.
func TestHolm(t *testing.T) {
	got, err := metrics.Holm([]float64{.01, .04, .03, .005, .2, .9, .03, .6})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float64{.07, .18, .18, .04, .6, 1, .18, 1} {
		if math.Abs(got[i]-want) > 1e-12 {
			t.Errorf("adjusted p %d is %v, want %v", i, got[i], want)
		}
	}
}

func TestHolmAtTheEdges(t *testing.T) {
	if got, err := metrics.Holm(nil); err != nil || len(got) != 0 {
		t.Errorf("none: %v, %v", got, err)
	}
	if got, err := metrics.Holm([]float64{.04}); err != nil || got[0] != .04 {
		t.Errorf("one: %v, %v", got, err)
	}
	for _, bad := range []float64{math.NaN(), -.1, 1.1} {
		if _, err := metrics.Holm([]float64{.5, bad}); err == nil {
			t.Errorf("%v: no error", bad)
		}
	}
}

// Adjusted p-values keep the order, equal ones stay equal, none falls, none
// passes Bonferroni's, and the order in which they are given does not matter.
func FuzzHolm(f *testing.F) {
	f.Add(uint64(1), 9)
	f.Add(uint64(7), 30)
	f.Fuzz(func(t *testing.T, seed uint64, n int) {
		if n < 1 || n > 100 {
			return
		}
		r := rand.New(rand.NewPCG(seed, 3))
		p := make([]float64, n)
		for i := range p {
			p[i] = float64(r.IntN(50)) / 1000
		}
		before := slices.Clone(p)
		got, err := metrics.Holm(p)
		if err != nil || !slices.Equal(p, before) {
			t.Fatalf("%v: %v, given values changed: %t", p, err, !slices.Equal(p, before))
		}
		for i := range p {
			if got[i] < p[i] || got[i] > min(1, float64(n)*p[i])+1e-12 {
				t.Errorf("p %v became %v of %d", p[i], got[i], n)
			}
			for j := range p {
				if p[i] <= p[j] && got[i] > got[j] {
					t.Errorf("%v ≤ %v became %v > %v", p[i], p[j], got[i], got[j])
				}
			}
		}
		slices.Reverse(p)
		turned, _ := metrics.Holm(p)
		slices.Reverse(turned)
		if !slices.Equal(got, turned) {
			t.Errorf("%v, given in reverse %v", got, turned)
		}
	})
}
