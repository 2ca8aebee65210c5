package exhibit_test

import (
	"strings"
	"testing"

	"nodulelab/lib/exhibit"
	"nodulelab/lib/lidc"
	"nodulelab/lib/transfer"
)

// The contact sheets have ten outlines a row; the answer names ten of the twenty.
func TestOutlineFigures(t *testing.T) {
	f, err := exhibit.RatingFigure(1)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(f.Alt, "spiculation rated 5") {
		t.Errorf("alternative text %q", f.Alt)
	}
	if _, err := exhibit.GuessFigure(1); err != nil {
		t.Fatal(err)
	}
	got := textOf(t)(exhibit.GuessText(1))
	if n := strings.Count(got, ",") + 2 - strings.Count(got, "readers,") - strings.Count(got, "Spiculated,"); n != 10 {
		t.Errorf("%d outlines in %q, want 10", n, got)
	}
	if !strings.Contains(exhibit.AttributionText(), lidc.Attribution) {
		t.Error("no attribution")
	}
}

func TestReaderText(t *testing.T) {
	want := "There are 2578 outlines of 930 nodules of 447 patients; 693 of the nodules have two readers or more. Readers agree on spiculation with κ = 0.44 (quadratic weights: 1 is full agreement, 0 that of chance). Where one reader rates 4 or 5, another one rates 1 in 19 % of the pairs.\n"
	if got := textOf(t)(exhibit.ReaderText()); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// The stored main design in a table and in words: every test has a row, every number its
// intervals.
func TestTransferInWords(t *testing.T) {
	f, err := transfer.Load()
	if err != nil {
		t.Fatal(err)
	}
	c := f.Study.Cells[0]
	table, err := exhibit.TransferTable(f, c)
	if err != nil {
		t.Fatal(err)
	}
	if len(table.Rows) != 6 {
		t.Errorf("%d rows, want one for each of 6 tests\n%s", len(table.Rows), table)
	}
	for _, row := range table.Rows {
		for _, cell := range row[2:] {
			if !strings.Contains(cell, "[") {
				t.Errorf("%q in %q: want an interval", cell, row)
			}
		}
	}
	spread, err := exhibit.TransferSpreadTable(f, c)
	if err != nil {
		t.Fatal(err)
	}
	if len(spread.Rows) != 12 || !strings.Contains(spread.Rows[0][8], " to ") || spread.Rows[0][3] != "20" {
		t.Errorf("spread\n%s", spread)
	}
	choices, err := exhibit.TransferChoiceTable(f, transfer.Families, transfer.Choices)
	if err != nil || len(choices.Rows) != len(f.Stored(transfer.Families))+len(f.Stored(transfer.Choices)) || choices.Rows[0][0] != "matched" {
		t.Errorf("choices\n%s, %v", choices, err)
	}
	text := textOf(t)(exhibit.TransferText(f, c))
	if !strings.HasPrefix(text, `**With outlines of real nodules, spiculated ones beside smooth ones of the same diameter, the paper's conclusion `) || strings.Count(text, "\n- **") != 4 {
		t.Errorf("got %q", text)
	}
	if got := textOf(t)(exhibit.OtherReaderText(c)); !strings.Contains(got, "agrees with the class of ") {
		t.Errorf("got %q", got)
	}
	if _, err := exhibit.TransferTable(f, transfer.Cell{Shapes: transfer.Shapes{Depth: .123}, Plan: c.Plan}); err == nil {
		t.Error("a cell that is not stored is tabulated")
	}
}
