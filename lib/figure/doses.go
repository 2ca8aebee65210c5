package figure

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"nodulelab/lib/internal/slice"
)

// DosePlot describes how one number responds to a factor under several conditions: a
// panel for each, with its lines over the factor's levels.
type DosePlot struct {
	Title     string
	Axis      string  // name of the number
	Low, High float64 // ends of its axis
	Factor    Factor
	Guide     Guide // a dashed line across the panels; none without a label
	Panels    []DosePanel
}

// DosePanel is one condition. Lines of one label look alike in all panels.
type DosePanel struct {
	Title string
	Lines []DoseLine
}

// DoseLine holds an estimate for each level of the factor. One whose mean is NaN was not
// made, and leaves a gap.
type DoseLine struct {
	Label     string
	Estimates []Interval
}

const (
	mostDoses   = 12 // panels
	doseColumns = 3
	doseHeight  = vg.Length(110) // of a panel's data
	doseWidth   = vg.Length(150) // of a panel's data, at least
	doseApart   = vg.Length(8)   // between lines at one level, at most
)

// Doses draws a [DosePlot], three panels side by side. Points are means with their
// intervals, joined by faint lines; a ring is a mean without an interval. The protocol's
// level has a grey ground. An interval that leaves the axis is cut there; a mean that
// does is an error. One figure takes up to 12 panels.
func Doses(p DosePlot) (Figure, error) {
	if err := p.check(); err != nil {
		return Figure{}, err
	}
	var lines []Line
	for _, panel := range p.Panels {
		lines = append(lines, slice.Map(panel.Lines, func(l DoseLine) Line { return Line{Label: l.Label} })...)
	}
	keys, err := lineLegend(lines, true)
	if err != nil {
		return Figure{}, err
	}
	g := newDoseGrid(p.clone(), keys)
	return Figure{Title: p.Title, Alt: p.alt(), draw: g.draw}.sized(g.width(), g.height()), nil
}

func (p DosePlot) check() error {
	err := cmp.Or(
		checkRows(p.Title, "panels", len(p.Panels), mostDoses), checkText("name of the axis", p.Axis),
		checkAxis(fmt.Sprintf("%q", p.Title), p.Low, p.High), p.Factor.check("x"), checkFinite("guide", p.Guide.At),
	)
	for i, panel := range p.Panels {
		err = cmp.Or(err, checkText(fmt.Sprintf("title of panel %d", i), panel.Title), checkRows(panel.Title, "lines", len(panel.Lines), len(okabeIto)))
		for j, l := range panel.Lines {
			err = cmp.Or(err, checkText(fmt.Sprintf("label of line %d in panel %q", j, panel.Title), l.Label), p.checkLine(panel, l))
			for _, other := range panel.Lines[:j] {
				if err == nil && other.Label == l.Label {
					err = fmt.Errorf("figure: panel %q has two lines %q: give them different labels", panel.Title, l.Label)
				}
			}
		}
	}
	return err
}

func (p DosePlot) clone() DosePlot {
	p.Factor = p.Factor.clone()
	p.Panels = slice.Map(p.Panels, func(panel DosePanel) DosePanel {
		panel.Lines = slice.Map(panel.Lines, func(l DoseLine) DoseLine { return DoseLine{l.Label, slices.Clone(l.Estimates)} })
		return panel
	})
	return p
}

// checkLine checks that a line has an estimate for each level, with its mean on the axis.
func (p DosePlot) checkLine(panel DosePanel, l DoseLine) error {
	what := fmt.Sprintf("panel %q, line %q", panel.Title, l.Label)
	err := oneEach(what, len(l.Estimates), "estimates", len(p.Factor.Levels), "levels")
	for _, e := range l.Estimates {
		if !e.missing() {
			err = cmp.Or(err, e.check(what), checkRange(what+", mean", []float64{e.Mean}, p.Low, p.High))
		}
	}
	return err
}

// missing tells whether nothing was estimated.
func (v Interval) missing() bool { return math.IsNaN(v.Mean) }

// doseGrid is the layout of Doses: all lengths come from the texts.
type doseGrid struct {
	DosePlot
	lines   legend    // by label
	key     legend    // with the other marks
	panel   vg.Length // width of a panel's data
	numbers vg.Length // width of the numbers at its left
	head    vg.Length // height of the titles and of the axis's name
	foot    vg.Length // height of the levels and of the factor's name
}

func newDoseGrid(p DosePlot, lines legend) doseGrid {
	g := doseGrid{DosePlot: p, lines: lines, numbers: numbersWidth(p.Low, p.High)}
	titles := slice.Map(p.Panels, func(panel DosePanel) string { return panel.Title })
	levels := vg.Length(len(p.Factor.Levels))
	g.panel = max(doseWidth, narrowest(headStyle, headLines, titles...), p.Factor.slot(levelLines)*levels, regular(8).Width(p.Factor.title()))
	g.head = wrappedHeight(headStyle, g.panel, titles...) + linesHeight(levelStyle, 1) + 8
	g.foot = tickGap + p.Factor.levelsHeight(g.panel/levels) + linesHeight(levelStyle, 1) + responseGap
	g.key = append(g.key, lines...)
	if p.Factor.Default >= 0 {
		g.key = append(g.key, key{label: "the protocol's level", glyph: draw.GlyphStyle{Color: zoneArea, Shape: glyph(swatch)}})
	}
	if p.alone() {
		g.key = append(g.key, key{label: "no interval", glyph: hollowed(responseGlyph)})
	}
	if p.Guide.Label != "" {
		g.key = append(g.key, key{label: p.Guide.Label, line: dashedLine})
	}
	return g
}

// alone tells whether any mean has no interval.
func (p DosePlot) alone() bool {
	alone := func(e Interval) bool { return !e.missing() && e.alone() }
	return slices.ContainsFunc(p.Panels, func(panel DosePanel) bool {
		return slices.ContainsFunc(panel.Lines, func(l DoseLine) bool { return slices.ContainsFunc(l.Estimates, alone) })
	})
}

func (g doseGrid) columns() int { return min(doseColumns, len(g.Panels)) }

func (g doseGrid) width() vg.Length {
	n := vg.Length(g.columns())
	return max(n*(g.numbers+g.panel+responseGap)-responseGap, g.key.rowWidth()) + 2
}

func (g doseGrid) height() vg.Length {
	rows := (len(g.Panels) + g.columns() - 1) / g.columns()
	return keyHeight + 4 + vg.Length(rows)*(g.head+doseHeight+g.foot)
}

func (g doseGrid) draw(c draw.Canvas) {
	g.key.row(c)
	for i, panel := range g.Panels {
		column, row := vg.Length(i%g.columns()), vg.Length(i/g.columns())
		x := c.Min.X + g.numbers + column*(g.numbers+g.panel+responseGap)
		top := c.Max.Y - keyHeight - 4 - g.head - row*(g.head+doseHeight+g.foot)
		g.drawPanel(c, panel, rectangle(x, top-doseHeight, g.panel, doseHeight))
	}
}

// drawPanel draws a panel's texts, its axes and its lines around and into a rectangle.
func (g doseGrid) drawPanel(c draw.Canvas, panel DosePanel, r vg.Rectangle) {
	f, y := g.Factor, span{g.Low, g.High, r.Min.Y, r.Max.Y}
	if f.Default >= 0 {
		slot := f.slotWidth(r)
		fill(c, rectangle(f.middle(r, f.Default)-slot/2, r.Min.Y, slot, doseHeight), zoneArea)
	}
	drawNumbers(c, r, y)
	f.drawAxis(c, r)
	line := linesHeight(levelStyle, 1)
	middle := (r.Min.X + r.Max.X) / 2
	writeAbove(c, headStyle, middle, r.Max.Y+line+6, g.panel, panel.Title)
	write(c, regular(8), r.Min.X-g.numbers+tickGap, r.Max.Y+line/2+4, g.Axis)
	writeBelow(c, levelStyle, middle, r.Min.Y-g.foot+responseGap+line, g.panel, f.title())
	if g.Guide.Label != "" {
		c.StrokeLine2(dashedLine, r.Min.X, y.at(g.Guide.At), r.Max.X, y.at(g.Guide.At))
	}
	for i, l := range panel.Lines {
		apart := min(doseApart, f.slotWidth(r)/vg.Length(len(panel.Lines)+1))
		g.drawLine(c, l, r, y, apart*(vg.Length(i)-vg.Length(len(panel.Lines)-1)/2))
	}
}

// drawLine draws a line's estimates, as far to the right of the middles of their levels.
func (g doseGrid) drawLine(c draw.Canvas, l DoseLine, r vg.Rectangle, y span, right vg.Length) {
	look := g.lines.of(l.Label)
	at := func(i int) vg.Length { return g.Factor.middle(r, i) + right }
	for i, e := range l.Estimates {
		if i > 0 && !e.missing() && !l.Estimates[i-1].missing() {
			c.StrokeLine2(stroke(faded(look.line.Color, .4), .8), at(i-1), y.at(l.Estimates[i-1].Mean), at(i), y.at(e.Mean))
		}
	}
	for i, e := range l.Estimates {
		switch {
		case e.missing():
			continue
		case e.alone():
			c.DrawGlyphNoClip(hollowed(look.glyph), vg.Point{X: at(i), Y: y.at(e.Mean)})
			continue
		}
		c.StrokeLine2(stroke(look.line.Color, 1.2), at(i), y.at(e.Low), at(i), y.at(e.High))
		c.DrawGlyphNoClip(look.glyph, vg.Point{X: at(i), Y: y.at(e.Mean)})
	}
}

// alt says of each line where its means and the ends of their intervals lie.
func (p DosePlot) alt() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Means of %s with their intervals at %s of %s, in %s; the protocol's level is %s.",
		p.Axis, count(len(p.Factor.Levels), "level"), p.Factor.title(), count(len(p.Panels), "panel"), p.Factor.standard())
	for _, panel := range p.Panels {
		fmt.Fprintf(&b, " %s: %s.", panel.Title, joined(panel.Lines, "; ", func(l DoseLine) string { return l.Label + " " + p.words(l) }))
	}
	return b.String()
}

// words writes a line's estimates: "0.31 (0.20 to 0.42) at 5, none at 10".
func (p DosePlot) words(l DoseLine) string {
	words := make([]string, len(l.Estimates))
	for i, e := range l.Estimates {
		words[i] = "none"
		if !e.missing() {
			words[i] = e.words(printed)
		}
		words[i] += " at " + p.Factor.Levels[i]
	}
	return strings.Join(words, ", ")
}
