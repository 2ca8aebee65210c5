package figure

import (
	"image/color"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/plotter"
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

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 255}
}

// faded is the colour at an opacity of 0 to 1.
func faded(c color.NRGBA, opacity float64) color.NRGBA {
	c.A = uint8(255*opacity + .5)
	return c
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

// fit shrinks a style until a line is at most that wide.
func fit(s text.Style, line string, width vg.Length) text.Style {
	if w := s.Width(line); w > width {
		s.Font.Size *= width / w
	}
	return s
}

// newPlot is an empty plot in the project's style, with a faint grid.
func newPlot(x, y string) *plot.Plot {
	p := plot.New()
	p.TextHandler = handler
	p.BackgroundColor = color.White
	p.Title.TextStyle = aligned(bold(9), draw.XCenter, draw.YTop)
	p.Title.Padding = 4
	p.X.Label.Text, p.Y.Label.Text = x, y
	for _, a := range []*plot.Axis{&p.X, &p.Y} {
		a.Label.TextStyle = aligned(regular(9), draw.XCenter, draw.YBottom)
		a.Tick.Label = aligned(regular(8), a.Tick.Label.XAlign, a.Tick.Label.YAlign)
		a.Tick.Length = 4
		a.Tick.Marker = round{}
		a.LineStyle.Color, a.Tick.LineStyle.Color = muted, muted
	}
	grid := plotter.NewGrid()
	grid.Vertical.Color, grid.Horizontal.Color = pale, pale
	p.Add(grid)
	return p
}

func aligned(s text.Style, x text.XAlignment, y text.YAlignment) text.Style {
	s.XAlign, s.YAlign = x, y
	return s
}
