package exhibit

import (
	"math"
	"slices"

	"nodulelab/lib/figure"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
	"nodulelab/lib/probe"
)

// factors are what a design changes.
var factors = []column[probe.Effects]{
	{"malignant shape", func(e probe.Effects) float64 { return e.Shape }},
	{"larger area", func(e probe.Effects) float64 { return e.Area }},
	{"brighter foreground", func(e probe.Effects) float64 { return e.Foreground }},
	{"brighter image", func(e probe.Effects) float64 { return e.WholeImage }},
}

// natural and apart are the factors' effects in the two designs: on one background,
// and with all features set apart.
var (
	natural = inPart(func(f probe.Factorial) probe.Effects { return f.Natural }, factors)
	apart   = inPart(func(f probe.Factorial) probe.Effects { return f.Apart }, factors)
)

// EffectTable tabulates main effects on the logit in both designs. On one background
// the whole image's brightness has no effect of its own.
func EffectTable(all []probe.Factorial) Table {
	var rows []estimateRow
	for _, g := range probe.Groups(all) {
		held := rowOf(g.String()+", one background", all, g, natural)
		held.estimates[len(held.estimates)-1] = metrics.EstimateMean(nil)
		rows = append(rows, held, rowOf(g.String()+", all apart", all, g, apart))
	}
	return estimateTable("Main effects on the logit, in its standard deviations, above 0 towards malignant", header("networks, design", factors), rows)
}

// CallTable tabulates the share of images that is called malignant in each cell of
// the design on one background: sets of equal area that differ in brightness, sets
// of equal brightness that differ in area, and either with the other's shape.
func CallTable(all []probe.Factorial) Table {
	groups := probe.Groups(all)
	head := append([]string{"shape, area, foreground"}, slice.Map(groups, probe.Group.String)...)
	word := func(high bool, yes, no string) string {
		if high {
			return yes
		}
		return no
	}
	rows := slice.Map(probe.Cells(), func(c probe.Cell) estimateRow {
		name := word(c.Malignant, "malignant", "benign") + ", " + word(c.Large, "large", "small") + ", " + word(c.Bright, "bright", "dark")
		called := func(g probe.Group) metrics.Estimate {
			return probe.Estimate(all, g, func(f probe.Factorial) float64 { return f.Called.Of(c) })
		}
		return estimateRow{name, slice.Map(groups, called)}
	})
	return estimateTable("Share called malignant on one background", head, rows)
}

// EffectFigure plots the main effects of the design in which all features are set
// apart, one panel a scenario. No effect can exceed 2: a feature that alone decides
// parts all logits into two halves, each one standard deviation from the mean.
func EffectFigure(all []probe.Factorial) (figure.Figure, error) {
	style := figure.LinePanel{
		XLabel: "what changes", YLabel: "effect on the logit, SD", Low: -2.1, High: 2.1,
		Steps: []string{"shape", "area", "foreground", "whole image"},
	}
	return figure.Lines("What moves the logit", scenarioPanels(style, all, trained(all), valuesOf(apart)))
}

// EffectText says of each group which feature moves the logit most, by the mean size
// of its effect, and in how many seeds it does.
func EffectText(all []probe.Factorial) (string, error) {
	return block("EffectText").text(leaders(all, apart))
}

// leader is the column whose numbers are the largest in a group.
type leader struct {
	Group        probe.Group
	Name         string
	Mean         metrics.Estimate
	Count, Seeds int // the seeds in which it is the largest too, of all
}

// leaders returns each group's column with the largest mean size, of either sign.
func leaders(all []probe.Factorial, columns []column[probe.Factorial]) []leader {
	return slice.Map(probe.Groups(all), func(g probe.Group) leader {
		first := strongest(slice.Map(columns, func(c column[probe.Factorial]) float64 {
			return probe.Estimate(all, g, func(f probe.Factorial) float64 { return math.Abs(c.of(f)) }).Mean
		}))
		own := probe.Values(all, g, func(f probe.Factorial) int { return strongest(valuesOf(columns)(f)) })
		same := slice.Filter(own, func(i int) bool { return i == first })
		return leader{g, columns[first].name, probe.Estimate(all, g, columns[first].of), len(same), len(own)}
	})
}

// strongest returns the index of the largest value, of either sign.
func strongest(values []float64) int {
	first := 0
	for i, v := range values {
		if math.Abs(v) > math.Abs(values[first]) {
			first = i
		}
	}
	return first
}

// followed are the shares of the logit's variance that single numbers of an image explain,
// all features set apart.
var followed = followedBy(probe.Numbers(), probe.Follows.R2)

// followedPairs are the shares that two numbers explain.
var followedPairs = followedBy(slice.Map(probe.Pairs(), func(p [2]int) string {
	return probe.Numbers()[p[0]] + " + " + probe.Numbers()[p[1]]
}), func(f probe.Follows, i int) float64 { return f.Pairs[i] })

// followedBy returns a column for each of some candidates.
func followedBy(names []string, of func(probe.Follows, int) float64) []column[probe.Factorial] {
	var columns []column[probe.Factorial]
	for i, name := range names {
		columns = append(columns, column[probe.Factorial]{name, func(f probe.Factorial) float64 { return of(f.Follows, i) }})
	}
	return columns
}

// FollowTable tabulates how much of the logits' variance single numbers of an image
// explain, and the best pair of them, all features set apart.
func FollowTable(all []probe.Factorial) Table {
	t := groupTable("Share of the logit's variance that one number of the image explains, R², all features apart", all, probe.Groups(all), followed)
	t.Header = append(t.Header, "best pair")
	for i, pair := range leaders(all, followedPairs) {
		t.Rows[i] = append(t.Rows[i], pair.Name+": "+estimate(pair.Mean))
	}
	return t
}

// FollowText says of each group which number of the list fits its logits best, and which
// pair of numbers, and in how many seeds they do.
func FollowText(all []probe.Factorial) (string, error) {
	type follower struct {
		Group          probe.Group
		Numbers, Pairs int
		One, Two       leader
		Correlation    metrics.Estimate
	}
	pairs := leaders(all, followedPairs)
	var followers []follower
	for i, one := range leaders(all, followed) {
		at := slices.Index(probe.Numbers(), one.Name)
		r := probe.Estimate(all, one.Group, func(f probe.Factorial) float64 { return f.Follows.Correlations[at] })
		followers = append(followers, follower{one.Group, len(followed), len(followedPairs), one, pairs[i], r})
	}
	return block("FollowText").text(followers)
}
