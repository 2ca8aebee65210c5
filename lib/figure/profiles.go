package figure

import (
	"fmt"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// ProfilePanel is one plot of values over a few steps: levels of a dose, layers of
// a network.
type ProfilePanel struct {
	Title, XLabel, YLabel string
	Steps                 []string // names of the steps, from left to right
	Low, High             float64  // the range of the Y axis; every value lies in it
	Lines                 []ProfileLine
}

// ProfileLine is one quantity, of every seed. Lines of one label look alike in all
// panels and share an entry in the legend.
type ProfileLine struct {
	Label  string
	Hue    Hue
	Dashed bool
	Seeds  [][]float64 // one a seed, each with a value a step
}

// Hue says what colour and mark a line has.
type Hue int

// Plain lines take the palette's colours in turn; those of a class have the
// paper's: red 'x' malignant, blue 'o' benign.
const (
	Plain Hue = iota
	Malignant
	Benign
)

const (
	mostProfiles  = 6
	profileWidth  = vg.Length(250)
	profileHeight = vg.Length(180)
)

// Profiles draws panels, two in a row: every seed as a thin line, and the mean over
// the seeds as a strong one with a mark at each step.
func Profiles(title string, panels []ProfilePanel) (Figure, error) {
	if err := checkRows(title, "panels", len(panels), mostProfiles); err != nil {
		return Figure{}, err
	}
	for i, p := range panels {
		if err := p.check(i); err != nil {
			return Figure{}, err
		}
	}
	l, err := profileLegend(panels)
	if err != nil {
		return Figure{}, err
	}
	plots, err := plotEach(panels, func(p ProfilePanel) (*plot.Plot, error) { return p.plot(l) })
	if err != nil {
		return Figure{}, err
	}
	columns := min(2, len(plots))
	rows := (len(plots) + 1) / 2
	draws := func(c draw.Canvas) { drawPanels(l.beside(c), plots, columns) }
	f := Figure{Title: title, Alt: profilesAlt(panels), draw: draws}
	return f.sized(profileWidth*vg.Length(columns)+l.width(), max(profileHeight*vg.Length(rows), l.height())), nil
}

func (p ProfilePanel) check(i int) error {
	what := fmt.Sprintf("panel %d", i)
	err := firstError(
		checkText("title of "+what, p.Title), checkText("X label of "+what, p.XLabel), checkText("Y label of "+what, p.YLabel),
		checkFinite(what+", range", p.Low, p.High), checkRows(p.Title, "steps", len(p.Steps), 40), checkRows(p.Title, "lines", len(p.Lines), 20),
	)
	if err == nil && p.Low >= p.High {
		return fmt.Errorf("figure: panel %q: range from %g to %g: want low before high", p.Title, p.Low, p.High)
	}
	for _, s := range p.Steps {
		err = firstError(err, checkText("step of "+what, s))
	}
	for _, l := range p.Lines {
		err = firstError(err, p.checkLine(l))
	}
	return err
}

func (p ProfilePanel) checkLine(l ProfileLine) error {
	what := fmt.Sprintf("panel %q, line %q", p.Title, l.Label)
	if err := firstError(checkText("label in panel "+p.Title, l.Label), checkRows(what, "seeds", len(l.Seeds), 10_000)); err != nil {
		return err
	}
	for i, values := range l.Seeds {
		if len(values) != len(p.Steps) {
			return fmt.Errorf("figure: %s: seed %d has %d values for %d steps", what, i, len(values), len(p.Steps))
		}
		if err := checkRange(fmt.Sprintf("%s, seed %d", what, i), values, p.Low, p.High); err != nil {
			return err
		}
	}
	return nil
}

// profileLegend gives each label its colour, in order of first use.
func profileLegend(panels []ProfilePanel) (legend, error) {
	var l legend
	for _, p := range panels {
		for _, line := range p.Lines {
			if l.of(line.Label) >= 0 {
				continue
			}
			if line.Hue == Plain && len(l) >= len(okabeIto) {
				return nil, fmt.Errorf("figure: line %q is label %d: at most %d can be told apart by colour", line.Label, len(l)+1, len(okabeIto))
			}
			l = append(l, line.key(len(l)))
		}
	}
	return append(l, key{label: "one seed", line: stroke(faded(muted, .5), .6)}), nil
}

// of is the place of a label, or −1.
func (l legend) of(label string) int {
	return slices.IndexFunc(l, func(k key) bool { return k.label == label })
}

// key is how a line looks, the given number of labels coming before its own.
func (l ProfileLine) key(before int) key {
	shapes := []draw.GlyphDrawer{draw.CircleGlyph{}, draw.PyramidGlyph{}, draw.BoxGlyph{}, diamond{}}
	g := draw.GlyphStyle{Radius: 2.4, Shape: shapes[before%len(shapes)]}
	switch l.Hue {
	case Plain:
		g.Color = okabeIto[before%len(okabeIto)]
	default:
		c := Cluster{Malignant: l.Hue == Malignant, Test: l.Dashed}
		g = c.glyph()
	}
	s := draw.LineStyle{Color: g.Color, Width: 1.6}
	if l.Dashed {
		s.Dashes = []vg.Length{4, 3}
	}
	return key{l.Label, s, g}
}

func (p ProfilePanel) plot(l legend) (*plot.Plot, error) {
	q := newPlot(p.XLabel, p.YLabel)
	q.Title.Text = p.Title
	var ticks plot.ConstantTicks
	for i, s := range p.Steps {
		ticks = append(ticks, plot.Tick{Value: float64(i), Label: s})
	}
	q.X.Tick.Marker = ticks
	for _, thin := range []bool{true, false} { // all means over all seeds
		for _, line := range p.Lines {
			if err := line.add(q, l[l.of(line.Label)], thin); err != nil {
				return nil, err
			}
		}
	}
	q.X.Min, q.X.Max, q.Y.Min, q.Y.Max = -.2, float64(len(p.Steps))-.8, p.Low, p.High
	return q, nil
}

// add draws the seeds, thin, or their mean.
func (l ProfileLine) add(p *plot.Plot, k key, thin bool) error {
	if !thin {
		mean := profile(l.mean())
		return firstError(addLine(p, k.line, mean...), addDots(p, k.glyph, mean))
	}
	opacity := max(.1, min(.5, 3/float64(len(l.Seeds))))
	r, g, b, _ := k.glyph.Color.RGBA()
	s := stroke(faded(rgb((r>>8)<<16|(g>>8)<<8|b>>8), opacity), .6)
	for _, values := range l.Seeds {
		if err := addLine(p, s, profile(values)...); err != nil {
			return err
		}
	}
	return nil
}

func profile(values []float64) plotter.XYs {
	points := make(plotter.XYs, len(values))
	for i, v := range values {
		points[i] = plotter.XY{X: float64(i), Y: v}
	}
	return points
}

// mean is that over the seeds, step by step.
func (l ProfileLine) mean() []float64 {
	m := make([]float64, len(l.Seeds[0]))
	for i := range m {
		var step []float64
		for _, values := range l.Seeds {
			step = append(step, values[i])
		}
		m[i] = mean(step)
	}
	return m
}

func profilesAlt(panels []ProfilePanel) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Line plots in %s, one thin line a seed; here are the means.", count(len(panels), "panel"))
	for _, p := range panels {
		fmt.Fprintf(&b, " %s, %s over %s (%s):", p.Title, p.YLabel, p.XLabel, strings.Join(p.Steps, ", "))
		for i, l := range p.Lines {
			var values []string
			for _, v := range l.mean() {
				values = append(values, fmt.Sprintf("%.2f", v))
			}
			if i > 0 {
				b.WriteString(";")
			}
			fmt.Fprintf(&b, " %s (%s) %s", l.Label, count(len(l.Seeds), "seed"), strings.Join(values, ", "))
		}
		b.WriteString(".")
	}
	return b.String()
}
