package exhibit

import (
	"fmt"
	"strings"

	"nodulelab/lib/figure"
	"nodulelab/lib/probe"
)

// Responses plots the share of images called malignant against the intensity of
// the foreground, by class of the mask; dashed, the same where the background in
// its place brings the whole image's mean.
func Responses(all []probe.Response) (figure.Figure, error) {
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

// ResponsesSay says of each group, in a Markdown list, how far brightness moves
// decisions, by the foreground and by the background.
func ResponsesSay(all []probe.Response) string {
	levels := probe.Levels()
	last := len(levels) - 2 // the paper's brightest; its darkest is 1
	var b strings.Builder
	for _, g := range probe.Groups(all) {
		at := func(c func(probe.Response) []float64, i int) string {
			return estimated(probe.Estimate(all, g, func(r probe.Response) float64 { return c(r)[i] }))
		}
		fmt.Fprintf(&b, "- **%s**: with foregrounds from %d to %d, the share of malignant masks called malignant goes from %s to %s, and of benign ones from %s to %s. "+
			"Where the background brings the same means, the one goes from %s to %s, the other from %s to %s. The mean distance of the curves is %s.\n",
			g, levels[1], levels[last],
			at(curves[0].of, 1), at(curves[0].of, last), at(curves[1].of, 1), at(curves[1].of, last),
			at(curves[2].of, 1), at(curves[2].of, last), at(curves[3].of, 1), at(curves[3].of, last),
			estimated(probe.Estimate(all, g, func(r probe.Response) float64 { return r.Foreground.Gap(r.Background) })))
	}
	return b.String()
}
