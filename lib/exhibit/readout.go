package exhibit

import (
	"fmt"

	"nodulelab/lib/figure"
	"nodulelab/lib/metrics"
	"nodulelab/lib/probe"
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
	var rows []figure.Row
	for _, g := range probe.Groups(all) {
		rows = append(rows, shareRow(g.String(), all, g, features[0].of))
	}
	return shares("Is the shape in the embedding?", "accuracy of a linear probe for shape", "a coin", rows)
}

// GainTable tabulates what training added to the embedding: what a probe reads from
// the trained network less what it reads from the network before training.
func GainTable(all []probe.Readout) (Table, error) {
	rows, err := gains(all)
	return comparisonTable("What training added: probe on the trained network − on the untrained one", "networks, feature", rows, err)
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
// training did to that.
func ReadoutText(all []probe.Readout) (string, error) {
	type reading struct {
		Group    probe.Group
		Accuracy metrics.Estimate
		Gain     probe.Comparison
	}
	gains, err := gains(all)
	if err != nil {
		return "", err
	}
	var readings []reading
	for i, g := range trained(all) {
		readings = append(readings, reading{g, probe.Estimate(all, g, features[0].of), gains[i*len(features)]})
	}
	return block("ReadoutText").text(readings)
}
