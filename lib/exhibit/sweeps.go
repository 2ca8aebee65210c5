package exhibit

import (
	"fmt"
	"math"
	"slices"

	"nodulelab/lib/design"
	"nodulelab/lib/figure"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// accuracyIn estimates the accuracy in a row of a cell's results.
func accuracyIn(cell []results.Result, r paper.Row) metrics.Estimate {
	return metrics.EstimateMean(results.Accuracies(results.OfRow(cell, r)))
}

// SweepTable tabulates the accuracy on every test set in every cell of a sweep, of
// whatever scenarios and losses.
func SweepTable(s design.Swept) (Table, error) {
	if err := s.Validate(); err != nil {
		return Table{}, err
	}
	columns, lacking := s.Rows(), false
	var rows []estimateRow
	for i, c := range s.Sweep.Cells {
		own := s.OfCell(i)
		row := estimateRow{name: c.String(), estimates: slice.Map(columns, func(r paper.Row) metrics.Estimate { return accuracyIn(own, r) })}
		lacking = lacking || slices.ContainsFunc(row.estimates, func(e metrics.Estimate) bool { return e.N == 0 })
		rows = append(rows, row)
	}
	header := slice.Map(columns, func(r paper.Row) string { return fmt.Sprintf("%d: %s", r.Scenario, rowName(r)) })
	t := estimateTable(fmt.Sprintf("Accuracy in the sweep “%s”", s.Sweep.Name), append([]string{"cell"}, header...), rows)
	if lacking {
		t.Caption += "; " + absent + ": the cell's plan has no such network"
	}
	return t, nil
}

// SweepFigure plots the accuracy on every test set by the levels of a factor of a sweep,
// of whatever scenarios and losses: a panel for each training and test distribution, a
// line for each loss. All other factors are at the fixed settings, or as in the sweep's
// base.
func SweepFigure(s design.Swept, factor string, fixed ...design.Setting) (figure.Figure, error) {
	if err := s.Validate(); err != nil {
		return figure.Figure{}, err
	}
	f, err := s.Sweep.Factor(factor)
	if err != nil {
		return figure.Figure{}, err
	}
	cells, err := atLevels(s, f, fixed)
	if err != nil {
		return figure.Figure{}, err
	}
	p := figure.DosePlot{
		Title: "Accuracy by " + f.Name + fixedAt(s.Sweep, fixed), Axis: "accuracy", High: 1,
		Factor: axis(s.Sweep, f, fixed), Guide: figure.Guide{At: .5, Label: "chance"},
	}
	p.Factor.Unit = f.Unit
	for _, r := range s.Rows() {
		line := figure.DoseLine{Label: fmt.Sprint(r.Loss)}
		for _, cell := range cells {
			e := accuracyIn(cell, r)
			line.Estimates = append(line.Estimates, estimated(e))
		}
		if slices.ContainsFunc(line.Estimates, func(e figure.Interval) bool { return !math.IsNaN(e.Mean) }) {
			p.Panels = withLine(p.Panels, fmt.Sprintf("scenario %d: %s → %s", r.Scenario, r.Training, r.Test), line)
		}
	}
	return figure.Doses(p)
}

// withLine adds a line to the panel of a title, which is the last one if there is none.
func withLine(panels []figure.DosePanel, title string, line figure.DoseLine) []figure.DosePanel {
	i := slices.IndexFunc(panels, func(p figure.DosePanel) bool { return p.Title == title })
	if i < 0 {
		i, panels = len(panels), append(panels, figure.DosePanel{Title: title})
	}
	panels[i].Lines = append(panels[i].Lines, line)
	return panels
}
