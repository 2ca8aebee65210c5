package metrics_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"nodulelab/lib/metrics"
)

// darwin holds the differences in height of 15 pairs of plants, cross-fertilised −
// self-fertilised, in eighths of an inch (Darwin 1876; Fisher 1935, section 21).
var darwin = []float64{49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48}

// Values of scipy.stats.bootstrap(method="BCa"), scipy 1.17.1, means over 5
// generators of 200,000 resamples each. Spatial A and the treatment group of the mouse data
// are from Efron and Tibshirani 1993, tables 14.1 and 2.1. The last sample is an accuracy
// near 1 with many ties; scipy had it in whole numbers (20 for 1), since it does not treat
// means that differ by rounding as ties.
func TestBCaAgainstScipy(t *testing.T) {
	many := metrics.Standard
	many.Resamples = 200_000
	for name, test := range map[string]struct {
		values    []float64
		low, high float64
		tolerance float64 // a few standard deviations of scipy's own ends
	}{
		"Darwin": {darwin, -1.627, 36.320, .3},
		"spatial A": {[]float64{48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41},
			24.131, 34.254, .08},
		"mouse": {[]float64{94, 197, 16, 38, 99, 141, 23}, 46.343, 138.286, .5},
		"ties":  {[]float64{1, 1, 1, 1, .9, .9, .85, 1, .3, 1}, .659, .975, .009},
	} {
		got := many.BCa(test.values)
		if math.Abs(got.Low-test.low) > test.tolerance || math.Abs(got.High-test.high) > test.tolerance {
			t.Errorf("%s: [%.3f, %.3f], scipy has [%.3f, %.3f]", name, got.Low, got.High, test.low, test.high)
		}
		if standard := metrics.BCa(test.values); math.Abs(standard.Low-got.Low) > 5*test.tolerance || math.Abs(standard.High-got.High) > 5*test.tolerance {
			t.Errorf("%s: %v with 10,000 resamples, %v with 200,000", name, standard, got)
		}
	}
}

// At 90 % scipy has [2.33, 34.07] for Darwin's plants.
func TestBCaLevel(t *testing.T) {
	b := metrics.Standard
	b.Level = .9
	if got := b.BCa(darwin); math.Abs(got.Low-2.33) > .8 || math.Abs(got.High-34.07) > .8 {
		t.Errorf("90 %%: %v", got)
	}
	if wide, narrow := metrics.BCa(darwin), b.BCa(darwin); wide.Low >= narrow.Low || wide.High <= narrow.High {
		t.Errorf("95 %% %v does not enclose 90 %% %v", wide, narrow)
	}
}

func TestContains(t *testing.T) {
	i := metrics.Interval{Low: .2, High: .4}
	for v, want := range map[float64]bool{.19: false, .2: true, .3: true, .4: true, .41: false, math.NaN(): false} {
		if got := i.Contains(v); got != want {
			t.Errorf("%v lies in %v: %t", v, i, got)
		}
	}
	if (metrics.Interval{Low: math.NaN(), High: 1}).Contains(.5) || (metrics.Interval{Low: 0, High: math.NaN()}).Contains(.5) {
		t.Error("a value lies in an interval without an end")
	}
}

func TestBCaAtTheEdges(t *testing.T) {
	if got := metrics.BCa([]float64{.1, .1, .1}); got != (metrics.Interval{Low: .1, High: .1}) {
		t.Errorf("equal values: %v", got)
	}
	strange := func(change func(*metrics.Bootstrap)) metrics.Bootstrap { b := metrics.Standard; change(&b); return b }
	for name, got := range map[string]metrics.Interval{
		"none": metrics.BCa(nil), "one": metrics.BCa([]float64{1}), "NaN": metrics.BCa([]float64{1, 2, math.NaN()}),
		"infinite":     metrics.BCa([]float64{1, math.Inf(1)}),
		"level 1":      strange(func(b *metrics.Bootstrap) { b.Level = 1 }).BCa(darwin),
		"level NaN":    strange(func(b *metrics.Bootstrap) { b.Level = math.NaN() }).BCa(darwin),
		"no resamples": strange(func(b *metrics.Bootstrap) { b.Resamples = 0 }).BCa(darwin),
	} {
		if !math.IsNaN(got.Low) || !math.IsNaN(got.High) || got.Contains(1) {
			t.Errorf("%s: %v, want NaN", name, got)
		}
	}
	one := strange(func(b *metrics.Bootstrap) { b.Resamples = 1 }).BCa(darwin)
	if math.IsNaN(one.Low) || one.Low != one.High {
		t.Errorf("one resample: %v", one)
	}
}

// The interval moves with the values, turns with their sign and stays within
// their range.
func TestBCaInvariance(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 20 {
		values, moved, turned := make([]float64, 12), make([]float64, 12), make([]float64, 12)
		for i := range values {
			values[i] = r.ExpFloat64()
			moved[i], turned[i] = 3+2*values[i], -values[i]
		}
		v, m, n := metrics.BCa(values), metrics.BCa(moved), metrics.BCa(turned)
		s := metrics.Summarise(values)
		if v.Low < s.Min || v.High > s.Max || v.Low >= s.Mean || v.High <= s.Mean {
			t.Fatalf("%v leaves the values %v", v, values)
		}
		if math.Abs(m.Low-3-2*v.Low) > 1e-9 || math.Abs(m.High-3-2*v.High) > 1e-9 {
			t.Fatalf("moved: %v, want 3 + 2·%v", m, v)
		}
		if math.Abs(n.Low+v.High) > .06 || math.Abs(n.High+v.Low) > .06 {
			t.Fatalf("turned: %v of %v", n, v)
		}
	}
}

// Equal accuracies in another order are the same sample: sums that differ by
// rounding may not move the interval beyond the bootstrap's own noise.
func TestBCaTies(t *testing.T) {
	up, down := make([]float64, 40), make([]float64, 40)
	for i := range up {
		up[i] = float64(i%3) * .005
		down[39-i] = up[i]
	}
	a, b := metrics.BCa(up), metrics.BCa(down)
	if math.Abs(a.Low-b.Low) > 2e-4 || math.Abs(a.High-b.High) > 2e-4 {
		t.Errorf("%v, in reverse %v", a, b)
	}
}

// Of samples of 20 from a skewed distribution with mean 1, a 95 % interval of the
// mean should hold 1 in about 92 of 100.
func TestBCaCoverage(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	const samples = 400
	hits := 0
	for seed := range samples {
		values := make([]float64, 20)
		for i := range values {
			values[i] = r.ExpFloat64()
		}
		if (metrics.Bootstrap{Resamples: 500, Level: .95, Seed: uint64(seed)}).BCa(values).Contains(1) {
			hits++
		}
	}
	if share := float64(hits) / samples; share < .88 || share > .97 {
		t.Errorf("the mean lies in %.3f of the intervals", share)
	}
}
