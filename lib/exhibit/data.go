package exhibit

import (
	"fmt"
	"math"
	"slices"

	"nodulelab/lib/explain"
	"nodulelab/lib/figure"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// MeanFigure plots the mean grey level of whole images of the sets, by
// class, beside the paper's.
func MeanFigure(sets ...*nodule.Set) (figure.Figure, error) {
	p := figure.RowPlot{
		Title: "Whole-image means", Lead: "Mean grey level of whole images.",
		Axis: "mean grey level of the whole image", Reference: "the paper",
		Groups: []figure.Group{{Name: "malignant", Hue: figure.Malignant}, {Name: "benign", Hue: figure.Benign}},
	}
	var all []float64
	for _, s := range sets {
		row := figure.Row{Label: fmt.Sprintf("D(%s)", s.Distribution)}
		for _, class := range classes {
			m, printed := s.WholeImageMean(class), printedMean(s.Distribution, class)
			row.Samples = append(row.Samples, figure.Sample{Estimate: figure.Only(m), Reference: printed})
			all = append(all, m)
			if !math.IsNaN(printed) {
				all = append(all, printed)
			}
		}
		p.Rows = append(p.Rows, row)
	}
	if len(all) > 0 {
		p.Low, p.High = slices.Min(all)-.5, slices.Max(all)+.5 // room for the marks
	}
	return figure.Rows(p)
}

// printedMean returns the paper's whole-image mean of a class, NaN where it states none.
func printedMean(d nodule.Distribution, class nodule.Class) float64 {
	for _, m := range paper.Means() {
		if m.Distribution == d && m.Class == class {
			return m.Grey
		}
	}
	return math.NaN()
}

// DrawTable tabulates what was drawn at random for the first n samples of a set.
func DrawTable(s *nodule.Set, n int) Table {
	n = min(n, s.Len())
	t := Table{
		Caption: fmt.Sprintf("What was drawn for the first %s of D(%s)", plural(n, "sample"), s.Distribution),
		Header:  []string{"sample", "class", "rotation, degrees", "scale x, y", "shear", "shift from the middle x, y, pixels", "FFD, mean length, pixels", "area, % of the image"},
	}
	side := float64(s.Side)
	for i, f := range s.Factors[:n] {
		t.Rows = append(t.Rows, []string{
			fmt.Sprint(i + 1), s.Classes[i].String(),
			minus("%.0f", f.Affine.Rotation*180/math.Pi),
			fmt.Sprintf("%.3f, %.3f", f.Affine.ScaleX, f.Affine.ScaleY),
			minus("%.3f", f.Affine.Shear),
			minus("%.1f, %.1f", side*(f.Affine.Shift.X-.5), side*(f.Affine.Shift.Y-.5)),
			fmt.Sprintf("%.2f", side*meanLength(f.FFD)),
			fmt.Sprintf("%.1f", 100*f.Area),
		})
	}
	return t
}

// meanLength returns the mean length of a deformation's control vectors, as a share
// of the image's side.
func meanLength(f nodule.FFD) float64 {
	lengths := slice.Map(f.Control, func(p nodule.Point) float64 { return math.Hypot(p.X, p.Y) })
	return metrics.Summarise(lengths).Mean
}

// ScenarioTable tabulates a scenario's sets, the training set first: the mean grey
// level of the foreground and of whole images, by class, and what each would say of
// the class.
func ScenarioTable(s paper.Scenario, sets ...*nodule.Set) Table {
	t := Table{
		Caption: fmt.Sprintf("Scenario %d: mean grey levels, malignant and benign", s.Number),
		Header:  []string{"set", "foreground", "whole image", "brighter foreground", "brighter image"},
	}
	for i, set := range sets {
		d := set.Distribution
		m, b := set.WholeImageMean(nodule.Malignant), set.WholeImageMean(nodule.Benign)
		t.Rows = append(t.Rows, []string{
			fmt.Sprintf("%s, D(%s)", mode(i), d),
			fmt.Sprintf("%d, %d", d.Malignant, d.Benign), fmt.Sprintf("%.1f, %.1f", m, b),
			brighter(float64(d.Malignant), float64(d.Benign), .5), brighter(m, b, 1),
		})
	}
	return t
}

// brighter names the class with the larger mean, or neither within a tolerance.
func brighter(malignant, benign, tolerance float64) string {
	switch {
	case malignant > benign+tolerance:
		return "malignant"
	case benign > malignant+tolerance:
		return "benign"
	}
	return "neither"
}

// ShortcutTable tabulates the accuracy of one-number classifiers, each a threshold on
// an intensity, fitted to the first set, the training set, and tested on the others.
func ShortcutTable(sets ...*nodule.Set) (Table, error) {
	if len(sets) < 2 {
		return Table{}, fmt.Errorf("exhibit: shortcuts on %s: want a training set and at least one test set", plural(len(sets), "set"))
	}
	t := Table{Caption: "Accuracy of a threshold on one number, fitted to the training set", Header: []string{"number"}}
	for i, s := range sets {
		t.Header = append(t.Header, fmt.Sprintf("%s D(%s)", mode(i), s.Distribution))
	}
	var err error
	t.Rows, err = slice.Try(explain.Features(), func(f explain.Feature) ([]string, error) { return shortcut(f, sets) })
	return t, err
}

// shortcut fits a threshold to the first set and returns its row of accuracies.
func shortcut(f explain.Feature, sets []*nodule.Set) ([]string, error) {
	threshold, err := explain.FitThreshold(f.Values(sets[0]), sets[0].Malignant())
	if err != nil {
		return nil, fmt.Errorf("exhibit: threshold on the %s: %w", f.Name, err)
	}
	row := []string{f.Name}
	for _, s := range sets {
		c, err := metrics.Score(threshold.Malignant(f.Values(s)), s.Malignant())
		if err != nil {
			return nil, err
		}
		row = append(row, two(c.Accuracy().Value()))
	}
	return row, nil
}

// NetworkTable tabulates the mean accuracy of a scenario's networks, in the columns
// of ShortcutTable, to be held against them. A loss without results has no row.
func NetworkTable(s paper.Scenario, rs []results.Result) (Table, error) {
	rows := map[loss.Name][]results.RowStatistics{}
	for _, r := range results.Statistics(rs) {
		if r.Paper.Scenario == s.Number {
			rows[r.Paper.Loss] = append(rows[r.Paper.Loss], r)
		}
	}
	return block("NetworkTable").table(struct {
		paper.Scenario
		Rows map[loss.Name][]results.RowStatistics
	}{s, rows})
}
