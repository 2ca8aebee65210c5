package exhibit

import (
	"fmt"
	"strings"

	"nodulelab/lib/figure"
	"nodulelab/lib/probe"
	"nodulelab/lib/verdict"
)

// MapDensities plots where saliency lies in a scenario's networks, trained and
// untrained, and where maps lie that know no network.
func MapDensities(all []probe.Map, scenario int) (figure.Figure, error) {
	var groups []regionDensities
	for _, g := range probe.Groups(all) {
		if g.Scenario != scenario {
			continue
		}
		d := regionDensities{label: g.Network}
		d.inside = probe.Values(all, g, func(m probe.Map) float64 { return m.Density.Inside })
		d.border = probe.Values(all, g, func(m probe.Map) float64 { return m.Density.Border })
		d.outside = probe.Values(all, g, func(m probe.Map) float64 { return m.Density.Outside })
		groups = append(groups, d)
	}
	return densityPlot(fmt.Sprintf("Scenario %d: saliency and maps without a network", scenario), groups)
}

// Likeness tabulates how much saliency maps resemble maps that know no network.
func Likeness(all []probe.Map) Table {
	var groups []probe.Group
	for _, g := range probe.Groups(all) {
		if g.IsTrained() || g.Network == probe.Untrained {
			groups = append(groups, g)
		}
	}
	return estimates("Rank correlation of saliency with maps that know no network", all, groups,
		column[probe.Map]{"with an edge detector", func(m probe.Map) float64 { return m.Edges }},
		column[probe.Map]{"with the image itself", func(m probe.Map) float64 { return m.Image }},
	)
}

// MapsApart tabulates whether saliency tells the two losses apart.
func MapsApart(all []probe.Map) (Table, error) {
	apart, err := verdict.MapsApart(all)
	var rows []probe.Comparison
	for _, a := range apart {
		rows = append(rows, a.Comparison)
	}
	t := comparisons("Saliency density, CE − Contrast", "scenario, region", rows)
	t.Header = append(t.Header, "share of seeds in which CE has more")
	for i, a := range apart {
		t.Rows[i] = append(t.Rows[i], estimated(a.Ahead))
	}
	return t, err
}

// ToldApart says whether a region's density would have told the losses apart.
func ToldApart(all []probe.Map) (string, error) {
	apart, err := verdict.MapsApart(all)
	var told, not []string
	for _, a := range apart {
		if a.Told {
			told = append(told, a.Label)
		} else {
			not = append(not, a.Label)
		}
	}
	switch {
	case len(told) == 0:
		return "In no region would the density of saliency have told the two losses apart.", err
	case len(not) == 0:
		return "In every region the density of saliency tells the two losses apart.", err
	}
	return fmt.Sprintf("The density of saliency tells the two losses apart here: %s. Here it does not: %s.", strings.Join(told, "; "), strings.Join(not, "; ")), err
}
