package results_test

import (
	"flag"
	"fmt"
	"strings"
	"testing"

	"nodulelab/lib/internal/readme"
	"nodulelab/lib/internal/recorded"
	"nodulelab/lib/results"
)

var update = flag.Bool("update", false, "write the table into README.md")

// The README's table is made from figures/table1.csv.
func TestReadmeTable(t *testing.T) {
	rs := recorded.Table1(t)
	want := "\n" + markdown(results.Statistics(rs)) + "\n" + trainingAccuracy(rs) + "\n\n"
	readme.Hold(t, "table", want, *update, "go test ./lib/results -update")
}

// markdown writes Table 1 as a Markdown table: the paper's values beside the
// mean of ours, the spread of our accuracy over seeds, and whether both lie on
// the same side of chance.
func markdown(rows []results.RowStatistics) string {
	var b strings.Builder
	b.WriteString("| scenario | train | test | loss | paper Acc, SE, SP | ours Acc, SE, SP | accuracy over seeds: sd [range] | same side of chance |\n")
	b.WriteString("|---|---|---|---|---|---|---|---|\n")
	for _, r := range rows {
		p := r.Paper
		fmt.Fprintf(&b, "| %d | %s | %s | %s | %s | %s | %s | %s |\n",
			p.Scenario, p.Training, p.Test, p.Loss,
			triple(p.Accuracy, p.Sensitivity, p.Specificity),
			triple(r.Accuracy.Mean, r.Sensitivity.Mean, r.Specificity.Mean),
			spread(r.Accuracy), yesNo(r.SameSide()))
	}
	return b.String()
}

func triple(a, b, c float64) string { return fmt.Sprintf("%.2f, %.2f, %.2f", a, b, c) }

func spread(m results.Measure) string { return fmt.Sprintf("%.2f [%.2f, %.2f]", m.SD, m.Min, m.Max) }

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

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
