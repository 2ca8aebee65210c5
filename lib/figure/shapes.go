package figure

import (
	"cmp"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

func stroke(c color.Color, width vg.Length, dashes ...vg.Length) draw.LineStyle {
	return draw.LineStyle{Color: c, Width: width, Dashes: dashes}
}

func rectangle(x, y, width, height vg.Length) vg.Rectangle {
	return vg.Rectangle{Min: vg.Point{X: x, Y: y}, Max: vg.Point{X: x + width, Y: y + height}}
}

func corners(r vg.Rectangle) []vg.Point {
	return []vg.Point{r.Min, {X: r.Max.X, Y: r.Min.Y}, r.Max, {X: r.Min.X, Y: r.Max.Y}}
}

func fill(c draw.Canvas, r vg.Rectangle, colour color.Color) { c.FillPolygon(colour, corners(r)) }

func outline(c draw.Canvas, r vg.Rectangle, s draw.LineStyle) {
	c.StrokeLines(s, append(corners(r), r.Min, vg.Point{X: r.Max.X, Y: r.Min.Y}))
}

// arrow draws a line with a head at its end; it runs along one axis.
func arrow(c draw.Canvas, s draw.LineStyle, from, to vg.Point) {
	c.StrokeLine2(s, from.X, from.Y, to.X, to.Y)
	const long, wide = 4, 2.2
	d := vg.Point{X: vg.Length(cmp.Compare(to.X, from.X)), Y: vg.Length(cmp.Compare(to.Y, from.Y))}
	back := vg.Point{X: to.X - long*d.X, Y: to.Y - long*d.Y}
	side := vg.Point{X: wide * d.Y, Y: wide * d.X}
	c.FillPolygon(s.Color, []vg.Point{to, back.Add(side), back.Sub(side)})
}

// glyph draws a shape around a point. It is a draw.GlyphDrawer.
type glyph func(c *draw.Canvas, s draw.GlyphStyle, p vg.Point)

// DrawGlyph implements draw.GlyphDrawer.
func (g glyph) DrawGlyph(c *draw.Canvas, s draw.GlyphStyle, p vg.Point) { g(c, s, p) }

// diamond is a filled square on its tip.
func diamond(c *draw.Canvas, s draw.GlyphStyle, p vg.Point) { c.FillPolygon(s.Color, diamondAt(s, p)) }

// hollowDiamond is the outline of a diamond.
func hollowDiamond(c *draw.Canvas, s draw.GlyphStyle, p vg.Point) {
	d := diamondAt(s, p)
	c.StrokeLines(stroke(s.Color, 1), append(d, d[0], d[1]))
}

func diamondAt(s draw.GlyphStyle, p vg.Point) []vg.Point {
	r := s.Radius * 1.3
	return []vg.Point{{X: p.X, Y: p.Y + r}, {X: p.X + r, Y: p.Y}, {X: p.X, Y: p.Y - r}, {X: p.X - r, Y: p.Y}}
}

// cross is an 'x' of visible weight; gonum's is half a point wide.
func cross(c *draw.Canvas, s draw.GlyphStyle, p vg.Point) {
	r, line := s.Radius*.9, stroke(s.Color, 1)
	c.StrokeLine2(line, p.X-r, p.Y-r, p.X+r, p.Y+r)
	c.StrokeLine2(line, p.X-r, p.Y+r, p.X+r, p.Y-r)
}

// ring is an 'o' of visible weight.
func ring(c *draw.Canvas, s draw.GlyphStyle, p vg.Point) {
	c.SetLineStyle(stroke(s.Color, 1))
	var path vg.Path
	path.Move(vg.Point{X: p.X + s.Radius, Y: p.Y})
	path.Arc(p, s.Radius, 0, 2*math.Pi)
	path.Close()
	c.Stroke(path)
}

// hollow is a ring that hides what is behind it.
func hollow(c *draw.Canvas, s draw.GlyphStyle, p vg.Point) {
	c.SetColor(color.White)
	draw.CircleGlyph{}.DrawGlyph(c, s, p)
	c.SetColor(s.Color)
	ring(c, s, p)
}

// swatch is an area in a legend.
func swatch(c *draw.Canvas, s draw.GlyphStyle, p vg.Point) { fill(*c, keyArea(p, 10), s.Color) }

// frameKey is a frame in a legend.
func frameKey(c *draw.Canvas, s draw.GlyphStyle, p vg.Point) {
	outline(*c, keyArea(p, 11), stroke(s.Color, 1.6))
}

// markKey is a mark on its colour in a legend.
func markKey(m Mark) glyph {
	return func(c *draw.Canvas, s draw.GlyphStyle, p vg.Point) {
		fill(*c, keyArea(p, 11), s.Color)
		outline(*c, keyArea(p, 11), stroke(pale, .5))
		m.draw(*c, p.X, p.Y)
	}
}

func keyArea(p vg.Point, height vg.Length) vg.Rectangle {
	return rectangle(p.X-keyWidth/2, p.Y-height/2, keyWidth, height)
}
