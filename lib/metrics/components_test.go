package metrics_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"nodulelab/lib/metrics"
)

// crossed draws y[i][j][k] with effects of some standard deviations.
func crossed(r *rand.Rand, a, b, n int, sdA, sdB, sdAB, sd float64) [][][]float64 {
	columns := make([]float64, b)
	for j := range columns {
		columns[j] = sdB * r.NormFloat64()
	}
	y := make([][][]float64, a)
	for i := range y {
		row := sdA * r.NormFloat64()
		y[i] = make([][]float64, b)
		for j := range y[i] {
			cell := sdAB * r.NormFloat64()
			for range n {
				y[i][j] = append(y[i][j], row+columns[j]+cell+sd*r.NormFloat64())
			}
		}
	}
	return y
}

// The sums of squares of four cells can be made by hand: means 2, 4, 6, 12 of pairs that
// lie 1 on either side.
func TestVarianceComponentsByHand(t *testing.T) {
	c, err := metrics.VarianceComponents([][][]float64{{{1, 3}, {3, 5}}, {{5, 7}, {11, 13}}})
	if err != nil {
		t.Fatal(err)
	}
	// mean 6; rows 3, 9: MS 4·9·2 = 72; columns 4, 8: MS 32; interaction ±1: MS 8; within: MS 2
	for name, pair := range map[string][2]float64{
		"A": {c.A.Variance, (72 - 8) / 4.}, "B": {c.B.Variance, (32 - 8) / 4.}, "AB": {c.AB.Variance, (8 - 2) / 2.}, "within": {c.Within.Variance, 2},
		"total": {c.Total(), 16 + 6 + 3 + 2},
	} {
		if math.Abs(pair[0]-pair[1]) > 1e-12 {
			t.Errorf("%s: %v, want %v", name, pair[0], pair[1])
		}
	}
}

// Estimates are right on average, and each interval holds its component in about 95 of 100
// draws, as the components are in this study: of a design of 10 by 6 by 2.
func TestVarianceComponentsCover(t *testing.T) {
	const draws = 2000
	r := rand.New(rand.NewPCG(1, 2))
	truth := []float64{.09, .04, .02, .01}
	mean, hits := make([]float64, 4), make([]float64, 4)
	for range draws {
		c, err := metrics.VarianceComponents(crossed(r, 10, 6, 2, .3, .2, math.Sqrt(.02), .1))
		if err != nil {
			t.Fatal(err)
		}
		for i, own := range []metrics.Component{c.A, c.B, c.AB, c.Within} {
			mean[i] += own.Variance / draws
			if own.Contains(truth[i]) {
				hits[i]++
			}
		}
	}
	for i, want := range truth {
		if math.Abs(mean[i]/want-1) > .05 {
			t.Errorf("component %d: %.4f on average, want %.4f", i, mean[i], want)
		}
		if share := hits[i] / draws; share < .935 || share > .975 {
			t.Errorf("component %d: %.3f of the intervals hold it", i, share)
		}
	}
}

// What does not vary has no component; an estimate is never negative.
func TestVarianceComponentsOfNothing(t *testing.T) {
	c, err := metrics.VarianceComponents([][][]float64{{{1, 1}, {1, 1}}, {{1, 1}, {1, 1}}})
	if err != nil || c != (metrics.Components{}) {
		t.Errorf("%+v, %v", c, err)
	}
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		c, err := metrics.VarianceComponents(crossed(r, 4, 3, 2, 0, 0, 0, 1))
		if err != nil || min(c.A.Variance, c.B.Variance, c.AB.Variance, c.A.Low, c.B.Low, c.AB.Low) < 0 || c.A.High < c.A.Variance {
			t.Fatalf("%+v, %v", c, err)
		}
	}
}

func TestVarianceComponentsRefuse(t *testing.T) {
	full := [][]float64{{1, 2}, {3, 4}}
	for want, y := range map[string][][][]float64{
		"at least 2 levels":  {full},
		"2 values":           {{{1}, {2}}, {{1}, {2}}},
		"a full crossing":    {full, full[:1]},
		"as many in each":    {full, {{1, 2}, {1}}},
		"and all finite":     {full, {{1, 2}, {1, math.NaN()}}},
		"components of vari": nil,
	} {
		if _, err := metrics.VarianceComponents(y); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}
