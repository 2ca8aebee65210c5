package metrics

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// Component is what one source of variation adds to the variance of a single value.
type Component struct {
	Variance float64 // not below 0
	Interval         // 95 % interval of the variance
}

// Components are the components of the variance of values y[i][j][k] = μ + A[i] + B[j] +
// AB[i][j] + e[i][j][k], with all effects random and independent.
type Components struct {
	A, B, AB, Within Component
}

// Total is the variance of a single value: the sum of all components.
func (c Components) Total() float64 {
	return c.A.Variance + c.B.Variance + c.AB.Variance + c.Within.Variance
}

// VarianceComponents estimates the components from a crossed design of a levels of A, b
// levels of B and n values in each cell, given as y[a][b][n]; all of a, b and n are at
// least 2, or it is an error. The estimates are those of the analysis of variance, 0 where
// they would be negative. The intervals are of the modified large-sample method (Ting and
// others 1990; Burdick and Graybill 1992, "Confidence Intervals on Variance Components"),
// and take effects to be normal; they are wide for few levels, as they must be.
func VarianceComponents(y [][][]float64) (Components, error) {
	if err := checkCrossed(y); err != nil {
		return Components{}, err
	}
	a, b, n := float64(len(y)), float64(len(y[0])), float64(len(y[0][0]))
	s := squaresOf(y)
	rows, columns, cells, rest := s.rows.per(a-1), s.columns.per(b-1), s.cells.per((a-1)*(b-1)), s.rest.per(a*b*(n-1))
	return Components{
		A:      difference(rows, cells, b*n),
		B:      difference(columns, cells, a*n),
		AB:     difference(cells, rest, n),
		Within: rest.alone(),
	}, nil
}

func checkCrossed(y [][][]float64) error {
	if len(y) < 2 || len(y[0]) < 2 || len(y[0][0]) < 2 {
		return fmt.Errorf("metrics: components of variance: want at least 2 levels of either factor and 2 values in each cell")
	}
	for _, row := range y {
		if len(row) != len(y[0]) {
			return fmt.Errorf("metrics: components of variance: a level has %d cells, another %d: want a full crossing", len(row), len(y[0]))
		}
		for _, cell := range row {
			if len(cell) != len(y[0][0]) || !finite(cell) {
				return fmt.Errorf("metrics: components of variance: a cell has %d values, another %d: want as many in each, and all finite", len(cell), len(y[0][0]))
			}
		}
	}
	return nil
}

// squares is a sum of squares, or their mean by its degrees of freedom.
type squares struct{ sum, df float64 }

func (s squares) per(df float64) squares { return squares{s.sum / df, df} }

// sums are the sums of squares of an analysis of variance.
type sums struct{ rows, columns, cells, rest squares }

func squaresOf(y [][][]float64) (s sums) {
	a, b, n := len(y), len(y[0]), len(y[0][0])
	rows, columns, all := make([]float64, a), make([]float64, b), 0.
	for i, row := range y {
		for j, cell := range row {
			m := stat.Mean(cell, nil)
			rows[i] += m / float64(b)
			columns[j] += m / float64(a)
			all += m / float64(a*b)
		}
	}
	add := func(to *squares, d float64, times int) { to.sum += float64(times) * d * d }
	for i := range rows {
		add(&s.rows, rows[i]-all, b*n)
	}
	for j := range columns {
		add(&s.columns, columns[j]-all, a*n)
	}
	for i, row := range y {
		for j, cell := range row {
			m := stat.Mean(cell, nil)
			add(&s.cells, m-rows[i]-columns[j]+all, n)
			for _, v := range cell {
				add(&s.rest, v-m, 1)
			}
		}
	}
	return s
}

const tail = (1 - level) / 2

// upper and lower are the points of χ²/df above and below which the tail lies.
func (s squares) upper() float64 { return quantile(s.df, 1-tail) }
func (s squares) lower() float64 { return quantile(s.df, tail) }

func quantile(df, p float64) float64 { return distuv.ChiSquared{K: df}.Quantile(p) / df }

// alone is the component that a mean square estimates by itself.
func (s squares) alone() Component {
	return Component{s.sum, Interval{s.sum / s.upper(), s.sum / s.lower()}}
}

// difference is the component (first − second)/times of two mean squares.
func difference(first, second squares, times float64) Component {
	one, two := first.sum, second.sum
	g1, g2 := 1-1/first.upper(), 1-1/second.upper()
	h1, h2 := 1/first.lower()-1, 1/second.lower()-1
	f := distuv.F{D1: first.df, D2: second.df}
	high, low := f.Quantile(1-tail), f.Quantile(tail)
	g12 := ((high-1)*(high-1) - g1*g1*high*high - h2*h2) / high
	h12 := ((1-low)*(1-low) - h1*h1*low*low - g2*g2) / low
	down := math.Sqrt(max(0, g1*g1*one*one+h2*h2*two*two+g12*one*two))
	up := math.Sqrt(max(0, h1*h1*one*one+g2*g2*two*two+h12*one*two))
	positive := func(v float64) float64 { return max(0, v/times) }
	return Component{positive(one - two), Interval{positive(one - two - down), positive(one - two + up)}}
}
