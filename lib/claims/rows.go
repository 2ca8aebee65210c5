package claims

import (
	"fmt"

	"nodulelab/lib/metrics"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// rowTests are claims 3.1 to 3.9, the rows of Table 1.
func rowTests() []test {
	var all []test
	for i, r := range paper.Table1() {
		words := fmt.Sprintf("Scenario %d, %s, D(%s) → D(%s): accuracy %.2f, sensitivity %.2f, specificity %.2f.",
			r.Scenario, r.Loss, r.Training, r.Test, r.Accuracy, r.Sensitivity, r.Specificity)
		claim := Claim{fmt.Sprintf("3.%d", i+1), words, fmt.Sprintf("Table 1, row %d", i+1)}
		all = append(all, test{claim, func(e Evidence) ([]finding, error) { return rowFindings(e, r) }, accuracyFirst})
	}
	return all
}

// rowFindings compares accuracy, sensitivity and specificity, in this order.
func rowFindings(e Evidence, r paper.PrintedRow) ([]finding, error) {
	var own results.RowStatistics
	for _, s := range results.Statistics(results.OfRow(e.Results, r.Row)) {
		own = s
	}
	var all []finding
	for _, m := range []struct {
		name  string
		ours  metrics.Estimate
		paper float64
	}{
		{"the accuracy", own.Accuracy.Estimate, r.Accuracy},
		{"the sensitivity", own.Sensitivity.Estimate, r.Sensitivity},
		{"the specificity", own.Specificity.Estimate, r.Specificity},
	} {
		all = append(all, measured(m.name, m.ours, value(m.ours, m.paper), fmt.Sprintf(", the paper's %.2f", m.paper)))
	}
	return all, nil
}

// accuracyFirst is the accuracy's outcome; a row whose sensitivity or specificity
// is another than the paper's is reproduced in part at most.
func accuracyFirst(parts []Outcome) Outcome {
	if parts[0] == Reproduced && combine(parts) != Reproduced {
		return Partly
	}
	return parts[0]
}
