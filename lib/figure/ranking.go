package figure

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"nodulelab/lib/internal/slice"
)

// RankingRow is a factor with an effect for each column.
type RankingRow struct {
	Label   string
	Effects []Estimate
}

const (
	mostRanked    = 60
	rankingRow    = vg.Length(14)
	rankingPanel  = vg.Length(170) // width, at least
	rankingApart  = vg.Length(18)
	rankingBottom = vg.Length(30) // ticks and the name of the axis
)

var (
	zoneArea    = rgb(0xf0f0f0)
	clearGlyph  = draw.GlyphStyle{Color: okabeIto[0], Radius: 3, Shape: draw.CircleGlyph{}}
	clearBar    = stroke(okabeIto[0], 1.3)
	hollowGlyph = draw.GlyphStyle{Color: muted, Radius: 2.6, Shape: glyph(hollow)}
	hollowBar   = stroke(muted, 1)
)

// Ranking draws how much factors matter: a row for each, in the order given, a
// column for each name, and one axis, which what names. Zone is the distance from 0
// up to which an effect is small: grey, within dashed lines. An effect with a tick is
// a filled dot, one with another mark a hollow one; missing effects are left out.
func Ranking(title, what string, columns []string, zone Guide, rows []RankingRow, meanings Meanings) (Figure, error) {
	err := cmp.Or(
		checkRows(title, "rows", len(rows), mostRanked), checkText("name of the axis", what), checkColumns(title, columns, mostColumns),
		checkText("name of the zone", zone.Label), checkRange("half width of the zone", []float64{zone.At}, 0, math.Inf(1)),
	)
	g := rankingGrid{what: what, columns: slices.Clone(columns), zone: zone}
	var all []Estimate
	for i, r := range rows {
		err = cmp.Or(err, r.check(i, columns))
		g.rows = append(g.rows, RankingRow{r.Label, slices.Clone(r.Effects)})
		all = append(all, r.Effects...)
	}
	if err = cmp.Or(err, meanings.check(append(marksOf(all), Tick, Question))); err != nil {
		return Figure{}, err
	}
	g.layout(all, meanings)
	f := Figure{Title: title, Alt: g.alt(meanings), draw: g.draw}
	return f.sized(g.width(), g.height()), nil
}

func (r RankingRow) check(i int, columns []string) error {
	return cmp.Or(
		checkText(fmt.Sprintf("label of row %d", i), r.Label),
		checkEstimates(fmt.Sprintf("row %q", r.Label), r.Effects, len(columns), "columns"),
	)
}

// rankingGrid is the layout of Ranking.
type rankingGrid struct {
	what        string
	columns     []string
	zone        Guide
	rows        []RankingRow
	labels      vg.Length // width of the column of factors
	panel, head vg.Length // a column's width, the heading's height
	low, high   float64   // of the axis
	key         legend
}

func (g *rankingGrid) layout(all []Estimate, meanings Meanings) {
	g.labels = slice.Max(g.rows, func(r RankingRow) vg.Length { return regular(8).Width(r.Label) + 8 })
	g.panel = max(rankingPanel, narrowest(levelStyle, 1, g.what), narrowest(headStyle, headLines, g.columns...))
	g.head = wrappedHeight(headStyle, g.panel, g.columns...) + 4
	g.low, g.high = g.limits(all)
	g.key = legend{
		{label: g.zone.Label, glyph: draw.GlyphStyle{Color: zoneArea, Shape: glyph(swatch)}},
		{label: meanings[Tick].Phrase, glyph: clearGlyph, line: clearBar},
		{label: meanings[Question].Phrase, glyph: hollowGlyph, line: hollowBar},
	}
}

// limits are the ends of the axis: all effects, 0 and the zone, with some room.
func (g *rankingGrid) limits(all []Estimate) (low, high float64) {
	numbers := []float64{0, g.zone.At}
	for _, e := range all {
		if !e.missing() {
			numbers = append(numbers, e.numbers()...)
		}
	}
	low, high = slices.Min(numbers), slices.Max(numbers)
	if low < 0 {
		low = min(low, -g.zone.At)
	}
	if low == high {
		high = 1
	}
	room := .04 * (high - low)
	if low < 0 {
		low -= room
	}
	return low, high + room
}

func (g *rankingGrid) rowsHeight() vg.Length { return rankingRow * vg.Length(len(g.rows)) }

func (g *rankingGrid) width() vg.Length {
	n := vg.Length(len(g.columns))
	return max(g.labels+n*(g.panel+rankingApart), g.key.rowWidth()+2)
}

func (g *rankingGrid) height() vg.Length {
	return keyHeight + 6 + g.head + g.rowsHeight() + rankingBottom
}

func (g *rankingGrid) draw(c draw.Canvas) {
	g.key.row(c)
	top := c.Max.Y - keyHeight - 6 - g.head
	for i, r := range g.rows {
		write(c, rightStyle, c.Min.X+g.labels-8, top-rankingRow*(vg.Length(i)+.5)+lift, r.Label)
	}
	x := c.Min.X + g.labels
	for j, name := range g.columns {
		writeAbove(c, headStyle, x+g.panel/2, top+4, g.panel, name)
		g.drawPanel(c, j, rectangle(x, top-g.rowsHeight(), g.panel, g.rowsHeight()))
		x += g.panel + rankingApart
	}
}

func (g *rankingGrid) drawPanel(c draw.Canvas, j int, r vg.Rectangle) {
	x := span{g.low, g.high, r.Min.X, r.Max.X}
	g.drawAxis(c, r, x)
	for i, row := range g.rows {
		y := r.Max.Y - rankingRow*(vg.Length(i)+.5)
		c.StrokeLine2(stroke(pale, .5), r.Min.X, y, r.Max.X, y)
		e := row.Effects[j]
		if e.missing() {
			continue
		}
		glyph, bar := hollowGlyph, hollowBar
		if e.Mark == Tick {
			glyph, bar = clearGlyph, clearBar
		}
		if !e.alone() {
			c.StrokeLine2(bar, x.at(e.Low), y, x.at(e.High), y)
		}
		c.DrawGlyphNoClip(glyph, vg.Point{X: x.at(e.Mean), Y: y})
	}
}

// drawAxis draws the zone, the ticks and the name of the axis.
func (g *rankingGrid) drawAxis(c draw.Canvas, r vg.Rectangle, x span) {
	zone := r
	zone.Min.X, zone.Max.X = x.at(-g.zone.At), x.at(g.zone.At)
	fill(c, zone, zoneArea)
	for _, at := range []float64{-g.zone.At, g.zone.At} {
		if at >= g.low {
			c.StrokeLine2(dashedLine, x.at(at), r.Min.Y, x.at(at), r.Max.Y)
		}
	}
	c.StrokeLine2(axisLine, x.at(0), r.Min.Y, x.at(0), r.Max.Y)
	c.StrokeLine2(axisLine, r.Min.X, r.Min.Y, r.Max.X, r.Min.Y)
	for _, t := range roundTicks(g.low, g.high) {
		c.StrokeLine2(axisLine, x.at(t.Value), r.Min.Y-3, x.at(t.Value), r.Min.Y)
		write(c, levelStyle, x.at(t.Value), r.Min.Y-9, t.Label)
	}
	write(c, levelStyle, (r.Min.X+r.Max.X)/2, r.Min.Y-22, g.what)
}

func (g *rankingGrid) alt(meanings Meanings) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Effects of %s on %s: %s; up to %s is %s.",
		count(len(g.rows), "factor"), count(len(g.columns), "conclusion"), g.what, printed(g.zone.At), g.zone.Label)
	for j, name := range g.columns {
		ticks := slice.Sum(g.rows, func(r RankingRow) int { return index(r.Effects[j].Mark == Tick) })
		fmt.Fprintf(&b, " %s: %s in %d of %d.", name, meanings[Tick].Word, ticks, len(g.rows))
	}
	for _, r := range g.rows {
		fmt.Fprintf(&b, " %s: %s.", r.Label, joined(r.Effects, ", ", func(e Estimate) string {
			if e.missing() {
				return "none"
			}
			return e.words(printed)
		}))
	}
	return b.String()
}
