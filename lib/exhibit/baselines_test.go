package exhibit_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/baseline"
	"nodulelab/lib/design"
	"nodulelab/lib/exhibit"
	"nodulelab/lib/loss"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// beside makes 20 seeds of networks and of three baselines in scenario 2: the accuracies of
// networks on its two tests by loss, those of the baselines by penalty.
func beside(networks map[loss.Name][2]float64, baselines map[float64][3][2]float64, chosen float64) (nets []results.Result, all []baseline.Result) {
	s := paper.Scenarios()[1]
	for seed := uint64(1); seed <= 20; seed++ {
		for _, r := range paper.Rows([]paper.Scenario{s}) {
			at := slices.Index(s.Tests, r.Test)
			nets = append(nets, results.Result{Seed: seed, Row: r, TrainAccuracy: 1, Scores: paper.Scores{Accuracy: networks[r.Loss][at]}})
			if r.Loss != loss.CE {
				continue
			}
			for penalty, accuracies := range baselines {
				for i, name := range baseline.Names() {
					own := results.Result{Seed: seed, Row: r, TrainAccuracy: 1, ValidationAccuracy: .5 + penalty/10, Scores: paper.Scores{Accuracy: accuracies[i][at]}}
					own.Loss = name
					all = append(all, baseline.Result{Result: own, Penalty: penalty, Chosen: penalty == chosen})
				}
			}
		}
	}
	return nets, all
}

// asFound are networks of which cross-entropy holds on the first test and the contrastive
// loss fails there. The baselines fail with λ = 1, and with λ = 4 the first one holds.
func asFound() ([]results.Result, []baseline.Result) {
	return beside(map[loss.Name][2]float64{loss.CE: {.98, 1}, loss.Contrast: {.3, 1}},
		map[float64][3][2]float64{1: {{.31, 1}, {.1, 1}, {.5, .97}}, 4: {{.97, 1}, {.2, 1}, {.5, .97}}}, 1)
}

func TestBaselineTable(t *testing.T) {
	table := tableOf(t)(exhibit.BaselineTable(asFound()))
	if !strings.Contains(table.Caption, "over 20 seeds") || len(table.Rows) != 4 {
		t.Fatalf("%s: %d rows", table.Caption, len(table.Rows))
	}
	for i, want := range [][]string{
		{"180,160 → 150,190, CE", "0.98 [0.98, 0.98]", "0.31 [0.31, 0.31], otherwise (0 of 20)", "0.10 [0.10, 0.10], otherwise (0 of 20)", "0.50 [0.50, 0.50], otherwise (0 of 20)", "yes"},
		{"180,160 → 190,150, CE", "1.00 [1.00, 1.00]", "1.00 [1.00, 1.00], alike (20 of 20)", "1.00 [1.00, 1.00], alike (20 of 20)", "0.97 [0.97, 0.97], alike (20 of 20)", "no"},
		{"180,160 → 150,190, Contrast", "0.30 [0.30, 0.30]", "0.31 [0.31, 0.31], alike (20 of 20)", "0.10 [0.10, 0.10], likewise (0 of 20)", "0.50 [0.50, 0.50], likewise (0 of 20)", "no"},
	} {
		if !slices.Equal(table.Rows[i], want) {
			t.Errorf("row %d is %q, want %q", i, table.Rows[i], want)
		}
	}
}

func TestBaselineText(t *testing.T) {
	text, err := exhibit.BaselineText(asFound())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"**1 of 4 rows needs a network.**",
		"- **Needed** in 180,160 → 150,190, CE: no baseline does there what the networks do.\n",
		"- **Not needed** in 180,160 → 190,150, CE; 180,160 → 150,190, Contrast; 180,160 → 190,150, Contrast: a baseline has the networks' accuracy.\n",
		"- **All 2 rows of CE** are not shown by any one baseline.\n",
		"- **All 2 rows of Contrast** are shown by one baseline, ridge on pixels, and shown at least in part by one baseline, ridge on radial profile or ridge on three numbers.\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	nets, all := beside(map[loss.Name][2]float64{loss.CE: {.3, .99}, loss.Contrast: {.3, 1}}, map[float64][3][2]float64{1: {{.1, 1}, {.1, 1}, {.1, .97}}}, 1)
	text, err = exhibit.BaselineText(nets, all)
	if err != nil || !strings.Contains(text, "**No row needs a network.**") || !strings.Contains(text, "**Not needed for the finding** in 180,160 → 150,190, CE; 180,160 → 150,190, Contrast") {
		t.Errorf("%v:\n%s", err, text)
	}
	few := func(r results.Result) bool { return r.Seed > 2 }
	text, err = exhibit.BaselineText(slices.DeleteFunc(nets, few), slices.DeleteFunc(all, func(r baseline.Result) bool { return few(r.Result) }))
	if err != nil || !strings.Contains(text, "**No row is shown to need a network.**") || !strings.Contains(text, "**Undecided** in 180,160") || !strings.Contains(text, "undecided: ridge on pixels, ") {
		t.Errorf("of two seeds, %v:\n%s", err, text)
	}
}

func TestPenaltyText(t *testing.T) {
	text, err := exhibit.PenaltyText(asFound())
	const want = "- **180,160 → 150,190, CE**: it is the choice of the penalty that fails. With λ of 4, ridge on pixels has the networks' accuracy (with 4: 0.97 [0.97, 0.97]). On the validation set its accuracy is 0.90 there, and 0.60 with the penalties that were chosen.\n"
	if err != nil || text != want {
		t.Errorf("%v: %q, want %q", err, text, want)
	}
	nets, all := asFound()
	text, err = exhibit.PenaltyText(nets, baseline.With(all, 1))
	if err != nil || !strings.Contains(text, "with none of 1 penalties is any") {
		t.Errorf("%v: %s", err, text)
	}
	text, err = exhibit.PenaltyText(nets, baseline.With(all, 4))
	if err != nil || text != "No row needs a network, whatever the penalty.\n" {
		t.Errorf("%v: %s", err, text)
	}
}

func TestBaselineFigures(t *testing.T) {
	nets, all := asFound()
	f, err := exhibit.BaselineFigure(nets, all)
	if err != nil || !strings.Contains(f.Alt, "180,160 → 150,190, CE (20 seeds): networks 0.98 (0.98 to 0.98), ridge on pixels 0.31 (0.31 to 0.31),") {
		t.Errorf("%v: %s", err, f.Alt)
	}
	f, err = exhibit.PenaltyFigure(all)
	if err != nil || !strings.Contains(f.Alt, "scenario 2: 180,160 → 150,190: ridge on pixels 0.31 (0.31 to 0.31) at 1") {
		t.Errorf("%v: %s", err, f.Alt)
	}
	for what, err := range map[string]error{
		"figure": failing(exhibit.BaselineFigure(nil, all)), "table": failing(exhibit.BaselineTable(nets, nil)),
		"text": failing(exhibit.BaselineText(nil, nil)), "penalties": failing(exhibit.PenaltyFigure(nil)), "penalty text": failing(exhibit.PenaltyText(nil, all)),
	} {
		if err == nil {
			t.Errorf("%s of nothing", what)
		}
	}
}

func failing[T any](_ T, err error) error { return err }

func storedBaselines(t *testing.T) baseline.Swept {
	t.Helper()
	s, err := baseline.Load()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The map's counts add up, and those of networks are those that the map of notebook 05
// shows of the data's levels.
func TestBaselineMap(t *testing.T) {
	networks, stored := load(t, design.FactorSweep), storedBaselines(t)
	table := tableOf(t)(exhibit.BaselineMapTable(networks, stored))
	if len(table.Rows) != 4 || table.Rows[0][0] != "networks" || table.Rows[1][0] != "ridge on pixels" {
		t.Fatalf("rows %v", table.Rows)
	}
	levels := len(stored.Sweep.Cells)
	for _, row := range table.Rows {
		for _, cell := range row[1:5] {
			if holds, fails, undecided := three(t, cell); holds+fails+undecided != levels {
				t.Errorf("%s: %s does not add up to %d levels", row[0], cell, levels)
			}
		}
	}
	text, err := exhibit.BaselineMapText(networks, stored)
	if err != nil || !strings.HasPrefix(text, "All three of the paper's conclusions hold at once at ") || strings.Contains(text, "\n") {
		t.Errorf("%v: %q", err, text)
	}
	for _, name := range baseline.Names() {
		f, err := exhibit.BaselineMapFigure(networks, stored, name)
		if err != nil || !strings.Contains(f.Title, string(name)) || !strings.Contains(f.Alt, "1: it fails: holds in ") {
			t.Errorf("%s: %v, %s", name, err, f.Alt)
		}
	}
}

// What the text says of the stories follows the counts, whoever tells more.
func TestBaselineMapTextFollowsTheResults(t *testing.T) {
	networks, stored := load(t, design.FactorSweep), storedBaselines(t)
	stored.Results = slices.Clone(stored.Results)
	for i := range stored.Results {
		stored.Results[i].Accuracy = 1
	}
	text, err := exhibit.BaselineMapText(networks, stored)
	if err != nil || !strings.HasSuffix(text, "So no linear model in the place of a loss tells the story at as many levels as the networks do.") {
		t.Errorf("baselines that never fail, %v: %s", err, text)
	}
	for i, r := range stored.Results {
		stored.Results[i].Accuracy = map[int]float64{1: 0, 2: .4, 3: 0}[r.Scenario]
	}
	text, err = exhibit.BaselineMapText(networks, stored)
	if err != nil || !strings.Contains(text, "So ridge on pixels or ridge on radial profile or ridge on three numbers in the place of a loss tells the story") {
		t.Errorf("baselines like the contrastive loss, %v: %s", err, text)
	}
}

// three reads "21, 1, 14".
func three(t *testing.T, cell string) (a, b, c int) {
	t.Helper()
	if n, err := fmt.Sscanf(cell, "%d, %d, %d", &a, &b, &c); n != 3 || err != nil {
		t.Fatalf("%q: %v", cell, err)
	}
	return a, b, c
}
