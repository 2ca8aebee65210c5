package figure

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"nodulelab/lib/internal/slice"
)

const (
	keyHeight = vg.Length(15)
	keyWidth  = vg.Length(24)
	keyGap    = vg.Length(6)
	legendGap = vg.Length(12)
)

// key is one entry of a legend: a line, a glyph or both, and what they mean.
type key struct {
	label string
	line  draw.LineStyle
	glyph draw.GlyphStyle
}

// legend is drawn to the right of the data, never over them.
type legend []key

// width is the width of the legend with the gap before it.
func (l legend) width() vg.Length {
	return legendGap + slice.Max(l, key.width)
}

func (k key) width() vg.Length { return keyWidth + keyGap + regular(8).Width(k.label) }

func (l legend) height() vg.Length { return vg.Length(len(l)) * keyHeight }

// beside splits a canvas into the part for the data and the legend's, which it
// draws.
func (l legend) beside(c draw.Canvas) draw.Canvas {
	l.draw(draw.Crop(c, c.Max.X-c.Min.X-l.width()+legendGap, 0, 0, 0))
	return draw.Crop(c, 0, -l.width(), 0, 0)
}

func (l legend) draw(c draw.Canvas) {
	y := c.Max.Y - keyHeight/2
	for _, k := range l {
		if k.line.Width > 0 {
			c.StrokeLine2(k.line, c.Min.X, y, c.Min.X+keyWidth, y)
		}
		if k.glyph.Shape != nil {
			c.DrawGlyphNoClip(k.glyph, vg.Point{X: c.Min.X + keyWidth/2, Y: y})
		}
		write(c, regular(8), c.Min.X+keyWidth+keyGap, y, k.label)
		y -= keyHeight
	}
}

// row draws the entries side by side, for figures that need their width.
func (l legend) row(c draw.Canvas) {
	for _, k := range l {
		legend{k}.draw(c)
		c.Min.X += k.width() + legendGap
	}
}

// rowWidth is the width of the entries side by side.
func (l legend) rowWidth() vg.Length {
	return slice.Sum(l, func(k key) vg.Length { return k.width() + legendGap }) - legendGap
}
