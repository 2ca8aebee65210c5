package exhibit

import (
	"fmt"
	"strings"

	"nodulelab/lib/figure"
	"nodulelab/lib/results"
)

// Paired tabulates what the loss changes: the accuracy of CE less that of the
// contrastive loss, seed by seed.
func Paired(rs []results.Result) (Table, error) {
	pairs, err := results.Paired(rs)
	if err != nil {
		return Table{}, err
	}
	t := Table{
		Caption: "Accuracy, CE − Contrast, paired by seed: p of the sign-flip test, adjusted by Holm's method over the rows",
		Header:  []string{"train → test", "seeds", "mean difference", "95 % interval", "p", "adjusted p", "d_z", "CE better in, % of seeds"},
	}
	for _, p := range pairs {
		d := p.Difference
		t.Rows = append(t.Rows, []string{
			pairName(p), fmt.Sprint(d.N),
			value(d.Mean), between(d.Interval), pValue(p.P), pValue(p.Adjusted),
			value(p.Dz), fmt.Sprintf("%.0f", 100*p.Superiority),
		})
	}
	return t, nil
}

func pairName(p results.PairedDifference) string {
	return fmt.Sprintf("%s → %s", p.CrossEntropy.Training, p.CrossEntropy.Test)
}

// Differences plots what Paired tabulates: the difference of every seed, and their
// mean with its 95 % BCa interval.
func Differences(rs []results.Result) (figure.Figure, error) {
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
		row := seedRow(pairName(p), d, p.Difference)
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

// Better says, in a Markdown list, on which test set which loss is the better one.
func Better(rs []results.Result) (string, error) {
	pairs, err := results.Paired(rs)
	var b strings.Builder
	for _, p := range pairs {
		fmt.Fprintf(&b, "- **%s**: %s.\n", pairName(p), better(p))
	}
	return b.String(), err
}

func better(p results.PairedDifference) string {
	of := fmt.Sprintf("over %s (adjusted p %s)", plural(p.Difference.N, "seed"), equals(p.Adjusted))
	switch d := p.Difference.Mean; {
	case p.Adjusted >= results.Significant:
		return fmt.Sprintf("no difference is shown, the mean being %s %s", value(d), of)
	case d > 0:
		return fmt.Sprintf("cross-entropy is better by %s %s", amount(d), of)
	default:
		return fmt.Sprintf("the contrastive loss is better by %s %s", amount(-d), of)
	}
}

// amount writes a positive number; one that two places would call 0 is said to be
// small.
func amount(v float64) string {
	if v < .01 {
		return "less than 0.01"
	}
	return value(v)
}

// equals writes a p-value for the middle of a sentence: "= 0.250", "< 0.001".
func equals(p float64) string {
	text := pValue(p)
	if strings.HasPrefix(text, "<") {
		return text
	}
	return "= " + text
}
