package figure

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
)

// MarkRow is one level of a factor, with an estimate for each column.
type MarkRow struct {
	Factor, Level string
	Default       bool // the protocol's level
	Cells         []Estimate
}

const (
	mostMarkRows = 200
	oneBlock     = 30  // most rows under each other
	twoBlocks    = 120 // most rows in two blocks side by side
	markRow      = vg.Length(13)
	markGap      = vg.Length(5) // between factors
	markCell     = vg.Length(42)
	markHead     = 4 // most lines of a column's name
	blockApart   = vg.Length(26)
	dotWidth     = vg.Length(12) // before a level
)

// MarkTable draws estimates with their marks: a row for each level of each factor, a
// column for each name. A cell shows its mark by colour and by shape beside the mean.
// Rows of one factor follow each other and name it once; a dot marks the protocol's
// level. From 31 rows on, two blocks stand side by side, from 121 on three. The text
// alternative starts with lead and lists the levels with a cross or a question mark.
func MarkTable(title, lead string, columns []string, rows []MarkRow, meanings Meanings) (Figure, error) {
	err := cmp.Or(
		checkRows(title, "rows", len(rows), mostMarkRows),
		checkText("first sentence of the text alternative", lead),
		checkColumns(title, columns),
	)
	for i, r := range rows {
		err = cmp.Or(err, r.check(i, columns))
	}
	factors, together := byFactor(rows)
	if err = cmp.Or(err, together, meanings.check(markRowMarks(rows))); err != nil {
		return Figure{}, err
	}
	t := newMarkTable(slices.Clone(columns), factors, meanings)
	f := Figure{Title: title, Alt: lead + markTableAlt(columns, rows, meanings), draw: t.draw}
	return f.sized(t.width(), t.height()), nil
}

// checkColumns checks the names of 1 to 4 columns.
func checkColumns(title string, columns []string) error {
	return cmp.Or(checkRows(title, "conclusions", len(columns), mostColumns), checkTexts("name of conclusion", "", columns))
}

func (r MarkRow) check(i int, columns []string) error {
	err := cmp.Or(
		checkText(fmt.Sprintf("factor of row %d", i), r.Factor),
		checkText(fmt.Sprintf("level of row %d", i), r.Level),
		oneEach(fmt.Sprintf("row %q", r.name()), len(r.Cells), "cells", len(columns), "conclusions"),
	)
	for j, e := range r.Cells {
		err = cmp.Or(err, e.check(fmt.Sprintf("row %q, column %d", r.name(), j)))
	}
	return err
}

func (r MarkRow) name() string { return r.Factor + " " + r.Level }

// style of the level: bold for the protocol's.
func (r MarkRow) style() text.Style {
	if r.Default {
		return bold(8)
	}
	return regular(8)
}

func markRowMarks(rows []MarkRow) []Mark {
	var marks []Mark
	for _, r := range rows {
		marks = append(marks, marksOf(r.Cells)...)
	}
	return marks
}

// byFactor copies rows and gathers the levels of each factor.
func byFactor(rows []MarkRow) ([][]MarkRow, error) {
	known := map[string]bool{}
	var factors [][]MarkRow
	for i, r := range rows {
		r.Cells = slices.Clone(r.Cells)
		if last := len(factors) - 1; last >= 0 && factors[last][0].Factor == r.Factor {
			factors[last] = append(factors[last], r)
			continue
		}
		if known[r.Factor] {
			return nil, fmt.Errorf("figure: row %d returns to factor %q: want the levels of a factor together", i, r.Factor)
		}
		known[r.Factor] = true
		factors = append(factors, []MarkRow{r})
	}
	return factors, nil
}

// markTableAlt tallies each column and lists its crosses and question marks.
func markTableAlt(columns []string, rows []MarkRow, meanings Meanings) string {
	var b strings.Builder
	for j, name := range columns {
		marks := make([]Mark, len(rows))
		for i, r := range rows {
			marks[i] = r.Cells[j].Mark
		}
		fmt.Fprintf(&b, " %s: %s.", name, meanings.tally(marks))
		for _, m := range []Mark{Cross, Question} {
			b.WriteString(listed(rows, j, m, meanings[m].Word))
		}
	}
	return b.String()
}

// listed names the rows that have a mark in a column: " Fails at depth 0 (0.62).".
func listed(rows []MarkRow, j int, m Mark, word string) string {
	var names []string
	for _, r := range rows {
		if r.Cells[j].Mark == m {
			names = append(names, fmt.Sprintf("%s (%s)", r.name(), printed(r.Cells[j].Mean)))
		}
	}
	if len(names) == 0 {
		return ""
	}
	return " " + strings.ToUpper(word[:1]) + word[1:] + " at " + strings.Join(names, ", ") + "."
}
