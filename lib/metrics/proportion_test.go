package metrics_test

import (
	"math"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"nodulelab/lib/metrics"
)

func TestCountAndAgreement(t *testing.T) {
	if p := metrics.Count([]bool{true, false, true, true}); p != (metrics.Proportion{Hits: 3, Total: 4}) || p.Value() != .75 {
		t.Errorf("3 of 4: %+v", p)
	}
	if p := metrics.Count(nil); p.Total != 0 || !math.IsNaN(p.Value()) {
		t.Errorf("none: %+v", p)
	}
	if p, err := metrics.Agreement([]string{"a", "b", "c"}, []string{"a", "c", "c"}); err != nil || p != (metrics.Proportion{Hits: 2, Total: 3}) {
		t.Errorf("2 of 3: %+v, %v", p, err)
	}
	if p, err := metrics.Agreement([]bool{}, nil); err != nil || p != (metrics.Proportion{}) {
		t.Errorf("none: %+v, %v", p, err)
	}
	if _, err := metrics.Agreement([]int{1}, []int{1, 2}); err == nil || !strings.Contains(err.Error(), "agreement of 1 and 2 values") {
		t.Errorf("different lengths: error %v", err)
	}
}

// Values of Newcombe 1998, table I, method 3: score without continuity
// correction.
func TestWilson(t *testing.T) {
	for _, test := range []struct {
		hits, total int
		low, high   float64
	}{
		{81, 263, .2553, .3662}, {15, 148, .0624, .1605}, {0, 20, 0, .1611}, {1, 29, .0061, .1718},
	} {
		got := metrics.Proportion{Hits: test.hits, Total: test.total}.Wilson()
		if math.Abs(got.Low-test.low) > 5e-5 || math.Abs(got.High-test.high) > 5e-5 {
			t.Errorf("%d/%d: %.4f, want [%.4f, %.4f]", test.hits, test.total, got, test.low, test.high)
		}
	}
	if got := (metrics.Proportion{Hits: 20, Total: 20}).Wilson(); got.High != 1 {
		t.Errorf("20/20: upper end %v", got.High)
	}
}

// Without a hit the lower end is 0, with all hits the upper end is 1, exactly.
func TestWilsonEnds(t *testing.T) {
	for n := 1; n <= 300; n++ {
		low, high := metrics.Proportion{Total: n}.Wilson().Low, metrics.Proportion{Hits: n, Total: n}.Wilson().High
		if low != 0 || high != 1 {
			t.Fatalf("of %d: lower end %v, upper end %v, want 0 and 1", n, low, high)
		}
	}
}

// The bound is the probability at which the binomial distribution has 5 % of its mass up to
// the hits.
func TestAtMost(t *testing.T) {
	for _, n := range []int{1, 2, 10, 20, 60, 240} {
		if got, want := (metrics.Proportion{Total: n}).AtMost(), 1-math.Pow(.05, 1/float64(n)); math.Abs(got-want) > 1e-9 {
			t.Errorf("0 of %d: at most %v, want %v", n, got, want)
		}
		if got := (metrics.Proportion{Hits: n, Total: n}).AtMost(); got != 1 {
			t.Errorf("%d of %d: at most %v", n, n, got)
		}
		for hits := range n {
			bound := metrics.Proportion{Hits: hits, Total: n}.AtMost()
			if mass := (distuv.Binomial{N: float64(n), P: bound}).CDF(float64(hits)); math.Abs(mass-.05) > 1e-9 {
				t.Errorf("%d of %d: at most %v, where so few have probability %v", hits, n, bound, mass)
			}
		}
	}
	if got := (metrics.Proportion{}).AtMost(); got != 1 {
		t.Errorf("of nothing: at most %v", got)
	}
}

// The interval holds the proportion, lies within [0, 1], mirrors with it, and of twice as
// many samples it is the narrower one.
func FuzzWilson(f *testing.F) {
	f.Add(3, 10)
	f.Add(0, 1)
	f.Add(1, 1)
	f.Fuzz(func(t *testing.T, hits, total int) {
		if total < 1 || total > 1e6 || hits < 0 || hits > total {
			return
		}
		p := metrics.Proportion{Hits: hits, Total: total}
		own, other := p.Wilson(), metrics.Proportion{Hits: total - hits, Total: total}.Wilson()
		narrow := metrics.Proportion{Hits: 2 * hits, Total: 2 * total}.Wilson()
		if v := p.Value(); !(own.Low >= 0 && own.Low <= v && v <= own.High && own.High <= 1 && own.High > own.Low) {
			t.Errorf("%+v: %v", p, own)
		}
		if math.Abs(own.Low+other.High-1) > 1e-9 || math.Abs(own.High+other.Low-1) > 1e-9 || narrow.High-narrow.Low >= own.High-own.Low {
			t.Errorf("%+v: %v, mirrored %v, twice %v", p, own, other, narrow)
		}
	})
}
