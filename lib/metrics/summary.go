package metrics

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// Summary describes one number over N seeds.
type Summary struct {
	N         int
	Mean      float64
	SD        float64 // of the sample: divided by N−1
	Min, Max  float64
	Low, High float64 // 95 % interval of the mean (Student 1908)
}

// Summarise describes values. Of no values every number is NaN; of one value SD,
// Low and High are. A NaN among the values makes every number NaN.
func Summarise(values []float64) Summary {
	n, nan := len(values), math.NaN()
	s := Summary{n, nan, nan, nan, nan, nan, nan}
	if n == 0 {
		return s
	}
	s.Mean, s.Min, s.Max = stat.Mean(values, nil), slices.Min(values), slices.Max(values)
	if n == 1 {
		return s
	}
	s.SD = stat.StdDev(values, nil)
	t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(n - 1)}.Quantile(.975)
	half := t * s.SD / math.Sqrt(float64(n))
	s.Low, s.High = s.Mean-half, s.Mean+half
	return s
}
