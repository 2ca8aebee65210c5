package figure

import (
	"cmp"
	"image/color"
	"math"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

const (
	margin      = vg.Length(10)
	titleHeight = vg.Length(14)
	titleGap    = vg.Length(8)
)

var (
	white  = rgb(0xffffff)
	ink    = rgb(0x222222)
	muted  = rgb(0x666666)
	pale   = rgb(0xe6e6e6)
	accent = rgb(0xd55e00)

	// okabeIto are the colours of Okabe and Ito (2008) that read on white.
	okabeIto = []color.NRGBA{
		rgb(0x0072b2), rgb(0xd55e00), rgb(0x009e73), rgb(0xcc79a7),
		rgb(0xe69f00), rgb(0x56b4e9), rgb(0x000000),
	}
)

var (
	dashedLine = stroke(muted, 1, 4, 3) // thresholds and guides
	axisLine   = stroke(muted, .5)      // axes that are not a plot's

	levelStyle = aligned(regular(8), draw.XCenter, draw.YCenter)
	headStyle  = aligned(bold(8), draw.XCenter, draw.YCenter)
	rightStyle = aligned(regular(8), draw.XRight, draw.YCenter)
)

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 255}
}

// faded is an opaque colour at an opacity of 0 to 1.
func faded(c color.Color, opacity float64) color.NRGBA {
	f := color.NRGBAModel.Convert(c).(color.NRGBA)
	f.A = uint8(255*opacity + .5)
	return f
}

// tint mixes a colour into white.
func tint(c color.NRGBA, share float64) color.NRGBA {
	mix := func(v uint8) uint8 { return uint8(255 - share*(255-float64(v)) + .5) }
	return color.NRGBA{R: mix(c.R), G: mix(c.G), B: mix(c.B), A: 255}
}

// classColour follows the paper's convention: malignant red, benign blue; the
// training set (0) dark, a first (1) and a second test set (2) light.
func classColour(malignant bool, set int) color.NRGBA {
	hues := [2][3]color.NRGBA{
		{rgb(0x08459c), rgb(0x4f9fdc), rgb(0x2fb1c4)},
		{rgb(0x9c0f1f), rgb(0xf0794a), rgb(0xe888b8)},
	}
	return hues[index(malignant)][set]
}

// classGlyph is 'x' for malignant and 'o' for benign.
func classGlyph(malignant bool, set int) draw.GlyphStyle {
	shapes := [2]draw.GlyphDrawer{glyph(ring), glyph(cross)}
	return draw.GlyphStyle{Color: classColour(malignant, set), Radius: 2.2, Shape: shapes[index(malignant)]}
}

func index(b bool) int {
	if b {
		return 1
	}
	return 0
}

// handler measures and draws text with the fonts that gonum/plot brings along.
var handler = text.Plain{Fonts: font.DefaultCache}

// regular is sans-serif text in ink, left aligned and vertically centred.
func regular(points float64) text.Style {
	return text.Style{
		Color:   ink,
		Font:    font.From(font.Font{Typeface: "Liberation", Variant: "Sans"}, vg.Points(points)),
		YAlign:  draw.YCenter,
		Handler: handler,
	}
}

func bold(points float64) text.Style {
	s := regular(points)
	s.Font.Weight = xfont.WeightBold
	return s
}

func aligned(s text.Style, x text.XAlignment, y text.YAlignment) text.Style {
	s.XAlign, s.YAlign = x, y
	return s
}

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
