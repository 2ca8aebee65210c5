package exhibit

import (
	"fmt"
	"math"
	"strings"

	"nodulelab/lib/figure"
	"nodulelab/lib/probe"
)

// factors are those of the larger design.
var factors = []column[probe.Factorial]{
	{"malignant shape", func(f probe.Factorial) float64 { return f.Apart.Shape }},
	{"larger area", func(f probe.Factorial) float64 { return f.Apart.Area }},
	{"brighter foreground", func(f probe.Factorial) float64 { return f.Apart.Foreground }},
	{"brighter image", func(f probe.Factorial) float64 { return f.Apart.WholeImage }},
}

// Effects tabulates main effects on the logit in both designs.
func Effects(all []probe.Factorial) Table {
	t := estimates("Main effects on the logit, in its standard deviations; above 0 is towards malignant", all, probe.Groups(all),
		append([]column[probe.Factorial]{
			{"malignant shape, one background", func(f probe.Factorial) float64 { return f.Natural.Shape }},
			{"larger area, one background", func(f probe.Factorial) float64 { return f.Natural.Area }},
			{"brighter foreground, one background", func(f probe.Factorial) float64 { return f.Natural.Foreground }},
		}, factors...)...)
	for i := 4; i < len(t.Header); i++ {
		t.Header[i] += ", all apart"
	}
	return t
}

// EffectProfiles plots the main effects of the design in which all features are
// set apart, one panel a scenario. No effect can exceed 2: a feature that alone
// decides parts all logits into two halves, each one standard deviation from the
// mean.
func EffectProfiles(all []probe.Factorial) (figure.Figure, error) {
	var steps []string
	for _, f := range factors {
		steps = append(steps, f.head)
	}
	var panels []figure.ProfilePanel
	for _, s := range probe.Scenarios(all) {
		p := figure.ProfilePanel{Title: fmt.Sprintf("scenario %d", s), XLabel: "what changes", YLabel: "effect on the logit, SD", Steps: steps, Low: -2.1, High: 2.1}
		for _, g := range trained(all) {
			if g.Scenario != s {
				continue
			}
			p.Lines = append(p.Lines, profileLine(g.Network, all, g, effects))
		}
		panels = append(panels, p)
	}
	return figure.Profiles("What moves the logit", panels)
}

// effects are those of one network, in the order of factors.
func effects(f probe.Factorial) []float64 {
	var values []float64
	for _, c := range factors {
		values = append(values, c.of(f))
	}
	return values
}

// EffectsSay says of each group, in a Markdown list, which feature moves the logit
// most, by the mean size of its effect, and in how many seeds it does.
func EffectsSay(all []probe.Factorial) string {
	var b strings.Builder
	for _, g := range probe.Groups(all) {
		first, size := 0, 0.
		for i, c := range factors {
			if v := probe.Estimate(all, g, func(f probe.Factorial) float64 { return math.Abs(c.of(f)) }).Mean; v > size {
				first, size = i, v
			}
		}
		largest := probe.Values(all, g, func(f probe.Factorial) float64 { return float64(one(strongest(f) == first)) })
		count := 0
		for _, v := range largest {
			count += int(v)
		}
		fmt.Fprintf(&b, "- **%s**: what moves the logit most is a *%s*, by %s standard deviations; it is the strongest feature in %d of %s.\n", g,
			factors[first].head, estimated(probe.Estimate(all, g, factors[first].of)), count, plural(len(largest), "seed"))
	}
	return b.String()
}

// strongest is the factor with the largest effect, of either sign.
func strongest(f probe.Factorial) int {
	first := 0
	for i, v := range effects(f) {
		if math.Abs(v) > math.Abs(effects(f)[first]) {
			first = i
		}
	}
	return first
}
