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

func pairName(p results.PairedDifference) string {
	return fmt.Sprintf("%s → %s", p.CrossEntropy.Training, p.CrossEntropy.Test)
}

// PairedFigure plots what PairedTable tabulates: the difference of every seed, and
// their mean with its 95 % BCa interval.
func PairedFigure(rs []results.Result) (figure.Figure, error) {
	pairs, err := results.Paired(rs)
	if err != nil {
		return figure.Figure{}, err
	}
	var rows []figure.PairedRow
	for _, p := range pairs {
		d, err := results.Differences(rs, p.CrossEntropy, p.Contrastive)
		if err != nil {
			return figure.Figure{}, err
		}
		low, high := ends(p.Difference)
		rows = append(rows, figure.PairedRow{Label: pairName(p), Seeds: d, Mean: p.Difference.Mean, Low: low, High: high})
	}
	return figure.Paired("What the loss changes, seed by seed", "accuracy, CE − Contrast", rows)
}
