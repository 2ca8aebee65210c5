package figure

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg/draw"

	"nodulelab/lib/internal/slice"
)

// LinePanel is one plot of lines over steps: epochs, levels of a dose, layers of a
// network.
type LinePanel struct {
	Title, XLabel, YLabel string
	Steps                 []string // names of the steps; without names they count from 1
	Low, High             float64  // ends of the Y axis; if both are 0, it fits the values
	Log                   bool     // logarithmic Y axis, for positive values
	Lines                 []Line
}

// Line is one quantity of every seed, step by step. Lines of one label look alike
// in all panels of a figure and share an entry in its legend.
type Line struct {
	Label  string
	Hue    Hue
	Dashed bool
	Seeds  [][]float64 // one a seed, each with one value a step
}

// Hue chooses the colours and glyphs of a line or a group.
type Hue int

// Plain lines and groups take the colours of the palette in turn. Malignant is red
// with 'x' and benign is blue with 'o', as in the paper.
const (
	Plain Hue = iota
	Malignant
	Benign
)

const (
	mostPanels  = 6
	mostSteps   = 40
	mostLines   = 20 // in a panel
	mostSeeds   = 10_000
	smallestLog = 1e-100 // least value on a logarithmic axis
)

// Lines draws up to six panels of lines. Where steps are numbered, every seed is a
// line, and up to three panels stand side by side. Where steps have names, the mean
// over the seeds is a line with a mark at each step, the seeds are thin lines behind
// it, and two panels stand side by side. All panels of a figure are of one kind.
func Lines(title string, panels []LinePanel) (Figure, error) {
	err := checkRows(title, "panels", len(panels), mostPanels)
	var lines []Line
	for i, p := range panels {
		err = cmp.Or(err, p.check(i))
		if err == nil && p.named() != panels[0].named() {
			err = fmt.Errorf("figure: %q has panels with names for their steps and without: want one kind", title)
		}
		lines = append(lines, p.Lines...)
	}
	if err != nil {
		return Figure{}, err
	}
	l, err := lineLegend(lines, panels[0].named())
	if err != nil {
		return Figure{}, err
	}
	plots := slice.Map(panels, func(p LinePanel) *plot.Plot { return p.plot(l) })
	f := Figure{Title: title, Alt: linesAlt(panels)}
	if panels[0].named() {
		l = append(l, key{label: "one seed", line: stroke(faded(muted, .5), .6)})
		return f.withPlots(plots, min(2, len(plots)), l, 250, 180), nil
	}
	return f.withPlots(plots, min(3, len(plots)), l, 235, 205), nil
}

// named tells whether the steps have names.
func (p LinePanel) named() bool { return len(p.Steps) > 0 }

// lineLegend returns an entry for each label, in order of first use.
func lineLegend(lines []Line, named bool) (legend, error) {
	var known []Line
	var l legend
	for _, line := range lines {
		if i := indexOf(known, line.Label); i >= 0 {
			if known[i].Dashed != line.Dashed || known[i].Hue != line.Hue {
				return nil, fmt.Errorf("figure: line %q looks different in two panels: give the two different labels", line.Label)
			}
			continue
		}
		if len(known) >= len(okabeIto) {
			return nil, fmt.Errorf("figure: line %q is label %d: at most %d can be told apart by colour", line.Label, len(known)+1, len(okabeIto))
		}
		l = append(l, line.key(len(known), named))
		known = append(known, line)
	}
	return l, nil
}

// indexOf is the index of the line with a label, or −1.
func indexOf(lines []Line, label string) int {
	return slices.IndexFunc(lines, func(l Line) bool { return l.Label == label })
}

// of returns the entry of a label.
func (l legend) of(label string) key {
	return l[slices.IndexFunc(l, func(k key) bool { return k.label == label })]
}

// key is how a line looks that comes after so many other labels.
func (l Line) key(before int, named bool) key {
	g := draw.GlyphStyle{Color: okabeIto[before], Radius: 2.4, Shape: plainShapes[before%len(plainShapes)]}
	if l.Hue != Plain {
		g = classGlyph(l.Hue == Malignant, index(l.Dashed))
	}
	k := key{l.Label, stroke(g.Color, 1.6, 4, 3), g}
	if !named {
		k = key{label: l.Label, line: stroke(g.Color, 1.3, 5, 3)}
	}
	if !l.Dashed {
		k.line.Dashes = nil
	}
	return k
}

func (p LinePanel) plot(l legend) *plot.Plot {
	q := newPlot(p.XLabel, p.YLabel)
	q.Title.Text = p.Title
	if p.named() {
		p.addMeans(q, l)
		ticks := make(plot.ConstantTicks, len(p.Steps))
		for i, s := range p.Steps {
			ticks[i] = plot.Tick{Value: float64(i), Label: s}
		}
		q.X.Tick.Marker, q.X.Min, q.X.Max = ticks, -.2, float64(len(p.Steps))-.8
	} else {
		p.addCurves(q, l)
	}
	if p.Low < p.High {
		q.Y.Min, q.Y.Max = p.Low, p.High
	}
	if p.Log {
		decades(&q.Y)
	}
	return q
}

// addCurves draws seed after seed, so that no line hides all seeds of another. Lines
// of several seeds are thinner and fainter.
func (p LinePanel) addCurves(q *plot.Plot, l legend) {
	longest := slices.MaxFunc(p.Lines, func(a, b Line) int { return cmp.Compare(len(a.Seeds), len(b.Seeds)) })
	for seed := range longest.Seeds {
		for _, line := range p.Lines {
			if n := len(line.Seeds); seed < n {
				s := l.of(line.Label).line
				if n > 1 {
					s.Width, s.Color = .7, faded(s.Color, max(.2, 1.5/float64(max(n, 3))))
				}
				addLine(q, s, points(line.Seeds[seed], 1)...)
			}
		}
	}
}

// addMeans draws the seeds of all lines, then their means.
func (p LinePanel) addMeans(q *plot.Plot, l legend) {
	for _, line := range p.Lines {
		opacity := max(.1, min(.5, 3/float64(len(line.Seeds))))
		thin := stroke(faded(l.of(line.Label).line.Color, opacity), .6)
		for _, values := range line.Seeds {
			addLine(q, thin, points(values, 0)...)
		}
	}
	for _, line := range p.Lines {
		k, mean := l.of(line.Label), points(line.mean(), 0)
		addLine(q, k.line, mean...)
		addDots(q, k.glyph, mean...)
	}
}

// points places values at steps: the first at a number, each next one 1 further.
func points(values []float64, first float64) plotter.XYs {
	p := make(plotter.XYs, len(values))
	for i, v := range values {
		p[i] = plotter.XY{X: first + float64(i), Y: v}
	}
	return p
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

func (p LinePanel) check(i int) error {
	what := fmt.Sprintf("panel %d", i)
	err := cmp.Or(
		checkText("title of "+what, p.Title), checkText("X label of "+what, p.XLabel), checkText("Y label of "+what, p.YLabel),
		checkTexts("step", "of "+what, p.Steps), checkRows(p.Title, "lines", len(p.Lines), mostLines),
	)
	if n := len(p.Steps); n > mostSteps {
		err = cmp.Or(err, fmt.Errorf("figure: panel %q with %d steps: want at most %d", p.Title, n, mostSteps))
	}
	if p.Low != 0 || p.High != 0 {
		err = cmp.Or(err, checkAxis(fmt.Sprintf("panel %q", p.Title), p.Low, p.High))
	}
	for j, l := range p.Lines {
		err = cmp.Or(err, checkText("label in panel "+p.Title, l.Label), p.checkLine(l))
		if err == nil && indexOf(p.Lines[:j], l.Label) >= 0 {
			return fmt.Errorf("figure: panel %q has two lines %q: want one, with the seeds of both", p.Title, l.Label)
		}
	}
	return err
}

// checkLine checks that every seed has a value for each step, and that all values
// lie on the Y axis.
func (p LinePanel) checkLine(l Line) error {
	what := fmt.Sprintf("panel %q, line %q", p.Title, l.Label)
	if err := checkRows(what, "seeds", len(l.Seeds), mostSeeds); err != nil {
		return err
	}
	steps := len(p.Steps)
	if !p.named() {
		steps = len(l.Seeds[0])
	}
	low, high := p.axis()
	for i, values := range l.Seeds {
		seed := fmt.Sprintf("%s, seed %d", what, i)
		if err := cmp.Or(oneEach(seed, len(values), "values", steps, "steps"), checkRange(seed, values, low, high)); err != nil {
			return err
		}
	}
	return nil
}

// axis returns the least and the largest value that the Y axis can show.
func (p LinePanel) axis() (low, high float64) {
	low, high = p.Low, p.High
	if low == high {
		low, high = math.Inf(-1), math.Inf(1)
	}
	if p.Log {
		low = max(low, smallestLog)
	}
	return low, high
}

// linesAlt says of each line where its mean over the seeds lies: at every step that
// has a name, or at the first and the last.
func linesAlt(panels []LinePanel) string {
	var b strings.Builder
	lead := "Training curves in %s."
	if panels[0].named() {
		lead = "Line plots in %s, one thin line a seed; here are the means."
	}
	fmt.Fprintf(&b, lead, count(len(panels), "panel"))
	for _, p := range panels {
		fmt.Fprintf(&b, " %s, %s", p.Title, p.YLabel)
		if p.named() {
			fmt.Fprintf(&b, " over %s (%s)", p.XLabel, strings.Join(p.Steps, ", "))
		}
		fmt.Fprintf(&b, ": %s.", joined(p.Lines, "; ", func(l Line) string { return l.Label + " " + p.words(l) }))
	}
	return b.String()
}

// words says where a line lies: "(2 seeds) 0.85, 0.45".
func (p LinePanel) words(l Line) string {
	if !p.named() {
		mean := l.mean()
		return fmt.Sprintf("(%s) from %.3g to %.3g at %s %d", count(len(l.Seeds), "line"), mean[0], mean[len(mean)-1], p.XLabel, len(mean))
	}
	means := joined(l.mean(), ", ", func(v float64) string { return fmt.Sprintf("%.2f", v) })
	return fmt.Sprintf("(%s) %s", count(len(l.Seeds), "seed"), means)
}
