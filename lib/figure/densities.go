package figure

import (
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// DensityGroup holds relative saliency densities of one panel of Fig. 3, one
// value a seed: the mean saliency of a region's pixels over that of all pixels,
// so that 1 is saliency spread evenly.
type DensityGroup struct {
	Label                   string
	Inside, Border, Outside []float64
}

// region is one of the three parts of an image.
type region struct {
	name   string
	values func(DensityGroup) []float64
	offset float64 // from the group's middle
	glyph  draw.GlyphStyle
}

var regions = []region{
	{"inside", func(g DensityGroup) []float64 { return g.Inside }, -.27, regionGlyph(0, draw.CircleGlyph{})},
	{"border", func(g DensityGroup) []float64 { return g.Border }, 0, regionGlyph(1, draw.PyramidGlyph{})},
	{"outside", func(g DensityGroup) []float64 { return g.Outside }, .27, regionGlyph(2, draw.BoxGlyph{})},
}

func regionGlyph(colour int, shape draw.GlyphDrawer) draw.GlyphStyle {
	return draw.GlyphStyle{Color: faded(okabeIto[colour], .6), Radius: 2, Shape: shape}
}

var evenLine = stroke(muted, 1, 4, 3)

// Densities draws, for each group, the density of every seed and their mean in
// the three regions of the ground-truth mask.
func Densities(title string, groups []DensityGroup) (Figure, error) {
	if err := checkRows(title, "groups", len(groups), 50); err != nil {
		return Figure{}, err
	}
	p := newPlot("", "relative saliency density")
	names := make([]string, len(groups))
	last := float64(len(groups)) - .5
	if err := addLine(p, evenLine, plotter.XY{X: -.5, Y: 1}, plotter.XY{X: last, Y: 1}); err != nil {
		return Figure{}, err
	}
	for i, g := range groups {
		if err := firstError(g.check(i), g.add(p, float64(i))); err != nil {
			return Figure{}, err
		}
		names[i] = g.Label
	}
	p.NominalX(names...)
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = -.5, last, 0, 1.05*p.Y.Max
	l := densitiesLegend()
	f := Figure{Title: title, Alt: densitiesAlt(groups), draw: func(c draw.Canvas) { p.Draw(l.beside(c)) }}
	each := max(80, widest(names)+12)
	return f.sized(60+each*vg.Length(len(groups))+l.width(), 230), nil
}

func densitiesLegend() legend {
	var l legend
	for _, r := range regions {
		l = append(l, key{label: r.name, glyph: r.glyph})
	}
	return append(l, key{label: "mean of the seeds", line: stroke(ink, 2)}, key{label: "spread evenly", line: evenLine})
}

func (g DensityGroup) check(i int) error {
	if err := checkText(fmt.Sprintf("label of group %d", i), g.Label); err != nil {
		return err
	}
	for _, r := range regions {
		v := r.values(g)
		if err := checkRange(fmt.Sprintf("group %q, %s", g.Label, r.name), v, 0, math.Inf(1)); err != nil {
			return err
		}
		if len(v) != len(g.Inside) {
			return fmt.Errorf("figure: group %q: %d values inside and %d %s: want one a seed in each region", g.Label, len(g.Inside), len(v), r.name)
		}
	}
	return nil
}

// add draws the group around x.
func (g DensityGroup) add(p *plot.Plot, x float64) error {
	for _, r := range regions {
		v := r.values(g)
		middle := x + r.offset
		var dots plotter.XYs
		for i, d := range v {
			dots = append(dots, plotter.XY{X: middle + .18*jitter(i), Y: d})
		}
		m := mean(v)
		err := firstError(
			addDots(p, r.glyph, dots),
			addLine(p, stroke(ink, 2), plotter.XY{X: middle - .11, Y: m}, plotter.XY{X: middle + .11, Y: m}),
		)
		if err != nil {
			return err
		}
	}
	return nil
}

func densitiesAlt(groups []DensityGroup) string {
	var b strings.Builder
	b.WriteString("Relative saliency density by region, means over the seeds; 1 is spread evenly.")
	for _, g := range groups {
		fmt.Fprintf(&b, " %s (%s): inside %.2f, border %.2f, outside %.2f.",
			g.Label, count(len(g.Inside), "seed"), mean(g.Inside), mean(g.Border), mean(g.Outside))
	}
	return b.String()
}
