package metrics

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// Summary describes the spread of one number over N seeds.
type Summary struct {
	N        int
	Mean     float64
	SD       float64 // standard deviation of the sample, with the divisor N−1
	Min, Max float64
}

// Summarise describes values. Without values all numbers but N are NaN; for one value SD
// is NaN. A NaN among the values makes all numbers but N NaN.
func Summarise(values []float64) Summary {
	nan := math.NaN()
	s := Summary{len(values), nan, nan, nan, nan}
	if s.N == 0 {
		return s
	}
	s.Mean, s.Min, s.Max = stat.Mean(values, nil), slices.Min(values), slices.Max(values)
	if s.N > 1 {
		s.SD = stat.StdDev(values, nil)
	}
	return s
}

// Estimate is the mean of one number over N seeds, with the uncertainty of that mean.
type Estimate struct {
	N        int
	Mean     float64
	SD       float64 // standard deviation of the sample, with the divisor N−1
	Interval         // 95 % interval of the mean, by [MeanInterval]
}

// String is "0.74 [0.61, 0.84], n = 20".
func (e Estimate) String() string {
	return fmt.Sprintf("%.2f [%.2f, %.2f], n = %d", e.Mean, e.Low, e.High, e.N)
}

// EstimateMean estimates the mean of values. Without values all numbers but N are NaN;
// for one value SD and the interval are NaN.
func EstimateMean(values []float64) Estimate {
	s := Summarise(values)
	return Estimate{s.N, s.Mean, s.SD, MeanInterval(values)}
}

// Interval is a range of values, both ends included.
type Interval struct{ Low, High float64 }

// Contains reports whether a value lies in the interval. An interval with an end that is
// NaN contains no value.
func (i Interval) Contains(v float64) bool { return i.Low <= v && v <= i.High }

// finite reports whether no value is NaN or infinite.
func finite(values []float64) bool {
	return !slices.ContainsFunc(values, func(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) })
}
