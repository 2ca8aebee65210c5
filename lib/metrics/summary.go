package metrics

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
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
	Interval         // 95 % interval of the mean, by [BCa]
}

// String is "0.74 [0.61, 0.84], n = 20".
func (e Estimate) String() string {
	return fmt.Sprintf("%.2f [%.2f, %.2f], n = %d", e.Mean, e.Low, e.High, e.N)
}

// EstimateMean estimates the mean of values. Without values all numbers but N are NaN;
// for one value SD and the interval are NaN.
func EstimateMean(values []float64) Estimate {
	s := Summarise(values)
	return Estimate{s.N, s.Mean, s.SD, BCa(values)}
}

// Interval is a range of values, both ends included.
type Interval struct{ Low, High float64 }

// Contains reports whether a value lies in the interval. An interval with an end that is
// NaN contains no value.
func (i Interval) Contains(v float64) bool { return i.Low <= v && v <= i.High }

// Bootstrap holds the settings of a bootstrap, which draws samples of the same size from
// the values, with replacement. Equal values and settings give equal intervals.
type Bootstrap struct {
	Resamples int     // number of samples B, at least 1
	Level     float64 // confidence level of the interval, above 0, at most .999
	Seed      uint64  // of the generator that draws the samples
}

// Standard is the bootstrap of every reported interval: 10,000 resamples (Efron and
// Tibshirani 1993 recommend at least 2,000 for BCa), 95 %, and a fixed seed, so that
// reports can be repeated.
var Standard = Bootstrap{Resamples: 10_000, Level: .95, Seed: 20210810}

// BCa returns the 95 % interval of the mean by the [Standard] bootstrap; see
// [Bootstrap.BCa].
func BCa(values []float64) Interval { return Standard.BCa(values) }

// BCa returns the bias-corrected and accelerated interval of the mean (Efron 1987; Efron
// and Tibshirani 1993, section 14.3). It lies within the range of the values. The bias is
// estimated from the share of resampled means below the mean of the values, ties counted
// as halves; means that differ by rounding alone are ties. If all values are equal, both
// ends are that value. With fewer than 2 values, values that are not finite, or settings
// out of range, both ends are NaN.
func (b Bootstrap) BCa(values []float64) Interval {
	if len(values) < 2 || !finite(values) || b.Resamples < 1 || !(b.Level > 0 && b.Level <= .999) {
		return Interval{math.NaN(), math.NaN()}
	}
	if low := slices.Min(values); low == slices.Max(values) {
		return Interval{low, low}
	}
	means := b.means(values)
	bias := distuv.UnitNormal.Quantile(shareBelow(means, stat.Mean(values, nil), rounding(values)))
	a := acceleration(values)
	end := func(p float64) float64 {
		z := bias + distuv.UnitNormal.Quantile(p)
		return stat.Quantile(distuv.UnitNormal.CDF(bias+z/(1-a*z)), stat.LinInterp, means, nil)
	}
	return Interval{end((1 - b.Level) / 2), end((1 + b.Level) / 2)}
}

// means returns the means of b.Resamples samples drawn with replacement, in ascending
// order.
func (b Bootstrap) means(values []float64) []float64 {
	r := rand.New(rand.NewPCG(b.Seed, 0))
	means := make([]float64, b.Resamples)
	for i := range means {
		var sum float64
		for range values {
			sum += values[r.IntN(len(values))]
		}
		means[i] = sum / float64(len(values))
	}
	slices.Sort(means)
	return means
}

// shareBelow returns the share of values below v, ties counted as halves. It is kept half
// a value away from 0 and from 1, so that its normal quantile is finite.
func shareBelow(values []float64, v, tolerance float64) float64 {
	var below float64
	for _, x := range values {
		switch {
		case math.Abs(x-v) <= tolerance:
			below += .5
		case x < v:
			below++
		}
	}
	n := float64(len(values))
	return min(max(below, .5), n-.5) / n
}

// acceleration returns a by the jackknife (Efron and Tibshirani 1993, Eq. 14.15). Leaving
// out a value at distance d from the mean moves the mean in proportion to d, so that
// a = Σd³ / 6(Σd²)^1.5.
func acceleration(values []float64) float64 {
	mean := stat.Mean(values, nil)
	var squares, cubes float64
	for _, v := range values {
		d := v - mean
		squares, cubes = squares+d*d, cubes+d*d*d
	}
	return cubes / (6 * math.Pow(squares, 1.5))
}

// rounding returns a bound on how far two means of the values can differ because of the
// order of summation alone.
func rounding(values []float64) float64 {
	return 1e-12 * floats.Norm(values, math.Inf(1))
}

// finite reports whether no value is NaN or infinite.
func finite(values []float64) bool {
	return !slices.ContainsFunc(values, func(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) })
}
