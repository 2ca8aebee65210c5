package exhibit

import (
	"fmt"
	"math"
	"strings"

	"nodulelab/lib/figure"
	"nodulelab/lib/probe"
)

// factors are what a design changes.
var factors = []struct {
	short, name string
	of          func(probe.Effects) float64
}{
	{"shape", "malignant shape", func(e probe.Effects) float64 { return e.Shape }},
	{"area", "larger area", func(e probe.Effects) float64 { return e.Area }},
	{"foreground", "brighter foreground", func(e probe.Effects) float64 { return e.Foreground }},
	{"whole image", "brighter image", func(e probe.Effects) float64 { return e.WholeImage }},
}

// Effects tabulates main effects on the logit in both designs.
func Effects(all []probe.Factorial) Table {
	t := Table{
		Caption: "Main effects on the logit, in its standard deviations, above 0 towards malignant: mean over seeds [95 % interval]",
		Header:  []string{"networks, design"},
	}
	for _, f := range factors {
		t.Header = append(t.Header, f.name)
	}
	for _, g := range probe.Groups(all) {
		natural, apart := []string{g.String() + ", one background"}, []string{g.String() + ", all apart"}
		for i, f := range factors {
			own := estimated(probe.Estimate(all, g, func(m probe.Factorial) float64 { return f.of(m.Natural) }))
			if i == len(factors)-1 {
				own = absent
			}
			natural = append(natural, own)
			apart = append(apart, estimated(probe.Estimate(all, g, func(m probe.Factorial) float64 { return f.of(m.Apart) })))
		}
		t.Rows = append(t.Rows, natural, apart)
	}
	return t
}

// Calls tabulates the share of images that is called malignant in each cell of the
// design on one background: sets of equal area that differ in brightness, sets of
// equal brightness that differ in area, and either with the other's shape.
func Calls(all []probe.Factorial) Table {
	t := Table{
		Caption: "Share called malignant on one background: mean over seeds [95 % interval]",
		Header:  []string{"shape, area, foreground"},
	}
	word := func(high bool, yes, no string) string {
		if high {
			return yes
		}
		return no
	}
	for _, g := range probe.Groups(all) {
		t.Header = append(t.Header, g.String())
	}
	for _, c := range probe.Cells() {
		row := []string{word(c.Malignant, "malignant", "benign") + ", " + word(c.Large, "large", "small") + ", " + word(c.Bright, "bright", "dark")}
		for _, g := range probe.Groups(all) {
			row = append(row, estimated(probe.Estimate(all, g, func(f probe.Factorial) float64 { return f.Called.Of(c) })))
		}
		t.Rows = append(t.Rows, row)
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
		steps = append(steps, f.short)
	}
	var panels []figure.LinePanel
	for _, s := range probe.Scenarios(all) {
		p := figure.LinePanel{Title: fmt.Sprintf("scenario %d", s), XLabel: "what changes", YLabel: "effect on the logit, SD", Steps: steps, Low: -2.1, High: 2.1}
		for _, g := range trained(all) {
			if g.Scenario != s {
				continue
			}
			p.Lines = append(p.Lines, profileLine(g.Network, all, g, effects))
		}
		panels = append(panels, p)
	}
	return figure.Lines("What moves the logit", panels)
}

// effects are those of one network, in the order of factors.
func effects(f probe.Factorial) []float64 {
	var values []float64
	for _, c := range factors {
		values = append(values, c.of(f.Apart))
	}
	return values
}

// EffectsSay says of each group, in a Markdown list, which feature moves the logit
// most, by the mean size of its effect, and in how many seeds it does.
func EffectsSay(all []probe.Factorial) string {
	var b strings.Builder
	for _, g := range probe.Groups(all) {
		first, count, of := leading(all, g, effects)
		fmt.Fprintf(&b, "- **%s**: what moves the logit most is a *%s*, by %s standard deviations; it is the strongest feature in %d of %s.\n", g,
			factors[first].name, estimated(probe.Estimate(all, g, func(f probe.Factorial) float64 { return effects(f)[first] })), count, plural(of, "seed"))
	}
	return b.String()
}

// leading is the index of that of several numbers which is the largest in a group,
// by its mean size, and the count of the group's networks in which it is so too.
func leading(all []probe.Factorial, g probe.Group, of func(probe.Factorial) []float64) (first, count, networks int) {
	sizes := make([]float64, len(of(probe.Factorial{})))
	for i := range sizes {
		sizes[i] = probe.Estimate(all, g, func(f probe.Factorial) float64 { return math.Abs(of(f)[i]) }).Mean
	}
	first = strongest(sizes)
	own := probe.Values(all, g, func(f probe.Factorial) float64 { return float64(strongest(of(f))) })
	for _, v := range own {
		count += one(int(v) == first)
	}
	return first, count, len(own)
}

// strongest is the index of the largest value, of either sign.
func strongest(values []float64) int {
	first := 0
	for i, v := range values {
		if math.Abs(v) > math.Abs(values[first]) {
			first = i
		}
	}
	return first
}
