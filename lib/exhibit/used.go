package exhibit

import (
	"fmt"
	"strings"

	"nodulelab/lib/probe"
)

// Used tabulates which features flip decisions.
func Used(all []probe.Flips) Table {
	t := Table{
		Caption: "Share of decisions that flip when one thing becomes the other class's: mean over seeds [95 % interval]",
		Header:  []string{"networks, what changes", "as it is", "mean held", "the background's move alone"},
	}
	for _, g := range probe.Groups(all) {
		for _, change := range flips {
			row := []string{fmt.Sprintf("%s, %s", g, change.what)}
			for _, of := range change.of {
				row = append(row, estimated(probe.Estimate(all, g, of)))
			}
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

// flips are the shares that each change flips: as it is, with the mean held, and
// by the background alone.
var flips = []struct {
	what string
	of   [3]func(probe.Flips) float64
}{
	{"intensity", [3]func(probe.Flips) float64{
		func(u probe.Flips) float64 { return u.Intensity },
		func(u probe.Flips) float64 { return u.IntensityHeld },
		func(u probe.Flips) float64 { return u.IntensityBackground },
	}},
	{"mask", [3]func(probe.Flips) float64{
		func(u probe.Flips) float64 { return u.Shape },
		func(u probe.Flips) float64 { return u.ShapeHeld },
		func(u probe.Flips) float64 { return u.ShapeBackground },
	}},
}

// UsedSays says of each group, in a Markdown list, whether the mask or the
// intensity flips more of its decisions while the whole image's mean is held.
func UsedSays(all []probe.Flips) (string, error) {
	var rows []probe.Comparison
	for _, g := range probe.Groups(all) {
		d := probe.Values(all, g, func(u probe.Flips) float64 { return u.ShapeHeld - u.IntensityHeld })
		rows = append(rows, probe.Comparison{Label: g.String(), Differences: d})
	}
	rows, err := probe.Family(rows...)
	var b strings.Builder
	for _, r := range rows {
		fmt.Fprintf(&b, "- **%s**, the mean held, mask − intensity: %s.\n", r.Label,
			differs(r, "the mask flips more decisions", "the intensity flips more decisions"))
	}
	return b.String(), err
}
