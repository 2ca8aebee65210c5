package figure

import (
	"fmt"
	"image/color"
	"slices"
	"strings"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// HoldsRow is one level of a factor with a cell for each conclusion.
type HoldsRow struct {
	Factor, Level string
	Default       bool // the protocol's level
	Cells         []HoldsCell
}

const (
	mostHoldsRows = 200
	oneBlock      = 30  // most rows under each other
	twoBlocks     = 120 // most rows in two blocks side by side
	holdsRow      = vg.Length(13)
	holdsGap      = vg.Length(5) // between factors
	holdsCell     = vg.Length(46)
	blockApart    = vg.Length(26)
	markerWidth   = vg.Length(12) // before a level
)

// HoldsMap draws where the paper's conclusions hold: a row for each level of each
// factor, a column for each conclusion. A cell says by colour and by shape whether
// the conclusion holds, fails or is undecided, beside the mean; [Conclusion.State]
// decides. Rows of one factor follow each other and name it once; a dot marks the
// protocol's level. From 31 rows on, two blocks
// stand side by side, from 121 on three.
func HoldsMap(title string, columns []string, rows []HoldsRow) (Figure, error) {
	if err := firstError(checkRows(title, "rows", len(rows), mostHoldsRows), checkColumns(title, columns)); err != nil {
		return Figure{}, err
	}
	known := map[string]bool{}
	for i, r := range rows {
		if err := r.check(i, columns); err != nil {
			return Figure{}, err
		}
		if known[r.Factor] && rows[i-1].Factor != r.Factor {
			return Figure{}, fmt.Errorf("figure: row %d returns to factor %q: want the levels of a factor together", i, r.Factor)
		}
		known[r.Factor] = true
	}
	m := newHoldsMap(append([]string(nil), columns...), rows)
	f := Figure{Title: title, Alt: holdsAlt(columns, rows), draw: m.draw}
	return f.sized(m.width(), m.height()), nil
}

// checkColumns checks the names of 1 to 4 conclusions.
func checkColumns(title string, columns []string) error {
	if err := checkRows(title, "conclusions", len(columns), mostConclusions); err != nil {
		return err
	}
	for i, name := range columns {
		if err := checkText(fmt.Sprintf("name of conclusion %d", i), name); err != nil {
			return err
		}
	}
	return nil
}

func (r HoldsRow) check(i int, columns []string) error {
	err := firstError(checkText(fmt.Sprintf("factor of row %d", i), r.Factor), checkText(fmt.Sprintf("level of row %d", i), r.Level))
	if err != nil {
		return err
	}
	if len(r.Cells) != len(columns) {
		return fmt.Errorf("figure: row %q has %d cells for %d conclusions: want one each", r.name(), len(r.Cells), len(columns))
	}
	for j, c := range r.Cells {
		if err := c.check(fmt.Sprintf("row %q, %s", r.name(), columns[j])); err != nil {
			return err
		}
	}
	return nil
}

func (r HoldsRow) name() string { return r.Factor + " " + r.Level }

// holdsMap is the layout of HoldsMap.
type holdsMap struct {
	columns         []string
	blocks          [][][]HoldsRow // blocks of factors of levels
	factors, levels vg.Length      // widths of the columns of names
	cell, head      vg.Length      // a cell's width, the heading's height
	key             legend
}

func newHoldsMap(columns []string, rows []HoldsRow) holdsMap {
	m := holdsMap{columns: columns, cell: holdsCell}
	var states []HoldsState
	var groups [][]HoldsRow
	for i, r := range rows {
		r.Cells = append([]HoldsCell(nil), r.Cells...)
		if i == 0 || rows[i-1].Factor != r.Factor {
			groups = append(groups, nil)
		}
		last := len(groups) - 1
		groups[last] = append(groups[last], r)
		m.levels = max(m.levels, r.style().Width(r.Level)+markerWidth+6)
		for _, c := range r.Cells {
			states = append(states, c.State)
		}
	}
	for _, g := range groups {
		m.factors = max(m.factors, narrowest(bold(8), g[0].Factor, len(g))+6)
	}
	for _, name := range columns {
		m.cell = max(m.cell, narrowest(headStyle, name, 4)+4)
	}
	for _, name := range columns {
		m.head = max(m.head, linesHeight(headStyle, len(wrap(headStyle, name, m.cell-4)))+4)
	}
	m.blocks = inBlocks(groups, 1+index(len(rows) > oneBlock)+index(len(rows) > twoBlocks))
	m.key = append(stateLegend(states, HoldsState.colour), key{label: "the protocol's level", glyph: defaultGlyph})
	return m
}

// style of a row's level: bold for the protocol's.
func (r HoldsRow) style() text.Style {
	if r.Default {
		return bold(8)
	}
	return regular(8)
}

// groupsHeight is the height of some factors under each other.
func groupsHeight(groups [][]HoldsRow) vg.Length {
	var h vg.Length
	for _, g := range groups {
		h += vg.Length(len(g))*holdsRow + holdsGap
	}
	return h
}

// inBlocks cuts factors into at most n blocks, so that the tallest is as low as
// their order allows.
func inBlocks(groups [][]HoldsRow, n int) [][][]HoldsRow {
	for limit := groupsHeight(groups) / vg.Length(n); ; limit += holdsGap {
		var blocks [][][]HoldsRow
		for _, g := range groups {
			last := len(blocks) - 1
			if last < 0 || groupsHeight(append(slices.Clone(blocks[last]), g)) > limit {
				blocks = append(blocks, nil)
				last++
			}
			blocks[last] = append(blocks[last], g)
		}
		if len(blocks) <= n {
			return blocks
		}
	}
}

func (m holdsMap) blockWidth() vg.Length {
	return m.factors + m.levels + m.cell*vg.Length(len(m.columns))
}

func (m holdsMap) width() vg.Length {
	n := vg.Length(len(m.blocks))
	return max(n*(m.blockWidth()+blockApart)-blockApart, m.key.rowWidth()) + 2
}

func (m holdsMap) height() vg.Length {
	var tallest vg.Length
	for _, b := range m.blocks {
		tallest = max(tallest, groupsHeight(b))
	}
	return keyHeight + 6 + m.head + tallest
}

func (m holdsMap) draw(c draw.Canvas) {
	m.key.row(c)
	x, top := c.Min.X, c.Max.Y-keyHeight-6
	for _, block := range m.blocks {
		cells := x + m.factors + m.levels
		for j, name := range m.columns {
			writeAbove(c, headStyle, cells+m.cell*(vg.Length(j)+.5), top-m.head+4, wrap(headStyle, name, m.cell-4))
		}
		y := top - m.head
		for _, g := range block {
			m.drawFactor(c, g, x, y)
			y -= groupsHeight([][]HoldsRow{g})
		}
		x += m.blockWidth() + blockApart
	}
}

// drawFactor draws the levels of one factor from a top left corner.
func (m holdsMap) drawFactor(c draw.Canvas, rows []HoldsRow, x, y vg.Length) {
	c.StrokeLine2(stroke(pale, .7), x, y+holdsGap/2, x+m.blockWidth(), y+holdsGap/2)
	for i, line := range wrap(bold(8), rows[0].Factor, m.factors-6) {
		write(c, bold(8), x, y-holdsRow*(vg.Length(i)+.5)+lift, line)
	}
	for i, r := range rows {
		middle := y - holdsRow*(vg.Length(i)+.5)
		if r.Default {
			c.DrawGlyphNoClip(defaultGlyph, vg.Point{X: x + m.factors + markerWidth/2 - 1, Y: middle})
		}
		write(c, r.style(), x+m.factors+markerWidth, middle+lift, r.Level)
		for j, cell := range r.Cells {
			left := x + m.factors + m.levels + m.cell*vg.Length(j)
			cell.draw(c, rectangle(left, middle-holdsRow/2, m.cell, holdsRow), cell.State.colour())
		}
	}
}

// draw draws a cell: its colour, the mark of its state and the mean.
func (h HoldsCell) draw(c draw.Canvas, r vg.Rectangle, colour color.Color) {
	fill(c, r, colour)
	outline(c, r, stroke(color.White, 1))
	middle, centre := (r.Min.Y+r.Max.Y)/2, (r.Min.X+r.Max.X)/2
	if h.State == Missing {
		h.State.mark(c, centre, middle)
		return
	}
	h.State.mark(c, centre-14, middle)
	write(c, aligned(regular(8), draw.XRight, draw.YCenter), centre+19, middle+lift, printed(h.Mean))
}

func holdsAlt(columns []string, rows []HoldsRow) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Where %s at %s of the factors.", holdWords(len(columns)), count(len(rows), "level"))
	for j, name := range columns {
		states := make([]HoldsState, len(rows))
		for i, r := range rows {
			states[i] = r.Cells[j].State
		}
		fmt.Fprintf(&b, " %s: %s.", name, tally(states))
		for _, s := range []HoldsState{Fails, Undecided} {
			b.WriteString(listed(rows, j, s))
		}
	}
	return b.String()
}

func holdWords(n int) string {
	if n == 1 {
		return "1 conclusion holds"
	}
	return fmt.Sprintf("%d conclusions hold", n)
}

// listed names the rows of one state in a column: " Fails at depth 0 (0.62).".
func listed(rows []HoldsRow, j int, s HoldsState) string {
	var names []string
	for _, r := range rows {
		if r.Cells[j].State == s {
			names = append(names, fmt.Sprintf("%s (%s)", r.name(), printed(r.Cells[j].Mean)))
		}
	}
	if len(names) == 0 {
		return ""
	}
	word := s.String()
	return " " + strings.ToUpper(word[:1]) + word[1:] + " at " + strings.Join(names, ", ") + "."
}
