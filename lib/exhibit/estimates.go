package exhibit

import (
	"fmt"

	"nodulelab/lib/figure"
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
	var all []column[T]
	for _, c := range columns {
		all = append(all, column[T]{c.name, func(m T) float64 { return c.of(part(m)) }})
	}
	return all
}

// valuesOf returns a function that takes the numbers of all columns from a
// measurement.
func valuesOf[T any](columns []column[T]) func(T) []float64 {
	return func(m T) []float64 {
		var values []float64
		for _, c := range columns {
			values = append(values, c.of(m))
		}
		return values
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
	r := estimateRow{name: name}
	for _, c := range columns {
		r.estimates = append(r.estimates, probe.Estimate(all, g, c.of))
	}
	return r
}

// estimateTable tabulates means over seeds with their intervals. The first of the
// header's cells says what the rows are.
func estimateTable(caption string, header []string, rows []estimateRow) Table {
	t := Table{Caption: caption + ": mean over seeds [95 % interval]", Header: header}
	for _, r := range rows {
		cells := []string{r.name}
		for _, e := range r.estimates {
			cells = append(cells, estimate(e))
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}

// groupTable tabulates the means of columns over the networks of each group.
func groupTable[T probe.Measured](caption string, all []T, groups []probe.Group, columns []column[T]) Table {
	var rows []estimateRow
	for _, g := range groups {
		rows = append(rows, rowOf(g.String(), all, g, columns))
	}
	return estimateTable(caption, header("networks", columns), rows)
}

// header returns a table's header: what the rows are, then the columns' names.
func header[T any](rows string, columns []column[T]) []string {
	all := []string{rows}
	for _, c := range columns {
		all = append(all, c.name)
	}
	return all
}

// within compares a number of the networks of each group with 0.
func within[T probe.Measured](all []T, number func(T) float64) ([]probe.Comparison, error) {
	var rows []probe.Comparison
	for _, g := range probe.Groups(all) {
		rows = append(rows, probe.Comparison{Label: g.String(), Differences: probe.Values(all, g, number)})
	}
	return probe.Family(rows...)
}

// comparisonTable tabulates a family of differences that are paired by seed.
func comparisonTable(caption, rows string, all []probe.Comparison, err error) (Table, error) {
	return block("comparisons").table(struct {
		Caption, Rows string
		Comparisons   []probe.Comparison
	}{caption, rows, all}, err)
}

// trained returns the groups of measurements whose networks a loss has trained.
func trained[T probe.Measured](all []T) []probe.Group {
	var groups []probe.Group
	for _, g := range probe.Groups(all) {
		if g.IsTrained() {
			groups = append(groups, g)
		}
	}
	return groups
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
	l := figure.Line{Label: label}
	for _, m := range all {
		if m.Of().Group == g {
			l.Seeds = append(l.Seeds, of(m))
		}
	}
	return l
}

// scenarioPanels returns a panel for each scenario, with a line for each of its
// groups, in the style of the given panel.
func scenarioPanels[T probe.Measured](style figure.LinePanel, all []T, groups []probe.Group, of func(T) []float64) []figure.LinePanel {
	var panels []figure.LinePanel
	for _, s := range probe.Scenarios(all) {
		p := style
		p.Title = fmt.Sprintf("scenario %d", s)
		for _, g := range groups {
			if g.Scenario == s {
				p.Lines = append(p.Lines, profileLine(g.Network, all, g, of))
			}
		}
		panels = append(panels, p)
	}
	return panels
}
