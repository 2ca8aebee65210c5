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

const (
	mostMarkRows    = 200
	mostMarkColumns = 8
	oneBlock        = 30  // most rows under each other
	twoBlocks       = 120 // most rows in two blocks side by side
	markRow         = vg.Length(13)
	markGap         = vg.Length(5) // between factors
	markCell        = vg.Length(42)
	markHead        = 4 // most lines of a column's name
	blockApart      = vg.Length(26)
	dotWidth        = vg.Length(12) // before a level
)

// MarkTable draws estimates with their marks: a row for each level of each factor, a
// column for each number. A cell shows its mark by colour and by shape beside the
// mean. A dot marks the protocol's level. From 31 rows on, two blocks stand side by
// side, from 121 on three. The text alternative starts with lead and lists the levels
// with a cross or a question mark.
func MarkTable(title, lead string, columns []string, responses []Response, meanings Meanings) (Figure, error) {
	own, marks, err := cloneResponses(responses, columns, meanings)
	if err = cmp.Or(
		checkText("first sentence of the text alternative", lead),
		checkRows(title, "rows", levelsOf(responses), mostMarkRows), checkColumns(title, columns, mostMarkColumns), err,
	); err != nil {
		return Figure{}, err
	}
	t := newMarkTable(slices.Clone(columns), own)
	t.key = append(meanings.legend(marks, Mark.colour), key{label: "the protocol's level", glyph: defaultGlyph})
	f := Figure{Title: title, Alt: lead + markTableAlt(columns, responses, meanings), draw: t.draw}
	return f.sized(t.width(), t.height()), nil
}

// levelsOf counts the levels of factors.
func levelsOf(responses []Response) int {
	return slice.Sum(responses, func(r Response) int { return len(r.Factor.Levels) })
}

// markTableAlt tallies each column and lists its crosses and question marks.
func markTableAlt(columns []string, responses []Response, meanings Meanings) string {
	var b strings.Builder
	for j, name := range columns {
		var marks []Mark
		for _, r := range responses {
			marks = append(marks, marksOf(r.Series[j])...)
		}
		if slices.Contains(marks, Unjudged) {
			fmt.Fprintf(&b, " %s: %s.", name, unjudgedRange(responses, j))
			continue
		}
		fmt.Fprintf(&b, " %s: %s.", name, meanings.tally(marks))
		for _, m := range []Mark{Cross, Question} {
			if word := meanings[m].Word; slices.Contains(marks, m) {
				fmt.Fprintf(&b, " %s%s at %s.", strings.ToUpper(word[:1]), word[1:], strings.Join(withMark(responses, j, m), ", "))
			}
		}
	}
	return b.String()
}

// unjudgedRange names the levels with the least and the greatest number of a column.
func unjudgedRange(responses []Response, j int) string {
	var least, most, low, high = "", "", math.Inf(1), math.Inf(-1)
	for _, r := range responses {
		for i, e := range r.Series[j] {
			name := fmt.Sprintf("%s at %s %s", printed(e.Mean), r.Factor.Name, r.Factor.Levels[i])
			if !e.missing() && e.Mean < low {
				least, low = name, e.Mean
			}
			if !e.missing() && e.Mean > high {
				most, high = name, e.Mean
			}
		}
	}
	return fmt.Sprintf("from %s to %s", least, most)
}

// withMark names the levels that have a mark in a column: "depth 0 (0.62)".
func withMark(responses []Response, j int, m Mark) []string {
	var names []string
	for _, r := range responses {
		for i, e := range r.Series[j] {
			if e.Mark == m {
				names = append(names, fmt.Sprintf("%s %s (%s)", r.Factor.Name, r.Factor.Levels[i], printed(e.Mean)))
			}
		}
	}
	return names
}

// markTable is the layout of MarkTable.
type markTable struct {
	columns         []string
	blocks          [][]Response // side by side
	factors, levels vg.Length    // widths of the columns of names
	cell, head      vg.Length    // a cell's width, the heading's height
	key             legend
}

func newMarkTable(columns []string, responses []Response) markTable {
	t := markTable{columns: columns, cell: max(markCell, narrowest(headStyle, markHead, columns...)) + 4}
	t.head = wrappedHeight(headStyle, t.cell-4, columns...) + 4
	for _, r := range responses {
		t.factors = max(t.factors, narrowest(bold(8), len(r.Factor.Levels), r.Factor.Name)+6)
		for i, l := range r.Factor.Levels {
			t.levels = max(t.levels, r.Factor.style(i).Width(l)+dotWidth+6)
		}
	}
	n := levelsOf(responses)
	t.blocks = inBlocks(responses, 1+index(n > oneBlock)+index(n > twoBlocks))
	return t
}

// blockHeight is the height of some factors under each other.
func blockHeight(responses ...Response) vg.Length {
	return vg.Length(levelsOf(responses))*markRow + vg.Length(len(responses))*markGap
}

// inBlocks cuts factors into at most n blocks, so that the tallest is as low as
// their order allows.
func inBlocks(responses []Response, n int) [][]Response {
	for limit := blockHeight(responses...) / vg.Length(n); ; limit += markGap {
		var blocks [][]Response
		for _, r := range responses {
			last := len(blocks) - 1
			if last < 0 || blockHeight(blocks[last]...)+blockHeight(r) > limit {
				blocks = append(blocks, nil)
				last++
			}
			blocks[last] = append(blocks[last], r)
		}
		if len(blocks) <= n {
			return blocks
		}
	}
}

func (t markTable) blockWidth() vg.Length {
	return t.factors + t.levels + t.cell*vg.Length(len(t.columns))
}

func (t markTable) width() vg.Length {
	n := vg.Length(len(t.blocks))
	return max(n*(t.blockWidth()+blockApart)-blockApart, t.key.rowWidth()) + 2
}

func (t markTable) height() vg.Length {
	return keyHeight + 6 + t.head + slice.Max(t.blocks, func(b []Response) vg.Length { return blockHeight(b...) })
}

func (t markTable) draw(c draw.Canvas) {
	t.key.row(c)
	x, top := c.Min.X, c.Max.Y-keyHeight-6-t.head
	for _, block := range t.blocks {
		for j, name := range t.columns {
			middle := x + t.factors + t.levels + t.cell*(vg.Length(j)+.5)
			writeAbove(c, headStyle, middle, top+4, t.cell-4, name)
		}
		y := top
		for _, r := range block {
			t.drawFactor(c, r, x, y)
			y -= blockHeight(r)
		}
		x += t.blockWidth() + blockApart
	}
}

// drawFactor draws the levels of one factor from a top left corner.
func (t markTable) drawFactor(c draw.Canvas, r Response, x, y vg.Length) {
	f := r.Factor
	c.StrokeLine2(stroke(pale, .7), x, y+markGap/2, x+t.blockWidth(), y+markGap/2)
	for i, line := range wrap(bold(8), f.Name, t.factors-6) {
		write(c, bold(8), x, y-markRow*(vg.Length(i)+.5)+lift, line)
	}
	for i, l := range f.Levels {
		middle, level := y-markRow*(vg.Length(i)+.5), x+t.factors+dotWidth
		if i == f.Default {
			c.DrawGlyphNoClip(defaultGlyph, vg.Point{X: level - dotWidth/2 - 1, Y: middle})
		}
		write(c, aligned(f.style(i), draw.XLeft, draw.YCenter), level, middle+lift, l)
		for j := range t.columns {
			left := x + t.factors + t.levels + t.cell*vg.Length(j)
			e := r.Series[j][i]
			e.drawCell(c, rectangle(left, middle-markRow/2, t.cell, markRow), e.Mark.colour())
		}
	}
}
