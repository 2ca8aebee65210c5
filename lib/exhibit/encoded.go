package exhibit

import (
	"fmt"
	"strings"

	"nodulelab/lib/figure"
	"nodulelab/lib/probe"
)

// features are what probes are fitted to.
var features = []column[probe.Readout]{
	{"shape, accuracy", func(e probe.Readout) float64 { return e.Shape }},
	{"foreground intensity, R²", func(e probe.Readout) float64 { return e.Foreground }},
	{"whole-image mean, R²", func(e probe.Readout) float64 { return e.WholeImage }},
}

// Encoded tabulates what linear probes read from embeddings, and from the controls.
func Encoded(all []probe.Readout) Table {
	return estimates("What a linear probe reads from images that it has not seen", all, probe.Groups(all), features...)
}

// EncodedShape plots the accuracy of probes for shape.
func EncodedShape(all []probe.Readout) (figure.Figure, error) {
	var rows []figure.Row
	for _, g := range probe.Groups(all) {
		rows = append(rows, shareRow(g.String(), all, g, features[0].of))
	}
	return shares("Is the shape in the embedding?", "accuracy of a linear probe for shape", "a coin", rows)
}

// EncodedGains tabulates what training added to the embedding: what a probe reads
// from the trained network less what it reads from the network before training.
func EncodedGains(all []probe.Readout) (Table, error) {
	rows, err := encodedGains(all)
	return comparisons("What training added: probe on the trained network − on the untrained one", "networks, feature", rows), err
}

func encodedGains(all []probe.Readout) ([]probe.Comparison, error) {
	var rows []probe.Comparison
	for _, g := range trained(all) {
		for _, f := range features {
			d, err := probe.Differences(all, g, probe.Group{Scenario: g.Scenario, Network: probe.Untrained}, f.of)
			if err != nil {
				return nil, err
			}
			rows = append(rows, probe.Comparison{Label: fmt.Sprintf("%s, %s", g, f.head), Differences: d})
		}
	}
	return probe.Family(rows...)
}

// EncodedSays says of each group, in a Markdown list, how well the shape can be
// read and what training did to that.
func EncodedSays(all []probe.Readout) (string, error) {
	gains, err := encodedGains(all)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for i, g := range trained(all) {
		fmt.Fprintf(&b, "- **%s**: the shape is read with an accuracy of %s. Against the network before training: %s.\n", g,
			estimated(probe.Estimate(all, g, features[0].of)), differs(gains[i*len(features)], "better", "worse"))
	}
	return b.String(), nil
}
