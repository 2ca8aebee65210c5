package figure

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"nodulelab/lib/internal/slice"
)

// TimePanel is one plot of estimates over time, such as epochs, on a logarithmic axis.
type TimePanel struct {
	Title, XLabel, YLabel string
	Low, High             float64 // ends of the Y axis
	Mark                  Guide   // a dashed line at one time; none without a label
	Level                 Guide   // a dashed line at one number; none without a label
	Lines                 []TimeLine
}

// TimeLine is one number over time: an estimate at each of its own times, which rise and
// are above 0. Lines of one label look alike in all panels of a figure.
type TimeLine struct {
	Label     string
	Dashed    bool
	Times     []float64
	Estimates []Interval
}

// markLine is upright, and dotted to tell it from guides.
var markLine = stroke(ink, 1.1, 1.5, 2)

// Times draws up to six panels of lines over time, three side by side, or two of two or
// four. A line joins means; the band around it is their interval, cut where it leaves the
// axis. A mean that leaves the axis is an error.
func Times(title string, panels []TimePanel) (Figure, error) {
	err := checkRows(title, "panels", len(panels), mostPanels)
	var lines []Line
	for i, p := range panels {
		err = cmp.Or(err, p.check(i))
		lines = append(lines, slice.Map(p.Lines, func(l TimeLine) Line { return Line{Label: l.Label, Dashed: l.Dashed} })...)
	}
	if err != nil {
		return Figure{}, err
	}
	l, err := lineLegend(lines, false)
	if err != nil {
		return Figure{}, err
	}
	plots := slice.Map(panels, func(p TimePanel) *plot.Plot { return p.plot(l) })
	f := Figure{Title: title, Alt: timesAlt(panels)}
	for i, g := range []Guide{panels[0].Level, panels[0].Mark} {
		if g.Label != "" {
			l = append(l, key{label: g.Label, line: []draw.LineStyle{dashedLine, markLine}[i]})
		}
	}
	columns := min(3, len(plots))
	if len(plots) == 4 {
		columns = 2
	}
	return f.withPlots(plots, columns, l, timeWidth(columns), 190), nil
}

// timeWidth is the width of a plot, of which so many stand side by side.
func timeWidth(columns int) vg.Length {
	return []vg.Length{380, 290, 225}[columns-1]
}

func (p TimePanel) check(i int) error {
	what := fmt.Sprintf("panel %d", i)
	err := cmp.Or(
		checkText("title of "+what, p.Title), checkText("X label of "+what, p.XLabel), checkText("Y label of "+what, p.YLabel),
		checkRows(p.Title, "lines", len(p.Lines), len(okabeIto)), checkAxis(fmt.Sprintf("panel %q", p.Title), p.Low, p.High),
		checkFinite("guide", p.Mark.At, p.Level.At),
	)
	if err == nil && p.Mark.Label != "" && !(p.Mark.At > 0) {
		err = fmt.Errorf("figure: panel %q has a mark at %g: want a time above 0", p.Title, p.Mark.At)
	}
	for _, l := range p.Lines {
		err = cmp.Or(err, checkText("label in panel "+p.Title, l.Label), p.checkLine(l))
	}
	return err
}

func (p TimePanel) checkLine(l TimeLine) error {
	what := fmt.Sprintf("panel %q, line %q", p.Title, l.Label)
	err := cmp.Or(oneEach(what, len(l.Estimates), "estimates", len(l.Times), "times"), checkRange(what+", times", l.Times, smallestLog, math.Inf(1)))
	for i, e := range l.Estimates {
		err = cmp.Or(err, e.check(what), checkRange(what+", mean", []float64{e.Mean}, p.Low, p.High))
		if err == nil && i > 0 && l.Times[i] <= l.Times[i-1] {
			err = fmt.Errorf("figure: %s: time %g after %g: want them to rise", what, l.Times[i], l.Times[i-1])
		}
	}
	return err
}

func (p TimePanel) plot(l legend) *plot.Plot {
	q := newPlot(p.XLabel, p.YLabel)
	q.Title.Text = p.Title
	first, last := p.ends()
	if p.Level.Label != "" {
		addLine(q, dashedLine, plotter.XY{X: first, Y: p.Level.At}, plotter.XY{X: last, Y: p.Level.At})
	}
	if p.Mark.Label != "" {
		addLine(q, markLine, plotter.XY{X: p.Mark.At, Y: p.Low}, plotter.XY{X: p.Mark.At, Y: p.High})
	}
	for _, line := range p.Lines {
		p.addBand(q, l, line)
	}
	for _, line := range p.Lines {
		means := make([]plotter.XY, len(line.Times))
		for i, e := range line.Estimates {
			means[i] = plotter.XY{X: line.Times[i], Y: e.Mean}
		}
		addLine(q, l.of(line.Label).line, means...)
	}
	q.X.Scale, q.X.Tick.Marker = plot.LogScale{}, plot.TickerFunc(logTicks)
	q.X.Min, q.X.Max, q.Y.Min, q.Y.Max = first, last, p.Low, p.High
	return q
}

// ends are the first and the last time of a panel.
func (p TimePanel) ends() (first, last float64) {
	first, last = p.Lines[0].Times[0], p.Lines[0].Times[0]
	for _, l := range p.Lines {
		first, last = min(first, l.Times[0]), max(last, l.Times[len(l.Times)-1])
	}
	if p.Mark.Label != "" {
		first, last = min(first, p.Mark.At), max(last, p.Mark.At)
	}
	if first == last {
		last *= 10
	}
	return first, last
}

// addBand shades the intervals of a line, as far as it has any.
func (p TimePanel) addBand(q *plot.Plot, l legend, line TimeLine) {
	var lower, band plotter.XYs
	for i, e := range line.Estimates {
		if !e.alone() {
			lower = append(lower, plotter.XY{X: line.Times[i], Y: max(e.Low, p.Low)})
			band = append(band, plotter.XY{X: line.Times[i], Y: min(e.High, p.High)})
		}
	}
	for i := range lower {
		band = append(band, lower[len(lower)-1-i])
	}
	if len(band) < 4 {
		return
	}
	q.Add(&plotter.Polygon{XYs: []plotter.XYs{band}, Color: faded(l.of(line.Label).line.Color, .18)})
}

// logTicks are 1, 2 and 5 times powers of ten with labels; over more than three decades,
// the powers alone.
func logTicks(low, high float64) []plot.Tick {
	factors := []float64{1, 2, 5}
	if high/low > 1000 {
		factors = factors[:1]
	}
	var ticks []plot.Tick
	for power := math.Floor(math.Log10(low)); power <= math.Ceil(math.Log10(high)); power++ {
		for _, f := range factors {
			if v := f * math.Pow10(int(power)); v >= low*(1-1e-9) && v <= high*(1+1e-9) {
				ticks = append(ticks, plot.Tick{Value: v, Label: strconv.FormatFloat(v, 'f', -1, 64)})
			}
		}
	}
	return ticks
}

// timesAlt says of each line where its means lie at first, at the mark, and at last.
func timesAlt(panels []TimePanel) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Lines over time in %s, with their intervals.", count(len(panels), "panel"))
	for _, p := range panels {
		fmt.Fprintf(&b, " %s, %s: %s.", p.Title, p.YLabel, joined(p.Lines, "; ", func(l TimeLine) string { return l.Label + " " + p.words(l) }))
	}
	return b.String()
}

// words writes a line's estimates at its first time, at the mark if it has one there, and
// at its last time.
func (p TimePanel) words(l TimeLine) string {
	var words []string
	for i, e := range l.Estimates {
		if i == 0 || i == len(l.Times)-1 || p.Mark.Label != "" && l.Times[i] == p.Mark.At {
			words = append(words, fmt.Sprintf("%s at %s %s", e.words(printed), p.XLabel, short(l.Times[i])))
		}
	}
	return strings.Join(words, ", ")
}
