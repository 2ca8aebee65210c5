package exhibit

import (
	"fmt"
	"strings"

	"nodulelab/lib/figure"
	"nodulelab/lib/probe"
	"nodulelab/lib/verdict"
)

// Cascade plots what is left of saliency maps while weights are replaced, layer
// after layer from the top.
func Cascade(all []probe.Cascade) (figure.Figure, error) {
	var panels []figure.LinePanel
	for _, s := range probe.Scenarios(all) {
		p := figure.LinePanel{Title: fmt.Sprintf("scenario %d", s), XLabel: "random weights from the top down to", YLabel: "rank correlation with the map", Steps: probe.Layers(), Low: -.2, High: 1}
		for _, g := range trained(all) {
			if g.Scenario == s {
				p.Lines = append(p.Lines, profileLine(g.Network, all, g, func(c probe.Cascade) []float64 { return c.Kept }))
			}
		}
		panels = append(panels, p)
	}
	return figure.Lines("What is left of a map", panels)
}

// CascadeTable tabulates the rank correlations of Cascade.
func CascadeTable(all []probe.Cascade) Table {
	return estimates("Rank correlation of saliency before and after weights are replaced, down to a layer", all, trained(all), cascade()...)
}

func cascade() []column[probe.Cascade] {
	var columns []column[probe.Cascade]
	for i, layer := range probe.Layers() {
		columns = append(columns, column[probe.Cascade]{layer, func(c probe.Cascade) float64 { return c.Kept[i] }})
	}
	return columns
}

// CascadeSays says of each group, in a Markdown list, how deep weights can be
// replaced before its maps are no longer much the same.
func CascadeSays(all []probe.Cascade) string {
	var b strings.Builder
	for _, g := range trained(all) {
		var kept []string
		for _, c := range cascade() {
			if !verdict.Unmoved(probe.Estimate(all, g, c.of)) {
				break
			}
			kept = append(kept, c.head)
		}
		bottom := cascade()[len(probe.Layers())-1]
		text := "its maps are no longer the same once the classifier is replaced"
		if len(kept) > 0 {
			text = fmt.Sprintf("its maps stay much the same with random weights in %s", strings.Join(kept, ", "))
		}
		fmt.Fprintf(&b, "- **%s**: %s; with all weights random the correlation is still %s.\n", g, text, estimated(probe.Estimate(all, g, bottom.of)))
	}
	return b.String()
}
