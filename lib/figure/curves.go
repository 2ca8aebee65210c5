package figure

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// CurvePanel is one plot against the epoch.
type CurvePanel struct {
	Title, YLabel string
	Log           bool // logarithmic Y axis: all values must be positive
	Lines         []CurveLine
}

// CurveLine is one quantity of one seed. Lines of one label share a colour, a
// dash and an entry in the legend.
type CurveLine struct {
	Label  string
	Dashed bool
	Values []float64 // one an epoch; the first epoch is 1
}

const (
	mostPanels  = 3
	smallestLog = 1e-100 // least value on a logarithmic axis
	panelWidth  = vg.Length(235)
	panelHeight = vg.Length(205)
)

// Curves draws one to three panels of training curves side by side.
func Curves(title string, panels []CurvePanel) (Figure, error) {
	if err := checkRows(title, "panels", len(panels), mostPanels); err != nil {
		return Figure{}, err
	}
	lines, err := styles(panels)
	if err != nil {
		return Figure{}, err
	}
	plots, err := plotEach(panels, func(p CurvePanel) (*plot.Plot, error) { return p.plot(lines) })
	if err != nil {
		return Figure{}, err
	}
	draws := func(c draw.Canvas) { drawPanels(lines.beside(c), plots, len(plots)) }
	f := Figure{Title: title, Alt: curvesAlt(panels), draw: draws}
	return f.sized(panelWidth*vg.Length(len(panels))+lines.width(), max(panelHeight, lines.height())), nil
}

// plotEach makes a plot of each panel.
func plotEach[P any](panels []P, plotOf func(P) (*plot.Plot, error)) ([]*plot.Plot, error) {
	var plots []*plot.Plot
	for _, panel := range panels {
		p, err := plotOf(panel)
		if err != nil {
			return nil, err
		}
		plots = append(plots, p)
	}
	return plots, nil
}

// drawPanels draws plots in rows of some columns.
func drawPanels(c draw.Canvas, plots []*plot.Plot, columns int) {
	tiles := draw.Tiles{Cols: columns, Rows: (len(plots) + columns - 1) / columns, PadX: 12, PadY: 10}
	for i, p := range plots {
		p.Draw(tiles.At(c, i%columns, i/columns))
	}
}

// styles checks all panels and gives each label its colour, in order of first
// use. The result is the legend.
func styles(panels []CurvePanel) (legend, error) {
	var l legend
	dashed := map[string]bool{}
	for i, p := range panels {
		if err := p.check(i); err != nil {
			return nil, err
		}
		for _, line := range p.Lines {
			was, known := dashed[line.Label]
			if known && was != line.Dashed {
				return nil, fmt.Errorf("figure: line %q is both solid and dashed: give the two different labels", line.Label)
			}
			if known {
				continue
			}
			if len(l) == len(okabeIto) {
				return nil, fmt.Errorf("figure: line %q is label %d: at most %d can be told apart by colour", line.Label, len(l)+1, len(okabeIto))
			}
			dashed[line.Label] = line.Dashed
			l = append(l, key{label: line.Label, line: line.style(len(l))})
		}
	}
	return l, nil
}

func (l CurveLine) style(colour int) draw.LineStyle {
	s := stroke(okabeIto[colour], 1.3)
	if l.Dashed {
		s.Dashes = []vg.Length{5, 3}
	}
	return s
}

func (p CurvePanel) check(i int) error {
	what := fmt.Sprintf("panel %d", i)
	if err := firstError(checkText("title of "+what, p.Title), checkText("Y label of "+what, p.YLabel)); err != nil {
		return err
	}
	if len(p.Lines) == 0 {
		return fmt.Errorf("figure: panel %q has no lines: want at least 1", p.Title)
	}
	epochs := map[string]int{}
	for j, l := range p.Lines {
		if err := p.checkLine(j); err != nil {
			return err
		}
		if n, known := epochs[l.Label]; known && n != len(l.Values) {
			return fmt.Errorf("figure: panel %q: lines %q of %d and of %d epochs: want one length a label", p.Title, l.Label, n, len(l.Values))
		}
		epochs[l.Label] = len(l.Values)
	}
	return nil
}

func (p CurvePanel) checkLine(j int) error {
	l := p.Lines[j]
	what := fmt.Sprintf("panel %q, line %d (%s)", p.Title, j, l.Label)
	low := math.Inf(-1)
	if p.Log {
		low = smallestLog
	}
	return firstError(checkText("label of "+what, l.Label), checkRange(what, l.Values, low, math.Inf(1)))
}

// plot draws the panel's lines, thinner and fainter the more share a label.
func (p CurvePanel) plot(l legend) (*plot.Plot, error) {
	q := newPlot("epoch", p.YLabel)
	q.Title.Text = p.Title
	for _, line := range p.Lines {
		i := slices.IndexFunc(l, func(k key) bool { return k.label == line.Label })
		s := l[i].line
		if n := p.lines(line.Label); n > 1 {
			s.Width, s.Color = .7, faded(okabeIto[i], max(.2, 1.5/float64(max(n, 3))))
		}
		if err := addLine(q, s, line.points()...); err != nil {
			return nil, err
		}
	}
	if p.Log {
		decades(&q.Y)
	}
	return q, nil
}

// lines counts the lines of a label.
func (p CurvePanel) lines(label string) int {
	n := 0
	for _, l := range p.Lines {
		n += index(l.Label == label)
	}
	return n
}

func (l CurveLine) points() plotter.XYs {
	points := make(plotter.XYs, len(l.Values))
	for i, v := range l.Values {
		points[i] = plotter.XY{X: float64(i + 1), Y: v}
	}
	return points
}

// decades makes an axis logarithmic, from one power of ten to another.
func decades(a *plot.Axis) {
	a.Scale = plot.LogScale{}
	a.Tick.Marker = plot.LogTicks{Prec: 3}
	low, high := math.Floor(math.Log10(a.Min)), math.Ceil(math.Log10(a.Max))
	a.Min, a.Max = math.Pow(10, low), math.Pow(10, max(high, low+1))
}

func curvesAlt(panels []CurvePanel) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Training curves in %s.", count(len(panels), "panel"))
	for _, p := range panels {
		fmt.Fprintf(&b, " %s, %s:", p.Title, p.YLabel)
		separator := " "
		for _, g := range p.groups() {
			n := len(g.Values)
			fmt.Fprintf(&b, "%s%s (%s) from %.3g to %.3g at epoch %d", separator, g.Label, count(g.lines, "line"), g.Values[0], g.Values[n-1], n)
			separator = "; "
		}
		b.WriteString(".")
	}
	return b.String()
}

// curveGroup is the mean of the lines of one label.
type curveGroup struct {
	CurveLine
	lines int
}

// groups averages the lines of each label, in order of first use.
func (p CurvePanel) groups() []curveGroup {
	var groups []curveGroup
	for _, l := range p.Lines {
		i := slices.IndexFunc(groups, func(g curveGroup) bool { return g.Label == l.Label })
		if i < 0 {
			i = len(groups)
			groups = append(groups, curveGroup{CurveLine: CurveLine{Label: l.Label, Values: make([]float64, len(l.Values))}})
		}
		groups[i].lines++
		for e, v := range l.Values {
			groups[i].Values[e] += (v - groups[i].Values[e]) / float64(groups[i].lines)
		}
	}
	return groups
}
