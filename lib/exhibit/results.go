package exhibit

import (
	"fmt"
	"maps"
	"slices"

	"nodulelab/lib/figure"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// PaperTable tabulates the paper's Table 1 beside ours: means over the seeds, and
// for the accuracy its range too.
func PaperTable(rs []results.Result) (Table, error) {
	return block("PaperTable").table(results.Statistics(rs))
}

// rowName names a row of Table 1 in tables.
func rowName(r paper.Row) string { return fmt.Sprintf("%s → %s, %s", r.Training, r.Test, r.Loss) }

// AccuracyFigure plots each row's accuracy: the paper's, every seed's, and their mean
// with its 95 % interval.
func AccuracyFigure(rs []results.Result) (figure.Figure, error) {
	p := figure.RowPlot{
		Title: "Table 1: accuracy, the paper's and this reproduction's", Lead: "Accuracy by row of Table 1; chance is 0.5.",
		Axis: "accuracy", High: 1, Guide: figure.Guide{At: .5, Label: "chance"}, Reference: "the paper",
	}
	for _, s := range results.Statistics(rs) {
		row := seedRow(s.Paper.String(), results.Accuracies(results.OfRow(rs, s.Paper.Row)), s.Accuracy.Estimate)
		row.Samples[0].Reference = s.Paper.Accuracy
		if s.IsPrinted() {
			at := metrics.QuantileOf(s.Paper.Accuracy, row.Samples[0].Seeds)
			row.Remark = fmt.Sprintf(", the paper's %.2f lies at the quantile %.2f of the seeds", s.Paper.Accuracy, at)
		}
		p.Rows = append(p.Rows, row)
	}
	return figure.Rows(p)
}

// PaperText says of each row of Table 1 what was measured and how that compares with
// the paper.
func PaperText(rs []results.Result) (string, error) {
	return block("PaperText").text(results.Statistics(rs))
}

// RangeText says of each row how far its seeds lie apart and how many are below
// chance. Rows whose seeds all agree are left out.
func RangeText(rs []results.Result) (string, error) {
	type row struct {
		results.RowStatistics
		Below int // seeds below chance
	}
	var spread struct {
		Rows    []row
		OneSeed bool
	}
	for _, r := range results.Statistics(rs) {
		below := slice.Filter(results.Accuracies(results.OfRow(rs, r.Paper.Row)), func(v float64) bool { return v < .5 })
		if a := r.Accuracy; a.N > 1 && (a.Max-a.Min >= .05 || len(below) > 0) {
			spread.Rows = append(spread.Rows, row{r, len(below)})
		}
	}
	spread.OneSeed = !slices.ContainsFunc(rs, func(r results.Result) bool { return r.Seed != rs[0].Seed })
	return block("RangeText").text(spread)
}

// SeedTable tabulates the test accuracy of every seed, one column a row of Table 1.
func SeedTable(rs []results.Result) Table {
	t := Table{Caption: "Accuracy of each seed", Header: []string{"seed"}}
	var order []uint64
	cells := map[uint64][]string{}
	for _, r := range results.Statistics(rs) {
		t.Header = append(t.Header, fmt.Sprintf("%s, %s → %s", r.Paper.Loss, r.Paper.Training.Label(), r.Paper.Test.Label()))
		for _, own := range results.OfRow(rs, r.Paper.Row) {
			if cells[own.Seed] == nil {
				order = append(order, own.Seed)
				cells[own.Seed] = []string{fmt.Sprint(own.Seed)}
			}
			cells[own.Seed] = append(cells[own.Seed], two(own.Accuracy))
		}
	}
	for _, seed := range order {
		t.Rows = append(t.Rows, cells[seed])
	}
	return t
}

// ScoreText says in one line what a network scores on each of its test sets.
func ScoreText(n lab.Trained) (string, error) { return block("ScoreText").text(n) }

// ByHandText compares accuracies on a network's test sets, of a loop of training written
// out by hand, with what the lab's network of the same seed scores there.
func ByHandText(accuracies []float64, trained lab.Trained) (string, error) {
	if len(accuracies) != len(trained.Results) {
		return "", fmt.Errorf("exhibit: %d accuracies by hand for %d test sets: want one each", len(accuracies), len(trained.Results))
	}
	type score struct {
		results.Result
		ByHand float64
	}
	var scores []score
	equal := true
	for i, r := range trained.Results {
		scores = append(scores, score{r, accuracies[i]})
		equal = equal && accuracies[i] == r.Accuracy
	}
	return block("ByHandText").text(struct {
		lab.Trained
		Scores []score
		Equal  bool
	}{trained, scores, equal})
}

// ScoreTable tabulates what networks score on their test sets, whatever the scenario and
// the loss.
func ScoreTable(rs []results.Result) (Table, error) {
	if len(rs) == 0 {
		return Table{}, fmt.Errorf("exhibit: no results to tabulate: want those of at least one network")
	}
	return block("ScoreTable").table(results.Statistics(rs))
}

// Scores tabulates what networks score on their test sets, as ScoreTable does.
func Scores(networks []lab.Trained) (Table, error) {
	var all []results.Result
	for _, n := range networks {
		all = append(all, n.Results...)
	}
	return ScoreTable(all)
}

// PairedTable tabulates what the loss changes: the accuracy under CE less the accuracy
// under another loss, seed by seed.
func PairedTable(rs []results.Result) (Table, error) {
	return block("PairedTable").table(pairs(rs))
}

// PairedText says which loss is the better one on each test set.
func PairedText(rs []results.Result) (string, error) {
	return block("PairedText").text(pairs(rs))
}

// comparison holds the pairs of rows that are compared, and what each compares.
type comparison struct {
	Pair string // "CE − Contrast"
	Rows []results.PairedDifference
}

func pairs(rs []results.Result) (comparison, error) {
	rows, err := results.Paired(rs)
	if err == nil && len(rows) == 0 {
		err = fmt.Errorf("exhibit: nothing to compare: no test set has results of CE and of another loss")
	}
	c := comparison{"CE − Contrast", rows}
	if slices.ContainsFunc(rows, func(p results.PairedDifference) bool { return p.Other.Loss != loss.Contrast }) {
		c.Pair = "CE − the other loss"
	}
	return c, err
}

// pairName names a pair of rows: by its sets, and by the other loss if it is not the
// paper's.
func pairName(p results.PairedDifference) string {
	name := fmt.Sprintf("%s → %s", p.CrossEntropy.Training, p.CrossEntropy.Test)
	if p.Other.Loss != loss.Contrast {
		name += fmt.Sprintf(", CE − %s", p.Other.Loss)
	}
	return name
}

// PairedFigure plots what PairedTable tabulates: the difference of every seed, and
// their mean with its 95 % interval.
func PairedFigure(rs []results.Result) (figure.Figure, error) {
	c, err := pairs(rs)
	if err != nil {
		return figure.Figure{}, err
	}
	plot := figure.RowPlot{
		Title: "What the loss changes, seed by seed", Lead: fmt.Sprintf("Dot plot of accuracy, %s, one dot a seed.", c.Pair),
		Axis: "accuracy, " + c.Pair, Low: -1, High: 1, Guide: figure.Guide{Label: "no difference"},
	}
	for _, p := range c.Rows {
		d, err := results.Differences(rs, p.CrossEntropy, p.Other)
		if err != nil {
			return figure.Figure{}, err
		}
		row := seedRow(pairName(p), d, p.Difference)
		above := slice.Filter(d, func(v float64) bool { return v > 0 })
		below := slice.Filter(d, func(v float64) bool { return v < 0 })
		row.Remark = fmt.Sprintf(", above 0 in %d and below in %d", len(above), len(below))
		plot.Rows = append(plot.Rows, row)
	}
	return figure.Rows(plot)
}

// ScopeText says what a plan trains, how often, and on which engine.
func ScopeText(p lab.Plan, engine string) (string, error) {
	return block("ScopeText").text(struct {
		lab.Plan
		Engine     string
		Rows       []paper.Row
		Validation int // images
	}{p, engine, paper.Rows(p.Scenarios), p.Config.Samples - p.Config.Training})
}

// FurtherText says which seeds of results are stored ones that a plan does not have, and by
// what command they were made.
func FurtherText(rs []results.Result, p lab.Plan) (string, error) {
	seeds := map[uint64]bool{}
	for _, r := range rs {
		if !slices.Contains(p.Seeds, r.Seed) {
			seeds[r.Seed] = true
		}
	}
	return block("FurtherText").text(slices.Sorted(maps.Keys(seeds)))
}

// ReplicationTable tabulates the paper beside ours: of the accuracy mean, standard
// deviation over the seeds and 95 % interval of the mean, of sensitivity and
// specificity the means.
func ReplicationTable(rs []results.Result) (Table, error) {
	return block("ReplicationTable").table(results.Statistics(rs))
}

// OneRunTable tabulates where each of the paper's rows, which is one run, lies among our
// single runs.
func OneRunTable(rs []results.Result) (Table, error) {
	all, err := results.AllAsOneRun(rs)
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("exhibit: no row to tabulate: want results of at least one row of Table 1")
	}
	return block("OneRunTable").table(all, err)
}

// OneRunText says in how many rows the paper's run could be one of ours, names the others,
// and the rows in which a single run can come out on either side of chance.
func OneRunText(rs []results.Result) (string, error) {
	all, err := results.AllAsOneRun(rs)
	strange := slice.Filter(all, func(r results.OneRun) bool { return r.P < results.Significant })
	divided := slice.Filter(all, func(r results.OneRun) bool { return r.SameSide.Hits < r.SameSide.Total })
	return block("OneRunText").text(struct {
		All, Strange, Divided []results.OneRun
		Possible              int
		Few                   int // runs of a row, if they are too few for a p below the level
		Others                int // rows that the paper does not have
	}{all, strange, divided, len(all) - len(strange), fewRuns(all), len(results.Statistics(rs)) - len(all)}, err)
}

// fewRuns returns the number of runs of the first row that has too few for the smallest p
// to be below the level; 0 if there is none.
func fewRuns(all []results.OneRun) int {
	for _, r := range all {
		if 1/float64(r.Runs+1) >= results.Significant {
			return r.Runs
		}
	}
	return 0
}

// AgreementTable tabulates our accuracies beside the independent implementation's,
// row by row.
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
