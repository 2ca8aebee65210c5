package exhibit

import (
	"fmt"

	"nodulelab/lib/figure"
	"nodulelab/lib/results"
)

// PairedTable tabulates what the loss changes: the accuracy of CE less that of the
// contrastive loss, seed by seed.
func PairedTable(rs []results.Result) (Table, error) {
	return block("PairedTable").table(results.Paired(rs))
}

// PairedText says which loss is the better one on each test set.
func PairedText(rs []results.Result) (string, error) {
	return block("PairedText").text(results.Paired(rs))
}

// PairedFigure plots what PairedTable tabulates: the difference of every seed, and
// their mean with its 95 % BCa interval.
func PairedFigure(rs []results.Result) (figure.Figure, error) {
	pairs, err := results.Paired(rs)
	if err != nil {
		return figure.Figure{}, err
	}
	plot := figure.RowPlot{
		Title: "What the loss changes, seed by seed", Lead: "Dot plot of accuracy, CE − Contrast, one dot a seed.",
		Axis: "accuracy, CE − Contrast", Low: -1, High: 1, Guide: figure.Guide{Label: "no difference"},
	}
	for _, p := range pairs {
		d, err := results.Differences(rs, p.CrossEntropy, p.Contrastive)
		if err != nil {
			return figure.Figure{}, err
		}
		row := seedRow(fmt.Sprintf("%s → %s", p.CrossEntropy.Training, p.CrossEntropy.Test), d, p.Difference)
		row.Remark = aroundZero(d)
		plot.Rows = append(plot.Rows, row)
	}
	return figure.Rows(plot)
}

// aroundZero counts the numbers on either side of 0, in words.
func aroundZero(values []float64) string {
	above, below := 0, 0
	for _, v := range values {
		above += one(v > 0)
		below += one(v < 0)
	}
	return fmt.Sprintf(", above 0 in %d and below in %d", above, below)
}
