package exhibit

import (
	"fmt"
	"slices"
	"strings"

	"nodulelab/lib/figure"
	"nodulelab/lib/probe"
	"nodulelab/lib/verdict"
)

// Refits plots the accuracy on the worse of a scenario's tests with the classifier
// as trained, and with one fitted anew to more and more images.
func Refits(all []probe.Refit) (figure.Figure, error) {
	steps := []string{"as trained"}
	for _, n := range probe.Sizes() {
		steps = append(steps, fmt.Sprint(n))
	}
	var panels []figure.LinePanel
	for _, s := range probe.Scenarios(all) {
		p := figure.LinePanel{Title: fmt.Sprintf("scenario %d", s), XLabel: "images for the new classifier", YLabel: "accuracy, worse test", Steps: steps, High: 1}
		for _, g := range probe.Groups(all) {
			if g.Scenario == s {
				p.Lines = append(p.Lines, profileLine(g.Network, all, g, overSizes(probe.Accuracies.Worst)))
			}
		}
		panels = append(panels, p)
	}
	return figure.Lines("A new last layer on the old encoder", panels)
}

// overSizes are the accuracies as trained, then one a size.
func overSizes(of func(probe.Accuracies) float64) func(probe.Refit) []float64 {
	return func(r probe.Refit) []float64 {
		values := []float64{of(r.Before)}
		for _, a := range r.After {
			values = append(values, of(a))
		}
		return values
	}
}

// RefitTable tabulates accuracies on the worse test and on the training
// distribution.
func RefitTable(all []probe.Refit) Table {
	t := Table{Caption: "Accuracy with a classifier fitted anew: mean over seeds [95 % interval]", Header: []string{"networks, set", "as trained"}}
	for _, n := range probe.Sizes() {
		t.Header = append(t.Header, plural(n, "image"))
	}
	for _, g := range probe.Groups(all) {
		for _, set := range []column[probe.Accuracies]{
			{"worse test", probe.Accuracies.Worst},
			{"training distribution", func(a probe.Accuracies) float64 { return a.Training }},
		} {
			row := []string{fmt.Sprintf("%s, %s", g, set.head)}
			for i := range len(probe.Sizes()) + 1 {
				row = append(row, estimated(probe.Estimate(all, g, func(r probe.Refit) float64 { return overSizes(set.of)(r)[i] })))
			}
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

// RefitsSay says of each group, in a Markdown list, whether a new classifier makes
// it generalise, and what that costs.
func RefitsSay(all []probe.Refit) (string, error) {
	at := slices.Index(probe.Sizes(), verdict.Refitted)
	var rows []probe.Comparison
	for _, g := range probe.Groups(all) {
		d := probe.Values(all, g, func(r probe.Refit) float64 { return r.After[at].Training - r.Before.Training })
		rows = append(rows, probe.Comparison{Label: g.String(), Differences: d})
	}
	rows, err := probe.Family(rows...)
	var b strings.Builder
	for i, r := range rows {
		e, restores := verdict.Restored(all, probe.Groups(all)[i])
		verb := "does not bring"
		if restores {
			verb = "brings"
		}
		fmt.Fprintf(&b, "- **%s**: a classifier fitted to %d images %s the accuracy on the worse test above %s (%s). On the training distribution, after − before: %s.\n",
			r.Label, verdict.Refitted, verb, two(verdict.Holding), estimated(e), differs(r, "a gain", "a cost"))
	}
	return b.String(), err
}
