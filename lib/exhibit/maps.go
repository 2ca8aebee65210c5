package exhibit

import (
	"fmt"

	"nodulelab/lib/figure"
	"nodulelab/lib/metrics"
	"nodulelab/lib/probe"
	"nodulelab/lib/verdict"
)

// MapFigure plots where saliency lies in a scenario's networks, trained and
// untrained, and where maps lie that know no network.
func MapFigure(all []probe.Map, scenario int) (figure.Figure, error) {
	var own []regionDensities
	for _, g := range probe.Groups(all) {
		if g.Scenario == scenario {
			own = append(own, regionDensities{
				Label:   g.Network,
				Inside:  probe.Values(all, g, func(m probe.Map) float64 { return m.Density.Inside }),
				Border:  probe.Values(all, g, func(m probe.Map) float64 { return m.Density.Border }),
				Outside: probe.Values(all, g, func(m probe.Map) float64 { return m.Density.Outside }),
			})
		}
	}
	return densityPlot(fmt.Sprintf("Scenario %d: saliency and maps without a network", scenario), own)
}

// LikenessTable tabulates how much saliency maps resemble maps that know no network.
func LikenessTable(all []probe.Map) Table {
	var groups []probe.Group
	for _, g := range probe.Groups(all) {
		if g.IsTrained() || g.Network == probe.Untrained {
			groups = append(groups, g)
		}
	}
	return groupTable("Rank correlation of saliency with maps that know no network", all, groups, []column[probe.Map]{
		{"with an edge detector", func(m probe.Map) float64 { return m.Edges }},
		{"with the image itself", func(m probe.Map) float64 { return m.Image }},
	})
}

// MapTable tabulates whether the density of saliency in a region tells the two
// losses apart.
func MapTable(all []probe.Map) (Table, error) {
	return block("MapTable").table(verdict.MapsApart(all))
}

// MapText says in which regions the density of saliency tells the losses apart.
func MapText(all []probe.Map) (string, error) {
	differ, err := verdict.MapsApart(all)
	var regions struct{ Told, Not []string }
	for _, d := range differ {
		if d.Told {
			regions.Told = append(regions.Told, d.Label)
		} else {
			regions.Not = append(regions.Not, d.Label)
		}
	}
	return block("MapText").text(regions, err)
}

// CascadeFigure plots what is left of saliency maps while weights are replaced,
// layer after layer from the top.
func CascadeFigure(all []probe.Cascade) (figure.Figure, error) {
	style := figure.LinePanel{
		XLabel: "random weights from the top down to", YLabel: "rank correlation with the map", Low: -.2, High: 1,
		Steps: probe.Layers(),
	}
	return figure.Lines("What is left of a map", scenarioPanels(style, all, trained(all), valuesOf(downTo())))
}

// CascadeTable tabulates the rank correlations of CascadeFigure.
func CascadeTable(all []probe.Cascade) Table {
	return groupTable("Rank correlation of saliency before and after weights are replaced, down to a layer", all, trained(all), downTo())
}

// downTo returns what is left of a map with random weights down to each layer.
func downTo() []column[probe.Cascade] {
	var columns []column[probe.Cascade]
	for i, layer := range probe.Layers() {
		columns = append(columns, column[probe.Cascade]{layer, func(c probe.Cascade) float64 { return c.Kept[i] }})
	}
	return columns
}

// CascadeText says of each trained group how deep weights can be replaced before its
// maps are no longer much the same.
func CascadeText(all []probe.Cascade) (string, error) {
	type cascade struct {
		Group  probe.Group
		Kept   []string // layers
		Bottom metrics.Estimate
	}
	var cascades []cascade
	for _, g := range trained(all) {
		c := cascade{Group: g}
		left := rowOf("", all, g, downTo()).estimates
		for i, layer := range probe.Layers() {
			if !verdict.Unmoved(left[i]) {
				break
			}
			c.Kept = append(c.Kept, layer)
		}
		c.Bottom = left[len(left)-1]
		cascades = append(cascades, c)
	}
	return block("CascadeText").text(cascades)
}
