package exhibit

import (
	"fmt"
	"slices"

	"nodulelab/lib/figure"
	"nodulelab/lib/metrics"
	"nodulelab/lib/probe"
	"nodulelab/lib/verdict"
)

// worst and inTraining are accuracies of a scenario's networks: on the worse of its
// tests, and on the training distribution.
var (
	worst      = bySize(probe.Accuracies.Worst)
	inTraining = bySize(func(a probe.Accuracies) float64 { return a.Training })
)

// bySize returns an accuracy as trained, then with the classifier fitted anew to
// more and more images.
func bySize(of func(probe.Accuracies) float64) []column[probe.Refit] {
	columns := []column[probe.Refit]{{"as trained", func(r probe.Refit) float64 { return of(r.Before) }}}
	for i, n := range probe.Sizes() {
		columns = append(columns, column[probe.Refit]{plural(n, "image"), func(r probe.Refit) float64 { return of(r.After[i]) }})
	}
	return columns
}

// RefitFigure plots the accuracy on the worse of a scenario's tests with the
// classifier as trained, and with one fitted anew to more and more images.
func RefitFigure(all []probe.Refit) (figure.Figure, error) {
	style := figure.LinePanel{XLabel: "images for the new classifier", YLabel: "accuracy, worse test", High: 1, Steps: []string{"as trained"}}
	for _, n := range probe.Sizes() {
		style.Steps = append(style.Steps, fmt.Sprint(n))
	}
	return figure.Lines("A new last layer on the old encoder", scenarioPanels(style, all, probe.Groups(all), valuesOf(worst)))
}

// RefitTable tabulates accuracies on the worse test and on the training
// distribution.
func RefitTable(all []probe.Refit) Table {
	var rows []estimateRow
	for _, g := range probe.Groups(all) {
		rows = append(rows, rowOf(g.String()+", worse test", all, g, worst), rowOf(g.String()+", training distribution", all, g, inTraining))
	}
	return estimateTable("Accuracy with a classifier fitted anew", header("networks, set", worst), rows)
}

// RefitText says of each group whether a new classifier makes it generalise, and
// what that costs on the training distribution.
func RefitText(all []probe.Refit) (string, error) {
	type refit struct {
		probe.Comparison // the accuracy on the training distribution, after − before
		Worst            metrics.Estimate
		Restores         bool
	}
	at := slices.Index(probe.Sizes(), verdict.Refitted)
	changes, err := within(all, func(r probe.Refit) float64 { return r.After[at].Training - r.Before.Training })
	var refits []refit
	for i, c := range changes {
		worst, restores := verdict.Restored(all, probe.Groups(all)[i])
		refits = append(refits, refit{c, worst, restores})
	}
	return block("RefitText").text(refits, err)
}
