package figure

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

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
