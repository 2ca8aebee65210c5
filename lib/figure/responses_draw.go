package figure

import (
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

const (
	responseHeight = vg.Length(76)  // of a panel's data
	responseWidth  = vg.Length(116) // of a panel's data, at least
	responseGap    = vg.Length(12)  // between panels
	tickGap        = vg.Length(4)
	levelLines     = 3 // most lines of a level
	headLines      = 3 // most lines of a conclusion's name
	nameLines      = 4 // most lines of a factor's name
)

var (
	holdsArea     = tint(holdsColour, .13)
	responseGlyph = draw.GlyphStyle{Color: ink, Radius: 2.1, Shape: draw.CircleGlyph{}}
	defaultGlyph  = draw.GlyphStyle{Color: accent, Radius: 3.3, Shape: draw.CircleGlyph{}}
	levelStyle    = aligned(regular(8), draw.XCenter, draw.YCenter)
	headStyle     = aligned(bold(8), draw.XCenter, draw.YCenter)
)

// responseGrid is the layout of Responses: all lengths come from the texts.
type responseGrid struct {
	conclusions []Conclusion
	panels      []ResponsePanel
	names       vg.Length   // width of the column of factors
	axes        []vg.Length // width of each conclusion's ticks
	panel       vg.Length   // width of a panel's data
	head        vg.Length   // height of the conclusions' names
	key         legend
}

func newResponseGrid(conclusions []Conclusion, panels []ResponsePanel) responseGrid {
	g := responseGrid{conclusions: conclusions, panels: panels, panel: responseWidth, key: responseLegend(panels)}
	for _, p := range panels {
		g.names = max(g.names, narrowest(bold(8), p.Factor, nameLines), narrowest(regular(8), p.Unit, nameLines))
		for i, l := range p.Levels {
			slot := narrowest(p.levelStyle(i), l, levelLines) + 6
			g.panel = max(g.panel, slot*vg.Length(len(p.Levels)))
		}
	}
	g.names = max(g.names, min(widest(factorNames(panels)), 90))
	for _, c := range conclusions {
		g.panel = max(g.panel, narrowest(headStyle, c.Name, headLines))
	}
	for _, c := range conclusions {
		g.head = max(g.head, linesHeight(headStyle, len(wrap(headStyle, c.Name, g.panel)))+6)
		var ticks []string
		for _, t := range (coarse{}).Ticks(c.Low, c.High) {
			ticks = append(ticks, t.Label)
		}
		g.axes = append(g.axes, widest(ticks)+2*tickGap)
	}
	return g
}

func factorNames(panels []ResponsePanel) []string {
	names := make([]string, len(panels))
	for i, p := range panels {
		names[i] = p.Factor
	}
	return names
}

func responseLegend(panels []ResponsePanel) legend {
	l := legend{
		{label: "mean, interval", glyph: responseGlyph, line: stroke(ink, 1)},
		{label: "the protocol's level", glyph: defaultGlyph, line: stroke(accent, 1.3)},
		{label: "threshold", line: dashedLine},
		{label: "the paper's conclusion holds", glyph: draw.GlyphStyle{Color: holdsArea, Shape: swatch{}}},
	}
	for _, p := range panels {
		for _, series := range p.Series {
			for _, v := range series {
				if !v.missing() && v.alone() {
					alone := responseGlyph
					alone.Shape = hollow{}
					return append(l, key{label: "no interval", glyph: alone})
				}
			}
		}
	}
	return l
}

func (g responseGrid) width() vg.Length {
	w := g.names
	for _, a := range g.axes {
		w += responseGap + a + g.panel
	}
	return max(w, g.key.rowWidth()) + 2
}

func (g responseGrid) height() vg.Length {
	h := g.head + keyHeight + 4 - responseGap
	for _, p := range g.panels {
		h += g.rowHeight(p)
	}
	return h
}

// rowHeight is that of a factor: its panels, its levels and the gap below.
func (g responseGrid) rowHeight(p ResponsePanel) vg.Length {
	return responseHeight + linesHeight(levelStyle, g.lines(p)) + tickGap + responseGap
}

// lines is the most lines of a factor's levels.
func (g responseGrid) lines(p ResponsePanel) int {
	n := 1
	for i, l := range p.Levels {
		n = max(n, len(wrap(p.levelStyle(i), l, g.slot(p)-6)))
	}
	return n
}

// slot is the width of one level.
func (g responseGrid) slot(p ResponsePanel) vg.Length { return g.panel / vg.Length(len(p.Levels)) }

func (g responseGrid) draw(c draw.Canvas) {
	g.key.row(c)
	top := c.Max.Y - keyHeight - 4
	x := c.Min.X + g.names
	for j, conclusion := range g.conclusions {
		x += responseGap + g.axes[j]
		writeAbove(c, headStyle, x+g.panel/2, top-g.head+6, wrap(headStyle, conclusion.Name, g.panel))
		y := top - g.head
		for _, p := range g.panels {
			g.drawPanel(c, p, j, rectangle(x, y-responseHeight, g.panel, responseHeight))
			y -= g.rowHeight(p)
		}
		x += g.panel
	}
	g.drawNames(c, top-g.head)
}

// drawNames writes the factors with their units at the left of their rows.
func (g responseGrid) drawNames(c draw.Canvas, y vg.Length) {
	for _, p := range g.panels {
		lines := wrap(bold(8), p.Factor, g.names)
		writeLines(c, bold(8), c.Min.X, y, lines)
		unit := regular(8)
		unit.Color = muted
		writeLines(c, unit, c.Min.X, y-linesHeight(unit, len(lines)), wrap(unit, p.Unit, g.names))
		y -= g.rowHeight(p)
	}
}

// drawPanel draws one factor's estimates of one conclusion.
func (g responseGrid) drawPanel(c draw.Canvas, p ResponsePanel, j int, r vg.Rectangle) {
	conclusion := g.conclusions[j]
	y := span{conclusion.Low, conclusion.High, r.Min.Y, r.Max.Y}
	drawSide(c, conclusion, r, y)
	c.StrokeLine2(stroke(muted, .5), r.Min.X, r.Min.Y, r.Max.X, r.Min.Y)
	slot := g.slot(p)
	at := func(i int) vg.Length { return r.Min.X + slot*(vg.Length(i)+.5) }
	for i, l := range p.Levels {
		c.StrokeLine2(stroke(muted, .5), at(i), r.Min.Y, at(i), r.Min.Y-2)
		style := p.levelStyle(i)
		writeLines(c, style, at(i), r.Min.Y-tickGap, wrap(style, l, slot-6))
	}
	p.join(c, p.Series[j], at, y)
	for i, v := range p.Series[j] {
		if !v.missing() {
			drawEstimate(c, v, i == p.Default, at(i), y)
		}
	}
}

// drawSide draws a conclusion's axis, the side on which it holds and its threshold.
func drawSide(c draw.Canvas, conclusion Conclusion, r vg.Rectangle, y span) {
	holds := r
	if conclusion.Above {
		holds.Min.Y = y.at(conclusion.Threshold)
	} else {
		holds.Max.Y = y.at(conclusion.Threshold)
	}
	fill(c, holds, holdsArea)
	tick := aligned(regular(8), draw.XRight, draw.YCenter)
	for _, t := range (coarse{}).Ticks(conclusion.Low, conclusion.High) {
		c.StrokeLine2(stroke(pale, .5), r.Min.X, y.at(t.Value), r.Max.X, y.at(t.Value))
		c.StrokeLine2(stroke(muted, .5), r.Min.X-2, y.at(t.Value), r.Min.X, y.at(t.Value))
		write(c, tick, r.Min.X-tickGap, y.at(t.Value)+lift, t.Label)
	}
	c.StrokeLine2(stroke(muted, .5), r.Min.X, r.Min.Y, r.Min.X, r.Max.Y)
	at := y.at(conclusion.Threshold)
	c.StrokeLine2(dashedLine, r.Min.X, at, r.Max.X, at)
}

// join draws a faint line between neighbours that are both there.
func (p ResponsePanel) join(c draw.Canvas, series []Interval, at func(int) vg.Length, y span) {
	for i := 1; i < len(series); i++ {
		a, b := series[i-1], series[i]
		if !a.missing() && !b.missing() {
			c.StrokeLine2(stroke(rgb(0xaaaaaa), .8), at(i-1), y.at(a.Mean), at(i), y.at(b.Mean))
		}
	}
}

// drawEstimate draws a mean and its interval.
func drawEstimate(c draw.Canvas, v Interval, standard bool, x vg.Length, y span) {
	g, bar := responseGlyph, stroke(ink, 1)
	if standard {
		g, bar = defaultGlyph, stroke(accent, 1.3)
	}
	if v.alone() {
		g.Shape = hollow{}
	} else {
		c.StrokeLine2(bar, x, y.at(v.Low), x, y.at(v.High))
	}
	c.DrawGlyphNoClip(g, vg.Point{X: x, Y: y.at(v.Mean)})
}

// levelStyle is bold for the protocol's level.
func (p ResponsePanel) levelStyle(i int) text.Style {
	if i == p.Default {
		return headStyle
	}
	return levelStyle
}
