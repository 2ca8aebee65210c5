package figure

import (
	"fmt"
	"image/color"
	"math"
	"strings"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// PlaneAxis is one of a plane's two factors.
type PlaneAxis struct {
	Name    string
	Levels  []string
	Default int // index of the protocol's level; -1 if it is not among them
}

// PlanePanel is what a conclusion says at all pairs of levels: Cells[y][x].
type PlanePanel struct {
	Conclusion Conclusion
	Cells      [][]HoldsCell
}

const (
	planeCell   = vg.Length(46) // width, at least
	planeHeight = vg.Length(24)
	planeApart  = vg.Length(18)
	scaleHeight = vg.Length(7)
	scaleGap    = vg.Length(12)
	planeTint   = .62 // of the colour furthest from the threshold
)

// Plane draws two factors against each other, a grid for each conclusion side by
// side. The first level of y is at the bottom. A cell's colour is its mean, white
// at the threshold and deeper on either side; its shape says whether the
// conclusion holds, fails or is undecided there. The cell of the protocol's two
// levels has a frame.
func Plane(title string, x, y PlaneAxis, panels []PlanePanel) (Figure, error) {
	err := firstError(checkRows(title, "panels", len(panels), mostConclusions), x.check("x"), y.check("y"))
	if err != nil {
		return Figure{}, err
	}
	own := make([]PlanePanel, len(panels))
	for i, p := range panels {
		if err := p.check(i, x, y); err != nil {
			return Figure{}, err
		}
		own[i] = PlanePanel{Conclusion: p.Conclusion}
		for _, row := range p.Cells {
			own[i].Cells = append(own[i].Cells, append([]HoldsCell(nil), row...))
		}
	}
	g := newPlaneGrid(x.clone(), y.clone(), own)
	f := Figure{Title: title, Alt: planeAlt(g.x, g.y, own), draw: g.draw}
	return f.sized(g.width(), g.height()), nil
}

func (a PlaneAxis) check(which string) error {
	return firstError(checkText("name of factor "+which, a.Name), checkLevels(a.Name, a.Levels, a.Default))
}

func (a PlaneAxis) clone() PlaneAxis {
	a.Levels = append([]string(nil), a.Levels...)
	return a
}

// style is bold for the protocol's level.
func (a PlaneAxis) style(i int) text.Style {
	if i == a.Default {
		return headStyle
	}
	return levelStyle
}

func (p PlanePanel) check(i int, x, y PlaneAxis) error {
	if err := p.Conclusion.check(i); err != nil {
		return err
	}
	name := p.Conclusion.Name
	if len(p.Cells) != len(y.Levels) {
		return fmt.Errorf("figure: panel %q has %d rows for %d levels of %s: want one each", name, len(p.Cells), len(y.Levels), y.Name)
	}
	for j, row := range p.Cells {
		if len(row) != len(x.Levels) {
			return fmt.Errorf("figure: panel %q, row %d has %d cells for %d levels of %s: want one each", name, j, len(row), len(x.Levels), x.Name)
		}
		for k, c := range row {
			if err := c.check(fmt.Sprintf("panel %q at %s, %s", name, x.Levels[k], y.Levels[j])); err != nil {
				return err
			}
		}
	}
	return nil
}

// planeGrid is the layout of Plane.
type planeGrid struct {
	x, y                     PlaneAxis
	panels                   []PlanePanel
	cell, levels, head, foot vg.Length // a cell's width; space at the left, above and below
	key                      legend
}

func newPlaneGrid(x, y PlaneAxis, panels []PlanePanel) planeGrid {
	g := planeGrid{x: x, y: y, panels: panels, cell: planeCell, key: planeLegend(x, y, panels)}
	columns := vg.Length(len(x.Levels))
	g.cell = max(g.cell, bold(8).Width(x.Name)/columns)
	for i, l := range x.Levels {
		g.cell = max(g.cell, narrowest(x.style(i), l, 2)+6)
	}
	for _, p := range panels {
		g.cell = max(g.cell, narrowest(headStyle, p.Conclusion.Name, headLines)/columns)
	}
	lines := 1
	for i, l := range x.Levels {
		lines = max(lines, len(wrap(x.style(i), l, g.cell-6)))
	}
	g.foot = tickGap + linesHeight(levelStyle, lines+1) + 2
	g.levels = narrowest(bold(8), y.Name, headLines) + 6
	for i, l := range y.Levels {
		g.levels = max(g.levels, y.style(i).Width(l)+2*tickGap)
	}
	g.head = linesHeight(bold(8), len(g.yName())) + 6
	for _, p := range panels {
		g.head = max(g.head, linesHeight(headStyle, len(g.title(p)))+6)
	}
	return g
}

func planeLegend(x, y PlaneAxis, panels []PlanePanel) legend {
	var states []HoldsState
	for _, p := range panels {
		states = append(states, p.states()...)
	}
	l := stateLegend(states, func(HoldsState) color.NRGBA { return rgb(0xffffff) })
	if x.Default >= 0 && y.Default >= 0 {
		l = append(l, key{label: "the protocol's levels", glyph: draw.GlyphStyle{Color: accent, Shape: frameKey{}}})
	}
	return l
}

// states are those of all cells, row by row.
func (p PlanePanel) states() []HoldsState {
	var states []HoldsState
	for _, row := range p.Cells {
		for _, c := range row {
			states = append(states, c.State)
		}
	}
	return states
}

// frameKey is the frame of the protocol's cell in a legend.
type frameKey struct{}

// DrawGlyph implements draw.GlyphDrawer.
func (frameKey) DrawGlyph(c *draw.Canvas, s draw.GlyphStyle, p vg.Point) {
	outline(*c, rectangle(p.X-keyWidth/2, p.Y-5.5, keyWidth, 11), stroke(s.Color, 1.6))
}

func (g planeGrid) title(p PlanePanel) []string {
	return wrap(headStyle, p.Conclusion.Name, g.across())
}

// yName is the name of the y axis, in lines above its levels.
func (g planeGrid) yName() []string { return wrap(bold(8), g.y.Name, g.levels-6) }

// across and up are the size of a panel's cells.
func (g planeGrid) across() vg.Length { return g.cell * vg.Length(len(g.x.Levels)) }
func (g planeGrid) up() vg.Length     { return planeHeight * vg.Length(len(g.y.Levels)) }

func (g planeGrid) width() vg.Length {
	n := vg.Length(len(g.panels))
	return max(g.levels+n*(g.across()+planeApart)-planeApart, g.key.rowWidth()) + 2
}

func (g planeGrid) height() vg.Length {
	return keyHeight + 6 + g.head + g.up() + g.foot + scaleGap + scaleHeight + 14
}

func (g planeGrid) draw(c draw.Canvas) {
	g.key.row(c)
	top := c.Max.Y - keyHeight - 6
	bottom := top - g.head - g.up()
	writeAbove(c, bold(8), c.Min.X, bottom+g.up()+5, g.yName())
	for i, l := range g.y.Levels {
		style := aligned(g.y.style(i), draw.XRight, draw.YCenter)
		write(c, style, c.Min.X+g.levels-tickGap, bottom+planeHeight*(vg.Length(i)+.5)+lift, l)
	}
	x := c.Min.X + g.levels
	for _, p := range g.panels {
		r := rectangle(x, bottom, g.across(), g.up())
		writeAbove(c, headStyle, x+g.across()/2, bottom+g.up()+5, g.title(p))
		g.drawCells(c, p, r)
		g.drawFoot(c, r)
		p.Conclusion.drawScale(c, rectangle(x, bottom-g.foot-scaleGap-scaleHeight, g.across(), scaleHeight))
		x += g.across() + planeApart
	}
}

func (g planeGrid) drawCells(c draw.Canvas, p PlanePanel, r vg.Rectangle) {
	cell := func(i, j int) vg.Rectangle {
		return rectangle(r.Min.X+g.cell*vg.Length(i), r.Min.Y+planeHeight*vg.Length(j), g.cell, planeHeight)
	}
	for j, row := range p.Cells {
		for i, h := range row {
			h.draw(c, cell(i, j), p.Conclusion.colour(h))
		}
	}
	outline(c, r, stroke(pale, .7))
	if g.x.Default >= 0 && g.y.Default >= 0 {
		outline(c, cell(g.x.Default, g.y.Default), stroke(accent, 1.6))
	}
}

// drawFoot writes the levels and the name of the x axis below a panel.
func (g planeGrid) drawFoot(c draw.Canvas, r vg.Rectangle) {
	for i, l := range g.x.Levels {
		style := g.x.style(i)
		writeLines(c, style, r.Min.X+g.cell*(vg.Length(i)+.5), r.Min.Y-tickGap, wrap(style, l, g.cell-6))
	}
	write(c, headStyle, (r.Min.X+r.Max.X)/2, r.Min.Y-g.foot+5, g.x.Name)
}

// colour is that of a mean: the deeper, the further from the threshold. The
// furthest end of the axis is deepest, on whichever side.
func (c Conclusion) colour(h HoldsCell) color.NRGBA {
	if h.State == Missing {
		return rgb(0xffffff)
	}
	return c.colourAt(h.Mean)
}

func (c Conclusion) colourAt(mean float64) color.NRGBA {
	furthest := max(c.High-c.Threshold, c.Threshold-c.Low)
	depth := planeTint * min(math.Abs(mean-c.Threshold)/furthest, 1)
	if (mean > c.Threshold) == c.Above {
		return tint(holdsColour, depth)
	}
	return tint(failsColour, depth)
}

// drawScale draws the colours from one end of the axis to the other, with the
// threshold.
func (c Conclusion) drawScale(canvas draw.Canvas, r vg.Rectangle) {
	const steps = 40
	x := span{c.Low, c.High, r.Min.X, r.Max.X}
	for i := range steps {
		low := c.Low + (c.High-c.Low)*float64(i)/steps
		rest := rectangle(x.at(low), r.Min.Y, r.Max.X-x.at(low), scaleHeight) // covered by the next: no seams
		fill(canvas, rest, c.colourAt(low+(c.High-c.Low)/(2*steps)))
	}
	outline(canvas, r, stroke(muted, .5))
	at := x.at(c.Threshold)
	canvas.StrokeLine2(stroke(ink, 1), at, r.Min.Y-2, at, r.Max.Y+2)
	c.labelScale(canvas, r, at)
}

// labelScale writes the threshold below its place, and the ends of the axis where
// there is room beside it.
func (c Conclusion) labelScale(canvas draw.Canvas, r vg.Rectangle, at vg.Length) {
	y, middle := r.Min.Y-8, "threshold "+printed(c.Threshold)
	half := levelStyle.Width(middle) / 2
	at = max(min(at, r.Max.X-half), r.Min.X+half)
	write(canvas, levelStyle, at, y, middle)
	low, high := printed(c.Low), printed(c.High)
	if r.Min.X+levelStyle.Width(low)+4 < at-half {
		write(canvas, aligned(levelStyle, draw.XLeft, draw.YCenter), r.Min.X, y, low)
	}
	if r.Max.X-levelStyle.Width(high)-4 > at+half {
		write(canvas, aligned(levelStyle, draw.XRight, draw.YCenter), r.Max.X, y, high)
	}
}

func planeAlt(x, y PlaneAxis, panels []PlanePanel) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s by %s of %s and %s of %s.", count(len(panels), "conclusion"),
		count(len(x.Levels), "level"), x.Name, count(len(y.Levels), "level"), y.Name)
	for _, p := range panels {
		fmt.Fprintf(&b, " %s: %s.", p.Conclusion.words(), tally(p.states()))
		for j, row := range p.Cells {
			fmt.Fprintf(&b, " %s %s:", y.Name, y.Levels[j])
			for i, c := range row {
				fmt.Fprintf(&b, "%s %s", separator(i, ","), c.words(x.Levels[i]))
			}
			b.WriteString(".")
		}
	}
	return b.String()
}

// words are a cell's mean, place and state: "0.62 at 10 holds".
func (h HoldsCell) words(level string) string {
	if h.State == Missing {
		return "none at " + level
	}
	return fmt.Sprintf("%s at %s %s", printed(h.Mean), level, h.State)
}
