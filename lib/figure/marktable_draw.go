package figure

import (
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// markTable is the layout of MarkTable.
type markTable struct {
	columns         []string
	blocks          [][][]MarkRow // blocks of factors of levels
	factors, levels vg.Length     // widths of the columns of names
	cell, head      vg.Length     // a cell's width, the heading's height
	key             legend
}

func newMarkTable(columns []string, factors [][]MarkRow, meanings Meanings) markTable {
	t := markTable{columns: columns, cell: max(markCell, narrowest(headStyle, markHead, columns...)) + 4}
	t.head = wrappedHeight(headStyle, t.cell-4, columns...) + 4
	for _, f := range factors {
		t.factors = max(t.factors, narrowest(bold(8), len(f), f[0].Factor)+6)
		for _, r := range f {
			t.levels = max(t.levels, r.style().Width(r.Level)+dotWidth+6)
		}
	}
	rows := slices.Concat(factors...)
	t.blocks = inBlocks(factors, 1+index(len(rows) > oneBlock)+index(len(rows) > twoBlocks))
	t.key = append(meanings.legend(markRowMarks(rows), Mark.colour), key{label: "the protocol's level", glyph: defaultGlyph})
	return t
}

// factorsHeight is the height of some factors under each other.
func factorsHeight(factors ...[]MarkRow) vg.Length {
	var h vg.Length
	for _, f := range factors {
		h += vg.Length(len(f))*markRow + markGap
	}
	return h
}

// inBlocks cuts factors into at most n blocks, so that the tallest is as low as
// their order allows.
func inBlocks(factors [][]MarkRow, n int) [][][]MarkRow {
	for limit := factorsHeight(factors...) / vg.Length(n); ; limit += markGap {
		var blocks [][][]MarkRow
		for _, f := range factors {
			last := len(blocks) - 1
			if last < 0 || factorsHeight(blocks[last]...)+factorsHeight(f) > limit {
				blocks = append(blocks, nil)
				last++
			}
			blocks[last] = append(blocks[last], f)
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
	var tallest vg.Length
	for _, b := range t.blocks {
		tallest = max(tallest, factorsHeight(b...))
	}
	return keyHeight + 6 + t.head + tallest
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
		for _, f := range block {
			t.drawFactor(c, f, x, y)
			y -= factorsHeight(f)
		}
		x += t.blockWidth() + blockApart
	}
}

// drawFactor draws the levels of one factor from a top left corner.
func (t markTable) drawFactor(c draw.Canvas, rows []MarkRow, x, y vg.Length) {
	c.StrokeLine2(stroke(pale, .7), x, y+markGap/2, x+t.blockWidth(), y+markGap/2)
	for i, line := range wrap(bold(8), rows[0].Factor, t.factors-6) {
		write(c, bold(8), x, y-markRow*(vg.Length(i)+.5)+lift, line)
	}
	for i, r := range rows {
		middle, level := y-markRow*(vg.Length(i)+.5), x+t.factors+dotWidth
		if r.Default {
			c.DrawGlyphNoClip(defaultGlyph, vg.Point{X: level - dotWidth/2 - 1, Y: middle})
		}
		write(c, r.style(), level, middle+lift, r.Level)
		for j, e := range r.Cells {
			left := x + t.factors + t.levels + t.cell*vg.Length(j)
			e.drawCell(c, rectangle(left, middle-markRow/2, t.cell, markRow), e.Mark.colour())
		}
	}
}
