package exhibit

import (
	"fmt"

	"nodulelab/lib/figure"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
	"nodulelab/lib/probe"
)

// column is a number of each measurement, and what tables call it.
type column[T any] struct {
	name string
	of   func(T) float64
}

// inPart returns columns of measurements that take their numbers from one part of
// each.
func inPart[T, P any](part func(T) P, columns []column[P]) []column[T] {
	return slice.Map(columns, func(c column[P]) column[T] {
		return column[T]{c.name, func(m T) float64 { return c.of(part(m)) }}
	})
}

// valuesOf returns a function that takes the numbers of all columns from a
// measurement.
func valuesOf[T any](columns []column[T]) func(T) []float64 {
	return func(m T) []float64 {
		return slice.Map(columns, func(c column[T]) float64 { return c.of(m) })
	}
}

// estimateRow is a row of means over seeds.
type estimateRow struct {
	name      string
	estimates []metrics.Estimate
}

// rowOf estimates the columns over the networks of a group. A column without a
// number has no value.
func rowOf[T probe.Measured](name string, all []T, g probe.Group, columns []column[T]) estimateRow {
	of := func(c column[T]) metrics.Estimate { return probe.Estimate(all, g, c.of) }
	return estimateRow{name, slice.Map(columns, of)}
}

// estimateTable tabulates means over seeds with their intervals. The first of the
// header's cells says what the rows are.
func estimateTable(caption string, header []string, rows []estimateRow) Table {
	cells := func(r estimateRow) []string { return append([]string{r.name}, slice.Map(r.estimates, estimate)...) }
	return Table{Caption: caption + ": mean over seeds [95 % interval]", Header: header, Rows: slice.Map(rows, cells)}
}

// groupTable tabulates the means of columns over the networks of each group.
func groupTable[T probe.Measured](caption string, all []T, groups []probe.Group, columns []column[T]) Table {
	rows := slice.Map(groups, func(g probe.Group) estimateRow { return rowOf(g.String(), all, g, columns) })
	return estimateTable(caption, header("networks", columns), rows)
}

// header returns a table's header: what the rows are, then the columns' names.
func header[T any](rows string, columns []column[T]) []string {
	return append([]string{rows}, slice.Map(columns, func(c column[T]) string { return c.name })...)
}

// within compares a number of the networks of each group with 0.
func within[T probe.Measured](all []T, number func(T) float64) ([]probe.Comparison, error) {
	return probe.Family(slice.Map(probe.Groups(all), func(g probe.Group) probe.Comparison {
		return probe.Comparison{Label: g.String(), Differences: probe.Values(all, g, number)}
	})...)
}

// trained returns the groups of measurements whose networks a loss has trained.
func trained[T probe.Measured](all []T) []probe.Group {
	return slice.Filter(probe.Groups(all), probe.Group.IsTrained)
}

// shares plots shares over seeds, one dot a seed, with a line at one half that has a
// name.
func shares(title, axis, half string, rows []figure.Row) (figure.Figure, error) {
	return figure.Rows(figure.RowPlot{
		Title: title, Lead: fmt.Sprintf("Dot plot of %s, one dot a seed.", axis),
		Axis: axis, High: 1, Guide: figure.Guide{At: .5, Label: half}, Rows: rows,
	})
}

// shareRow returns a group's row of a figure of shares.
func shareRow[T probe.Measured](label string, all []T, g probe.Group, of func(T) float64) figure.Row {
	return seedRow(label, probe.Values(all, g, of), probe.Estimate(all, g, of))
}

// seedRow returns a row of a figure: the number of every seed and the estimate over
// them.
func seedRow(label string, seeds []float64, e metrics.Estimate) figure.Row {
	low, high := ends(e)
	return figure.Row{Label: label, Samples: []figure.Sample{{Seeds: seeds, Estimate: figure.Interval{Mean: e.Mean, Low: low, High: high}}}}
}

// profileLine returns a group's line of a figure of lines.
func profileLine[T probe.Measured](label string, all []T, g probe.Group, of func(T) []float64) figure.Line {
	return figure.Line{Label: label, Seeds: probe.Values(all, g, of)}
}

// scenarioPanels returns a panel for each scenario, with a line for each of its
// groups, in the style of the given panel.
func scenarioPanels[T probe.Measured](style figure.LinePanel, all []T, groups []probe.Group, of func(T) []float64) []figure.LinePanel {
	return slice.Map(probe.Scenarios(all), func(scenario int) figure.LinePanel {
		p := style
		p.Title = fmt.Sprintf("scenario %d", scenario)
		own := slice.Filter(groups, func(g probe.Group) bool { return g.Scenario == scenario })
		p.Lines = slice.Map(own, func(g probe.Group) figure.Line { return profileLine(g.Network, all, g, of) })
		return p
	})
}

// estimated returns an estimate as a figure takes it.
func estimated(e metrics.Estimate) figure.Interval {
	return figure.Interval{Mean: e.Mean, Low: e.Low, High: e.High}
}
