package figure

import (
	"cmp"
	"fmt"
	"image/color"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// PlanePanel holds an estimate at every pair of levels: Cells[y][x].
type PlanePanel struct {
	Scale Scale
	Cells [][]Estimate
}

const (
	planeCell   = vg.Length(46) // width, at least
	planeHeight = vg.Length(24)
	planeApart  = vg.Length(18)
	barHeight   = vg.Length(7)
	planeBarGap = vg.Length(12)
	headLines   = 3 // most lines of a column's name
)

// Plane draws two factors against each other, a grid for each scale side by side.
// The first level of y is at the bottom. A cell's colour is its mean on the scale,
// its shape is its mark. The cell of the protocol's two levels has a frame.
func Plane(title string, x, y Factor, panels []PlanePanel, meanings Meanings) (Figure, error) {
	err := cmp.Or(checkRows(title, "panels", len(panels), mostColumns), x.check("x"), y.check("y"))
	own := make([]PlanePanel, len(panels))
	var marks []Mark
	for i, p := range panels {
		err = cmp.Or(err, p.check(i, x, y))
		own[i] = PlanePanel{p.Scale, cloneEstimates(p.Cells)}
		marks = append(marks, marksOf(p.Cells...)...)
	}
	if err = cmp.Or(err, meanings.check(append(marks, Tick))); err != nil {
		return Figure{}, err
	}
	g := newPlaneGrid(x.clone(), y.clone(), own)
	g.key = meanings.legend(marks, func(Mark) color.NRGBA { return white })
	if g.framed() {
		g.key = append(g.key, key{label: "the protocol's levels", glyph: draw.GlyphStyle{Color: accent, Shape: glyph(frameKey)}})
	}
	f := Figure{Title: title, Alt: g.alt(meanings), draw: g.draw}
	return f.sized(g.width(), g.height()), nil
}

func (p PlanePanel) check(i int, x, y Factor) error {
	name := p.Scale.Name
	err := cmp.Or(p.Scale.check(i), oneEach(fmt.Sprintf("panel %q", name), len(p.Cells), "rows", len(y.Levels), "levels of "+y.Name))
	for j, row := range p.Cells {
		err = cmp.Or(err, checkEstimates(fmt.Sprintf("panel %q, row %d", name, j), row, len(x.Levels), "levels of "+x.Name))
	}
	return err
}

// planeGrid is the layout of Plane.
type planeGrid struct {
	x, y                     Factor
	panels                   []PlanePanel
	cell, levels, head, foot vg.Length // a cell's width; space at the left, above and below
	key                      legend
}

func newPlaneGrid(x, y Factor, panels []PlanePanel) planeGrid {
	g := planeGrid{x: x, y: y, panels: panels}
	columns := vg.Length(len(x.Levels))
	g.cell = max(planeCell, headStyle.Width(x.Name)/columns, x.slot(2))
	for _, p := range panels {
		g.cell = max(g.cell, narrowest(headStyle, headLines, p.Scale.Name)/columns)
	}
	g.levels = narrowest(headStyle, headLines, y.Name) + 6
	for i, l := range y.Levels {
		g.levels = max(g.levels, y.style(i).Width(l)+2*tickGap)
	}
	g.head = wrappedHeight(headStyle, g.levels-6, y.Name) + 6
	for _, p := range panels {
		g.head = max(g.head, wrappedHeight(headStyle, g.across(), p.Scale.Name)+6)
	}
	g.foot = tickGap + x.levelsHeight(g.cell) + linesHeight(levelStyle, 1) + 2
	return g
}

// framed tells whether both factors have the protocol's level.
func (g planeGrid) framed() bool { return g.x.Default >= 0 && g.y.Default >= 0 }

// across and up are the size of a panel's cells.
func (g planeGrid) across() vg.Length { return g.cell * vg.Length(len(g.x.Levels)) }
func (g planeGrid) up() vg.Length     { return planeHeight * vg.Length(len(g.y.Levels)) }

func (g planeGrid) width() vg.Length {
	n := vg.Length(len(g.panels))
	return max(g.levels+n*(g.across()+planeApart)-planeApart, g.key.rowWidth()) + 2
}

func (g planeGrid) height() vg.Length {
	return keyHeight + 6 + g.head + g.up() + g.foot + planeBarGap + barHeight + 14
}

func (g planeGrid) draw(c draw.Canvas) {
	g.key.row(c)
	bottom := c.Max.Y - keyHeight - 6 - g.head - g.up()
	writeAbove(c, bold(8), c.Min.X, bottom+g.up()+5, g.levels-6, g.y.Name)
	for i, l := range g.y.Levels {
		style := aligned(g.y.style(i), draw.XRight, draw.YCenter)
		write(c, style, c.Min.X+g.levels-tickGap, bottom+planeHeight*(vg.Length(i)+.5)+lift, l)
	}
	x := c.Min.X + g.levels
	for _, p := range g.panels {
		g.drawPanel(c, p, rectangle(x, bottom, g.across(), g.up()))
		x += g.across() + planeApart
	}
}

// drawPanel draws the cells, the names around them and the scale's colours below.
func (g planeGrid) drawPanel(c draw.Canvas, p PlanePanel, r vg.Rectangle) {
	middle := r.Min.X + g.across()/2
	writeAbove(c, headStyle, middle, r.Max.Y+5, g.across(), p.Scale.Name)
	for j, row := range p.Cells {
		for i, e := range row {
			colour := white
			if !e.missing() {
				colour = p.Scale.colour(e.Mean)
			}
			e.drawCell(c, g.cellAt(r, i, j), colour)
		}
	}
	outline(c, r, stroke(pale, .7))
	if g.framed() {
		outline(c, g.cellAt(r, g.x.Default, g.y.Default), stroke(accent, 1.6))
	}
	for i := range g.x.Levels {
		g.x.writeLevel(c, r, i)
	}
	write(c, headStyle, middle, r.Min.Y-g.foot+5, g.x.Name)
	p.Scale.drawBar(c, rectangle(r.Min.X, r.Min.Y-g.foot-planeBarGap-barHeight, g.across(), barHeight))
}

func (g planeGrid) cellAt(r vg.Rectangle, i, j int) vg.Rectangle {
	return rectangle(r.Min.X+g.cell*vg.Length(i), r.Min.Y+planeHeight*vg.Length(j), g.cell, planeHeight)
}

func (g planeGrid) alt(meanings Meanings) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s by %s of %s and %s of %s.", count(len(g.panels), "conclusion"),
		count(len(g.x.Levels), "level"), g.x.Name, count(len(g.y.Levels), "level"), g.y.Name)
	for _, p := range g.panels {
		fmt.Fprintf(&b, " %s: %s.", p.Scale.words(meanings), meanings.tally(marksOf(p.Cells...)))
		for j, row := range p.Cells {
			fmt.Fprintf(&b, " %s %s: %s.", g.y.Name, g.y.Levels[j], atLevels(row, g.x.Levels, meanings))
		}
	}
	return b.String()
}
