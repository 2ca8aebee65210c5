package exhibit

import (
	"fmt"
	"math"
	"slices"

	"nodulelab/lib/explain"
	"nodulelab/lib/figure"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
	"nodulelab/lib/probe"
	"nodulelab/lib/verdict"
)

// features are what probes are fitted to.
var features = []column[probe.Readout]{
	{"shape, accuracy", func(r probe.Readout) float64 { return r.Shape }},
	{"foreground intensity, R²", func(r probe.Readout) float64 { return r.Foreground }},
	{"whole-image mean, R²", func(r probe.Readout) float64 { return r.WholeImage }},
}

// ReadoutTable tabulates what linear probes read from embeddings, and from the
// controls.
func ReadoutTable(all []probe.Readout) Table {
	return groupTable("What a linear probe reads from images that it has not seen", all, probe.Groups(all), features)
}

// ReadoutFigure plots the accuracy of probes for shape.
func ReadoutFigure(all []probe.Readout) (figure.Figure, error) {
	rows := slice.Map(probe.Groups(all), func(g probe.Group) figure.Row { return shareRow(g.String(), all, g, features[0].of) })
	return shares("Is the shape in the embedding?", "accuracy of a linear probe for shape", "a coin", rows)
}

// GainTable tabulates what training added to the embedding: what a probe reads from
// the trained network less what it reads from the network before training.
func GainTable(all []probe.Readout) (Table, error) {
	return block("GainTable").table(gains(all))
}

// gains returns the gains by trained group, then by feature.
func gains(all []probe.Readout) ([]probe.Comparison, error) {
	var rows []probe.Comparison
	for _, g := range trained(all) {
		for _, f := range features {
			d, err := probe.Differences(all, g, probe.Group{Scenario: g.Scenario, Network: probe.Untrained}, f.of)
			if err != nil {
				return nil, err
			}
			rows = append(rows, probe.Comparison{Label: fmt.Sprintf("%s, %s", g, f.name), Differences: d})
		}
	}
	return probe.Family(rows...)
}

// ReadoutText says of each trained group how well the shape can be read, and what
// training did to that; then what the network before training adds to the pixels, and which
// penalties the probes have.
func ReadoutText(all []probe.Readout) (string, error) {
	type reading struct {
		Group    probe.Group
		Accuracy metrics.Estimate
		Gain     probe.Comparison
	}
	gains, err := gains(all)
	var readings []reading
	for i := 0; i < len(gains); i += len(features) {
		g := trained(all)[i/len(features)]
		readings = append(readings, reading{g, probe.Estimate(all, g, features[0].of), gains[i]})
	}
	if err != nil {
		return "", err
	}
	controls, err := untrainedOverPixels(all)
	return block("ReadoutText").text(struct {
		Readings  []reading
		Controls  []control
		Penalties penalties
	}{readings, controls, penaltiesOf(all)}, err)
}

// control is what is read of the shape from pixels, and from networks before training less
// that.
type control struct {
	Pixels metrics.Estimate
	probe.Comparison
}

// untrainedOverPixels compares what is read of the shape from networks before training and
// from pixels; both are the same in all scenarios, so that the first one says all. There is
// nothing to compare if the pixels were not read.
func untrainedOverPixels(all []probe.Readout) ([]control, error) {
	for _, s := range probe.Scenarios(all) {
		pixels, before := probe.Group{Scenario: s, Network: probe.Pixels}, probe.Group{Scenario: s, Network: probe.Untrained}
		if len(probe.Values(all, pixels, features[0].of)) == 0 {
			continue
		}
		d, err := probe.Differences(all, before, pixels, features[0].of)
		if err != nil {
			return nil, err
		}
		family, err := probe.Family(probe.Comparison{Label: before.String(), Differences: d})
		if err != nil {
			return nil, err
		}
		return []control{{probe.Estimate(all, pixels, features[0].of), family[0]}}, nil
	}
	return nil, nil
}

// penalties are the least and the largest penalty of some probes, and how many of them lie
// at an end of the grid.
type penalties struct {
	Least, Largest float64
	Ends, Probes   int
}

func penaltiesOf(all []probe.Readout) penalties {
	grid := explain.Penalties()
	p := penalties{Least: math.Inf(1)}
	for _, r := range all {
		for _, v := range r.Penalties {
			p.Least, p.Largest, p.Probes = min(p.Least, v), max(p.Largest, v), p.Probes+1
			if v <= grid[0] || v >= grid[len(grid)-1] {
				p.Ends++
			}
		}
	}
	return p
}

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
