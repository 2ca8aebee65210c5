package exhibit_test

import (
	"fmt"
	"strings"
	"testing"

	"nodulelab/lib/design"
	"nodulelab/lib/internal/readme"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// The README's table is made from the stored seeds.
func TestReadmeTable(t *testing.T) {
	rs := load(t, design.SeedSweep).OfCell(0)
	want := "\n" + markdown(t, rs) + "\n" + trainingAccuracy(rs) + "\n\n"
	readme.Hold(t, "table", want, *update, command)
}

// markdown writes Table 1 as a Markdown table: the paper's values beside the mean of ours,
// where most single runs lie, and p of a run as far out as the paper's.
func markdown(t *testing.T, rs []results.Result) string {
	t.Helper()
	runs, err := results.AllAsOneRun(rs)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "| scenario | train | test | loss | paper Acc, SE, SP | ours Acc, SE, SP | accuracy of %.0f %% of runs | on the paper's side of chance | p of the paper's run |\n", 100*runs[0].Coverage)
	b.WriteString("|---|---|---|---|---|---|---|---|---|\n")
	for i, r := range results.Statistics(rs) {
		p, run := r.Paper, runs[i]
		fmt.Fprintf(&b, "| %d | %s | %s | %s | %s | %s | %.2f to %.2f | %.0f %% | %.2f |\n",
			p.Scenario, p.Training, p.Test, p.Loss,
			triple(p.Accuracy, p.Sensitivity, p.Specificity),
			triple(r.Accuracy.Mean, r.Sensitivity.Mean, r.Specificity.Mean),
			run.Accuracy.Interval.Low, run.Accuracy.Interval.High, 100*run.SameSide.Value(), run.P)
	}
	return b.String()
}

func triple(a, b, c float64) string { return fmt.Sprintf("%.2f, %.2f, %.2f", a, b, c) }

// trainingAccuracy says in how many networks the accuracy on the training set is
// 1.00, to two places, as the paper reports for all of its own, and names those
// where it is not.
func trainingAccuracy(rs []results.Result) string {
	type network struct {
		seed     uint64
		scenario int
		loss     string
	}
	seen := map[network]bool{}
	var below []string
	for _, r := range rs {
		n := network{r.Seed, r.Scenario, string(r.Loss)}
		if !seen[n] && !r.Perfect() {
			below = append(below, fmt.Sprintf("seed %d of scenario %d, %s (%.2f)", n.seed, n.scenario, n.loss, r.TrainAccuracy))
		}
		seen[n] = true
	}
	text := fmt.Sprintf("The training accuracy is 1.00 in %d of %d networks", len(seen)-len(below), len(seen))
	if below != nil {
		text += "; not in " + strings.Join(below, ", ")
	}
	return text + "."
}

func TestTrainingAccuracySentence(t *testing.T) {
	row := paper.Table1()[1].Row
	all := []results.Result{{Seed: 1, Row: row, TrainAccuracy: 1}, {Seed: 2, Row: row, TrainAccuracy: 1}}
	if got, want := trainingAccuracy(all), "The training accuracy is 1.00 in 2 of 2 networks."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	all[1].TrainAccuracy = .8118
	want := "The training accuracy is 1.00 in 1 of 2 networks; not in seed 2 of scenario 1, CE (0.81)."
	if got := trainingAccuracy(append(all, all[1])); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
