package exhibit

import (
	"fmt"

	"nodulelab/lib/explain"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

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
	for _, f := range explain.Features() {
		row, err := shortcut(f, sets)
		if err != nil {
			return Table{}, err
		}
		t.Rows = append(t.Rows, row)
	}
	return t, nil
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
