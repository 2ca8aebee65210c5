package figure

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// ResponsePanel holds how several numbers answer to one factor.
type ResponsePanel struct {
	Factor Factor
	Series [][]Estimate // for each scale, an estimate for each level
}

const (
	mostResponses  = 10
	responseHeight = vg.Length(76)  // of a panel's data
	responseWidth  = vg.Length(116) // of a panel's data, at least
	responseGap    = vg.Length(12)  // between panels
	levelLines     = 3              // most lines of a level
	nameLines      = 4              // most lines of a factor's name
)

// Responses draws how numbers answer to factors: a row of panels for each factor, a
// column for each scale, and the levels from left to right. Points are means with
// their intervals; a ring is a mean without one, and a missing estimate leaves a gap.
// The scale's side of Tick is shaded, the protocol's level larger and in colour. An
// interval that leaves its scale is cut there; a mean that does is an error.
//
// One figure takes up to 10 factors: split more by what they are about.
func Responses(title string, scales []Scale, panels []ResponsePanel, meanings Meanings) (Figure, error) {
	err := cmp.Or(checkRows(title, "factors", len(panels), mostResponses), checkRows(title, "conclusions", len(scales), mostColumns))
	for i, s := range scales {
		err = cmp.Or(err, s.check(i))
	}
	own := make([]ResponsePanel, len(panels))
	var marks []Mark
	for i, p := range panels {
		err = cmp.Or(err, p.check(i, scales))
		own[i].Factor = p.Factor.clone()
		for _, series := range p.Series {
			own[i].Series = append(own[i].Series, slices.Clone(series))
		}
		marks = append(marks, marksOf(p.Series...)...)
	}
	if err = cmp.Or(err, meanings.check(marks)); err != nil {
		return Figure{}, err
	}
	g := newResponseGrid(slices.Clone(scales), own)
	f := Figure{Title: title, Alt: responsesAlt(scales, panels, meanings), draw: g.draw}
	return f.sized(g.width(), g.height()), nil
}

func (p ResponsePanel) check(i int, scales []Scale) error {
	factor := fmt.Sprintf("factor %q", p.Factor.Name)
	err := cmp.Or(p.Factor.check(fmt.Sprint(i)), oneEach(factor, len(p.Series), "series", len(scales), "conclusions"))
	if err != nil {
		return err
	}
	for j, series := range p.Series {
		s := scales[j]
		err = cmp.Or(err, oneEach(factor+", "+s.Name, len(series), "estimates", len(p.Factor.Levels), "levels"))
		for k, e := range series {
			what := fmt.Sprintf("%s, %s at level %d", factor, s.Name, k)
			err = cmp.Or(err, e.check(what))
			if !e.missing() {
				err = cmp.Or(err, checkRange(what, []float64{e.Mean}, s.Low, s.High))
			}
		}
	}
	return err
}

// responseGrid is the layout of Responses: all lengths come from the texts.
type responseGrid struct {
	scales []Scale
	panels []ResponsePanel
	names  vg.Length // width of the column of factors
	panel  vg.Length // width of a panel's data
	head   vg.Length // height of the scales' names
	key    legend
}

func newResponseGrid(scales []Scale, panels []ResponsePanel) responseGrid {
	g := responseGrid{scales: scales, panels: panels, panel: responseWidth, key: responseLegend(panels)}
	for _, p := range panels {
		f := p.Factor
		g.names = max(g.names, narrowest(bold(8), nameLines, f.Name), narrowest(regular(8), nameLines, f.Unit), min(regular(8).Width(f.Name), 90))
		g.panel = max(g.panel, f.slot(levelLines)*vg.Length(len(f.Levels)))
	}
	for _, s := range scales {
		g.panel = max(g.panel, narrowest(headStyle, headLines, s.Name))
	}
	for _, s := range scales {
		g.head = max(g.head, wrappedHeight(headStyle, g.panel, s.Name)+6)
	}
	return g
}

var (
	tickArea      = tint(tickColour, .13)
	responseGlyph = draw.GlyphStyle{Color: ink, Radius: 2.1, Shape: draw.CircleGlyph{}}
	defaultGlyph  = draw.GlyphStyle{Color: accent, Radius: 3.3, Shape: draw.CircleGlyph{}}
)

func responseLegend(panels []ResponsePanel) legend {
	l := legend{
		{label: "mean, interval", glyph: responseGlyph, line: stroke(ink, 1)},
		{label: "the protocol's level", glyph: defaultGlyph, line: stroke(accent, 1.3)},
		{label: "threshold", line: dashedLine},
		{label: "the paper's conclusion holds", glyph: draw.GlyphStyle{Color: tickArea, Shape: glyph(swatch)}},
	}
	for _, p := range panels {
		if slices.ContainsFunc(slices.Concat(p.Series...), func(e Estimate) bool { return !e.missing() && e.alone() }) {
			alone := responseGlyph
			alone.Shape = glyph(hollow)
			return append(l, key{label: "no interval", glyph: alone})
		}
	}
	return l
}

func (g responseGrid) width() vg.Length {
	w := g.names
	for _, s := range g.scales {
		w += responseGap + s.ticksWidth() + g.panel
	}
	return max(w, g.key.rowWidth()) + 2
}

func (g responseGrid) height() vg.Length {
	h := g.head + keyHeight + 4 - responseGap
	for _, p := range g.panels {
		h += g.rowHeight(p.Factor)
	}
	return h
}

// rowHeight is the height of a factor: its panels, its levels and the gap below.
func (g responseGrid) rowHeight(f Factor) vg.Length {
	return responseHeight + f.levelsHeight(g.panel/vg.Length(len(f.Levels))) + tickGap + responseGap
}

func (g responseGrid) draw(c draw.Canvas) {
	g.key.row(c)
	top := c.Max.Y - keyHeight - 4 - g.head
	x := c.Min.X + g.names
	for j, s := range g.scales {
		x += responseGap + s.ticksWidth()
		writeAbove(c, headStyle, x+g.panel/2, top+6, g.panel, s.Name)
		y := top
		for _, p := range g.panels {
			s.drawAxis(c, rectangle(x, y-responseHeight, g.panel, responseHeight))
			p.draw(c, j, s, rectangle(x, y-responseHeight, g.panel, responseHeight))
			y -= g.rowHeight(p.Factor)
		}
		x += g.panel
	}
	for _, p := range g.panels {
		g.drawName(c, p.Factor, top)
		top -= g.rowHeight(p.Factor)
	}
}

// drawName writes a factor with its unit at the left of its row.
func (g responseGrid) drawName(c draw.Canvas, f Factor, top vg.Length) {
	unit := regular(8)
	unit.Color = muted
	top -= writeBelow(c, bold(8), c.Min.X, top, g.names, f.Name)
	writeBelow(c, unit, c.Min.X, top, g.names, f.Unit)
}

// draw draws one factor's estimates on one scale: its levels, a faint line between
// neighbours that are both there, and the estimates over it.
func (p ResponsePanel) draw(c draw.Canvas, j int, s Scale, r vg.Rectangle) {
	y := s.along(r.Min.Y, r.Max.Y)
	c.StrokeLine2(axisLine, r.Min.X, r.Min.Y, r.Max.X, r.Min.Y)
	for i := range p.Factor.Levels {
		at := p.Factor.middle(r, i)
		c.StrokeLine2(axisLine, at, r.Min.Y, at, r.Min.Y-2)
		p.Factor.writeLevel(c, r, i)
	}
	series := p.Series[j]
	for i := 1; i < len(series); i++ {
		if a, b := series[i-1], series[i]; !a.missing() && !b.missing() {
			c.StrokeLine2(stroke(rgb(0xaaaaaa), .8), p.Factor.middle(r, i-1), y.at(a.Mean), p.Factor.middle(r, i), y.at(b.Mean))
		}
	}
	for i, e := range series {
		if !e.missing() {
			e.draw(c, i == p.Factor.Default, p.Factor.middle(r, i), y)
		}
	}
}

// draw draws a mean and its interval.
func (e Estimate) draw(c draw.Canvas, standard bool, x vg.Length, y span) {
	g, bar := responseGlyph, stroke(ink, 1)
	if standard {
		g, bar = defaultGlyph, stroke(accent, 1.3)
	}
	if e.alone() {
		g.Shape = glyph(hollow)
	} else {
		c.StrokeLine2(bar, x, y.at(e.Low), x, y.at(e.High))
	}
	c.DrawGlyphNoClip(g, vg.Point{X: x, Y: y.at(e.Mean)})
}

func responsesAlt(scales []Scale, panels []ResponsePanel, meanings Meanings) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Estimates of %s by the levels of %s.", count(len(scales), "conclusion"), count(len(panels), "factor"))
	for _, s := range scales {
		fmt.Fprintf(&b, " %s.", s.words(meanings))
	}
	for _, p := range panels {
		f := p.Factor
		fmt.Fprintf(&b, " %s:", f.title())
		for j, s := range scales {
			fmt.Fprintf(&b, " %q %s, mean", s.Name, meanings.tally(marksOf(p.Series[j])))
			for i, e := range p.Series[j] {
				fmt.Fprintf(&b, "%s %s", separator(i, ","), e.at(f.Levels[i]))
			}
			b.WriteString(";")
		}
		fmt.Fprintf(&b, " the protocol's level is %s.", f.standard())
	}
	return b.String()
}

// title is the factor with its unit.
func (f Factor) title() string {
	if f.Unit == "" {
		return f.Name
	}
	return f.Name + " (" + f.Unit + ")"
}

// standard is the protocol's level in words.
func (f Factor) standard() string {
	if f.Default < 0 {
		return "not among them"
	}
	return f.Levels[f.Default]
}
