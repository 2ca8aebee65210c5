package verdict

import (
	"fmt"
	"math"

	"nodulelab/lib/metrics"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// rowClaims are claims 3.1 to 3.9, the rows of Table 1.
func rowClaims() []statement {
	var all []statement
	for i, r := range paper.Table1() {
		words := fmt.Sprintf("Scenario %d, %s, D(%s) → D(%s): accuracy %.2f, sensitivity %.2f, specificity %.2f.",
			r.Scenario, r.Loss, r.Training, r.Test, r.Accuracy, r.Sensitivity, r.Specificity)
		claim := Claim{fmt.Sprintf("3.%d", i+1), words, fmt.Sprintf("Table 1, row %d", i+1)}
		all = append(all, statement{claim, func(e Evidence) ([]part, error) { return rowParts(e, r), nil }, accuracyFirst})
	}
	return all
}

// rowParts compares accuracy, sensitivity and specificity, in this order.
func rowParts(e Evidence, r paper.PrintedRow) []part {
	var own results.RowStatistics // empty without results
	for _, s := range results.Statistics(results.OfRow(e.Results, r.Row)) {
		own = s
	}
	var all []part
	for _, m := range []struct {
		name  string
		ours  metrics.Estimate
		paper float64
	}{
		{"the accuracy", own.Accuracy.Estimate, r.Accuracy},
		{"the sensitivity", own.Sensitivity.Estimate, r.Sensitivity},
		{"the specificity", own.Specificity.Estimate, r.Specificity},
	} {
		all = append(all, measured(m.name, m.ours, asPrinted(m.ours, m.paper), fmt.Sprintf(", the paper's %.2f", m.paper)))
	}
	return all
}

// asPrinted is the outcome of the statement that a mean is the paper's value: it holds
// where the interval has that value or the mean lies near it, and in part where the
// interval lies on the value's side of chance.
func asPrinted(e metrics.Estimate, paper float64) Outcome {
	if e.Contains(paper) || math.Abs(e.Mean-paper) <= near+1e-9 {
		return Holds
	}
	side := Above(chance)
	if paper < chance {
		side = Below(chance)
	}
	return side.Judge(e.Interval).inPart()
}

// accuracyFirst is the accuracy's outcome; a row whose sensitivity or specificity
// is another than the paper's holds in part at most.
func accuracyFirst(parts ...Outcome) Outcome {
	if parts[0] == Holds && Together(parts...) != Holds {
		return Partly
	}
	return parts[0]
}
