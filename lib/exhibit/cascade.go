package exhibit

import (
	"nodulelab/lib/figure"
	"nodulelab/lib/metrics"
	"nodulelab/lib/probe"
	"nodulelab/lib/verdict"
)

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
