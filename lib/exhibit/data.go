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

// checkSets returns the first error of [nodule.Set.Check], and one if a set is empty.
func checkSets(sets ...*nodule.Set) error {
	for _, s := range sets {
		if err := s.Check(); err != nil {
			return fmt.Errorf("exhibit: %w", err)
		}
		if s.Len() == 0 {
			return fmt.Errorf("exhibit: the set %q has no images: want at least one", s.Distribution.Label())
		}
	}
	return nil
}

// MeanFigure plots the mean grey level of whole images of the sets, by
// class, beside the paper's. A class without an image is an error.
func MeanFigure(sets ...*nodule.Set) (figure.Figure, error) {
	if err := checkSets(sets...); err != nil {
		return figure.Figure{}, err
	}
	p := figure.RowPlot{
		Title: "Whole-image means", Lead: "Mean grey level of whole images.",
		Axis: "mean grey level of the whole image", Reference: "the paper",
		Groups: []figure.Group{{Name: "malignant", Hue: figure.Malignant}, {Name: "benign", Hue: figure.Benign}},
	}
	var all []float64
	for _, s := range sets {
		row := figure.Row{Label: s.Distribution.Label()}
		for _, class := range classes {
			m, printed := s.WholeImageMean(class), printedMean(s.Distribution, class)
			if math.IsNaN(m) {
				return figure.Figure{}, fmt.Errorf("exhibit: the set %q has no %s images: want some of each class", s.Distribution.Label(), class)
			}
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

// DrawTable tabulates what was drawn at random for the first n samples of a set: one row
// for each shape. A set without factors is an error.
func DrawTable(s *nodule.Set, n int) (Table, error) {
	if err := checkSets(s); err != nil {
		return Table{}, err
	}
	if err := s.NeedFactors("a table of what was drawn"); err != nil {
		return Table{}, fmt.Errorf("exhibit: %w", err)
	}
	if n < 1 {
		return Table{}, fmt.Errorf("exhibit: a table of %s: want at least 1", plural(n, "sample"))
	}
	n = min(n, s.Len())
	t := Table{
		Caption: fmt.Sprintf("What was drawn for the first %s of %s", plural(n, "sample"), s.Distribution.Label()),
		Header:  []string{"sample", "class", "rotation, degrees", "scale x, y", "shear", "shift from the middle x, y, pixels", "FFD, mean length, pixels", "area, % of the image"},
	}
	for i, f := range s.Factors[:n] {
		for j, shape := range f.Shapes() {
			name := fmt.Sprint(i + 1)
			if f.More != nil {
				name = fmt.Sprintf("%d, shape %d", i+1, j+1)
			}
			t.Rows = append(t.Rows, drawRow(name, s.Classes[i], shape, s.Side))
		}
	}
	return t, nil
}

// drawRow is the row of a shape. Of several shapes in an image, lengths are still in
// pixels of the image, shifts from the middle of the shape's own frame.
func drawRow(name string, class nodule.Class, f nodule.Factors, pixels int) []string {
	side := float64(pixels)
	if f.Frame.Side > 0 {
		side *= f.Frame.Side
	}
	return []string{
		name, class.String(),
		minus("%.0f", f.Affine.Rotation*180/math.Pi),
		fmt.Sprintf("%.3f, %.3f", f.Affine.ScaleX, f.Affine.ScaleY),
		minus("%.3f", f.Affine.Shear),
		minus("%.1f, %.1f", side*(f.Affine.Shift.X-.5), side*(f.Affine.Shift.Y-.5)),
		fmt.Sprintf("%.2f", side*meanLength(f.FFD)),
		fmt.Sprintf("%.1f", 100*f.Area),
	}
}

// meanLength returns the mean length of a deformation's control vectors, as a share
// of the image's side.
func meanLength(f nodule.FFD) float64 {
	lengths := slice.Map(f.Control, func(p nodule.Point) float64 { return math.Hypot(p.X, p.Y) })
	return metrics.Summarise(lengths).Mean
}

// ScenarioTable tabulates a scenario's sets, the training set first: the mean grey
// level of the foreground and of whole images, by class, and what each would say of
// the class. The foreground of a set that no D(imal, iben) describes is not known.
func ScenarioTable(s paper.Scenario, sets ...*nodule.Set) (Table, error) {
	if err := checkSets(sets...); err != nil {
		return Table{}, err
	}
	t := Table{
		Caption: fmt.Sprintf("Scenario %d: mean grey levels, malignant and benign", s.Number),
		Header:  []string{"set", "foreground", "whole image", "brighter foreground", "brighter image"},
	}
	for i, set := range sets {
		d := set.Distribution
		m, b := set.WholeImageMean(nodule.Malignant), set.WholeImageMean(nodule.Benign)
		foreground, brightest := fmt.Sprintf("%d, %d", d.Malignant, d.Benign), brighter(float64(d.Malignant), float64(d.Benign), .5)
		if d.Name != "" {
			foreground, brightest = "not known", "not known"
		}
		t.Rows = append(t.Rows, []string{
			mode(i) + ", " + d.Label(), foreground, twoMeans(m, b), brightest, brighter(m, b, 1),
		})
	}
	return t, nil
}

// twoMeans writes the means of two classes; that of a class without images is "none".
func twoMeans(malignant, benign float64) string {
	word := func(mean float64) string {
		if math.IsNaN(mean) {
			return "none"
		}
		return fmt.Sprintf("%.1f", mean)
	}
	return word(malignant) + ", " + word(benign)
}

// brighter names the class with the larger mean, or neither within a tolerance; if one of
// them has no images, the other.
func brighter(malignant, benign, tolerance float64) string {
	switch {
	case math.IsNaN(malignant):
		return "benign"
	case math.IsNaN(benign):
		return "malignant"
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
	found, err := shortcuts(sets)
	if err != nil {
		return Table{}, err
	}
	t := Table{Caption: "Accuracy of a threshold on one number, fitted to the training set", Header: []string{"number"}}
	for i, s := range sets {
		t.Header = append(t.Header, mode(i)+" "+s.Distribution.Label())
	}
	for i, f := range explain.Features() {
		t.Rows = append(t.Rows, append([]string{f.Name}, slice.Map(found[i], two)...))
	}
	return t, nil
}

// shortcuts returns the accuracies of a threshold on each of [explain.Features], set by
// set.
func shortcuts(sets []*nodule.Set) ([][]float64, error) {
	if len(sets) < 2 {
		return nil, fmt.Errorf("exhibit: shortcuts on %s: want a training set and at least one test set", plural(len(sets), "set"))
	}
	if err := checkSets(sets...); err != nil {
		return nil, err
	}
	return slice.Try(explain.Features(), func(f explain.Feature) ([]float64, error) { return shortcut(f, sets) })
}

// shortcut fits a threshold to the first set and returns its accuracy on each set.
func shortcut(f explain.Feature, sets []*nodule.Set) ([]float64, error) {
	values, err := f.Values(sets[0])
	if err != nil {
		return nil, fmt.Errorf("exhibit: %w", err)
	}
	threshold, err := explain.FitThreshold(values, sets[0].Malignant())
	if err != nil {
		return nil, fmt.Errorf("exhibit: threshold on the %s: %w", f.Name, err)
	}
	return slice.Try(sets, func(s *nodule.Set) (float64, error) {
		values, err := f.Values(s)
		if err != nil {
			return 0, fmt.Errorf("exhibit: %w", err)
		}
		c, err := metrics.Score(threshold.Malignant(values), s.Malignant())
		return c.Accuracy().Value(), err
	})
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
		Names []loss.Name
		Rows  map[loss.Name][]results.RowStatistics
	}{s, slice.Map(s.Losses, loss.Named.Name), rows})
}
