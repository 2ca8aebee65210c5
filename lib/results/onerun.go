package results

import (
	"fmt"
	"math"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
	"nodulelab/lib/paper"
)

// OneRun holds a row of the paper, which is one run, beside single runs of ours. Our
// values are rounded to two places first, as the paper's are printed.
type OneRun struct {
	Paper                              paper.PrintedRow
	Runs                               int
	Accuracy, Sensitivity, Specificity AmongRuns
	Coverage                           float64            // of the intervals, the least probability with which one more run lies in one
	SameSide                           metrics.Proportion // runs whose accuracy lies on the paper's side of chance
	P                                  float64            // [metrics.OneMore], of the three values together
}

// AmongRuns is where a value of the paper lies among ours.
type AmongRuns struct {
	Paper, Median float64
	Interval      metrics.Interval // [metrics.PredictionInterval]
	Quantile      float64          // share of our runs below the paper's value, ties as halves
}

// AsOneRun compares the results of one row of Table 1, one a seed, with the paper's row.
// No results, results of several rows, and a row that the paper does not have are errors.
func AsOneRun(own []Result) (OneRun, error) {
	if len(own) == 0 {
		return OneRun{}, fmt.Errorf("results: no results to hold the paper's run beside: want those of one row of Table 1")
	}
	row, err := printedRow(own[0].Row)
	if err != nil {
		return OneRun{}, err
	}
	run := OneRun{Paper: row, Runs: len(own)}
	ours := make([][]float64, len(own))
	for i, r := range own {
		if r.Row != row.Row {
			return OneRun{}, fmt.Errorf("results: results of %s and of %s: want one row", row.Row, r.Row)
		}
		ours[i] = []float64{twoPlaces(r.Accuracy), twoPlaces(r.Sensitivity), twoPlaces(r.Specificity)}
	}
	theirs := []float64{row.Accuracy, row.Sensitivity, row.Specificity}
	for k, among := range []*AmongRuns{&run.Accuracy, &run.Sensitivity, &run.Specificity} {
		column := slice.Map(ours, func(v []float64) float64 { return v[k] })
		among.Paper, among.Median, among.Quantile = theirs[k], metrics.Median(column), metrics.QuantileOf(theirs[k], column)
		among.Interval, run.Coverage = metrics.PredictionInterval(column)
	}
	run.SameSide = metrics.Count(slice.Map(own, func(r Result) bool { return (r.Accuracy > .5) == (row.Accuracy > .5) }))
	run.P, err = metrics.OneMore(ours, theirs)
	return run, err
}

// AllAsOneRun compares every row of Table 1 that has results, in the table's order.
func AllAsOneRun(results []Result) ([]OneRun, error) {
	rows := slice.Filter(Statistics(results), RowStatistics.IsPrinted)
	return slice.Try(rows, func(s RowStatistics) (OneRun, error) { return AsOneRun(OfRow(results, s.Paper.Row)) })
}

// printedRow returns the paper's values of a row.
func printedRow(r paper.Row) (paper.PrintedRow, error) {
	for _, p := range paper.Table1() {
		if p.Row == r {
			return p, nil
		}
	}
	return paper.PrintedRow{}, fmt.Errorf("results: the paper has no row %s", r)
}

// twoPlaces rounds a value as a table prints it.
func twoPlaces(v float64) float64 { return math.Round(v*100) / 100 }
