package figure

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"nodulelab/lib/internal/slice"
)

// Response holds how several numbers respond to one factor.
type Response struct {
	Factor Factor
	Series [][]Estimate // for each number, an estimate for each level
}

// mostColumns is the most numbers in a figure.
const mostColumns = 4

// checkColumns checks the names of 1 or more numbers.
func checkColumns(title string, columns []string, most int) error {
	return cmp.Or(checkRows(title, "columns", len(columns), most), checkTexts("name of column", "", columns))
}

// cloneResponses checks responses, with a series for each of the columns, and copies
// them. It gathers the marks of all estimates.
func cloneResponses(responses []Response, columns []string, meanings Meanings) (own []Response, marks []Mark, err error) {
	for i, r := range responses {
		owner := fmt.Sprintf("factor %q", r.Factor.Name)
		err = cmp.Or(err, r.Factor.check(fmt.Sprint(i)), oneEach(owner, len(r.Series), "series", len(columns), "columns"))
		for j, series := range r.Series {
			err = cmp.Or(err, checkEstimates(fmt.Sprintf("%s, series %d", owner, j), series, len(r.Factor.Levels), "levels"))
		}
		own = append(own, Response{r.Factor.clone(), cloneEstimates(r.Series)})
		marks = append(marks, marksOf(r.Series...)...)
	}
	return own, marks, cmp.Or(err, meanings.check(append(marks, Tick)))
}

// cloneEstimates copies rows of estimates.
func cloneEstimates(rows [][]Estimate) [][]Estimate {
	return slice.Map(rows, slices.Clone[[]Estimate])
}

const (
	mostResponses  = 10
	responseHeight = vg.Length(76)  // of a panel's data
	responseWidth  = vg.Length(116) // of a panel's data, at least
	responseGap    = vg.Length(12)  // between panels
	levelLines     = 3              // most lines of a level
	nameLines      = 4              // most lines of a factor's name
)

// Responses draws how numbers respond to factors: a row of panels for each factor, a
// column for each scale, and the levels from left to right. Points are means with
// their intervals; a ring is a mean without one, and a missing estimate leaves a gap.
// The scale's side of Tick is shaded, the protocol's level larger and in colour. An
// interval that leaves its scale is cut there; a mean that does is an error.
//
// One figure takes up to 10 factors: split more by what they are about.
func Responses(title string, scales []Scale, responses []Response, meanings Meanings) (Figure, error) {
	err := checkRows(title, "factors", len(responses), mostResponses)
	columns := make([]string, len(scales))
	for i, s := range scales {
		err = cmp.Or(err, s.check(i))
		columns[i] = s.Name
	}
	own, _, unlike := cloneResponses(responses, columns, meanings)
	if err = cmp.Or(err, checkColumns(title, columns, mostColumns), unlike, checkMeans(scales, own)); err != nil {
		return Figure{}, err
	}
	g := newResponseGrid(slices.Clone(scales), columns, own)
	f := Figure{Title: title, Alt: responsesAlt(scales, own, meanings), draw: g.draw}
	return f.sized(g.width(), g.height()), nil
}

// checkMeans returns an error unless every mean lies on its scale.
func checkMeans(scales []Scale, responses []Response) error {
	for _, r := range responses {
		for j, series := range r.Series[:min(len(scales), len(r.Series))] {
			for _, e := range series {
				if s := scales[j]; !e.missing() && (e.Mean < s.Low || e.Mean > s.High) {
					return fmt.Errorf("figure: factor %q: mean %g is not on the scale of %s: want %s", r.Factor.Name, e.Mean, s.Name, rangeWords(s.Low, s.High))
				}
			}
		}
	}
	return nil
}

// responseGrid is the layout of Responses: all lengths come from the texts.
type responseGrid struct {
	scales    []Scale
	responses []Response
	names     vg.Length // width of the column of factors
	panel     vg.Length // width of a panel's data
	head      vg.Length // height of the scales' names
	key       legend
}

func newResponseGrid(scales []Scale, columns []string, responses []Response) responseGrid {
	g := responseGrid{scales: scales, responses: responses, key: responseLegend(responses)}
	g.panel = max(responseWidth, narrowest(headStyle, headLines, columns...))
	for _, r := range responses {
		f := r.Factor
		g.names = max(g.names, narrowest(bold(8), nameLines, f.Name), narrowest(regular(8), nameLines, f.Unit), min(regular(8).Width(f.Name), 90))
		g.panel = max(g.panel, f.slot(levelLines)*vg.Length(len(f.Levels)))
	}
	g.head = wrappedHeight(headStyle, g.panel, columns...) + 6
	return g
}

var (
	tickArea      = tint(tickColour, .13)
	responseGlyph = draw.GlyphStyle{Color: ink, Radius: 2.1, Shape: draw.CircleGlyph{}}
	defaultGlyph  = draw.GlyphStyle{Color: accent, Radius: 3.3, Shape: draw.CircleGlyph{}}
)

func responseLegend(responses []Response) legend {
	l := legend{
		{label: "mean, interval", glyph: responseGlyph, line: stroke(ink, 1)},
		{label: "the protocol's level", glyph: defaultGlyph, line: stroke(accent, 1.3)},
		{label: "threshold", line: dashedLine},
		{label: "the paper's conclusion holds", glyph: draw.GlyphStyle{Color: tickArea, Shape: glyph(swatch)}},
	}
	for _, r := range responses {
		if slices.ContainsFunc(slices.Concat(r.Series...), func(e Estimate) bool { return !e.missing() && e.alone() }) {
			return append(l, key{label: "no interval", glyph: hollowed(responseGlyph)})
		}
	}
	return l
}

// hollowed is a glyph as a ring.
func hollowed(g draw.GlyphStyle) draw.GlyphStyle {
	g.Shape = glyph(hollow)
	return g
}

func (g responseGrid) width() vg.Length {
	w := g.names
	for _, s := range g.scales {
		w += responseGap + s.ticksWidth() + g.panel
	}
	return max(w, g.key.rowWidth()) + 2
}

func (g responseGrid) height() vg.Length {
	h := g.head + keyHeight + 4 - responseGap
	for _, r := range g.responses {
		h += g.rowHeight(r.Factor)
	}
	return h
}

// rowHeight is the height of a factor: its panels, its levels and the gap below.
func (g responseGrid) rowHeight(f Factor) vg.Length {
	return responseHeight + f.levelsHeight(g.panel/vg.Length(len(f.Levels))) + tickGap + responseGap
}

func (g responseGrid) draw(c draw.Canvas) {
	g.key.row(c)
	top := c.Max.Y - keyHeight - 4 - g.head
	x := c.Min.X + g.names
	for j, s := range g.scales {
		x += responseGap + s.ticksWidth()
		writeAbove(c, headStyle, x+g.panel/2, top+6, g.panel, s.Name)
		y := top
		for _, r := range g.responses {
			area := rectangle(x, y-responseHeight, g.panel, responseHeight)
			s.drawAxis(c, area)
			r.Factor.drawAxis(c, area)
			s.drawSeries(c, area, r.Factor, r.Series[j])
			y -= g.rowHeight(r.Factor)
		}
		x += g.panel
	}
	for _, r := range g.responses {
		g.drawName(c, r.Factor, top)
		top -= g.rowHeight(r.Factor)
	}
}

// drawName writes a factor with its unit at the left of its row.
func (g responseGrid) drawName(c draw.Canvas, f Factor, top vg.Length) {
	unit := regular(8)
	unit.Color = muted
	top -= writeBelow(c, bold(8), c.Min.X, top, g.names, f.Name)
	writeBelow(c, unit, c.Min.X, top, g.names, f.Unit)
}

// drawSeries draws the estimates at a factor's levels, over a faint line between
// neighbours that are both there.
func (s Scale) drawSeries(c draw.Canvas, area vg.Rectangle, f Factor, series []Estimate) {
	y := s.along(area.Min.Y, area.Max.Y)
	for i := 1; i < len(series); i++ {
		if a, b := series[i-1], series[i]; !a.missing() && !b.missing() {
			c.StrokeLine2(stroke(rgb(0xaaaaaa), .8), f.middle(area, i-1), y.at(a.Mean), f.middle(area, i), y.at(b.Mean))
		}
	}
	for i, e := range series {
		if !e.missing() {
			e.draw(c, i == f.Default, f.middle(area, i), y)
		}
	}
}

// draw draws a mean and its interval.
func (e Estimate) draw(c draw.Canvas, standard bool, x vg.Length, y span) {
	g, bar := responseGlyph, stroke(ink, 1)
	if standard {
		g, bar = defaultGlyph, stroke(accent, 1.3)
	}
	if e.alone() {
		g = hollowed(g)
	} else {
		c.StrokeLine2(bar, x, y.at(e.Low), x, y.at(e.High))
	}
	c.DrawGlyphNoClip(g, vg.Point{X: x, Y: y.at(e.Mean)})
}

func responsesAlt(scales []Scale, responses []Response, meanings Meanings) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Estimates of %s by the levels of %s.", count(len(scales), "conclusion"), count(len(responses), "factor"))
	for _, s := range scales {
		fmt.Fprintf(&b, " %s.", s.words(meanings))
	}
	for _, r := range responses {
		fmt.Fprintf(&b, " %s:", r.Factor.title())
		for j, s := range scales {
			means := atLevels(r.Series[j], r.Factor.Levels, Meanings{})
			fmt.Fprintf(&b, " %q %s, mean %s;", s.Name, meanings.tally(marksOf(r.Series[j])), means)
		}
		fmt.Fprintf(&b, " the protocol's level is %s.", r.Factor.standard())
	}
	return b.String()
}
