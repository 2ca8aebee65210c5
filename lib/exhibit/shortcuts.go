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

// Shortcuts tabulates the accuracy of one-number classifiers, each a threshold on
// an intensity, fitted to the first set, the training set, and tested on the others.
func Shortcuts(sets ...*nodule.Set) (Table, error) {
	if len(sets) < 2 {
		return Table{}, fmt.Errorf("exhibit: shortcuts on %s: want a training set and at least one test set", plural(len(sets), "set"))
	}
	training, tests := sets[0], sets[1:]
	t := Table{Caption: "Accuracy of a threshold on one number, fitted to the training set", Header: []string{"number", "training " + name(training)}}
	for _, test := range tests {
		t.Header = append(t.Header, "test "+name(test))
	}
	for _, f := range explain.Features() {
		row, err := shortcut(f, training, tests)
		if err != nil {
			return Table{}, err
		}
		t.Rows = append(t.Rows, row)
	}
	return t, nil
}

func name(s *nodule.Set) string { return fmt.Sprintf("D(%s)", s.Distribution) }

func shortcut(f explain.Feature, training *nodule.Set, tests []*nodule.Set) ([]string, error) {
	threshold, err := explain.FitThreshold(f.Values(training), training.Malignant())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	row := []string{f.Name}
	for _, s := range append([]*nodule.Set{training}, tests...) {
		c, err := metrics.Score(threshold.Malignant(f.Values(s)), s.Malignant())
		if err != nil {
			return nil, err
		}
		row = append(row, two(c.Accuracy().Value()))
	}
	return row, nil
}

// Networks tabulates the mean accuracy of a scenario's networks, in the columns
// of Shortcuts, to be held against them.
func Networks(s paper.Scenario, rs []results.Result) Table {
	t := Table{Caption: fmt.Sprintf("Accuracy of the networks of scenario %d, mean over seeds", s.Number), Header: []string{"loss", "training D(" + s.Training.String() + ")"}}
	for _, d := range s.Tests {
		t.Header = append(t.Header, "test D("+d.String()+")")
	}
	summaries := results.Statistics(rs)
	for _, loss := range s.Losses {
		t.Rows = append(t.Rows, networkRow(s, loss, summaries))
	}
	return t
}

func networkRow(s paper.Scenario, name loss.Name, summaries []results.RowStatistics) []string {
	row := []string{string(name)}
	for _, r := range summaries {
		if r.Paper.Scenario != s.Number || r.Paper.Loss != name {
			continue
		}
		if len(row) == 1 {
			row = append(row, two(r.TrainAccuracy.Mean))
		}
		row = append(row, two(r.Accuracy.Mean))
	}
	return row
}
