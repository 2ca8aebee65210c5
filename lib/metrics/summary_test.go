package metrics_test

import (
	"math"
	"testing"

	"nodulelab/lib/metrics"
)

func TestSummarise(t *testing.T) {
	s := metrics.Summarise([]float64{3, 1, 5, 4, 2})
	if want := (metrics.Summary{N: 5, Mean: 3, SD: math.Sqrt(2.5), Min: 1, Max: 5}); s != want {
		t.Errorf("%+v, want %+v", s, want)
	}
	if two := metrics.Summarise([]float64{1, 3}); two.SD != math.Sqrt2 || two.Mean != 2 {
		t.Errorf("two values: %+v", two)
	}
	if one := metrics.Summarise([]float64{7}); one.N != 1 || one.Mean != 7 || !math.IsNaN(one.SD) || one.Min != 7 || one.Max != 7 {
		t.Errorf("one value: %+v", one)
	}
	if none := metrics.Summarise(nil); none.N != 0 || !math.IsNaN(none.Mean) || !math.IsNaN(none.Min) || !math.IsNaN(none.Max) || !math.IsNaN(none.SD) {
		t.Errorf("no value: %+v", none)
	}
	if bad := metrics.Summarise([]float64{1, math.NaN()}); bad.N != 2 || !math.IsNaN(bad.Mean) || !math.IsNaN(bad.Min) || !math.IsNaN(bad.Max) || !math.IsNaN(bad.SD) {
		t.Errorf("NaN: %+v", bad)
	}
}

func TestEstimateMean(t *testing.T) {
	e := metrics.EstimateMean(darwin)
	if e.N != 15 || math.Abs(e.Mean-20.9333) > 1e-4 || math.Abs(e.SD-37.744) > 1e-3 || e.Interval != metrics.MeanInterval(darwin) {
		t.Errorf("%+v", e)
	}
	if one := metrics.EstimateMean([]float64{.5}); one.N != 1 || one.Mean != .5 || !math.IsNaN(one.Low) {
		t.Errorf("one value: %+v", one)
	}
	if none := metrics.EstimateMean(nil); none.N != 0 || !math.IsNaN(none.Mean) || !math.IsNaN(none.High) {
		t.Errorf("no value: %+v", none)
	}
}
