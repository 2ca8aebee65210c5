package exhibit

import (
	"fmt"
	"strings"

	"nodulelab/lib/figure"
	"nodulelab/lib/lab"
	"nodulelab/lib/metrics"
	"nodulelab/lib/results"
)

// Table1 is the paper's Table 1 beside ours: means over the seeds, and for the
// accuracy its range too.
func Table1(rs []results.Result) Table {
	rows := results.Statistics(rs)
	t := Table{
		Caption: fmt.Sprintf("Table 1: the paper's values, and ours as the mean over %s", seeds(rows)),
		Header: []string{"train → test, loss", "paper Acc", "ours Acc", "lowest–highest",
			"paper SE", "ours SE", "paper SP", "ours SP", "side of chance"},
	}
	for _, r := range rows {
		t.Rows = append(t.Rows, []string{
			rowName(r.Paper.Row),
			two(r.Paper.Accuracy), two(r.Accuracy.Mean), two(r.Accuracy.Min) + "–" + two(r.Accuracy.Max),
			two(r.Paper.Sensitivity), two(r.Sensitivity.Mean),
			two(r.Paper.Specificity), two(r.Specificity.Mean),
			side(r.SameSide()),
		})
	}
	return t
}

func two(v float64) string { return fmt.Sprintf("%.2f", v) }

func side(same bool) string {
	if same {
		return "same"
	}
	return "other"
}

func seeds(rows []results.RowStatistics) string {
	if len(rows) == 0 {
		return "no seed"
	}
	return plural(rows[0].Accuracy.N, "seed")
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// Accuracies plots each row's accuracy: the paper's, every seed's, and their mean
// with its 95 % BCa interval.
func Accuracies(rs []results.Result) (figure.Figure, error) {
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

// ends are those of an estimate's interval; that of one seed is the seed's value.
func ends(e metrics.Estimate) (low, high float64) {
	if e.N == 1 {
		return e.Mean, e.Mean
	}
	return e.Low, e.High
}

// seedRow is a row of a figure: the number of every seed and the estimate over them.
func seedRow(label string, seeds []float64, e metrics.Estimate) figure.Row {
	low, high := ends(e)
	estimate := figure.Interval{Mean: e.Mean, Low: low, High: high}
	return figure.Row{Label: label, Samples: []figure.Sample{{Seeds: seeds, Estimate: estimate}}}
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

// Verdicts says of each row, in a Markdown list, what was measured and how that
// compares with the paper.
func Verdicts(rs []results.Result) string {
	var b strings.Builder
	for _, r := range results.Statistics(rs) {
		fmt.Fprintf(&b, "- %s\n", rowSays(r))
	}
	return b.String()
}

func rowSays(r results.RowStatistics) string {
	text := fmt.Sprintf("**%s, D(%s) → D(%s)**: accuracy %.2f", r.Paper.Loss, r.Paper.Training, r.Paper.Test, r.Accuracy.Mean)
	if r.Accuracy.N > 1 {
		text += fmt.Sprintf(" over %s, from %.2f to %.2f", plural(r.Accuracy.N, "seed"), r.Accuracy.Min, r.Accuracy.Max)
	}
	text += fmt.Sprintf("; the paper has %.2f.", r.Paper.Accuracy)
	switch {
	case !r.SameSide():
		return text + " The mean lies on the other side of chance than the paper's."
	case r.Accuracy.Min < .5 && r.Accuracy.Max >= .5:
		return text + " The mean lies on the paper's side of chance, but seeds lie on both sides."
	}
	return text + " Every seed lies on the paper's side of chance."
}

// BySeed tabulates the test accuracy of every seed, one column a row of Table 1.
func BySeed(rs []results.Result) Table {
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

// Scores says in one line what a network scores on each of its test sets.
func Scores(n lab.Trained) string {
	var parts []string
	for _, r := range n.Results {
		parts = append(parts, fmt.Sprintf("accuracy %s on D(%s)", two(r.Accuracy), r.Test))
	}
	return fmt.Sprintf("Seed %d, %s: %s.", n.Seed, n.Loss, strings.Join(parts, ", "))
}
