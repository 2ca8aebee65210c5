package exhibit

import (
	"fmt"

	"nodulelab/lib/figure"
	"nodulelab/lib/metrics"
	"nodulelab/lib/probe"
)

// ResponseFigure plots the share of images called malignant against the intensity of
// the foreground, by class of the mask; dashed, the same where the background in
// its place brings the whole image's mean.
func ResponseFigure(all []probe.Response) (figure.Figure, error) {
	var steps []string
	for _, level := range probe.Levels() {
		steps = append(steps, fmt.Sprint(level))
	}
	var panels []figure.LinePanel
	for _, g := range probe.Groups(all) {
		p := figure.LinePanel{Title: g.String(), XLabel: "foreground intensity, or that of equal mean", YLabel: "share called malignant", Steps: steps, High: 1}
		for _, c := range curves {
			l := profileLine(c.label, all, g, c.of)
			l.Hue, l.Dashed = c.hue, c.dashed
			p.Lines = append(p.Lines, l)
		}
		panels = append(panels, p)
	}
	return figure.Lines("Does brightness decide, and whose?", panels)
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
	var responses []response
	for _, g := range probe.Groups(all) {
		r := response{Group: g, From: levels[first], To: levels[last]}
		for _, c := range curves {
			at := func(level int) metrics.Estimate {
				return probe.Estimate(all, g, func(r probe.Response) float64 { return c.of(r)[level] })
			}
			r.Curves = append(r.Curves, ends{at(first), at(last)})
		}
		r.Distance = probe.Estimate(all, g, func(r probe.Response) float64 { return r.Foreground.Gap(r.Background) })
		responses = append(responses, r)
	}
	return block("ResponseText").text(responses)
}
