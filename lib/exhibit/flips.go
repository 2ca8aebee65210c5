package exhibit

import (
	"nodulelab/lib/probe"
)

// flips are the shares of decisions that a change flips: as it is, with the whole
// image's mean held, and by the move of the background alone.
var flips = []struct {
	change string
	shares []column[probe.Flips]
}{
	{"intensity", []column[probe.Flips]{
		{"as it is", func(f probe.Flips) float64 { return f.Intensity }},
		{"mean held", func(f probe.Flips) float64 { return f.IntensityHeld }},
		{"the background's move alone", func(f probe.Flips) float64 { return f.IntensityBackground }},
	}},
	{"mask", []column[probe.Flips]{
		{"as it is", func(f probe.Flips) float64 { return f.Shape }},
		{"mean held", func(f probe.Flips) float64 { return f.ShapeHeld }},
		{"the background's move alone", func(f probe.Flips) float64 { return f.ShapeBackground }},
	}},
}

// FlipTable tabulates the shares of decisions that flip when the intensity or the
// mask becomes the other class's.
func FlipTable(all []probe.Flips) Table {
	var rows []estimateRow
	for _, g := range probe.Groups(all) {
		for _, f := range flips {
			rows = append(rows, rowOf(g.String()+", "+f.change, all, g, f.shares))
		}
	}
	return estimateTable("Share of decisions that flip when one thing becomes the other class's", header("networks, what changes", flips[0].shares), rows)
}

// FlipText says of each group whether the mask or the intensity flips more of its
// decisions while the whole image's mean is held.
func FlipText(all []probe.Flips) (string, error) {
	return block("FlipText").text(within(all, func(f probe.Flips) float64 { return f.ShapeHeld - f.IntensityHeld }))
}
