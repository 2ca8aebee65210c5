package figure

import (
	"image/color"
	"math"
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"nodulelab/lib/internal/slice"
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

// roundTicks are multiples of 1, 2 or 5 times a power of ten, all with labels, four
// to nine to an axis.
func roundTicks(low, high float64) []plot.Tick {
	step, decimals := roundStep(high - low)
	first, last := math.Ceil(low/step-1e-9), math.Floor(high/step+1e-9)
	if !(step > 0) || !(last-first <= 20) {
		return []plot.Tick{{Value: low, Label: short(low)}, {Value: high, Label: short(high)}}
	}
	var ticks []plot.Tick
	for i := first; i <= last; i++ {
		v := i * step
		label := strconv.FormatFloat(v+0, 'f', decimals, 64) // + 0: no "-0"
		if decimals > 5 || math.Abs(v) >= 1e6 {
			label = short(v)
		}
		ticks = append(ticks, plot.Tick{Value: v, Label: signed(label)})
	}
	return ticks
}

// roundStep is the step between ticks over a span, and its decimals.
func roundStep(span float64) (step float64, decimals int) {
	power := math.Floor(math.Log10(span / 4))
	unit := math.Pow(10, power)
	decimals = int(max(0, -power))
	for _, m := range []float64{5, 2} {
		if span/(m*unit) >= 4 {
			return m * unit, decimals
		}
	}
	return unit, decimals
}

// coarseTicks are roundTicks for small panels: two to six to an axis.
func coarseTicks(low, high float64) []plot.Tick {
	within := func(t plot.Tick) bool { return t.Value <= high+1e-9*(high-low) }
	return slice.Filter(roundTicks(low, low+2*(high-low)), within)
}

// tenths are ticks at 0, 0.1 … 1, every second with a label.
func tenths() plot.ConstantTicks {
	ticks := make(plot.ConstantTicks, 11)
	for i := range ticks {
		ticks[i].Value = float64(i) / 10
		if i%2 == 0 {
			ticks[i].Label = strconv.FormatFloat(ticks[i].Value, 'f', 1, 64)
		}
	}
	return ticks
}

// decades makes an axis logarithmic, from one power of ten to another.
func decades(a *plot.Axis) {
	a.Scale = plot.LogScale{}
	a.Tick.Marker = plot.LogTicks{Prec: 3}
	low, high := math.Floor(math.Log10(a.Min)), math.Ceil(math.Log10(a.Max))
	a.Min, a.Max = math.Pow(10, low), math.Pow(10, max(high, low+1))
}

// short writes a number with three significant digits at most.
func short(v float64) string { return strconv.FormatFloat(v, 'g', 3, 64) }
