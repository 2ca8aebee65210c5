package exhibit

import (
	"fmt"
	"math"

	"nodulelab/lib/figure"
	"nodulelab/lib/metrics"
	"nodulelab/lib/probe"
	"nodulelab/lib/results"
)

// column is a number of each network that a table shows the mean of.
type column[T any] struct {
	head string
	of   func(T) float64
}

// estimates tabulates means over seeds with their intervals, one row a group.
func estimates[T probe.Measured](caption string, all []T, groups []probe.Group, columns ...column[T]) Table {
	t := Table{Caption: caption + ": mean over seeds [95 % interval]", Header: []string{"networks"}}
	for _, c := range columns {
		t.Header = append(t.Header, c.head)
	}
	for _, g := range groups {
		row := []string{g.String()}
		for _, c := range columns {
			row = append(row, estimated(probe.Estimate(all, g, c.of)))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// estimated writes a mean with its interval: "0.97 [0.96, 0.98]".
func estimated(e metrics.Estimate) string {
	if e.N < 2 || math.IsNaN(e.Low) {
		return value(e.Mean)
	}
	return fmt.Sprintf("%s [%s, %s]", value(e.Mean), value(e.Low), value(e.High))
}

// comparisons tabulates a family of paired differences.
func comparisons(caption, head string, rows []probe.Comparison) Table {
	t := Table{
		Caption: caption + ", paired by seed: p of the sign-flip test, adjusted by Holm's method over the rows",
		Header:  []string{head, "seeds", "mean difference [95 % interval]", "p", "adjusted p"},
	}
	for _, r := range rows {
		t.Rows = append(t.Rows, []string{r.Label, fmt.Sprint(r.Estimate.N), estimated(r.Estimate), pValue(r.P), pValue(r.Adjusted)})
	}
	return t
}

// differs says which way a difference goes, in the given words, or that none is
// shown.
func differs(c probe.Comparison, more, less string) string {
	of := fmt.Sprintf("%s, adjusted p %s", estimated(c.Estimate), equals(c.Adjusted))
	switch d := c.Estimate.Mean; {
	case c.Adjusted >= results.Significant:
		return fmt.Sprintf("no difference is shown (%s)", of)
	case d > 0:
		return fmt.Sprintf("%s (%s)", more, of)
	default:
		return fmt.Sprintf("%s (%s)", less, of)
	}
}

// trained lists the groups of measurements that a loss has trained.
func trained[T probe.Measured](all []T) []probe.Group {
	var groups []probe.Group
	for _, g := range probe.Groups(all) {
		if g.IsTrained() {
			groups = append(groups, g)
		}
	}
	return groups
}

// shares plots shares over seeds, with a line at one half, which has a name.
func shares(title, axis, half string, rows []figure.Row) (figure.Figure, error) {
	return figure.Rows(figure.RowPlot{
		Title: title, Lead: fmt.Sprintf("Dot plot of %s, one dot a seed.", axis),
		Axis: axis, High: 1, Guide: figure.Guide{At: .5, Label: half}, Rows: rows,
	})
}

// shareRow is a share of each network of a group.
func shareRow[T probe.Measured](label string, all []T, g probe.Group, of func(T) float64) figure.Row {
	return seedRow(label, probe.Values(all, g, of), probe.Estimate(all, g, of))
}

// profileLine is a line of values of each network of a group.
func profileLine[T probe.Measured](label string, all []T, g probe.Group, of func(T) []float64) figure.Line {
	l := figure.Line{Label: label}
	for _, m := range all {
		if m.Of().Group == g {
			l.Seeds = append(l.Seeds, of(m))
		}
	}
	return l
}
