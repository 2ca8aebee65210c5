package exhibit_test

import (
	"fmt"
	"strings"
	"testing"

	"nodulelab/lib/exhibit"
	"nodulelab/lib/lidc"
	"nodulelab/lib/transfer"
)

// found are the stored outcomes of the study of real outlines.
func found(t *testing.T) transfer.Found {
	t.Helper()
	f, err := transfer.Load()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Every drawn shape is on the curve and every family beside it, in the figure and in words.
func TestLaw(t *testing.T) {
	f := found(t)
	law, err := exhibit.LawFigure(f)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range f.Stored(transfer.Families) {
		if strings.Count(law.Alt, c.String()+" at ") < 2 {
			t.Errorf("%s is not in both panels: %q", c, law.Alt)
		}
	}
	for _, depth := range transfer.Depths() {
		if strings.Count(law.Alt, fmt.Sprintf(" %g at ", depth)) != 2 {
			t.Errorf("depth %g is not on both curves: %q", depth, law.Alt)
		}
	}
	got := textOf(t)(exhibit.LawText(f))
	if strings.Count(got, "Of the 6 families") != 2 || strings.Count(got, "\n") != 2 {
		t.Errorf("got %q", got)
	}
	doses, err := exhibit.TransferChoiceTable(f, transfer.Drawn)
	if err != nil || len(doses.Rows) != len(transfer.Depths()) {
		t.Errorf("%d doses, %v", len(doses.Rows), err)
	}
}

// Every cell of the plane has a number in each of three panels, and is counted once.
func TestBalance(t *testing.T) {
	f := found(t)
	plane, err := exhibit.BalanceFigure(f)
	if err != nil {
		t.Fatal(err)
	}
	between, err := exhibit.BetweenFigure(f)
	if err != nil {
		t.Fatal(err)
	}
	if all := plane.Alt + between.Alt; strings.Contains(all, "none at") || strings.Count(all, " at 40 ") != 3*len(transfer.PlaneShapes()) {
		t.Errorf("not every cell is there: %q", all)
	}
	if got := textOf(t)(exhibit.BalanceText(f)); !strings.Contains(got, " of 25 cells the loss matters: the two differ by 0.10 or more") {
		t.Errorf("got %q", got)
	}
}

// Seeds, what is cut off, the other implementation and remedies: every number has its interval.
func TestTransferChecks(t *testing.T) {
	f := found(t)
	if _, err := exhibit.TransferSeedsFigure(f, f.Study.Cells[0]); err != nil {
		t.Error(err)
	}
	cut, err := exhibit.CutOffTable(f)
	if err != nil || len(cut.Rows) != len(f.Stored(transfer.Families)) {
		t.Errorf("%v\n%s", err, cut)
	}
	peer, err := exhibit.PeerTable(f)
	if err != nil || len(peer.Rows) != 6 {
		t.Errorf("%v\n%s", err, peer)
	}
	if got := textOf(t)(exhibit.PeerText(f)); !strings.Contains(got, "on the same images of 5 seeds") {
		t.Errorf("got %q", got)
	}
	for _, family := range []lidc.Family{lidc.Matched, lidc.Extremes} {
		table, err := exhibit.RemedyTransferTable(f, family)
		if err != nil {
			t.Fatal(err)
		}
		if got := table.Rows[0][:2]; got[0] != "none" || got[1] != "the paper's" {
			t.Errorf("the first row is %q", got)
		}
		if got := table.Rows[1][0]; got != "a new last layer" {
			t.Errorf("the second row is %q", got)
		}
		if got := textOf(t)(exhibit.RemedyTransferText(f, family)); !strings.Contains(got, "both tests of scenario 2") {
			t.Errorf("got %q", got)
		}
	}
}
