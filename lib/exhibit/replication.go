package exhibit

import (
	"fmt"
	"strings"

	"nodulelab/lib/metrics"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// Replication tabulates the paper beside ours: of the accuracy mean, standard
// deviation over the seeds and 95 % BCa interval of the mean, of sensitivity and
// specificity the means.
func Replication(rs []results.Result) Table {
	t := Table{
		Caption: fmt.Sprintf("The paper's values beside the means over %s, with 95 %% BCa intervals", seeds(results.Statistics(rs))),
		Header:  []string{"train → test, loss", "paper Acc", "ours Acc", "sd", "95 % interval", "paper SE", "ours SE", "paper SP", "ours SP"},
	}
	for _, r := range results.Statistics(rs) {
		t.Rows = append(t.Rows, []string{
			rowName(r.Paper.Row),
			two(r.Paper.Accuracy), two(r.Accuracy.Mean), value(r.Accuracy.SD), between(r.Accuracy.Interval),
			two(r.Paper.Sensitivity), two(r.Sensitivity.Mean),
			two(r.Paper.Specificity), two(r.Specificity.Mean),
		})
	}
	return t
}

func rowName(r paper.Row) string { return fmt.Sprintf("%s → %s, %s", r.Training, r.Test, r.Loss) }

// AgreementTable holds our accuracies against those of the independent
// implementation, row by row.
func AgreementTable(rs []results.Result) (Table, error) {
	rows, err := results.AgreementWithReference(rs)
	if err != nil {
		return Table{}, err
	}
	t := Table{
		Caption: "Accuracy, ours and an independent PyTorch implementation's: mean ± sd over seeds; p of the Mann–Whitney test, adjusted by Holm's method over the rows",
		Header:  []string{"train → test, loss", "ours", "PyTorch", "p", "adjusted p"},
	}
	for _, r := range rows {
		t.Rows = append(t.Rows, []string{rowName(r.Row), meanSD(r.Ours), meanSD(r.Theirs), pValue(r.P), pValue(r.Adjusted)})
	}
	return t, nil
}

// Agreement says of how many rows the two implementations differ, by the test of
// AgreementTable.
func Agreement(rs []results.Result) (string, error) {
	rows, err := results.AgreementWithReference(rs)
	if err != nil {
		return "", err
	}
	var differ []string
	smallest := 1.
	for _, r := range rows {
		smallest = min(smallest, r.Adjusted)
		if r.Adjusted < results.Significant {
			differ = append(differ, rowName(r.Row))
		}
	}
	text := fmt.Sprintf("The two implementations differ in %d of %s (the smallest adjusted p %s)", len(differ), plural(len(rows), "row"), equals(smallest))
	if differ != nil {
		text += ": " + strings.Join(differ, "; ")
	}
	return text + ".", nil
}

// BesidePaper says of how many rows the paper's accuracy lies in our interval, and
// names the others. One seed has no interval.
func BesidePaper(rs []results.Result) string {
	rows := results.Statistics(rs)
	var outside []string
	for _, r := range rows {
		if r.Accuracy.N == 1 {
			return "One seed has no interval that could hold the paper's accuracy."
		}
		if low, high := ends(r.Accuracy.Estimate); r.Paper.Accuracy < low-5e-3 || r.Paper.Accuracy > high+5e-3 { // it is given to two places
			outside = append(outside, fmt.Sprintf("%s (%s, the paper's %s)", rowName(r.Paper.Row), two(r.Accuracy.Mean), two(r.Paper.Accuracy)))
		}
	}
	text := fmt.Sprintf("The paper's accuracy lies in our interval in %d of %s", len(rows)-len(outside), plural(len(rows), "row"))
	if outside != nil {
		text += "; not in " + strings.Join(outside, "; ")
	}
	return text + "."
}

func meanSD(s metrics.Summary) string {
	return fmt.Sprintf("%s ± %s, %s", value(s.Mean), value(s.SD), plural(s.N, "seed"))
}
