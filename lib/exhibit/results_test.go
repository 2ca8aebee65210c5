package exhibit_test

import (
	"fmt"
	"strings"
	"testing"

	"nodulelab/lib/exhibit"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
	"nodulelab/lib/verdict"
)

// complete fails unless every row has a cell for each column.
func complete(t *testing.T, table exhibit.Table, rows int) {
	t.Helper()
	if len(table.Rows) != rows {
		t.Fatalf("%d rows, want %d", len(table.Rows), rows)
	}
	for i, r := range table.Rows {
		if len(r) != len(table.Header) {
			t.Errorf("row %d has %d cells under %d headers: %v", i, len(r), len(table.Header), r)
		}
	}
}

func TestReplication(t *testing.T) {
	table := tableOf(t)(exhibit.ReplicationTable(reference(t)))
	complete(t, table, 9)
	for i, r := range results.Statistics(reference(t)) {
		want := fmt.Sprintf("%.2f %.2f %.2f %.2f to %.2f", r.Paper.Accuracy, r.Accuracy.Mean, r.Accuracy.SD, r.Accuracy.Low, r.Accuracy.High)
		if got := strings.Join(table.Rows[i][1:5], " "); got != want {
			t.Errorf("row %d: %q, want %q", i, got, want)
		}
	}
	if !strings.Contains(table.Caption, "20 seeds") || table.Rows[8][0] != "180,150 → 150,190, CE" {
		t.Errorf("caption %q, last row %v", table.Caption, table.Rows[8])
	}
}

// One seed has neither a standard deviation nor an interval; no result has no row.
func TestReplicationOfLittle(t *testing.T) {
	table := tableOf(t)(exhibit.ReplicationTable(rowOf(paper.Table1()[1].Row, .5)))
	complete(t, table, 1)
	if got := strings.Join(table.Rows[0], "|"); got != "150,150 → 170,130, CE|0.62|0.50|–|–|0.87|0.50|0.37|0.50" {
		t.Errorf("one seed: %q", got)
	}
	complete(t, tableOf(t)(exhibit.ReplicationTable(nil)), 0)
}

func TestPaired(t *testing.T) {
	table := paper.Table1()
	rs := append(rowOf(table[0].Row, .5, .4, .6, .25), rowOf(table[2].Row, .9, .8, .9, 1)...)
	rs = append(rs, append(rowOf(table[4].Row, 1, 1), rowOf(table[6].Row, .5, .5)...)...)
	got, err := exhibit.PairedTable(rs)
	if err != nil {
		t.Fatal(err)
	}
	complete(t, got, 2)
	row := got.Rows[0]
	if row[0] != "150,150 → 130,170" || row[1] != "4" || row[2] != "−0.46" || row[4] != "0.125" || row[5] != "0.625" || row[7] != "0" || !strings.HasPrefix(row[3], "−0.") {
		t.Errorf("CE is worse: %v", row)
	}
	if row := got.Rows[1]; row[3] != "0.50 to 0.50" || row[6] != "∞" || row[7] != "100" {
		t.Errorf("always better by as much: %v", row)
	}
	if _, err := exhibit.PairedTable(rs[1:]); err == nil || !strings.Contains(err.Error(), "seed 1") {
		t.Errorf("a seed without its pair: %v", err)
	}
}

func TestAgreementTable(t *testing.T) {
	table, err := exhibit.AgreementTable(reference(t))
	if err != nil {
		t.Fatal(err)
	}
	complete(t, table, 9)
	for _, r := range table.Rows { // the reference agrees with itself
		if r[1] != r[2] || r[4] != "1.000" || !strings.Contains(r[1], ", 20 seeds") {
			t.Errorf("%v", r)
		}
	}
	other := rowOf(paper.Table1()[6].Row, make([]float64, 30)...)
	for i := range other {
		other[i].Accuracy = 1
	}
	if table, err = exhibit.AgreementTable(other); err != nil || table.Rows[0][4] != "<\u00a00.001" || table.Rows[0][1] != "1.00 ± 0.00, 30 seeds" {
		t.Errorf("%+v, %v", table.Rows, err)
	}
}

func TestVerdictTable(t *testing.T) {
	verdicts, err := verdict.Judge(verdict.Evidence{Results: reference(t)})
	if err != nil {
		t.Fatal(err)
	}
	table := tableOf(t)(exhibit.VerdictTable(verdicts))
	complete(t, table, len(verdict.All()))
	for i, v := range verdicts {
		outcome := v.Outcome.OfClaim()
		if v.Calibrated != "" {
			outcome += ", by calibration"
		}
		want := []string{v.Number, v.Words, v.Source, outcome, fmt.Sprint(v.Seeds), v.Reason}
		if got := table.Rows[i]; strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("row %d: %v, want %v", i, got, want)
		}
	}
	few := tableOf(t)(exhibit.VerdictTable([]verdict.Verdict{{Outcome: verdict.Holds}, {Outcome: verdict.Holds}, {Outcome: verdict.Fails}}))
	if want := "2 reproduced, 0 partly reproduced, 1 not reproduced, 0 undecided"; !strings.HasSuffix(few.Caption, want) {
		t.Errorf("caption %q, want %q", few.Caption, want)
	}
}

// ownRows are results of the paper's scenario 2 by CE and by a reader's loss, and of a
// reader's scenario.
func ownRows() []results.Result {
	ce := paper.Table1()[4].Row
	focal, own := ce, ce
	focal.Loss = "focal"
	own.Scenario, own.Test = 4, nodule.Named("my scans")
	rs := append(rowOf(ce, .9, .8, .7), rowOf(focal, .5, .4, .6)...)
	return append(rs, rowOf(own, .3, .2, .4)...)
}

// No exhibit of results leaves out a row that the paper does not have.
func TestRowsOfOnesOwn(t *testing.T) {
	rs := ownRows()
	scores := tableOf(t)(exhibit.ScoreTable(rs))
	complete(t, scores, 3)
	if got := strings.Join(scores.Rows[1], "|"); !strings.HasPrefix(got, "2|180,160 → 150,190, focal|3|") || !strings.Contains(got, "|0.50|0.40–0.60|") {
		t.Errorf("the row of the loss: %q", got)
	}
	if got := scores.Rows[2]; got[0] != "4" || got[1] != "180,160 → my scans, CE" {
		t.Errorf("the row of the scenario: %q", got)
	}
	for name, make := range map[string]func([]results.Result) (exhibit.Table, error){"paper": exhibit.PaperTable, "replication": exhibit.ReplicationTable} {
		table := tableOf(t)(make(rs))
		complete(t, table, 3)
		if !strings.Contains(strings.Join(table.Rows[1], "|"), "|–|0.50|") {
			t.Errorf("%s: %q", name, table.Rows[1])
		}
	}
	seeds := exhibit.SeedTable(rs)
	if len(seeds.Header) != 4 || len(seeds.Rows) != 3 {
		t.Errorf("seeds: %v", seeds)
	}
	text, err := exhibit.PaperText(rs)
	if err != nil || strings.Count(text, "the paper has no such row.") != 2 || strings.Contains(text, "NaN") {
		t.Errorf("%s, error %v", text, err)
	}
	text, err = exhibit.OneRunText(rs)
	if err != nil || !strings.Contains(text, "3 runs are too few") || !strings.HasSuffix(text, "The paper does not have 2 other rows.") {
		t.Errorf("%s, error %v", text, err)
	}
	if text, err = exhibit.OneRunText(rs[3:]); err != nil || text != "The paper has none of these rows. The paper does not have 2 other rows." {
		t.Errorf("%s, error %v", text, err)
	}
	f, err := exhibit.AccuracyFigure(rs)
	if err != nil || !strings.Contains(f.Alt, "focal") || !strings.Contains(f.Alt, "my scans") || strings.Contains(f.Alt, "NaN") {
		t.Errorf("%s, error %v", f.Alt, err)
	}
}

// A reader's loss is compared with cross-entropy by seed, as the paper's is.
func TestPairsOfOnesOwn(t *testing.T) {
	table := tableOf(t)(exhibit.PairedTable(ownRows()))
	complete(t, table, 1)
	if got := strings.Join(table.Rows[0][:3], "|"); got != "180,160 → 150,190, CE − focal|3|0.30" || !strings.Contains(table.Caption, "CE − the other loss") {
		t.Errorf("%s: %q", table.Caption, got)
	}
	text, err := exhibit.PairedText(ownRows())
	if err != nil || !strings.Contains(text, "CE − focal") {
		t.Errorf("%s, error %v", text, err)
	}
	if _, err := exhibit.PairedFigure(ownRows()); err != nil {
		t.Error(err)
	}
}

// What cannot be shown says so in one sentence.
func TestRowsThatCannotBeShown(t *testing.T) {
	_, agreement := exhibit.AgreementTable(ownRows())
	_, agreementText := exhibit.AgreementText(ownRows())
	_, pairs := exhibit.PairedTable(ownRows()[3:])
	_, figure := exhibit.PairedFigure(nil)
	_, scores := exhibit.Scores(nil)
	for want, errs := range map[string][]error{
		"the independent implementation has no scenario 2, focal": {agreement, agreementText},
		"no test set has results of CE and of another loss":       {pairs, figure},
		"no results to tabulate":                                  {scores},
	} {
		for _, err := range errs {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("error %v, want %q", err, want)
			}
		}
	}
}
