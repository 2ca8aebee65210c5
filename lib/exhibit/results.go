package exhibit

import (
	"fmt"
	"slices"

	"nodulelab/lib/figure"
	"nodulelab/lib/lab"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// PaperTable tabulates the paper's Table 1 beside ours: means over the seeds, and
// for the accuracy its range too.
func PaperTable(rs []results.Result) (Table, error) {
	return block("PaperTable").table(results.Statistics(rs))
}

// rowName names a row of Table 1 in tables.
func rowName(r paper.Row) string { return fmt.Sprintf("%s → %s, %s", r.Training, r.Test, r.Loss) }

// AccuracyFigure plots each row's accuracy: the paper's, every seed's, and their mean
// with its 95 % BCa interval.
func AccuracyFigure(rs []results.Result) (figure.Figure, error) {
	p := figure.RowPlot{
		Title: "Table 1: accuracy, the paper's and this reproduction's", Lead: "Accuracy by row of Table 1; chance is 0.5.",
		Axis: "accuracy", High: 1, Guide: figure.Guide{At: .5, Label: "chance"}, Reference: "the paper",
	}
	for _, s := range results.Statistics(rs) {
		row := seedRow(s.Paper.String(), results.Accuracies(results.OfRow(rs, s.Paper.Row)), s.Accuracy.Estimate)
		row.Samples[0].Reference = s.Paper.Accuracy
		row.Remark = fmt.Sprintf(", the paper's %.2f lies %s", s.Paper.Accuracy, against(s.Paper.Accuracy, row.Samples[0].Estimate))
		p.Rows = append(p.Rows, row)
	}
	return figure.Rows(p)
}

// against says where a value lies relative to an interval.
func against(v float64, i figure.Interval) string {
	switch {
	case v < i.Low:
		return "below the interval"
	case v > i.High:
		return "above the interval"
	}
	return "in the interval"
}

// PaperText says of each row of Table 1 what was measured and how that compares with
// the paper.
func PaperText(rs []results.Result) (string, error) {
	return block("PaperText").text(results.Statistics(rs))
}

// RangeText says of each row how far its seeds lie apart and how many are below
// chance. Rows whose seeds all agree are left out.
func RangeText(rs []results.Result) (string, error) {
	type row struct {
		results.RowStatistics
		Below int // seeds below chance
	}
	var spread struct {
		Rows    []row
		OneSeed bool
	}
	for _, r := range results.Statistics(rs) {
		wide := row{RowStatistics: r}
		for _, v := range results.Accuracies(results.OfRow(rs, r.Paper.Row)) {
			wide.Below += one(v < .5)
		}
		if a := r.Accuracy; a.N > 1 && (a.Max-a.Min >= .05 || wide.Below > 0) {
			spread.Rows = append(spread.Rows, wide)
		}
	}
	spread.OneSeed = !slices.ContainsFunc(rs, func(r results.Result) bool { return r.Seed != rs[0].Seed })
	return block("RangeText").text(spread)
}

// SeedTable tabulates the test accuracy of every seed, one column a row of Table 1.
func SeedTable(rs []results.Result) Table {
	t := Table{Caption: "Accuracy of each seed", Header: []string{"seed"}}
	var order []uint64
	cells := map[uint64][]string{}
	for _, r := range results.Statistics(rs) {
		t.Header = append(t.Header, fmt.Sprintf("%s, D(%s) → D(%s)", r.Paper.Loss, r.Paper.Training, r.Paper.Test))
		for _, own := range results.OfRow(rs, r.Paper.Row) {
			if cells[own.Seed] == nil {
				order = append(order, own.Seed)
				cells[own.Seed] = []string{fmt.Sprint(own.Seed)}
			}
			cells[own.Seed] = append(cells[own.Seed], two(own.Accuracy))
		}
	}
	for _, seed := range order {
		t.Rows = append(t.Rows, cells[seed])
	}
	return t
}

// ScoreText says in one line what a network scores on each of its test sets.
func ScoreText(n lab.Trained) (string, error) { return block("ScoreText").text(n) }
