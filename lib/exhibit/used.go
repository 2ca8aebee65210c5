package exhibit

import (
	"fmt"
	"strings"

	"nodulelab/lib/probe"
)

// Used tabulates which features flip decisions.
func Used(all []probe.Used) Table {
	return estimates("Share of decisions that flip when one thing becomes the other class's", all, probe.Groups(all),
		column[probe.Used]{"intensity", func(u probe.Used) float64 { return u.Intensity }},
		column[probe.Used]{"intensity, mean held", func(u probe.Used) float64 { return u.IntensityHeld }},
		column[probe.Used]{"the background's part of that", func(u probe.Used) float64 { return u.IntensityBackground }},
		column[probe.Used]{"mask", func(u probe.Used) float64 { return u.Shape }},
		column[probe.Used]{"mask, mean held", func(u probe.Used) float64 { return u.ShapeHeld }},
		column[probe.Used]{"the background's part of that", func(u probe.Used) float64 { return u.ShapeBackground }},
	)
}

// UsedSays says of each group, in a Markdown list, whether the mask or the
// intensity flips more of its decisions while the whole image's mean is held.
func UsedSays(all []probe.Used) (string, error) {
	var rows []probe.Comparison
	for _, g := range probe.Groups(all) {
		d := probe.Values(all, g, func(u probe.Used) float64 { return u.ShapeHeld - u.IntensityHeld })
		rows = append(rows, probe.Comparison{Label: g.String(), Differences: d})
	}
	rows, err := probe.Family(rows...)
	var b strings.Builder
	for _, r := range rows {
		fmt.Fprintf(&b, "- **%s**, share that the mask flips less share that the intensity flips, the mean held: %s.\n", r.Label,
			differs(r, "the mask flips more", "the intensity flips more"))
	}
	return b.String(), err
}
