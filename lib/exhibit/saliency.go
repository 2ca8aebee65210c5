package exhibit

import (
	"fmt"

	"nodulelab/lib/explain"
	"nodulelab/lib/figure"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/metrics"
	"nodulelab/lib/probe"
	"nodulelab/lib/verdict"
)

// regionDensities are the saliency densities of some networks by region, one value a
// seed: per pixel of the region, relative to an even spread.
type regionDensities struct {
	Label                   string
	Inside, Border, Outside []float64
}

// DensityFigure plots where the saliency of networks lies, one group a slice of
// looks, one dot a seed: the mean over the training images of the density inside
// the shape, on its border and outside.
func DensityFigure(groups ...[]lab.Look) (figure.Figure, error) {
	all, err := densities(groups)
	if err != nil {
		return figure.Figure{}, err
	}
	return densityPlot("Where saliency lies", "relative saliency density", "spread evenly", all)
}

// densityPlot plots densities, with one row for each of the networks; at 1 they are as
// something says.
func densityPlot(title, axis, one string, all []regionDensities) (figure.Figure, error) {
	p := figure.RowPlot{
		Title: title, Lead: fmt.Sprintf("%s by region, means over the seeds; 1 is %s.", capital(axis), one),
		Axis: axis, High: 1, Upright: true, Guide: figure.Guide{At: 1, Label: one},
		Groups: []figure.Group{{Name: "inside"}, {Name: "border"}, {Name: "outside"}},
	}
	for _, d := range all {
		row := figure.Row{Label: d.Label}
		for _, values := range [][]float64{d.Inside, d.Border, d.Outside} {
			s := metrics.Summarise(values)
			row.Samples = append(row.Samples, figure.Sample{Seeds: values, Estimate: figure.Only(s.Mean)})
			p.High = max(p.High, s.Max)
		}
		p.Rows = append(p.Rows, row)
	}
	p.High *= 1.05 // room for the marks
	return figure.Rows(p)
}

// DensityTable tabulates the means of DensityFigure, with the range over the seeds.
func DensityTable(groups ...[]lab.Look) (Table, error) {
	return block("DensityTable").table(densities(groups))
}

// DensityText says in which region the saliency of networks is the densest, one group
// a slice of looks.
func DensityText(groups ...[]lab.Look) (string, error) {
	return block("DensityText").text(densities(groups))
}

// Densest counts the networks whose density is the highest inside the shape, on its
// border and outside. A region without pixels has NaN, which is no density.
func (d regionDensities) Densest() [3]int {
	var counts [3]int
	for i := range d.Inside {
		where, top := 0, 0.
		for region, v := range []float64{d.Inside[i], d.Border[i], d.Outside[i]} {
			if v > top {
				where, top = region, v
			}
		}
		counts[where]++
	}
	return counts
}

// densities measures groups of networks, each of one scenario and loss.
func densities(groups [][]lab.Look) ([]regionDensities, error) {
	return slice.Try(groups, func(looks []lab.Look) (g regionDensities, err error) {
		if g.Label, err = groupLabel(looks); err != nil {
			return g, err
		}
		for _, l := range looks {
			d, err := explain.SetDensity(l.Training().Saliency, l.Training().Set)
			if err != nil {
				return g, fmt.Errorf("exhibit: seed %d: %w", l.Seed, err)
			}
			g.Inside, g.Border, g.Outside = append(g.Inside, d.Inside), append(g.Border, d.Border), append(g.Outside, d.Outside)
		}
		return g, nil
	})
}

// MapFigure plots where saliency lies in a scenario's networks, trained, untrained and
// averaging, and where maps lie that know no network.
func MapFigure(all []probe.Map, scenario int) (figure.Figure, error) {
	groups := slice.Filter(probe.Groups(all), func(g probe.Group) bool { return g.Scenario == scenario })
	own := slice.Map(groups, func(g probe.Group) regionDensities {
		return regionDensities{
			Label:   g.Network,
			Inside:  probe.Values(all, g, func(m probe.Map) float64 { return m.Density.Inside }),
			Border:  probe.Values(all, g, func(m probe.Map) float64 { return m.Density.Border }),
			Outside: probe.Values(all, g, func(m probe.Map) float64 { return m.Density.Outside }),
		}
	})
	title := fmt.Sprintf("Scenario %d: saliency and maps without a network", scenario)
	return densityPlot(title, "relative saliency density", "spread evenly", own)
}

// LikenessTable tabulates how much saliency maps resemble maps that know no network.
func LikenessTable(all []probe.Map) Table {
	networks := func(g probe.Group) bool { return g.IsTrained() || g.Network == probe.Untrained }
	return groupTable("Rank correlation of saliency with maps that know no network", all, slice.Filter(probe.Groups(all), networks), likenesses)
}

// likenesses are the rank correlations of saliency with maps that know no network.
var likenesses = []column[probe.Map]{
	{"with an edge detector", func(m probe.Map) float64 { return m.Edges }},
	{"with the image itself", func(m probe.Map) float64 { return m.Image }},
}

// MapTable tabulates whether the density of saliency in a region tells the two
// losses apart.
func MapTable(all []probe.Map) (Table, error) {
	return block("MapTable").table(verdict.MapsApart(all))
}

// MapText says in which regions the density of saliency tells the losses apart.
func MapText(all []probe.Map) (string, error) {
	differ, err := verdict.MapsApart(all)
	labels := func(told bool) []string {
		own := slice.Filter(differ, func(d verdict.MapsDiffer) bool { return d.Told == told })
		return slice.Map(own, func(d verdict.MapsDiffer) string { return d.Label })
	}
	return block("MapText").text(struct{ Told, Not []string }{labels(true), labels(false)}, err)
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
	return block("CascadeText").text(slice.Map(trained(all), func(g probe.Group) cascade {
		left, kept := rowOf("", all, g, downTo()).estimates, 0
		for kept < len(left) && verdict.Unmoved(left[kept]) {
			kept++
		}
		return cascade{g, probe.Layers()[:kept], left[len(left)-1]}
	}))
}
