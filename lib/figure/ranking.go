package figure

import (
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// RankingRow is a factor with its effect on each conclusion.
type RankingRow struct {
	Label   string
	Effects []Interval
}

const (
	mostRanked    = 60
	rankingRow    = vg.Length(14)
	rankingPanel  = vg.Length(170) // width, at least
	rankingApart  = vg.Length(18)
	rankingBottom = vg.Length(30) // ticks and the name of the axis
)

var (
	smallArea  = rgb(0xf0f0f0)
	clearGlyph = draw.GlyphStyle{Color: okabeIto[0], Radius: 3, Shape: draw.CircleGlyph{}}
	smallGlyph = draw.GlyphStyle{Color: muted, Radius: 2.6, Shape: hollow{}}
)

// Ranking draws how much factors matter: a row for each, in the order given, a
// column for each conclusion, and one axis, which what names. Effects within small
// of 0 are too small to matter: that zone is grey within dashed lines. A filled
// dot lies beyond it with its whole interval. Missing effects are left out.
func Ranking(title, what string, columns []string, small float64, rows []RankingRow) (Figure, error) {
	err := firstError(checkRows(title, "rows", len(rows), mostRanked), checkText("name of the axis", what),
		checkColumns(title, columns), checkRange("what is too small to matter", []float64{small}, 0, math.Inf(1)))
	if err != nil {
		return Figure{}, err
	}
	own := make([]RankingRow, len(rows))
	for i, r := range rows {
		if err := r.check(i, columns); err != nil {
			return Figure{}, err
		}
		own[i] = RankingRow{r.Label, append([]Interval(nil), r.Effects...)}
	}
	g := newRankingGrid(what, append([]string(nil), columns...), small, own)
	f := Figure{Title: title, Alt: g.alt(), draw: g.draw}
	return f.sized(g.width(), g.height()), nil
}

func (r RankingRow) check(i int, columns []string) error {
	if err := checkText(fmt.Sprintf("label of row %d", i), r.Label); err != nil {
		return err
	}
	if len(r.Effects) != len(columns) {
		return fmt.Errorf("figure: row %q has %d effects for %d conclusions: want one each", r.Label, len(r.Effects), len(columns))
	}
	for j, v := range r.Effects {
		if err := v.check(fmt.Sprintf("row %q, %s", r.Label, columns[j])); err != nil {
			return err
		}
	}
	return nil
}

// rankingGrid is the layout of Ranking.
type rankingGrid struct {
	what        string
	columns     []string
	small       float64
	rows        []RankingRow
	labels      vg.Length // width of the column of factors
	panel, head vg.Length // a column's width, the heading's height
	low, high   float64   // of the axis
	key         legend
}

func newRankingGrid(what string, columns []string, small float64, rows []RankingRow) rankingGrid {
	g := rankingGrid{what: what, columns: columns, small: small, rows: rows, panel: rankingPanel, key: rankingLegend}
	for _, r := range rows {
		g.labels = max(g.labels, regular(8).Width(r.Label)+8)
	}
	g.panel = max(g.panel, narrowest(levelStyle, what, 1))
	for _, name := range columns {
		g.panel = max(g.panel, narrowest(headStyle, name, headLines))
	}
	for _, name := range columns {
		g.head = max(g.head, linesHeight(headStyle, len(wrap(headStyle, name, g.panel)))+4)
	}
	g.low, g.high = g.limits()
	return g
}

var rankingLegend = legend{
	{label: "too small to matter", glyph: draw.GlyphStyle{Color: smallArea, Shape: swatch{}}},
	{label: "wholly beyond it", glyph: clearGlyph, line: stroke(okabeIto[0], 1.3)},
	{label: "not wholly beyond it", glyph: smallGlyph, line: stroke(muted, 1)},
}

// limits are the ends of the axis: all effects, 0 and what is small, with room.
func (g rankingGrid) limits() (low, high float64) {
	high = g.small
	for _, r := range g.rows {
		for _, v := range r.Effects {
			for _, x := range []float64{v.Mean, v.Low, v.High} {
				if !v.missing() && !math.IsNaN(x) {
					low, high = min(low, x), max(high, x)
				}
			}
		}
	}
	if low < 0 {
		low = min(low, -g.small)
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

// beyond tells whether an effect's whole interval is large enough to matter.
func (g rankingGrid) beyond(v Interval) bool { return v.Low > g.small || v.High < -g.small }

func (g rankingGrid) rowsHeight() vg.Length { return rankingRow * vg.Length(len(g.rows)) }

func (g rankingGrid) width() vg.Length {
	n := vg.Length(len(g.columns))
	return max(g.labels+n*(g.panel+rankingApart), g.key.rowWidth()+2)
}

func (g rankingGrid) height() vg.Length {
	return keyHeight + 6 + g.head + g.rowsHeight() + rankingBottom
}

func (g rankingGrid) draw(c draw.Canvas) {
	g.key.row(c)
	top := c.Max.Y - keyHeight - 6
	first := top - g.head
	for i, r := range g.rows {
		write(c, aligned(regular(8), draw.XRight, draw.YCenter), c.Min.X+g.labels-8, first-rankingRow*(vg.Length(i)+.5)+lift, r.Label)
	}
	x := c.Min.X + g.labels
	for j, name := range g.columns {
		writeAbove(c, headStyle, x+g.panel/2, first+4, wrap(headStyle, name, g.panel))
		g.drawPanel(c, j, rectangle(x, first-g.rowsHeight(), g.panel, g.rowsHeight()))
		x += g.panel + rankingApart
	}
}

func (g rankingGrid) drawPanel(c draw.Canvas, j int, r vg.Rectangle) {
	x := span{g.low, g.high, r.Min.X, r.Max.X}
	g.drawAxis(c, r, x)
	for i, row := range g.rows {
		y := r.Max.Y - rankingRow*(vg.Length(i)+.5)
		c.StrokeLine2(stroke(pale, .5), r.Min.X, y, r.Max.X, y)
		v := row.Effects[j]
		if v.missing() {
			continue
		}
		glyph, bar := smallGlyph, stroke(muted, 1)
		if g.beyond(v) {
			glyph, bar = clearGlyph, stroke(okabeIto[0], 1.3)
		}
		if !v.alone() {
			c.StrokeLine2(bar, x.at(v.Low), y, x.at(v.High), y)
		}
		c.DrawGlyphNoClip(glyph, vg.Point{X: x.at(v.Mean), Y: y})
	}
}

// drawAxis draws the zone that is too small to matter, the ticks and their name.
func (g rankingGrid) drawAxis(c draw.Canvas, r vg.Rectangle, x span) {
	zone := rectangle(x.at(-g.small), r.Min.Y, x.at(g.small)-x.at(-g.small), r.Max.Y-r.Min.Y)
	fill(c, zone, smallArea)
	for _, at := range []float64{-g.small, g.small} {
		if at >= g.low {
			c.StrokeLine2(dashedLine, x.at(at), r.Min.Y, x.at(at), r.Max.Y)
		}
	}
	c.StrokeLine2(stroke(muted, .5), x.at(0), r.Min.Y, x.at(0), r.Max.Y)
	c.StrokeLine2(stroke(muted, .5), r.Min.X, r.Min.Y, r.Max.X, r.Min.Y)
	for _, t := range (round{}).Ticks(g.low, g.high) {
		c.StrokeLine2(stroke(muted, .5), x.at(t.Value), r.Min.Y-3, x.at(t.Value), r.Min.Y)
		write(c, levelStyle, x.at(t.Value), r.Min.Y-9, t.Label)
	}
	write(c, levelStyle, (r.Min.X+r.Max.X)/2, r.Min.Y-22, g.what)
}

func (g rankingGrid) alt() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Effects of %s on %s: %s; up to %s is too small to matter.",
		count(len(g.rows), "factor"), count(len(g.columns), "conclusion"), g.what, printed(g.small))
	for j, name := range g.columns {
		beyond := 0
		for _, r := range g.rows {
			beyond += index(!r.Effects[j].missing() && g.beyond(r.Effects[j]))
		}
		fmt.Fprintf(&b, " %s: wholly beyond it in %d of %d.", name, beyond, len(g.rows))
	}
	for _, r := range g.rows {
		fmt.Fprintf(&b, " %s:", r.Label)
		for j, v := range r.Effects {
			fmt.Fprintf(&b, "%s %s", separator(j, ","), v.words())
		}
		b.WriteString(".")
	}
	return b.String()
}

// words are the mean and its interval: "0.31 (0.20 to 0.42)".
func (v Interval) words() string {
	switch {
	case v.missing():
		return "none"
	case v.alone():
		return printed(v.Mean)
	}
	return fmt.Sprintf("%s (%s to %s)", printed(v.Mean), printed(v.Low), printed(v.High))
}
