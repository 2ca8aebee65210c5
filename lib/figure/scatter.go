package figure

import (
	"fmt"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg/draw"
)

// addDots adds points of one glyph to a plot.
func addDots(p *plot.Plot, g draw.GlyphStyle, points plotter.XYs) error {
	if len(points) == 0 {
		return nil
	}
	s, err := plotter.NewScatter(points)
	if err != nil {
		return fmt.Errorf("figure: dots: %w", err)
	}
	s.GlyphStyle = g
	p.Add(s)
	return nil
}

// addLine adds one line to a plot.
func addLine(p *plot.Plot, style draw.LineStyle, points ...plotter.XY) error {
	l, err := plotter.NewLine(plotter.XYs(points))
	if err != nil {
		return fmt.Errorf("figure: line: %w", err)
	}
	l.LineStyle = style
	p.Add(l)
	return nil
}

// jitter spreads dots that would hide each other over ±½, the same way every
// time: the multiples of the golden ratio fill an interval evenly.
func jitter(i int) float64 {
	_, fraction := math.Modf(float64(i+1) * (math.Sqrt(5) - 1) / 2)
	return fraction - .5
}

// nameRows labels the Y axis with one name a row, the first at the top, and
// makes room for half a row at each end.
func nameRows(p *plot.Plot, names []string) {
	var ticks plot.ConstantTicks
	for i, name := range names {
		ticks = append(ticks, plot.Tick{Value: rowAt(i, len(names)), Label: name})
	}
	p.Y.Tick.Marker = ticks
	p.Y.Tick.Length = 0
	p.Y.Min, p.Y.Max = -.5, float64(len(names))-.5
	p.Y.Padding, p.X.Padding = 0, 4
}

// rowAt is the height of row i of n on the Y axis.
func rowAt(i, n int) float64 { return float64(n - 1 - i) }
