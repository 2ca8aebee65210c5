package exhibit

import (
	"fmt"

	"nodulelab/lib/metrics"
	"nodulelab/lib/study"
)

// Replication tabulates the paper beside ours: of the accuracy mean, standard
// deviation over the seeds and 95 % BCa interval of the mean, of sensitivity and
// specificity the means.
func Replication(results []study.Result) Table {
	t := Table{
		Caption: fmt.Sprintf("The paper's values beside the means over %s, with 95 %% BCa intervals", seeds(study.Summarise(results))),
		Header:  []string{"train → test, loss", "paper Acc", "ours Acc", "sd", "95 % interval", "paper SE", "ours SE", "paper SP", "ours SP"},
	}
	for _, r := range study.Statistics(results) {
		t.Rows = append(t.Rows, []string{
			rowName(r.Paper.Row),
			two(r.Paper.Accuracy), two(r.Accuracy.Mean), value(r.Accuracy.SD), between(r.Accuracy.Interval),
			two(r.Paper.Sensitivity), two(r.Sensitivity.Mean),
			two(r.Paper.Specificity), two(r.Specificity.Mean),
		})
	}
	return t
}

func rowName(r study.Row) string { return fmt.Sprintf("%s → %s, %s", r.Training, r.Test, r.Loss) }

// Paired tabulates what the loss changes: the accuracy of CE less that of the
// contrastive loss, seed by seed.
func Paired(results []study.Result) (Table, error) {
	pairs, err := study.Paired(results)
	if err != nil {
		return Table{}, err
	}
	t := Table{
		Caption: "Accuracy, CE − Contrast, paired by seed: p of the sign-flip test, adjusted by Holm's method over the rows",
		Header:  []string{"train → test", "seeds", "mean difference", "95 % interval", "p", "adjusted p", "d_z", "CE better in, % of seeds"},
	}
	for _, p := range pairs {
		d := p.Difference
		t.Rows = append(t.Rows, []string{
			fmt.Sprintf("%s → %s", p.CrossEntropy.Training, p.CrossEntropy.Test), fmt.Sprint(d.N),
			value(d.Mean), between(d.Interval), pValue(p.P), pValue(p.Adjusted),
			value(p.Dz), fmt.Sprintf("%.0f", 100*p.Superiority),
		})
	}
	return t, nil
}

// AgreementTable holds our accuracies against those of the independent
// implementation, row by row.
func AgreementTable(results []study.Result) (Table, error) {
	rows, err := study.AgreementWithReference(results)
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

func meanSD(s metrics.Summary) string {
	return fmt.Sprintf("%s ± %s, %s", value(s.Mean), value(s.SD), plural(s.N, "seed"))
}
