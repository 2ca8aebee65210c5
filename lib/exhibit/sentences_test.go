package exhibit_test

import (
	"strings"
	"testing"

	"nodulelab/lib/exhibit"
	"nodulelab/lib/lab"
	"nodulelab/lib/loss"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
	"nodulelab/lib/train"
	"nodulelab/lib/verdict"
)

// textOf returns a text that was made without an error.
func textOf(t *testing.T) func(string, error) string { return made[string](t) }

// tableOf returns a table that was made without an error.
func tableOf(t *testing.T) func(exhibit.Table, error) exhibit.Table { return made[exhibit.Table](t) }

func made[T any](t *testing.T) func(T, error) T {
	return func(value T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

// judged are verdicts on results.
func judged(t *testing.T, rs []results.Result) []verdict.Verdict {
	t.Helper()
	all, err := verdict.Judge(verdict.Evidence{Results: rs})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// worse are the reference's results with cross-entropy failing on one row.
func worse(t *testing.T, row paper.Row) []results.Result {
	t.Helper()
	all := reference(t)
	for i := range all {
		if all[i].Row == row {
			all[i].Accuracy, all[i].Sensitivity, all[i].Specificity = .1, .2, 0
		}
	}
	return all
}

// Every sentence that a notebook shows of results is made of them: other results,
// other words.
func TestSentencesFollowTheResults(t *testing.T) {
	row := paper.Table1()[4].Row // CE, scenario 2, on 150,190
	for name, sentence := range map[string]func([]results.Result) string{
		"paper":     func(r []results.Result) string { return textOf(t)(exhibit.PaperText(r)) },
		"range":     func(r []results.Result) string { return textOf(t)(exhibit.RangeText(r)) },
		"one run":   func(r []results.Result) string { return textOf(t)(exhibit.OneRunText(r)) },
		"agreement": func(r []results.Result) string { return textOf(t)(exhibit.AgreementText(r)) },
		"better":    func(r []results.Result) string { return textOf(t)(exhibit.PairedText(r)) },
		"tally":     func(r []results.Result) string { return textOf(t)(exhibit.TallyText(judged(t, r))) },
		"judged":    func(r []results.Result) string { return textOf(t)(exhibit.VerdictText(judged(t, r), "5")) },
		"unlike":    func(r []results.Result) string { return textOf(t)(exhibit.UnlikeText(judged(t, r))) },
	} {
		before, after := sentence(reference(t)), sentence(worse(t, row))
		if before == "" || before == after {
			t.Errorf("%s: with other results still %q", name, after)
		}
		if again := sentence(reference(t)); again != before {
			t.Errorf("%s: with the same results %q, then %q", name, before, again)
		}
	}
}

// One seed of one row, moved, shows in the sentences that give its row's numbers.
func TestSentencesFollowOneSeed(t *testing.T) {
	changed := reference(t)
	for i := range changed {
		if changed[i].Row == paper.Table1()[1].Row && changed[i].Seed == 3 {
			changed[i].Accuracy = .01
		}
	}
	if before, after := textOf(t)(exhibit.RangeText(reference(t))), textOf(t)(exhibit.RangeText(changed)); before == after || !strings.Contains(after, "between 0.01 and ") {
		t.Errorf("before %q, after %q", before, after)
	}
	if before, after := textOf(t)(exhibit.VerdictText(judged(t, reference(t)), "3.2")), textOf(t)(exhibit.VerdictText(judged(t, changed), "3.2")); before == after {
		t.Errorf("still %q", after)
	}
}

func TestRange(t *testing.T) {
	rows := paper.Table1()
	rs := append(rowOf(rows[0].Row, 1, .99), rowOf(rows[1].Row, .3, .8, .4)...)
	if got, want := textOf(t)(exhibit.RangeText(rs)), "- **CE, D(150,150) → D(170,130)**: the accuracy of 3 seeds lies between 0.30 and 0.80; 2 of them are below chance.\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for below, want := range map[float64]string{.45: "1 of them are", .5: "0 of them are"} {
		if got := textOf(t)(exhibit.RangeText(rowOf(rows[1].Row, below, .75))); !strings.Contains(got, want+" below chance") {
			t.Errorf("%v and .75: %q, want %q", below, got, want)
		}
	}
	if got := textOf(t)(exhibit.RangeText(rowOf(rows[1].Row, .75, .8046875))); !strings.Contains(got, "between 0.75 and 0.80") {
		t.Errorf("seeds .055 apart agree: %q", got)
	}
	if got := textOf(t)(exhibit.RangeText(rowOf(rows[1].Row, .75, .703125))); got != "The seeds agree in every row." {
		t.Errorf("seeds .047 apart: %q", got)
	}
	if got := textOf(t)(exhibit.RangeText(rs[:2])); got != "The seeds agree in every row." {
		t.Errorf("got %q", got)
	}
	if got := textOf(t)(exhibit.RangeText(rowOf(rows[1].Row, .1))); got != "One seed has no range." {
		t.Errorf("one seed: %q", got)
	}
	if got := textOf(t)(exhibit.RangeText(rowOf(rows[1].Row, .1, .1))); !strings.Contains(got, "2 of them are below chance") {
		t.Errorf("equal, but below chance: %q", got)
	}
}

// twentyRuns are 20 results of a row of Table 1, by number from 0, with the paper's values
// moved by some amounts, again and again.
func twentyRuns(number int, moves ...float64) []results.Result {
	var all []results.Result
	row := paper.Table1()[number]
	for seed := range 20 {
		r, by := results.Result{Seed: uint64(seed + 1), Row: row.Row, Scores: row.Scores}, moves[seed%len(moves)]
		r.Accuracy, r.Sensitivity, r.Specificity = r.Accuracy+by, r.Sensitivity+by, r.Specificity+by
		all = append(all, r)
	}
	return all
}

func TestOneRunInWords(t *testing.T) { // row 2 of the paper: .62, .87, .37
	for want, rs := range map[string][]results.Result{
		"In 1 of 1 row the paper's run could be one of ours.":                                                                                                                                     twentyRuns(1, 0, .05, -.05),
		"In 1 of 2 rows the paper's run could be one of ours; not in 150,150 → 170,130, CE (the paper's 0.62, our median 0.82).":                                                                  append(twentyRuns(0, 0), twentyRuns(1, .2)...),
		"In 1 of 1 row the paper's run could be one of ours. Where a single run can come out on either side of chance, it says little: 150,150 → 170,130, CE (50 % of runs on the paper's side).": twentyRuns(1, .1, -.2),
		"19 runs are too few to say that the paper's is none of ours: it takes 20.":                                                                                                               twentyRuns(1, .1)[:19],
	} {
		if got := textOf(t)(exhibit.OneRunText(rs)); got != want {
			t.Errorf("got  %q,\nwant %q", got, want)
		}
	}
}

// Stored seeds are counted beside the plan's own.
func TestFurtherText(t *testing.T) {
	plan := lab.PaperPlan(15)
	if got := textOf(t)(exhibit.FurtherText(twentyRuns(1, 0), plan)); !strings.Contains(got, "rests on 5 more seeds, 16 and after") {
		t.Errorf("%q", got)
	}
	if got := textOf(t)(exhibit.FurtherText(twentyRuns(1, 0)[:15], plan)); !strings.HasPrefix(got, "No stored seeds are added") {
		t.Errorf("%q", got)
	}
}

func TestOneRunTable(t *testing.T) {
	table := tableOf(t)(exhibit.OneRunTable(append(twentyRuns(1, .1, -.2), ownRows()...)))
	complete(t, table, 2)
	if got, want := strings.Join(table.Rows[0], "|"), "150,150 → 170,130, CE|20|0.62|0.57|0.42 to 0.72|0.50|0.50|0.50|50|1.000"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if want := "90 % of runs"; table.Header[4] != want {
		t.Errorf("header %q, want %q", table.Header[4], want)
	}
	if _, err := exhibit.OneRunTable(nil); err == nil || !strings.Contains(err.Error(), "no row to tabulate") {
		t.Errorf("error %v", err)
	}
}

func TestAgreementInWords(t *testing.T) {
	if got := textOf(t)(exhibit.AgreementText(reference(t))); got != "The two implementations differ in 0 of 9 rows (the smallest adjusted p = 1.000)." {
		t.Errorf("with itself: %q", got)
	}
	if got := textOf(t)(exhibit.AgreementText(worse(t, paper.Table1()[0].Row))); got != "The two implementations differ in 1 of 9 rows (the smallest adjusted p <\u00a00.001): 150,150 → 130,170, CE." {
		t.Errorf("with one row changed: %q", got)
	}
}

func TestBetter(t *testing.T) {
	rows := paper.Table1()
	ones, zeros, slightly := make([]float64, 8), make([]float64, 8), make([]float64, 8)
	for i := range ones {
		ones[i] = 1 - float64(i)/50
		slightly[i] = ones[i] - .03
	}
	pair := func(a, b []float64) []results.Result {
		return append(rowOf(rows[0].Row, a...), rowOf(rows[2].Row, b...)...)
	}
	for want, rs := range map[string][]results.Result{
		"- **150,150 → 130,170**: cross-entropy is better by 0.93 over 8 seeds (adjusted p = 0.039).\n":                        pair(ones, zeros),
		"- **150,150 → 130,170**: the contrastive loss is better by 0.93 over 8 seeds (adjusted p = 0.039).\n":                 pair(zeros, ones),
		"- **150,150 → 130,170**: cross-entropy is better by 0.03, too little to matter, over 8 seeds (adjusted p = 0.039).\n": pair(ones, slightly),
		"- **150,150 → 130,170**: no difference is shown, the mean being 0.00 over 8 seeds (adjusted p = 1.000).\n":            pair(ones, ones),
	} {
		if got := textOf(t)(exhibit.PairedText(rs)); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if _, err := exhibit.PairedText(pair(ones, zeros)[1:]); err == nil {
		t.Error("a seed without its pair was judged")
	}
}

func TestDifferences(t *testing.T) {
	f, err := exhibit.PairedFigure(reference(t))
	if err != nil || strings.Count(f.Alt, "over 20 seeds") != 4 || !strings.Contains(f.Alt, "180,160 → 150,190: mean 0.88") {
		t.Errorf("%q, %v", f.Alt, err)
	}
	if _, err := exhibit.PairedFigure(nil); err == nil {
		t.Error("no results were plotted")
	}
	rows := paper.Table1()
	if f, err := exhibit.PairedFigure(append(rowOf(rows[0].Row, 1), rowOf(rows[2].Row, .5)...)); err != nil || !strings.Contains(f.Alt, "mean 0.50 (0.50 to 0.50) over 1 seed") {
		t.Errorf("one seed: %q, %v", f.Alt, err)
	}
}

func TestJudgedAndUnlike(t *testing.T) {
	claim := func(number string, o verdict.Outcome) verdict.Verdict {
		return verdict.Verdict{Claim: verdict.Claim{Number: number, Words: "It does.", Source: "Fig. 2"}, Outcome: o, Reason: "It did."}
	}
	verdicts := []verdict.Verdict{claim("1", verdict.Holds), claim("2", verdict.Partly), claim("3", verdict.Fails), claim("4", verdict.Undecided)}
	if got, want := textOf(t)(exhibit.VerdictText(verdicts, "2", "1", "9")), "- **Claim 1: reproduced.** “It does” (Fig. 2) It did.\n- **Claim 2: partly reproduced.** “It does” (Fig. 2) It did.\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	got := textOf(t)(exhibit.UnlikeText(verdicts))
	if third, fourth, second := strings.Index(got, "**3"), strings.Index(got, "**4"), strings.Index(got, "**2"); third != 2 || !(third < fourth && fourth < second) || strings.Contains(got, "**1") {
		t.Errorf("the worst is not the first: %q", got)
	}
	if got := textOf(t)(exhibit.UnlikeText(verdicts[:1])); got != "Every claim was reproduced." {
		t.Errorf("got %q", got)
	}
	if got, want := textOf(t)(exhibit.TallyText(verdicts)), "Of the paper's 4 claims: 1 reproduced, 1 partly reproduced, 1 not reproduced, 1 undecided."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// learner is a network that learns its training set at an epoch; 0 is never.
func learner(seed uint64, at int, trained, validated float64) lab.Trained {
	n := lab.Trained{Network: train.Network{Seed: seed, Loss: loss.CE}, Results: rowOf(paper.Table1()[0].Row, 1)}
	n.Results[0].TrainAccuracy, n.Results[0].ValidationAccuracy = trained, validated
	for e := range 10 {
		epoch := train.ClassifierEpoch{Accuracy: .5}
		if at > 0 && e+1 >= at {
			epoch.Accuracy = .95
		}
		n.Curves.Classifier = append(n.Curves.Classifier, epoch)
	}
	return n
}

func TestLearned(t *testing.T) {
	networks := []lab.Trained{learner(1, 7, 1, 1), learner(2, 3, 1, .9), learner(3, 0, .6, .5)}
	want := "**CE on D(150,150)**: 2 of 3 networks pass a training accuracy of 0.95, the first at epoch 3 of this stage, the last at epoch 7; at the end 2 have 1.00 on the training set, 1 on the validation set."
	if got := textOf(t)(exhibit.LearnedText(networks)); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := textOf(t)(exhibit.LearnedText(networks[2:])); !strings.Contains(got, "0 of 1 network pass a training accuracy of 0.95; at the end 0") {
		t.Errorf("one that did not learn: %q", got)
	}
	if _, err := exhibit.LearnedText(nil); err == nil {
		t.Error("no network has learned")
	}
}

func TestPeaks(t *testing.T) {
	looks := []lab.Look{glance(t, 1), glance(t, 2)}
	want := "- **scenario 1, CE**: of 2 seeds, the saliency per pixel is highest inside the shape in 2, on its border in 0, outside in 0.\n"
	if got := textOf(t)(exhibit.DensityText(looks)); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	saliency := looks[1].Views[0].Saliency
	for i, v := range saliency {
		saliency[i] = 4 - v // 1 inside, 3 elsewhere
	}
	if got := textOf(t)(exhibit.DensityText(looks)); !strings.Contains(got, "inside the shape in 1, on its border in 0, outside in 1") {
		t.Errorf("turned inside out: %q", got)
	}
	if _, err := exhibit.DensityText(nil); err == nil {
		t.Error("no network has a peak")
	}
}

func TestScope(t *testing.T) {
	p := lab.PaperPlan(20)
	want := "Scenarios 1, 2, 3 of the paper, 9 rows of Table 1, 20 seeds: 100 networks, trained by the engine *native* for 100 epochs on 170 images of 32×32 pixels, validated on 30 and tested on 200 of each test distribution."
	if got := textOf(t)(exhibit.ScopeText(p, "native")); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	p = lab.PaperPlan(1)
	p.Scenarios = p.Scenarios[2:]
	if got := textOf(t)(exhibit.ScopeText(p, "gomlx/go")); !strings.HasPrefix(got, "Scenario 3 of the paper, 1 row of Table 1, 1 seed: 1 network, trained by the engine *gomlx/go*") {
		t.Errorf("got %q", got)
	}
}
