package figure

import (
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
)

// CurvePanel is one plot against the epoch.
type CurvePanel struct {
	Title, YLabel string
	Log           bool   // logarithmic Y axis: all values must be positive
	Lines         []Line // a value an epoch; the first epoch is 1
}

const (
	mostPanels  = 3
	smallestLog = 1e-100 // least value on a logarithmic axis
	panelWidth  = vg.Length(235)
	panelHeight = vg.Length(205)
)

// Curves draws one to three panels of training curves side by side: every seed as
// a line, thinner and fainter if there are several.
func Curves(title string, panels []CurvePanel) (Figure, error) {
	err := checkRows(title, "panels", len(panels), mostPanels)
	var lines []Line
	for i, p := range panels {
		err = firstError(err, p.check(i))
		lines = append(lines, p.Lines...)
	}
	if err != nil {
		return Figure{}, err
	}
	l, err := lineLegend(lines, curveKey)
	if err != nil {
		return Figure{}, err
	}
	plots, err := plotEach(panels, func(p CurvePanel) (*plot.Plot, error) { return p.plot(l) })
	if err != nil {
		return Figure{}, err
	}
	n := len(panels)
	return Figure{Title: title, Alt: curvesAlt(panels)}.withPlots(plots, n, l, panelWidth*vg.Length(n), panelHeight), nil
}

func (p CurvePanel) check(i int) error {
	low := math.Inf(-1)
	if p.Log {
		low = smallestLog
	}
	return firstError(
		checkText(fmt.Sprintf("title of panel %d", i), p.Title),
		checkText(fmt.Sprintf("Y label of panel %d", i), p.YLabel),
		checkLines(p.Title, p.Lines, 0, low, math.Inf(1)),
	)
}

func curveKey(l Line, before int) key {
	s := stroke(l.colour(before), 1.3)
	if l.Dashed {
		s.Dashes = []vg.Length{5, 3}
	}
	return key{label: l.Label, line: s}
}

// plot draws seed after seed, so that no line hides all seeds of another.
func (p CurvePanel) plot(l legend) (*plot.Plot, error) {
	q := newPlot("epoch", p.YLabel)
	q.Title.Text = p.Title
	most := 0
	for _, line := range p.Lines {
		most = max(most, len(line.Seeds))
	}
	for seed := range most {
		for _, line := range p.Lines {
			if seed >= len(line.Seeds) {
				continue
			}
			s := l.of(line.Label).line
			if n := len(line.Seeds); n > 1 {
				s.Width, s.Color = .7, faded(s.Color, max(.2, 1.5/float64(max(n, 3))))
			}
			if err := addLine(q, s, points(line.Seeds[seed], 1)...); err != nil {
				return nil, err
			}
		}
	}
	if p.Log {
		decades(&q.Y)
	}
	return q, nil
}

// curvesAlt says of each line where its mean over the seeds begins and ends.
func curvesAlt(panels []CurvePanel) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Training curves in %s.", count(len(panels), "panel"))
	for _, p := range panels {
		fmt.Fprintf(&b, " %s, %s:", p.Title, p.YLabel)
		for i, l := range p.Lines {
			last := len(l.Seeds[0]) - 1
			fmt.Fprintf(&b, "%s %s (%s) from %.3g to %.3g at epoch %d", separator(i, ";"), l.Label, count(len(l.Seeds), "line"), l.runningMean(0), l.runningMean(last), last+1)
		}
		b.WriteString(".")
	}
	return b.String()
}

// runningMean is the mean over the seeds at one epoch, updated seed by seed.
func (l Line) runningMean(epoch int) float64 {
	var m float64
	for i, values := range l.Seeds {
		m += (values[epoch] - m) / float64(i+1)
	}
	return m
}
