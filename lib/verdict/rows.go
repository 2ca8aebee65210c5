package verdict

import (
	"fmt"
	"math"
	"slices"

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
		own := claim(fmt.Sprintf("3.%d", i+1), words, fmt.Sprintf("Table 1, row %d", i+1))
		all = append(all, statement{own, func(e Evidence) ([]Comparison, error) { return asOneRun(e, r.Row) }})
	}
	return all
}

// asOneRun judges a row of the paper, which is one run, beside our single runs: most of
// them lie on its side of chance, and it could be one of them. A mean is not compared:
// the better it is known, the less one run is like it.
func asOneRun(e Evidence, r paper.Row) ([]Comparison, error) {
	own := results.OfRow(e.Results, r)
	lacks := func(r results.Result) bool { return math.IsNaN(r.Accuracy + r.Sensitivity + r.Specificity) }
	if len(own) == 0 || slices.ContainsFunc(own, lacks) {
		return []Comparison{unmeasured("the row", 0)}, nil
	}
	run, err := results.AsOneRun(own)
	if err != nil {
		return nil, err
	}
	side := compareShare("lie on the paper's side of chance", run.SameSide, Above(typical))
	return []Comparison{side, couldBeOurs(run)}, nil
}

// couldBeOurs judges that the paper's run could be one of ours.
func couldBeOurs(run results.OneRun) Comparison {
	b := AtLeast(results.Significant)
	e := metrics.Estimate{N: run.Runs, Mean: run.P, SD: math.NaN(), Interval: metrics.Interval{Low: run.P, High: run.P}}
	text := fmt.Sprintf("%.0f %% of runs have an accuracy in [%.2f, %.2f], and the paper's %.2f lies at the quantile %.2f of ours; a run as far out as the paper's has p = %.2g, to be %s",
		100*run.Coverage, run.Accuracy.Interval.Low, run.Accuracy.Interval.High, run.Accuracy.Paper, run.Accuracy.Quantile, run.P, b)
	return Comparison{What: "p of a run as far out as the paper's", Estimate: e, Criterion: b, Outcome: b.Judge(e.Interval), text: text}
}
