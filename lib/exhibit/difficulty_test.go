package exhibit_test

import (
	"fmt"
	"strings"
	"testing"

	"nodulelab/lib/design"
	"nodulelab/lib/exhibit"
	"nodulelab/lib/lab"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// spread gives every network of the variance sweep an accuracy.
func spread(t *testing.T, accuracy func(data, weights, order uint64) float64) design.Swept {
	t.Helper()
	s, err := design.SweepByName(design.VarianceSweep)
	if err != nil {
		t.Fatal(err)
	}
	made := design.Swept{Sweep: s}
	for i, c := range s.Cells {
		for _, seed := range c.Plan.Seeds {
			for _, row := range paper.Rows(c.Plan.Scenarios) {
				r := results.Result{Seed: seed, Row: row, TrainAccuracy: 1}
				r.Accuracy = accuracy(c.Plan.Data, seed, c.Plan.Order)
				made.Results = append(made.Results, design.CellResult{Cell: i, Result: r})
			}
		}
	}
	return made
}

// The words say of each row that spreads where most of its variance comes from, and nothing
// of the others.
func TestSourceText(t *testing.T) {
	for want, of := range map[string]func(data, weights, order uint64) float64{
		"9 of 9 rows spread by 0.02 or more. Most of the variance comes from the data in 150,150 → 130,170, CE (data ": func(d, w, _ uint64) float64 { return .3 + .2*float64(d%2) + .1*float64(w%2) },
		"9 of 9 rows spread by 0.02 or more. Half of it or more is left with the data fixed, and comes from initial":   func(d, w, _ uint64) float64 { return .3 + .1*float64(d%2) + .2*float64(w%2) },
		"0 of 9 rows spread by 0.02 or more.": func(d, w, o uint64) float64 { return .9 + .005*float64((d+w+o)%2) },
	} {
		s := spread(t, of)
		text, err := exhibit.SourceText(s)
		if err != nil || !strings.HasPrefix(text, want) || strings.Count(text, ", Contrast (") > 4 {
			t.Errorf("%s, want %s (%v)", text, want, err)
		}
		table := tableOf(t)(exhibit.SourceTable(s))
		if quiet := strings.HasPrefix(want, "0"); len(table.Rows) != 9 || (table.Rows[0][6] == "–") != quiet {
			t.Errorf("%v", table.Rows)
		}
	}
	if _, err := exhibit.SourceText(load(t, design.AreaSweep)); err == nil {
		t.Error("a sweep of other factors was taken apart")
	}
}

// The distance of a base that has the paper's numbers is 0, and it is the nearest; it is
// told so. Where all runs agree, none is as far off as the paper.
func TestDistanceText(t *testing.T) {
	made := madeUp(design.OneAtATime("mine", lab.PaperPlan(3), spikes()))
	text, err := exhibit.DistanceText(made)
	if err != nil || !strings.Contains(text, "of 2 cells, with how many") || !strings.Contains(text, "from their mean: *the protocol*") || !strings.Contains(text, "The protocol is the nearest.") {
		t.Errorf("%s, %v", text, err)
	}
	exchanged := made
	exchanged.Results = nil
	for _, r := range made.Results {
		r.Cell, r.Accuracy = 1-r.Cell, r.Accuracy+.02*float64(r.Seed-1)
		exchanged.Results = append(exchanged.Results, r)
	}
	text, err = exhibit.DistanceText(exchanged)
	if err != nil || !strings.Contains(text, "The protocol is number 2: *the protocol* (") || !strings.Contains(text, "*spikes = 5*") {
		t.Errorf("%s, %v", text, err)
	}
	if f, err := exhibit.ConclusionFigure(made); err != nil || !strings.Contains(f.Alt, " distance from the paper: from ") {
		t.Errorf("%s, %v", f.Alt, err)
	}
}

// The words count levels by seeds, and those that the rule would continue.
func TestLooksText(t *testing.T) {
	s := design.OneAtATime("mine", lab.PaperPlan(3), noise())
	text, err := exhibit.LooksText(madeUp(s))
	if err != nil || text != "The protocol's level has 3 seeds, 2 other levels have 3." {
		t.Errorf("%q, %v", text, err)
	}
	s = design.OneAtATime("mine", lab.PaperPlan(1), noise()) // of one seed all is undecided
	s.Looks = []int{1, 3}
	text, err = exhibit.LooksText(madeUp(s))
	if err != nil || !strings.Contains(text, "by intervals of 97.5 %") || !strings.HasSuffix(text, "by the rule, 2 levels would go on to 3 seeds, which have not been trained.") {
		t.Errorf("%q, %v", text, err)
	}
	text, err = exhibit.LooksText(madeUp(s.WithSeeds(3, 1, 2)))
	if err != nil || !strings.Contains(text, "2 other levels have 3.") || !strings.HasSuffix(text, "by the rule, none goes on.") {
		t.Errorf("%q, %v", text, err)
	}
}

// The table has CE in scenario 2 and the nine rows, at the protocol and at one level of each
// factor; the words a line for each of these levels.
func TestDifficulty(t *testing.T) {
	s := load(t, design.DifficultySweep)
	table := tableOf(t)(exhibit.DifficultyTable(s))
	if len(table.Rows) != 10 || len(table.Header) != 3+len(s.Sweep.Factors) || table.Rows[0][1] != "0.95" || !strings.HasPrefix(table.Header[2], "the protocol, 60") {
		t.Errorf("%v, %v", table.Header, table.Rows)
	}
	text, err := exhibit.DifficultyText(s)
	if err != nil || strings.Count(text, "\n") != 1+len(s.Sweep.Factors) || strings.Count(text, "2: the loss matters") != 1+len(s.Sweep.Factors) {
		t.Errorf("%s, %v", text, err)
	}
	if rows := tableOf(t)(exhibit.RegionTable()).Rows; len(rows) != 3 || fmt.Sprint(rows[1]) != "[the protocol's 98.0 0.226 to 0.238 0.298 to 0.315]" {
		t.Errorf("%v", rows)
	}
}
