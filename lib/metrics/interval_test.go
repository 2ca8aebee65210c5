package metrics_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"nodulelab/lib/metrics"
)

// darwin holds the differences in height of 15 pairs of plants, cross-fertilised −
// self-fertilised, in eighths of an inch (Darwin 1876; Fisher 1935, section 21).
var darwin = []float64{49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48}

// At each end, Hall's transform of (mean − end)/sd is the quantile of Student's t.
func TestMeanIntervalByItsDefinition(t *testing.T) {
	for name, values := range map[string][]float64{
		"Darwin":     darwin,
		"accuracies": {1, .98, 1, .99, .9, 1, .97, .62, 1, .95},
		"symmetric":  {1, 2, 3, 4, 5, 6, 7, 8},
	} {
		n := float64(len(values))
		mean, variance := stat.PopMeanVariance(values, nil)
		sd := math.Sqrt(variance)
		var skewness float64
		for _, v := range values {
			skewness += math.Pow((v-mean)/sd, 3) / n
		}
		want := distuv.StudentsT{Sigma: 1, Nu: n - 1}.Quantile(.975) / math.Sqrt(n)
		got := metrics.MeanInterval(values)
		for end, sign := range map[float64]float64{got.Low: 1, got.High: -1} {
			w := (mean - end) / sd
			if g := w + skewness*w*w/3 + skewness*skewness*w*w*w/27 + skewness/(6*n); math.Abs(g-sign*want) > 1e-9 {
				t.Errorf("%s: the transform of the end %.4f is %.6f, want %.6f", name, end, g, sign*want)
			}
		}
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

func TestMeanIntervalAtTheEdges(t *testing.T) {
	if got := metrics.MeanInterval([]float64{.1, .1, .1}); got != (metrics.Interval{Low: .1, High: .1}) {
		t.Errorf("equal values: %v", got)
	}
	for name, got := range map[string]metrics.Interval{
		"none": metrics.MeanInterval(nil), "one": metrics.MeanInterval([]float64{1}), "NaN": metrics.MeanInterval([]float64{1, 2, math.NaN()}),
		"infinite": metrics.MeanInterval([]float64{1, math.Inf(1)}),
	} {
		if !math.IsNaN(got.Low) || !math.IsNaN(got.High) || got.Contains(1) {
			t.Errorf("%s: %v, want NaN", name, got)
		}
	}
}

// The interval moves with the values, turns with their sign, holds their mean and stays
// within their range; their order does not matter.
func TestMeanIntervalInvariance(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 100 {
		values, moved, turned := make([]float64, 12), make([]float64, 12), make([]float64, 12)
		for i := range values {
			values[i] = r.ExpFloat64()
			moved[i], turned[11-i] = 3+2*values[i], -values[i]
		}
		v, m, n := metrics.MeanInterval(values), metrics.MeanInterval(moved), metrics.MeanInterval(turned)
		s := metrics.Summarise(values)
		if v.Low < s.Min || v.High > s.Max || v.Low >= s.Mean || v.High <= s.Mean {
			t.Fatalf("%v leaves the values %v", v, values)
		}
		if math.Abs(m.Low-3-2*v.Low) > 1e-9 || math.Abs(m.High-3-2*v.High) > 1e-9 {
			t.Fatalf("moved: %v, want 3 + 2·%v", m, v)
		}
		if math.Abs(n.Low+v.High) > 1e-9 || math.Abs(n.High+v.Low) > 1e-9 {
			t.Fatalf("turned: %v of %v", n, v)
		}
	}
}

// At a higher level the interval is wider; at the usual one it is MeanInterval; a level
// that is none has no interval.
func TestMeanIntervalAt(t *testing.T) {
	usual, wider := metrics.MeanInterval(darwin), metrics.MeanIntervalAt(.975, darwin)
	if metrics.MeanIntervalAt(.95, darwin) != usual || !(wider.Low < usual.Low && wider.High > usual.High) {
		t.Errorf("at .95 %v, at .975 %v", usual, wider)
	}
	for _, level := range []float64{0, 1, 2, -1, math.NaN()} {
		if got := metrics.MeanIntervalAt(level, darwin); !math.IsNaN(got.Low) || !math.IsNaN(got.High) {
			t.Errorf("at %v: %v, want NaN", level, got)
		}
	}
}
