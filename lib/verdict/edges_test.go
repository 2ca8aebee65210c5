package verdict_test

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/explain"
	"nodulelab/lib/internal/labtest"
	"nodulelab/lib/lab"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/probe"
	"nodulelab/lib/results"
	"nodulelab/lib/verdict"
)

// asInThePaper is evidence by which every claim is reproduced: the paper's numbers
// in every seed, and measurements as its figures are described.
func asInThePaper() verdict.Evidence {
	e := measuredAsInThePaper()
	e.Sets = sets(func(printed float64, _ uint64) float64 { return printed }).Sets
	for i, r := range paper.Table1() {
		e.Results = append(e.Results, row(i+1, r.Accuracy, r.Sensitivity, r.Specificity, 0)...)
	}
	return e
}

func measuredAsInThePaper() verdict.Evidence {
	ce, contrastive := loss.CE, loss.Contrast
	return measured(
		networks(1, ce, func(n *network) { // panel a
			n.Strayed[1].Benign = .6
			n.Density = explain.Density{Inside: 1.2, Border: 1.3, Outside: 1.1}
		}),
		networks(1, contrastive, func(n *network) { // b
			n.Strayed[1].Benign, n.Strayed[1].Malignant = 1, .7
			n.Density = explain.Density{Inside: 1, Border: 1, Outside: 1.2}
		}),
		networks(2, ce, func(n *network) { // c
			n.Density = explain.Density{Inside: 1.5, Border: 2, Outside: .7}
			n.Flips = probe.Flips{ShapeAreaHeld: .9, Intensity: .1}
		}),
		networks(2, contrastive, func(n *network) { // d
			n.Strayed[0].Benign, n.Strayed[0].Malignant = .8, .9
			n.Density = explain.Density{Inside: 3, Border: 1, Outside: .5}
			n.Flips = probe.Flips{Shape: .1, Intensity: .9}
		}),
	)
}

func verdictsOn(t *testing.T, e verdict.Evidence) []verdict.Verdict {
	t.Helper()
	all, err := verdict.Judge(e)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Who measures what the paper reports reproduces all of it.
func TestThePaperReproducesItself(t *testing.T) {
	for _, v := range verdictsOn(t, asInThePaper()) {
		if v.Outcome != verdict.Holds || v.Seeds != seeds {
			t.Errorf("claim %s: %s over %d seeds: %s", v.Number, v.Outcome, v.Seeds, v.Reason)
		}
	}
}

// kind of evidence that a claim rests on, by the claim's number.
func kind(number string) string {
	switch {
	case number == "1":
		return "sets"
	case number < "7":
		return "results"
	}
	return map[byte]string{'7': "strayed", '8': "maps", '9': "flips"}[number[0]]
}

// Without one kind of evidence its claims are undecided, and no other is.
func TestMissingEvidence(t *testing.T) {
	for missing, drop := range map[string]func(e *verdict.Evidence){
		"sets":    func(e *verdict.Evidence) { e.Sets = nil },
		"results": func(e *verdict.Evidence) { e.Results = nil },
		"strayed": func(e *verdict.Evidence) { e.Strayed = nil },
		"maps":    func(e *verdict.Evidence) { e.Maps = nil },
		"flips":   func(e *verdict.Evidence) { e.Flips = nil },
	} {
		e := asInThePaper()
		drop(&e)
		for _, v := range verdictsOn(t, e) {
			want := verdict.Holds
			if kind(v.Number) == missing {
				want = verdict.Undecided
			}
			if v.Outcome != want {
				t.Errorf("without %s claim %s is %s, want %s: %s", missing, v.Number, v.Outcome, want, v.Reason)
			}
		}
	}
}

// Evidence of one scenario leaves the claims that need another undecided.
func TestMissingScenario(t *testing.T) {
	needs := map[string][]int{"4": {1}, "5": {2}, "6": {2, 3}, "7a": {1}, "7b": {1}, "7c": {2}, "7d": {2}, "8a": {1}, "8b": {1}, "8c": {1, 2}, "8d": {2}, "9a": {2}, "9b": {2}}
	for scenario := 1; scenario <= 3; scenario++ {
		e := asInThePaper()
		e.Results = slices.DeleteFunc(e.Results, func(r results.Result) bool { return r.Scenario == scenario })
		keep(&e, func(s probe.Subject) bool { return s.Scenario != scenario })
		for _, v := range verdictsOn(t, e) {
			if of, known := needs[v.Number]; known && (v.Outcome == verdict.Undecided) != slices.Contains(of, scenario) {
				t.Errorf("without scenario %d claim %s is %s: %s", scenario, v.Number, v.Outcome, v.Reason)
			}
		}
	}
}

// upTo keeps the evidence of seeds up to a number.
func upTo(e verdict.Evidence, last uint64) verdict.Evidence {
	perSeed := len(e.Sets) / seeds
	e.Sets = e.Sets[:perSeed*int(last)]
	e.Results = slices.DeleteFunc(e.Results, func(r results.Result) bool { return r.Seed > last })
	keep(&e, func(s probe.Subject) bool { return s.Seed <= last })
	return e
}

// keep drops the measurements of all other subjects.
func keep(e *verdict.Evidence, is func(probe.Subject) bool) {
	e.Strayed = slices.DeleteFunc(e.Strayed, func(m probe.Strayed) bool { return !is(m.Subject) })
	e.Maps = slices.DeleteFunc(e.Maps, func(m probe.Map) bool { return !is(m.Subject) })
	e.Flips = slices.DeleteFunc(e.Flips, func(m probe.Flips) bool { return !is(m.Subject) })
}

// The threshold of twenty seeds holds for every kind of claim.
func TestTooFewSeedsForAnyClaim(t *testing.T) {
	for _, n := range []uint64{1, 2, 19} {
		for _, v := range verdictsOn(t, upTo(asInThePaper(), n)) {
			if want := fmt.Sprintf("%d of the 20 seeds that a verdict takes: ", n); v.Outcome != verdict.Undecided || v.Seeds != int(n) || !strings.HasPrefix(v.Reason, want) {
				t.Errorf("claim %s: %s over %d seeds: %q", v.Number, v.Outcome, v.Seeds, v.Reason)
			}
		}
	}
}

// Of parts with different numbers of seeds the fewest count.
func TestFewestSeedsCount(t *testing.T) {
	e := asInThePaper()
	reversed := paper.Table1()[1].Test // on which both losses are to fail
	e.Results = slices.DeleteFunc(e.Results, func(r results.Result) bool { return r.Scenario == 1 && r.Test == reversed && r.Seed > 5 })
	if v := judge(t, "4", e); v.Outcome != verdict.Undecided || v.Seeds != 5 {
		t.Errorf("%s over %d seeds: %s", v.Outcome, v.Seeds, v.Reason)
	}
}

// A number that does not exist in one seed leaves its claim undecided; it never
// counts for or against it.
func TestNaN(t *testing.T) {
	nan := math.NaN()
	for number, spoil := range map[string]func(e *verdict.Evidence){
		"3.2": func(e *verdict.Evidence) { e.Results[seeds].Accuracy = nan },
		"3.3": func(e *verdict.Evidence) { e.Results[2*seeds].Specificity = nan },
		"7a":  func(e *verdict.Evidence) { e.Strayed[0].Sets[2].Benign = nan },
		"7c":  func(e *verdict.Evidence) { e.Strayed[2*seeds].Sets[1].Moved.Malignant = nan },
		"8a":  func(e *verdict.Evidence) { e.Maps[0].Density.Outside = nan },
		"8c":  func(e *verdict.Evidence) { e.Maps[2*seeds].Density.Inside = nan },
		"8d":  func(e *verdict.Evidence) { e.Maps[3*seeds].Density.Border = nan },
		"9a":  func(e *verdict.Evidence) { e.Flips[2*seeds].ShapeAreaHeld = nan },
		"9b":  func(e *verdict.Evidence) { e.Flips[3*seeds].Intensity = nan },
	} {
		e := asInThePaper()
		spoil(&e)
		if number == "3.2" {
			e.Results = results.OfRow(e.Results, paper.Table1()[1].Row) // a difference of it would be an error
		}
		if v := judge(t, number, e); v.Outcome != verdict.Undecided || !strings.Contains(v.Reason, "was not measured") {
			t.Errorf("claim %s: %s: %s", number, v.Outcome, v.Reason)
		}
	}
}

// A difference of a number that does not exist leaves its claim undecided.
func TestNaNAmongPairs(t *testing.T) {
	e := asInThePaper()
	i := slices.IndexFunc(e.Results, func(r results.Result) bool { return r.Row == paper.Table1()[4].Row })
	e.Results[i].Accuracy = math.NaN()
	if v := judge(t, "6", e); v.Outcome != verdict.Undecided || v.Reason != "The drop by seed was not measured." {
		t.Errorf("%s: %s", v.Outcome, v.Reason)
	}
}

// The order in which networks were trained and measured changes nothing.
func TestOrderDoesNotMatter(t *testing.T) {
	want := verdictsOn(t, asInThePaper())
	e := asInThePaper()
	slices.Reverse(e.Sets)
	slices.Reverse(e.Results)
	slices.Reverse(e.Strayed)
	slices.Reverse(e.Maps)
	slices.Reverse(e.Flips)
	for i, v := range verdictsOn(t, e) {
		if v.String() != want[i].String() {
			t.Errorf("in reverse %+v, want %+v", v, want[i])
		}
	}
}

// Claims have numbers of their own, words that end, and a place in the paper.
func TestClaimsAreComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range verdict.All() {
		if seen[c.Number] || c.Number == "" || c.Source == "" || !strings.HasSuffix(c.Words, ".") && !strings.HasSuffix(c.Words, ").") {
			t.Errorf("%+v", c)
		}
		seen[c.Number] = true
	}
}

func TestWriteCSV(t *testing.T) {
	var b strings.Builder
	v := verdict.Verdict{Claim: verdict.Claim{Number: "4", Words: `It "fails", twice.`}, Outcome: verdict.Partly, Seeds: 20, Reason: "It is 0.5,\nmore or less."}
	if err := verdict.WriteCSV(&b, []verdict.Verdict{v}); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(b.String())).ReadAll()
	if err != nil || len(rows) != 2 || strings.Join(rows[0], ",") != "number,claim,kind,outcome,seeds,comparisons,reason" || strings.Join(rows[1], "|") != "4|"+v.Words+"|finding|partly reproduced|20|0|"+v.Reason {
		t.Errorf("%q, %v", rows, err)
	}
	if err := verdict.WriteCSV(full{}, []verdict.Verdict{v}); !errors.Is(err, errFull) {
		t.Errorf("error %v, want that of the disk", err)
	}
}

var errFull = errors.New("no space")

// full is a disk without space.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

// All evidence of a lab is gathered: 2 seeds of 9 rows, 2 sets and 4 networks each.
func TestGather(t *testing.T) {
	opened := 0
	l := labtest.Open(t, t.TempDir(), &opened)
	l.Plan.Seeds = l.Plan.Seeds[:2]
	e, err := verdict.Gather(context.Background(), l)
	if err != nil || len(e.Results) != 18 || len(e.Sets) != 4 || len(e.Strayed) != 8 || len(e.Flips) != 8 || len(e.Maps) != 24 {
		t.Errorf("%d results, %d sets, %d, %d and %d measurements, %v", len(e.Results), len(e.Sets), len(e.Strayed), len(e.Flips), len(e.Maps), err)
	}
	if verdicts := verdictsOn(t, e); !strings.HasPrefix(verdicts[len(verdicts)-1].Reason, "2 of the 20 seeds") {
		t.Errorf("judged: %+v", verdicts[len(verdicts)-1])
	}
	d, err := verdict.GatherDiscussion(context.Background(), l)
	if err != nil || len(d.Readouts) != 16 || len(d.Flips) != 8 || len(d.Conflicts) != 8 || len(d.Factorials) != 8 || len(d.Maps) != 24 {
		t.Errorf("%d, %d, %d, %d and %d measurements, %v", len(d.Readouts), len(d.Flips), len(d.Conflicts), len(d.Factorials), len(d.Maps), err)
	}
	l.Plan.Seeds = nil
	if _, err := verdict.Gather(context.Background(), l); err == nil {
		t.Error("evidence of no seed was gathered")
	}
	if _, err := verdict.GatherDiscussion(context.Background(), l); err == nil {
		t.Error("evidence of no seed was gathered for the discussion")
	}
}

// A class that a test set lacks, or a claim without a scenario's sets.
func TestTrainingSets(t *testing.T) {
	all, err := verdict.TrainingSets(lab.PaperPlan(2))
	if err != nil || len(all) != 4 {
		t.Fatalf("%d sets, %v", len(all), err)
	}
	for i, d := range []nodule.Distribution{nodule.D(150, 150), nodule.D(180, 160), nodule.D(150, 150), nodule.D(180, 160)} {
		if all[i].Distribution != d || all[i].Len() != 170 {
			t.Errorf("set %d is D(%s) of %d", i, all[i].Distribution, all[i].Len())
		}
	}
	p := lab.PaperPlan(1)
	p.Seeds[0] = 0
	if _, err := verdict.TrainingSets(p); err == nil {
		t.Error("seed 0 drew sets")
	}
}

// The reasons hold the very numbers of the package that estimates.
func TestReasonsHoldTheEstimates(t *testing.T) {
	e := verdict.Evidence{Results: row(9, .6, .4, .8, .1)}
	run, err := results.AsOneRun(e.Results)
	if err != nil {
		t.Fatal(err)
	}
	want := fmt.Sprintf("%.0f %% of runs have an accuracy in [%.2f, %.2f], and the paper's 0.59 lies at the quantile %.2f", 100*run.Coverage, run.Accuracy.Interval.Low, run.Accuracy.Interval.High, run.Accuracy.Quantile)
	if v := judge(t, "3.9", e); !strings.Contains(v.Reason, want) {
		t.Errorf("%q, want %q", v.Reason, want)
	}
	e = accuracies(1, 1, .6, .98, .15)
	est := metrics.EstimateMean(results.Accuracies(results.OfRow(e.Results, paper.Table1()[1].Row)))
	if v := judge(t, "4", e); !strings.Contains(v.Reason, fmt.Sprintf("D(170,130) is %.2f [%.2f, %.2f]", est.Mean, est.Low, est.High)) {
		t.Errorf("%q", v.Reason)
	}
}

func Example() {
	rs, err := results.Reference() // 20 seeds of an independent implementation
	if err != nil {
		fmt.Println(err)
		return
	}
	verdicts, err := verdict.Judge(verdict.Evidence{Results: rs})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, v := range verdicts {
		if v.Number == "4" || v.Number == "8a" { // 8a is about saliency, of which there is none
			fmt.Printf("%s: %s (%s)\n", v.Number, v.Outcome.OfClaim(), v.Source)
		}
	}
	// Output:
	// 4: reproduced (section 3, scenario 1)
	// 8a: undecided (Fig. 3a)
}

func ExampleWriteCSV() {
	v := verdict.Verdict{Claim: verdict.All()[1], Outcome: verdict.Holds, Seeds: 20, Reason: "It is."}
	if err := verdict.WriteCSV(os.Stdout, []verdict.Verdict{v}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// number,claim,kind,outcome,seeds,comparisons,reason
	// 2,"For the training set, all metrics have a value of 1.00.",calibration,reproduced,20,0,It is.
}
