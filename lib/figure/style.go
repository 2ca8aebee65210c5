package figure

import (
	"image/color"

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
