package exhibit

import (
	"fmt"
	"math"

	"nodulelab/lib/figure"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/probe"
)

// flips are the shares of decisions that a change flips: as it is, with the whole
// image's mean held, by the move of the background alone, and with the area held, which no
// change of the intensity moves.
var flips = []struct {
	change string
	shares []column[probe.Flips]
}{
	{"intensity", []column[probe.Flips]{
		{"as it is", func(f probe.Flips) float64 { return f.Intensity }},
		{"mean held", func(f probe.Flips) float64 { return f.IntensityHeld }},
		{"the background's move alone", func(f probe.Flips) float64 { return f.IntensityBackground }},
		{"area held", func(probe.Flips) float64 { return math.NaN() }},
	}},
	{"mask", []column[probe.Flips]{
		{"as it is", func(f probe.Flips) float64 { return f.Shape }},
		{"mean held", func(f probe.Flips) float64 { return f.ShapeHeld }},
		{"the background's move alone", func(f probe.Flips) float64 { return f.ShapeBackground }},
		{"area held", func(f probe.Flips) float64 { return f.ShapeAreaHeld }},
	}},
}

// FlipTable tabulates the shares of decisions that flip when the intensity or the
// mask becomes the other class's.
func FlipTable(all []probe.Flips) Table {
	var rows []estimateRow
	for _, g := range probe.Groups(all) {
		for _, f := range flips {
			rows = append(rows, rowOf(g.String()+", "+f.change, all, g, f.shares))
		}
	}
	return estimateTable("Share of decisions that flip when one thing becomes the other class's", header("networks, what changes", flips[0].shares), rows)
}

// FlipText says of each group whether the mask or the intensity flips more of its
// decisions while the whole image's mean is held.
func FlipText(all []probe.Flips) (string, error) {
	return block("FlipText").text(within(all, func(f probe.Flips) float64 { return f.ShapeHeld - f.IntensityHeld }))
}

// ResponseFigure plots the share of images called malignant against the intensity of
// the foreground, by class of the mask; dashed, the same where the background in
// its place brings the whole image's mean.
func ResponseFigure(all []probe.Response) (figure.Figure, error) {
	steps := slice.Map(probe.Levels(), func(level int) string { return fmt.Sprint(level) })
	panel := func(g probe.Group) figure.LinePanel {
		p := figure.LinePanel{Title: g.String(), XLabel: "foreground intensity, or that of equal mean", YLabel: "share called malignant", Steps: steps, High: 1}
		for _, c := range curves {
			l := profileLine(c.label, all, g, c.of)
			l.Hue, l.Dashed = c.hue, c.dashed
			p.Lines = append(p.Lines, l)
		}
		return p
	}
	return figure.Lines("Does brightness decide, and whose?", slice.Map(probe.Groups(all), panel))
}

// curves are the lines of ResponseFigure.
var curves = []struct {
	label  string
	hue    figure.Hue
	dashed bool
	of     func(probe.Response) []float64
}{
	{"malignant, foreground moves", figure.Malignant, false, func(r probe.Response) []float64 { return r.Foreground.Malignant }},
	{"benign, foreground moves", figure.Benign, false, func(r probe.Response) []float64 { return r.Foreground.Benign }},
	{"malignant, background moves", figure.Malignant, true, func(r probe.Response) []float64 { return r.Background.Malignant }},
	{"benign, background moves", figure.Benign, true, func(r probe.Response) []float64 { return r.Background.Benign }},
}

// ResponseText says of each group how far brightness moves decisions, by the
// foreground and by the background, from the paper's darkest level to its brightest.
func ResponseText(all []probe.Response) (string, error) {
	type ends struct{ From, To metrics.Estimate }
	type response struct {
		Group    probe.Group
		From, To int
		Curves   []ends
		Distance metrics.Estimate
	}
	levels := probe.Levels()
	first, last := 1, len(levels)-2
	return block("ResponseText").text(slice.Map(probe.Groups(all), func(g probe.Group) response {
		r := response{Group: g, From: levels[first], To: levels[last]}
		for _, c := range curves {
			at := func(level int) metrics.Estimate {
				return probe.Estimate(all, g, func(r probe.Response) float64 { return c.of(r)[level] })
			}
			r.Curves = append(r.Curves, ends{at(first), at(last)})
		}
		r.Distance = probe.Estimate(all, g, func(r probe.Response) float64 { return r.Foreground.Gap(r.Background) })
		return r
	}))
}

// cues are the two ways to bring a cue that contradicts the shape.
var cues = []column[probe.Conflict]{
	{"by the foreground", func(c probe.Conflict) float64 { return c.Foreground }},
	{"with the background", func(c probe.Conflict) float64 { return c.Background }},
}

// ConflictFigure plots how often decisions resist the scenario's cue where it contradicts
// the class of the shape.
func ConflictFigure(all []probe.Conflict) (figure.Figure, error) {
	var rows []figure.Row
	for _, g := range probe.Groups(all) {
		for _, c := range cues {
			rows = append(rows, shareRow(fmt.Sprintf("%s, cue %s", g, c.name), all, g, c.of))
		}
	}
	return shares("Class against cue", "share of decisions that resist the cue", "as often as not", rows)
}

// ConflictTable tabulates how often decisions resist the cue.
func ConflictTable(all []probe.Conflict) Table {
	return groupTable("Share of decisions that resist a cue which contradicts the class", all, probe.Groups(all), cues)
}

// ConflictText says under which loss decisions resist the cue more, for each scenario and
// cue.
func ConflictText(all []probe.Conflict) (string, error) {
	var rows []probe.Comparison
	for _, s := range probe.Scenarios(all) {
		for _, c := range cues {
			d, err := probe.Differences(all, probe.Trained(s, loss.CE), probe.Trained(s, loss.Contrast), c.of)
			if err != nil {
				return "", err
			}
			rows = append(rows, probe.Comparison{Label: fmt.Sprintf("scenario %d, cue %s", s, c.name), Differences: d})
		}
	}
	return block("ConflictText").text(probe.Family(rows...))
}
