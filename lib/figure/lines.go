package figure

import (
	"fmt"
	"image/color"
	"slices"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg/draw"
)

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

// Plain lines and groups take the colours of the palette in turn; those of a class
// have the paper's: red 'x' malignant, blue 'o' benign.
const (
	Plain Hue = iota
	Malignant
	Benign
)

const (
	mostLines = 20 // in a panel
	mostSeeds = 10_000
)

// plainShapes tell plain lines and groups apart in grey print.
var plainShapes = []draw.GlyphDrawer{draw.CircleGlyph{}, draw.PyramidGlyph{}, draw.BoxGlyph{}, diamond{}}

// checkLines checks the lines of one panel. Every seed needs as many values as
// there are steps; with 0 steps, as many as the line's first seed. All values lie
// from low to high.
func checkLines(panel string, lines []Line, steps int, low, high float64) error {
	err := checkRows(panel, "lines", len(lines), mostLines)
	for i, l := range lines {
		err = firstError(err, checkText("label in panel "+panel, l.Label), l.check(panel, steps, low, high))
		if err == nil && indexOf(lines[:i], l.Label) >= 0 {
			return fmt.Errorf("figure: panel %q has two lines %q: want one, with the seeds of both", panel, l.Label)
		}
	}
	return err
}

func (l Line) check(panel string, steps int, low, high float64) error {
	what := fmt.Sprintf("panel %q, line %q", panel, l.Label)
	if err := checkRows(what, "seeds", len(l.Seeds), mostSeeds); err != nil {
		return err
	}
	if steps == 0 {
		steps = len(l.Seeds[0])
	}
	for i, values := range l.Seeds {
		seed := fmt.Sprintf("%s, seed %d", what, i)
		if err := firstError(oneEach(seed, len(values), "values", steps, "steps"), checkRange(seed, values, low, high)); err != nil {
			return err
		}
	}
	return nil
}

// indexOf is the index of the line with a label, or −1.
func indexOf(lines []Line, label string) int {
	return slices.IndexFunc(lines, func(l Line) bool { return l.Label == label })
}

// lineLegend returns an entry for each label, in order of first use. look is how a
// line is drawn that comes after so many other labels.
func lineLegend(lines []Line, look func(l Line, before int) key) (legend, error) {
	var known []Line
	var all legend
	for _, l := range lines {
		if i := indexOf(known, l.Label); i >= 0 {
			if known[i].Dashed != l.Dashed || known[i].Hue != l.Hue {
				return nil, fmt.Errorf("figure: line %q looks different in two panels: give the two different labels", l.Label)
			}
			continue
		}
		if l.Hue == Plain && len(known) >= len(okabeIto) {
			return nil, fmt.Errorf("figure: line %q is label %d: at most %d can be told apart by colour", l.Label, len(known)+1, len(okabeIto))
		}
		all = append(all, look(l, len(known)))
		known = append(known, l)
	}
	return all, nil
}

// of returns the entry of a label.
func (l legend) of(label string) key {
	return l[slices.IndexFunc(l, func(k key) bool { return k.label == label })]
}

// colour is the colour of a line that comes after so many other labels. Dashed lines
// of a class are lighter.
func (l Line) colour(before int) color.NRGBA {
	if l.Hue == Plain {
		return okabeIto[before]
	}
	return classColour(l.Hue == Malignant, index(l.Dashed))
}

// points places values at steps: the first at a number, each next one 1 further.
func points(values []float64, first float64) plotter.XYs {
	p := make(plotter.XYs, len(values))
	for i, v := range values {
		p[i] = plotter.XY{X: first + float64(i), Y: v}
	}
	return p
}
