package figure

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// newPlot returns an empty plot in the project's style, with a faint grid.
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
		a.Tick.Marker = plot.TickerFunc(roundTicks)
		a.LineStyle.Color, a.Tick.LineStyle.Color = muted, muted
	}
	grid := plotter.NewGrid()
	grid.Vertical.Color, grid.Horizontal.Color = pale, pale
	p.Add(grid)
	return p
}

// addDots adds points of one glyph to a plot. All numbers are finite.
func addDots(p *plot.Plot, g draw.GlyphStyle, points ...plotter.XY) {
	if len(points) > 0 {
		p.Add(&plotter.Scatter{XYs: points, GlyphStyle: g})
	}
}

// addLine adds one line to a plot. All numbers are finite.
func addLine(p *plot.Plot, style draw.LineStyle, points ...plotter.XY) {
	p.Add(&plotter.Line{XYs: points, LineStyle: style})
}

// jitter spreads dots that would hide each other over ±½, the same way every
// time: the multiples of the golden ratio fill an interval evenly.
func jitter(i int) float64 {
	_, fraction := math.Modf(float64(i+1) * (math.Sqrt(5) - 1) / 2)
	return fraction - .5
}

// withPlots completes a figure of plots in rows of so many columns, with a legend
// at their right. Width and height are the size of one plot.
func (f Figure) withPlots(plots []*plot.Plot, columns int, l legend, width, height vg.Length) Figure {
	rows := (len(plots) + columns - 1) / columns
	tiles := draw.Tiles{Cols: columns, Rows: rows, PadX: 12, PadY: 10}
	f.draw = func(c draw.Canvas) {
		c = l.beside(c)
		for i, p := range plots {
			p.Draw(tiles.At(c, i%columns, i/columns))
		}
	}
	return f.sized(width*vg.Length(columns)+l.width(), max(height*vg.Length(rows), l.height()))
}
