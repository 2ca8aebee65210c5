package exhibit

import (
	"nodulelab/lib/lab"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// ScopeText says what a plan trains, how often, and on which engine.
func ScopeText(p lab.Plan, engine string) (string, error) {
	return block("ScopeText").text(struct {
		lab.Plan
		Engine     string
		Rows       []paper.Row
		Validation int // images
	}{p, engine, paper.Rows(p.Scenarios), p.Config.Samples - p.Config.Training})
}

// ReplicationTable tabulates the paper beside ours: of the accuracy mean, standard
// deviation over the seeds and 95 % BCa interval of the mean, of sensitivity and
// specificity the means.
func ReplicationTable(rs []results.Result) (Table, error) {
	return block("ReplicationTable").table(results.Statistics(rs))
}

// ReplicationText says in how many rows the paper's accuracy, which is given to two
// places, lies in our interval, and names the others. One seed has no interval.
func ReplicationText(rs []results.Result) (string, error) {
	in := struct {
		Rows, Outside []results.RowStatistics
		Inside        int
		OneSeed       bool
	}{Rows: results.Statistics(rs)}
	for _, r := range in.Rows {
		low, high := ends(r.Accuracy.Estimate)
		in.OneSeed = in.OneSeed || r.Accuracy.N == 1
		if p := r.Paper.Accuracy; p < low-5e-3 || p > high+5e-3 {
			in.Outside = append(in.Outside, r)
		}
	}
	in.Inside = len(in.Rows) - len(in.Outside)
	return block("ReplicationText").text(in)
}

// AgreementTable tabulates our accuracies beside those of the independent
// implementation, row by row.
func AgreementTable(rs []results.Result) (Table, error) {
	return block("AgreementTable").table(results.AgreementWithReference(rs))
}

// AgreementText says in how many rows the two implementations differ, by the test of
// AgreementTable, and in which.
func AgreementText(rs []results.Result) (string, error) {
	rows, err := results.AgreementWithReference(rs)
	agreement := struct {
		Rows     []results.Agreement
		Differ   []string
		Smallest float64 // adjusted p
	}{Rows: rows, Smallest: 1}
	for _, r := range rows {
		agreement.Smallest = min(agreement.Smallest, r.Adjusted)
		if significant(r.Adjusted) {
			agreement.Differ = append(agreement.Differ, rowName(r.Row))
		}
	}
	return block("AgreementText").text(agreement, err)
}
