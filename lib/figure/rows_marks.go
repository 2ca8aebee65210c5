package figure

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg/draw"
)

// rowLook is how the marks of a sample look and where they lie in their row, in
// rows from its middle: upward, or to the right in an upright plot.
type rowLook struct {
	seeds, mean, reference       draw.GlyphStyle
	seedsAt, meanAt, referenceAt float64
	spread                       float64        // of the seeds
	bar                          draw.LineStyle // along the interval; across a mean that has no glyph
}

// meanTick is half the length of the line across a mean without a glyph.
const meanTick = .11

// plainShapes tell plain lines and groups apart in grey print.
var plainShapes = []draw.GlyphDrawer{draw.CircleGlyph{}, draw.PyramidGlyph{}, draw.BoxGlyph{}, glyph(diamond)}

// looks returns one look for each sample of a row.
func (p RowPlot) looks() []rowLook {
	if len(p.Groups) == 0 {
		return []rowLook{p.onlyLook()}
	}
	looks := make([]rowLook, len(p.Groups))
	for k, g := range p.Groups {
		at := float64(len(p.Groups)-1)/2 - float64(k) // the first is uppermost
		if p.Upright {
			at = -at // or leftmost
		}
		looks[k] = g.look(k, at)
	}
	return looks
}

// onlyLook is the look of a sample that has the row to itself.
func (p RowPlot) onlyLook() rowLook {
	look := rowLook{
		seeds:     draw.GlyphStyle{Color: faded(okabeIto[0], .45), Radius: 1.6, Shape: draw.CircleGlyph{}},
		mean:      draw.GlyphStyle{Color: ink, Radius: 2.4, Shape: draw.BoxGlyph{}},
		reference: draw.GlyphStyle{Color: accent, Radius: 3.4, Shape: glyph(diamond)},
		seedsAt:   .1, meanAt: -.3, referenceAt: .3, spread: .28,
		bar: stroke(ink, 1.3),
	}
	if p.Reference != "" {
		look.seedsAt = 0
	}
	return look
}

// look is the look of group k, at a distance from the row's middle in units of the
// space between groups.
func (g Group) look(k int, at float64) rowLook {
	look := rowLook{spread: .18, bar: stroke(ink, 2)}
	var colour color.NRGBA
	if g.Hue == Plain {
		colour, at = okabeIto[k], .27*at
		look.seeds = draw.GlyphStyle{Color: faded(colour, .6), Radius: 2, Shape: plainShapes[k%len(plainShapes)]}
	} else {
		colour, at = classColour(g.Hue == Malignant, 0), .4*at
		look.seeds = classGlyph(g.Hue == Malignant, 0)
		look.mean = look.seeds
		look.mean.Radius = 3
	}
	look.reference = draw.GlyphStyle{Color: colour, Radius: 5.5, Shape: glyph(hollowDiamond)}
	look.seedsAt, look.meanAt, look.referenceAt = at, at, at
	return look
}

// at is the point of a number in a plot.
func (p RowPlot) at(number, place float64) plotter.XY {
	if p.Upright {
		return plotter.XY{X: place, Y: number}
	}
	return plotter.XY{X: number, Y: place}
}

// add draws the row around its place. References lie over all else.
func (p RowPlot) add(q *plot.Plot, r Row, place float64) {
	looks := p.looks()
	for k, s := range r.Samples {
		p.addSample(q, looks[k], s, place)
	}
	for k, s := range r.Samples {
		if p.Reference != "" && !math.IsNaN(s.Reference) {
			addDots(q, looks[k].reference, p.at(s.Reference, place+looks[k].referenceAt))
		}
	}
}

// addSample draws the seeds, the interval and the mean.
func (p RowPlot) addSample(q *plot.Plot, look rowLook, s Sample, place float64) {
	middle := place + look.seedsAt
	dots := make(plotter.XYs, len(s.Seeds))
	for i, v := range s.Seeds {
		dots[i] = p.at(v, middle+look.spread*jitter(i))
	}
	addDots(q, look.seeds, dots...)
	e, middle := s.Estimate, place+look.meanAt
	if !e.alone() {
		addLine(q, look.bar, p.at(e.Low, middle), p.at(e.High, middle))
	}
	if look.mean.Shape == nil {
		addLine(q, look.bar, p.at(e.Mean, middle-meanTick), p.at(e.Mean, middle+meanTick))
		return
	}
	addDots(q, look.mean, p.at(e.Mean, middle))
}

// legend lists what stands in a row from top to bottom, then the guide.
func (p RowPlot) legend() legend {
	looks, ticks := p.looks(), false
	var l legend
	if len(p.Groups) == 0 {
		if p.Reference != "" {
			l = legend{{label: p.Reference, glyph: looks[0].reference}}
		}
		l = append(l, key{label: "one seed", glyph: looks[0].seeds}, key{label: "mean, interval", glyph: looks[0].mean, line: looks[0].bar})
	}
	for k, g := range p.Groups {
		glyph := looks[k].mean
		if glyph.Shape == nil {
			glyph, ticks = looks[k].seeds, true
		}
		l = append(l, key{label: g.Name, glyph: glyph})
		if p.Reference != "" {
			l = append(l, key{label: g.Name + ", " + p.Reference, glyph: looks[k].reference})
		}
	}
	if ticks {
		l = append(l, key{label: "mean of the seeds", line: looks[0].bar})
	}
	if p.Guide.Label != "" {
		l = append(l, key{label: p.Guide.Label, line: dashedLine})
	}
	return l
}
