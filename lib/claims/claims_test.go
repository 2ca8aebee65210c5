package claims_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/claims"
	"nodulelab/lib/explain"
	"nodulelab/lib/internal/recorded"
	"nodulelab/lib/lab"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
	"nodulelab/lib/train"
)

const seeds = 20

// judge returns the verdict on one claim.
func judge(t *testing.T, number string, e claims.Evidence) claims.Verdict {
	t.Helper()
	all, err := claims.Judge(e)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(v claims.Verdict) bool { return v.Number == number })
	if i < 0 {
		t.Fatalf("there is no claim %s", number)
	}
	return all[i]
}

// wobble moves a value up and down by seed, within 0 to 1.
func wobble(v, by float64, seed uint64) float64 {
	return min(1, max(0, v+by*float64(int(seed%2)*2-1)))
}

// row makes results of a row of Table 1, by number from 1: accuracy, sensitivity
// and specificity, each ± by.
func row(number int, accuracy, sensitivity, specificity, by float64) []results.Result {
	var all []results.Result
	for seed := uint64(1); seed <= seeds; seed++ {
		all = append(all, results.Result{Seed: seed, Row: paper.Table1()[number-1].Row, TrainAccuracy: 1, Scores: paper.Scores{
			Accuracy: wobble(accuracy, by, seed), Sensitivity: wobble(sensitivity, by, seed), Specificity: wobble(specificity, by, seed)}})
	}
	return all
}

// accuracies makes results of the rows, from the given one on, with accuracies ± .01.
func accuracies(first int, means ...float64) claims.Evidence {
	var e claims.Evidence
	for i, m := range means {
		e.Results = append(e.Results, row(first+i, m, m, m, .01)...)
	}
	return e
}

// measurements are those of one panel of the figures, changed by seed.
func measurements(scenario int, loss train.Loss, change func(m *claims.Measurement)) []claims.Measurement {
	tests := paper.Scenarios()[scenario-1].Tests
	var all []claims.Measurement
	for seed := uint64(1); seed <= seeds; seed++ {
		m := claims.Measurement{Seed: seed, Scenario: scenario, Loss: loss, Strayed: []claims.Strayed{{Test: tests[0]}, {Test: tests[1]}}}
		change(&m)
		all = append(all, m)
	}
	return all
}

func measured(all ...[]claims.Measurement) claims.Evidence {
	return claims.Evidence{Measurements: slices.Concat(all...)}
}

type verdicts []struct {
	evidence claims.Evidence
	want     claims.Outcome
}

func (v verdicts) check(t *testing.T, number string) {
	t.Helper()
	for i, test := range v {
		if got := judge(t, number, test.evidence); got.Outcome != test.want {
			t.Errorf("claim %s, case %d: %s, want %s: %s", number, i+1, got.Outcome, test.want, got.Reason)
		}
	}
}

// sets are training sets of scenarios 1 and 2 whose images are of one grey level,
// moved from the paper's mean by seed.
func sets(grey func(printed float64, seed uint64) float64) claims.Evidence {
	var e claims.Evidence
	for seed := uint64(1); seed <= seeds; seed++ {
		for d, printed := range map[nodule.Distribution][2]float64{nodule.D(150, 150): {114, 110}, nodule.D(180, 160): {117, 117}} {
			e.Sets = append(e.Sets, &nodule.Set{Side: 1, Distribution: d, Classes: []nodule.Class{nodule.Benign, nodule.Malignant},
				Images: []float32{float32(grey(printed[0], seed)), float32(grey(printed[1], seed))}})
		}
	}
	return e
}

func TestWholeImageMeans(t *testing.T) {
	step := func(by float64) func(float64, uint64) float64 {
		return func(printed float64, seed uint64) float64 { return printed + by*float64(int(seed%2)*2-1) }
	}
	verdicts{
		{sets(step(.2)), claims.Reproduced},
		{sets(func(printed float64, seed uint64) float64 { return printed + 3 }), claims.NotReproduced},
		{sets(func(printed float64, seed uint64) float64 { return step(.2)(117, seed) }), claims.Partly},
		{sets(step(8)), claims.Undecided},
		{claims.Evidence{}, claims.Undecided},
	}.check(t, "1")
}

func TestTrainingAccuracy(t *testing.T) {
	below := func(networks int) claims.Evidence {
		e := accuracies(1, 1, 1)
		for i := range e.Results {
			if int(e.Results[i].Seed) <= networks {
				e.Results[i].TrainAccuracy = .98
			}
		}
		return e
	}
	verdicts{
		{below(0), claims.Reproduced}, {below(1), claims.Partly}, {below(10), claims.Undecided},
		{below(19), claims.NotReproduced}, {claims.Evidence{}, claims.Undecided},
	}.check(t, "2")
	if v := judge(t, "2", below(1)); v.Reason != "The training accuracy is 1.00 in 19 of 20 networks." {
		t.Errorf("%q: a network counts once, whatever its tests", v.Reason)
	}
}

// Row 2 has .62, .87, .37 in the paper.
func TestRows(t *testing.T) {
	rs := func(accuracy, sensitivity, specificity, by float64) claims.Evidence {
		return claims.Evidence{Results: row(2, accuracy, sensitivity, specificity, by)}
	}
	verdicts{
		{rs(.62, .87, .37, .01), claims.Reproduced},
		{rs(.57, .9, .33, .01), claims.Reproduced},    // near
		{rs(.7, .87, .4, .3), claims.Reproduced},      // the interval holds the paper's
		{rs(.62, .2, .9, .01), claims.Partly},         // by SE and SP, not
		{rs(.8, .87, .37, .01), claims.Partly},        // the paper's side of chance
		{rs(.3, .87, .37, .01), claims.NotReproduced}, // the other side
		{rs(.45, .87, .37, .2), claims.Undecided},
	}.check(t, "3.2")
	verdicts{ // .15, .30, .00: the other side of chance is above
		{claims.Evidence{Results: row(4, .3, .1, 0, .01)}, claims.Partly},
		{claims.Evidence{Results: row(4, .8, .3, 0, .01)}, claims.NotReproduced},
	}.check(t, "3.4")
}

func TestScenario1(t *testing.T) {
	verdicts{
		{accuracies(1, 1, .6, .98, .15), claims.Reproduced},
		{accuracies(1, 1, .85, .98, .15), claims.Partly}, // CE holds where it should fail
		{accuracies(1, .6, .9, .5, .9), claims.NotReproduced},
		{accuracies(1, 1, .75, .98, .15), claims.Undecided},
		{accuracies(1, 1, .6), claims.Undecided}, // no contrastive networks
	}.check(t, "4")
}

func TestScenario2(t *testing.T) {
	verdicts{
		{accuracies(5, .94, .96, .3, 1), claims.Reproduced},
		{accuracies(5, .7, .96, .3, 1), claims.Partly},
		{accuracies(5, .3, .2, .95, 1), claims.NotReproduced},
		{accuracies(5, .9, .96, .3, 1), claims.Undecided},
	}.check(t, "5")
	if v := judge(t, "5", accuracies(5, .94, .96, .3, 1)); !strings.Contains(v.Reason, "CE − Contrast on D(150,190) is 0.64") || !strings.Contains(v.Reason, "adjusted p = 3.8e-06") {
		t.Errorf("reason %q", v.Reason)
	}
}

func TestScenario3(t *testing.T) {
	drop := func(before, after, by float64) claims.Evidence {
		return claims.Evidence{Results: append(row(5, before, before, before, 0), row(9, after, after, after, by)...)}
	}
	verdicts{
		{drop(.94, .59, .05), claims.Reproduced}, {drop(1, .9, .02), claims.Partly}, {drop(.9, .9, .01), claims.NotReproduced},
		{drop(.6, .9, .01), claims.NotReproduced}, {drop(.6, .5, .4), claims.Undecided},
		{accuracies(5, .94), claims.Undecided},
	}.check(t, "6")
}

func TestEmbeddings(t *testing.T) {
	opposite := func(scenario, test int, loss train.Loss, malignant, benign, by float64) claims.Evidence {
		return measured(measurements(scenario, loss, func(m *claims.Measurement) {
			m.Strayed[test].Malignant, m.Strayed[test].Benign = wobble(malignant, by, m.Seed), wobble(benign, by, m.Seed)
		}))
	}
	verdicts{
		{opposite(1, 1, train.CrossEntropy, 0, .7, .1), claims.Reproduced},
		{opposite(1, 1, train.CrossEntropy, 1, .3, .1), claims.NotReproduced},
		{opposite(1, 1, train.CrossEntropy, 0, .5, .3), claims.Undecided},
		{opposite(1, 1, train.Contrastive, 1, 1, 0), claims.Undecided}, // of the other loss
	}.check(t, "7a")
	for number, scenario := range map[string][2]int{"7b": {1, 1}, "7d": {2, 0}} {
		verdicts{
			{opposite(scenario[0], scenario[1], train.Contrastive, .8, 1, .1), claims.Reproduced},
			{opposite(scenario[0], scenario[1], train.Contrastive, .2, .9, .1), claims.Partly},
			{opposite(scenario[0], scenario[1], train.Contrastive, .1, .2, .1), claims.NotReproduced},
			{opposite(scenario[0], scenario[1], train.Contrastive, .5, .9, .3), claims.Undecided},
		}.check(t, number)
	}
	stray := func(share, by float64) claims.Evidence {
		return measured(measurements(2, train.CrossEntropy, func(m *claims.Measurement) {
			for i := range m.Strayed {
				m.Strayed[i].Malignant, m.Strayed[i].Benign = wobble(share, by, m.Seed), wobble(share, by, m.Seed)
			}
		}))
	}
	verdicts{
		{stray(0, 0), claims.Reproduced}, {stray(.3, .1), claims.Partly}, {stray(.9, .1), claims.NotReproduced}, {stray(.5, .3), claims.Undecided},
		{opposite(2, 0, train.CrossEntropy, 1, 1, 0), claims.Partly}, // one of the two tests strays
	}.check(t, "7c")
}

// density makes a panel's measurements with densities ± by, the inside's unmoved.
func density(scenario int, loss train.Loss, inside, border, outside, by float64) []claims.Measurement {
	return measurements(scenario, loss, func(m *claims.Measurement) {
		sign := float64(int(m.Seed%2)*2 - 1)
		m.Density = explain.Density{Inside: inside, Border: border + sign*by, Outside: outside - sign*by}
	})
}

func TestSaliency(t *testing.T) {
	ce, contrastive := train.CrossEntropy, train.Contrastive
	for number, loss := range map[string]train.Loss{"8a": ce, "8b": contrastive} {
		verdicts{
			{measured(density(1, loss, 2, 2, .8, .1)), claims.Reproduced},
			{measured(density(1, loss, 2, 2, .3, .1)), claims.NotReproduced},
			{measured(density(1, loss, 2, 2, .5, .3)), claims.Undecided},
		}.check(t, number)
	}
	a := density(1, ce, 1, 1.5, .8, 0)
	verdicts{
		{measured(a, density(2, ce, 1.5, 2, .6, .1)), claims.Reproduced},
		{measured(a, density(2, ce, 1.5, 2, .9, .1)), claims.Partly},
		{measured(a, density(2, ce, 2.5, 2, .9, .1)), claims.NotReproduced},
		{measured(a, density(2, ce, 2, 2, .6, .1)), claims.Undecided},
		{measured(density(2, ce, 1.5, 2, .6, .1)), claims.Undecided}, // nothing to compare with
	}.check(t, "8c")
	verdicts{
		{measured(density(2, contrastive, 2, 1, .6, .1)), claims.Reproduced},
		{measured(density(2, contrastive, 1, 2, .6, .1)), claims.NotReproduced},
		{measured(density(2, contrastive, 2, 2, .6, .1)), claims.Undecided},
		{measured(density(2, contrastive, math.NaN(), 2, .6, .1)), claims.Undecided},
	}.check(t, "8d")
}

func TestCauses(t *testing.T) {
	flips := func(loss train.Loss, used, other, by float64) claims.Evidence {
		return measured(measurements(2, loss, func(m *claims.Measurement) {
			f := claims.Flips{Shape: wobble(used, by, m.Seed), Intensity: other}
			if loss == train.Contrastive {
				f = claims.Flips{Intensity: f.Shape, Shape: other}
			}
			m.Flips = f
		}))
	}
	for number, loss := range map[string]train.Loss{"9a": train.CrossEntropy, "9b": train.Contrastive} {
		verdicts{
			{flips(loss, .9, .1, .05), claims.Reproduced}, {flips(loss, .3, .1, .05), claims.Partly},
			{flips(loss, .1, .9, .05), claims.NotReproduced}, {flips(loss, .7, .7, .2), claims.Undecided},
		}.check(t, number)
	}
}

// A reason is made of the measured numbers.
func TestReasons(t *testing.T) {
	before := judge(t, "3.2", claims.Evidence{Results: row(2, .62, .87, .37, 0)})
	want := "The accuracy is 0.62 [0.62, 0.62], the paper's 0.62; the sensitivity is 0.87 [0.87, 0.87], the paper's 0.87; the specificity is 0.37 [0.37, 0.37], the paper's 0.37."
	if before.Reason != want || before.Seeds != seeds {
		t.Errorf("%d seeds, %q, want %q", before.Seeds, before.Reason, want)
	}
	changed := row(2, .62, .87, .37, 0)
	changed[4].Accuracy = .22
	if after := judge(t, "3.2", claims.Evidence{Results: changed}); after.Reason == before.Reason || !strings.Contains(after.Reason, "accuracy is 0.60 [0.5") {
		t.Errorf("with another accuracy: %q", after.Reason)
	}
	v := judge(t, "9a", measured(measurements(2, train.CrossEntropy, func(m *claims.Measurement) { m.Flips.Intensity = .25 })))
	if !strings.HasSuffix(v.Reason, "the intensity alone flips is −0.25 [−0.25, −0.25], to lie above 0.") {
		t.Errorf("reason %q", v.Reason)
	}
}

// Fewer than 20 seeds decide nothing, but what they say is told.
func TestFewSeeds(t *testing.T) {
	e := claims.Evidence{Results: row(1, 1, 1, 1, 0)[:19]}
	if v := judge(t, "3.1", e); v.Outcome != claims.Undecided || v.Seeds != 19 || !strings.HasPrefix(v.Reason, "19 of the 20 seeds that a verdict takes: The accuracy is 1.00") {
		t.Errorf("%s, %d seeds: %q", v.Outcome, v.Seeds, v.Reason)
	}
	e.Results = e.Results[:1]
	if v := judge(t, "3.1", e); v.Outcome != claims.Undecided || !strings.Contains(v.Reason, "The accuracy is 1.00, the paper's 1.00;") {
		t.Errorf("one seed: %q", v.Reason)
	}
}

// Without evidence every claim is undecided, and says so.
func TestNoEvidence(t *testing.T) {
	all, err := claims.Judge(claims.Evidence{})
	if err != nil || len(all) != len(claims.All()) {
		t.Fatalf("%d verdicts on %d claims, %v", len(all), len(claims.All()), err)
	}
	for i, v := range all {
		if v.Outcome != claims.Undecided || v.Seeds != 0 || !strings.Contains(v.Reason, "not measured") || v.Claim != claims.All()[i] || v.Words == "" || v.Source == "" {
			t.Errorf("%+v", v)
		}
	}
}

// A seed without its counterpart is an error that names claim and seed.
func TestJudgeRefuses(t *testing.T) {
	for want, e := range map[string]claims.Evidence{
		"claim 5: results: seed 20 ": {Results: append(row(5, 1, 1, 1, 0), row(7, 0, 0, 0, 0)[:19]...)},
		"claim 6: results: seed 1 ":  {Results: append(row(5, 1, 1, 1, 0), row(9, 0, 0, 0, 0)[1:]...)},
		"claim 8c: seed 20 was measured in scenario 2, CE, but not in scenario 1": measured(density(1, train.CrossEntropy, 1, 1, 1, 0)[:19], density(2, train.CrossEntropy, 1, 1, 1, 0)),
		"claim 8c: seed 1 was measured in scenario 1, CE, but not in scenario 2":  measured(density(1, train.CrossEntropy, 1, 1, 1, 0), density(2, train.CrossEntropy, 1, 1, 1, 0)[1:]),
	} {
		if _, err := claims.Judge(e); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

// The committed results: every claim that they and the data can judge has a
// verdict.
func TestCommitted(t *testing.T) {
	sets, err := claims.TrainingSets(lab.PaperPlan(seeds))
	if err != nil {
		t.Fatal(err)
	}
	e := claims.Evidence{Results: recorded.Table1(t), Sets: sets}
	all, err := claims.Judge(e)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range all {
		if v.Number < "7" {
			t.Logf("%s: %s. %s", v.Number, v.Outcome, v.Reason)
		}
		if v.Number < "7" && v.Seeds < seeds {
			t.Errorf("claim %s: %d seeds", v.Number, v.Seeds)
		}
	}
}

func ExampleJudge() {
	rs, err := results.Reference()
	if err != nil {
		fmt.Println(err)
		return
	}
	verdicts, err := claims.Judge(claims.Evidence{Results: rs})
	if err != nil {
		fmt.Println(err)
		return
	}
	v := verdicts[1]
	fmt.Printf("Claim %s, %s\n%s: %s\n", v.Number, v.Source, v.Outcome, v.Reason)
	// Output:
	// Claim 2, Table 1
	// reproduced: The training accuracy is 1.00 in 100 of 100 networks.
}
