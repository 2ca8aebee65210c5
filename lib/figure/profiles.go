package figure

import (
	"fmt"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// ProfilePanel is one plot of values over a few steps, such as the levels of a dose
// or the layers of a network.
type ProfilePanel struct {
	Title, XLabel, YLabel string
	Steps                 []string // names of the steps, from left to right
	Low, High             float64  // ends of the Y axis; every value lies between them
	Lines                 []Line   // a value a step
}

const (
	mostProfiles  = 6
	mostSteps     = 40
	profileWidth  = vg.Length(250)
	profileHeight = vg.Length(180)
)

// Profiles draws panels, two in a row: every seed as a thin line, and the mean over
// the seeds as a strong one with a mark at each step.
func Profiles(title string, panels []ProfilePanel) (Figure, error) {
	err := checkRows(title, "panels", len(panels), mostProfiles)
	var lines []Line
	for i, p := range panels {
		err = firstError(err, p.check(i))
		lines = append(lines, p.Lines...)
	}
	if err != nil {
		return Figure{}, err
	}
	l, err := lineLegend(lines, profileKey)
	if err != nil {
		return Figure{}, err
	}
	plots, err := plotEach(panels, func(p ProfilePanel) (*plot.Plot, error) { return p.plot(l) })
	if err != nil {
		return Figure{}, err
	}
	l = append(l, key{label: "one seed", line: stroke(faded(muted, .5), .6)})
	columns, rows := min(2, len(plots)), (len(plots)+1)/2
	f := Figure{Title: title, Alt: profilesAlt(panels)}
	return f.withPlots(plots, columns, l, profileWidth*vg.Length(columns), profileHeight*vg.Length(rows)), nil
}

func (p ProfilePanel) check(i int) error {
	what := fmt.Sprintf("panel %d", i)
	return firstError(
		checkText("title of "+what, p.Title), checkText("X label of "+what, p.XLabel), checkText("Y label of "+what, p.YLabel),
		checkAxis(fmt.Sprintf("panel %q", p.Title), p.Low, p.High),
		checkRows(p.Title, "steps", len(p.Steps), mostSteps), checkTexts("step", "of "+what, p.Steps),
		checkLines(p.Title, p.Lines, len(p.Steps), p.Low, p.High),
	)
}

// profileKey is how the mean of a line looks.
func profileKey(l Line, before int) key {
	g := draw.GlyphStyle{Color: l.colour(before), Radius: 2.4, Shape: plainShapes[before%len(plainShapes)]}
	if l.Hue != Plain {
		g = classGlyph(l.Hue == Malignant, index(l.Dashed))
	}
	s := draw.LineStyle{Color: g.Color, Width: 1.6}
	if l.Dashed {
		s.Dashes = []vg.Length{4, 3}
	}
	return key{l.Label, s, g}
}

// plot draws the seeds of all lines, then their means.
func (p ProfilePanel) plot(l legend) (*plot.Plot, error) {
	q := newPlot(p.XLabel, p.YLabel)
	q.Title.Text = p.Title
	ticks := make(plot.ConstantTicks, len(p.Steps))
	for i, s := range p.Steps {
		ticks[i] = plot.Tick{Value: float64(i), Label: s}
	}
	q.X.Tick.Marker = ticks
	var err error
	for _, line := range p.Lines {
		thin := stroke(faded(l.of(line.Label).glyph.Color, max(.1, min(.5, 3/float64(len(line.Seeds))))), .6)
		for _, values := range line.Seeds {
			err = firstError(err, addLine(q, thin, points(values, 0)...))
		}
	}
	for _, line := range p.Lines {
		k, mean := l.of(line.Label), points(line.mean(), 0)
		err = firstError(err, addLine(q, k.line, mean...), addDots(q, k.glyph, mean))
	}
	q.X.Min, q.X.Max, q.Y.Min, q.Y.Max = -.2, float64(len(p.Steps))-.8, p.Low, p.High
	return q, err
}

// mean is the mean over the seeds, step by step.
func (l Line) mean() []float64 {
	m := make([]float64, len(l.Seeds[0]))
	for i := range m {
		for _, values := range l.Seeds {
			m[i] += values[i]
		}
		m[i] /= float64(len(l.Seeds))
	}
	return m
}

func profilesAlt(panels []ProfilePanel) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Line plots in %s, one thin line a seed; here are the means.", count(len(panels), "panel"))
	for _, p := range panels {
		fmt.Fprintf(&b, " %s, %s over %s (%s):", p.Title, p.YLabel, p.XLabel, strings.Join(p.Steps, ", "))
		for i, l := range p.Lines {
			fmt.Fprintf(&b, "%s %s (%s)", separator(i, ";"), l.Label, count(len(l.Seeds), "seed"))
			for step, v := range l.mean() {
				fmt.Fprintf(&b, "%s %.2f", separator(step, ","), v)
			}
		}
		b.WriteString(".")
	}
	return b.String()
}
