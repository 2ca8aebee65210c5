package verdict_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/explain"
	"nodulelab/lib/internal/recorded"
	"nodulelab/lib/lab"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/probe"
	"nodulelab/lib/results"
	"nodulelab/lib/verdict"
)

const seeds = 20

// judge returns the verdict on one claim.
func judge(t *testing.T, number string, e verdict.Evidence) verdict.Verdict {
	t.Helper()
	all, err := verdict.Judge(e)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(v verdict.Verdict) bool { return v.Number == number })
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
func accuracies(first int, means ...float64) verdict.Evidence {
	var e verdict.Evidence
	for i, m := range means {
		e.Results = append(e.Results, row(first+i, m, m, m, .01)...)
	}
	return e
}

// network is what was measured of one network of scenario 1 or 2.
type network struct {
	probe.Subject
	Strayed [2]probe.StrayedShare // of the test sets
	Density explain.Density
	Flips   probe.Flips
}

// networks makes the networks of one panel of the figures, changed by seed.
func networks(scenario int, name loss.Name, change func(n *network)) []network {
	var all []network
	for seed := uint64(1); seed <= seeds; seed++ {
		n := network{Subject: probe.Subject{Group: probe.Trained(scenario, name), Seed: seed}}
		change(&n)
		all = append(all, n)
	}
	return all
}

// measured is the evidence of networks.
func measured(groups ...[]network) verdict.Evidence {
	var e verdict.Evidence
	for _, n := range slices.Concat(groups...) {
		s := paper.Scenarios()[n.Scenario-1]
		sets := []probe.StrayedShare{{Set: s.Training}, n.Strayed[0], n.Strayed[1]}
		sets[1].Set, sets[2].Set = s.Tests[0], s.Tests[1]
		n.Flips.Subject = n.Subject
		e.Strayed = append(e.Strayed, probe.Strayed{Subject: n.Subject, Sets: sets})
		e.Maps = append(e.Maps, probe.Map{Subject: n.Subject, Density: n.Density})
		e.Flips = append(e.Flips, n.Flips)
	}
	return withNulls(e)
}

// withNulls adds the two nulls of every scenario and seed that has maps: their saliency is
// spread evenly.
func withNulls(e verdict.Evidence) verdict.Evidence {
	seen := map[probe.Subject]bool{}
	for _, m := range e.Maps {
		for _, name := range []string{probe.Untrained, probe.Averaging} {
			null := probe.Subject{Group: probe.Group{Scenario: m.Scenario, Network: name}, Seed: m.Seed}
			if !seen[null] {
				e.Maps = append(e.Maps, probe.Map{Subject: null, Density: explain.Density{Inside: 1, Border: 1, Outside: 1}})
			}
			seen[null] = true
		}
	}
	return e
}

// against gives a null of a scenario another density.
func against(e verdict.Evidence, scenario int, name string, d explain.Density) verdict.Evidence {
	e.Maps = slices.Clone(e.Maps)
	of(e.Maps, probe.Group{Scenario: scenario, Network: name}, func(m *probe.Map) { m.Density = d })
	return e
}

type verdicts []struct {
	evidence verdict.Evidence
	want     verdict.Outcome
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
func sets(grey func(printed float64, seed uint64) float64) verdict.Evidence {
	var e verdict.Evidence
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
		{sets(step(.2)), verdict.Holds},
		{sets(func(printed float64, seed uint64) float64 { return printed + 3 }), verdict.Fails},
		{sets(func(printed float64, seed uint64) float64 { return step(.2)(117, seed) }), verdict.Partly},
		{sets(step(8)), verdict.Undecided},
		{sets(func(printed float64, seed uint64) float64 { return printed - .9 }), verdict.Holds}, // within one grey level
		{sets(func(printed float64, seed uint64) float64 { return printed + 1.1 }), verdict.Fails},
		{verdict.Evidence{}, verdict.Undecided},
	}.check(t, "1")
}

func TestTrainingAccuracy(t *testing.T) {
	below := func(networks int) verdict.Evidence {
		e := accuracies(1, 1, 1)
		for i := range e.Results {
			if int(e.Results[i].Seed) <= networks {
				e.Results[i].TrainAccuracy = .98
			}
		}
		return e
	}
	verdicts{
		{below(0), verdict.Holds}, {below(1), verdict.Partly}, {below(10), verdict.Undecided},
		{below(19), verdict.Fails}, {verdict.Evidence{}, verdict.Undecided},
	}.check(t, "2")
	if v := judge(t, "2", below(1)); v.Reason != "The training accuracy is 1.00 in 19 of 20 networks." {
		t.Errorf("%q: a network counts once, whatever its tests", v.Reason)
	}
}

// runs makes results of a row of Table 1, by number from 1, one for each triple of
// accuracy, sensitivity and specificity, again and again up to 60 seeds.
func runs(number int, scores ...paper.Scores) verdict.Evidence {
	var e verdict.Evidence
	for seed := range uint64(60) {
		e.Results = append(e.Results, results.Result{Seed: seed + 1, Row: paper.Table1()[number-1].Row, TrainAccuracy: 1, Scores: scores[int(seed)%len(scores)]})
	}
	return e
}

// Row 2 has .62, .87, .37 in the paper. A row is judged as one run among ours, by its side
// of chance and by how far out it lies, and not by a mean.
func TestRows(t *testing.T) {
	score := func(accuracy, sensitivity, specificity float64) paper.Scores {
		return paper.Scores{Accuracy: accuracy, Sensitivity: sensitivity, Specificity: specificity}
	}
	near, far := score(.6, .85, .35), score(.65, .9, .4)
	verdicts{
		{runs(2, near, far), verdict.Holds},
		{runs(2, score(.95, 1, .9), score(.96, 1, .92)), verdict.Partly},       // on its side, and further out
		{runs(2, score(.95, .6, .9), score(.6, 1, .2), near), verdict.Holds},   // noise that stays on its side
		{runs(2, score(.95, .6, .9), score(.3, 1, .2)), verdict.Partly},        // noise on both sides: half of the runs
		{runs(2, near, far, near, score(.3, 1, .2)), verdict.Undecided},        // 45 of 60
		{runs(2, score(.3, .3, .3), score(.35, .3, .4)), verdict.Fails},        // the other side, far out
		{runs(2, score(.62, .2, .99), score(.65, .25, .95)), verdict.Partly},   // by sensitivity and specificity, not
		{verdict.Evidence{Results: row(2, .62, .87, .37, .01)}, verdict.Holds}, // 20 of 20 seeds
		{verdict.Evidence{Results: row(2, .8, .87, .37, .01)}, verdict.Partly}, // 20 seeds exclude a run just so
	}.check(t, "3.2")
	verdicts{ // .15, .30, .00: the other side of chance is above
		{runs(4, score(.3, .1, 0), score(.1, .35, .1)), verdict.Holds},
		{runs(4, score(.8, .3, 0), score(.7, .35, .1)), verdict.Fails},
	}.check(t, "3.4")
}

// More seeds of the same runs leave the outcome of a row: it rests on single runs.
func TestRowsDoNotRewardPrecision(t *testing.T) {
	scores := []paper.Scores{{Accuracy: .6, Sensitivity: .85, Specificity: .35}, {Accuracy: .7, Sensitivity: .9, Specificity: .5}, {Accuracy: .55, Sensitivity: .8, Specificity: .3}}
	for _, n := range []uint64{30, 60, 600} {
		var e verdict.Evidence
		for seed := range n {
			e.Results = append(e.Results, results.Result{Seed: seed, Row: paper.Table1()[1].Row, Scores: scores[seed%3]})
		}
		if v := judge(t, "3.2", e); v.Outcome != verdict.Holds {
			t.Errorf("%d seeds: %s: %s", n, v.Outcome, v.Reason)
		}
	}
}

func TestScenario1(t *testing.T) {
	verdicts{
		{accuracies(1, 1, .6, .98, .15), verdict.Holds},
		{accuracies(1, 1, .85, .98, .15), verdict.Partly}, // CE holds where it should fail
		{accuracies(1, .6, .9, .5, .9), verdict.Fails},
		{accuracies(1, 1, .75, .98, .15), verdict.Undecided},
		{accuracies(1, 1, .6), verdict.Undecided}, // no contrastive networks
	}.check(t, "4")
}

func TestScenario2(t *testing.T) {
	verdicts{
		{accuracies(5, .94, .96, .3, 1), verdict.Holds},
		{accuracies(5, .7, .96, .3, 1), verdict.Partly},
		{accuracies(5, .3, .2, .95, 1), verdict.Fails},
		{accuracies(5, .9, .96, .3, 1), verdict.Undecided},
	}.check(t, "5")
	if v := judge(t, "5", accuracies(5, .94, .96, .3, 1)); !strings.Contains(v.Reason, "CE − Contrast on D(150,190), by seed, is 0.64 [0.64, 0.64], to lie above 0.1, as in 20 of 20 seeds") {
		t.Errorf("reason %q", v.Reason)
	}
}

func TestScenario3(t *testing.T) {
	drop := func(before, after, by float64) verdict.Evidence {
		return verdict.Evidence{Results: append(row(5, before, before, before, 0), row(9, after, after, after, by)...)}
	}
	verdicts{
		{drop(.94, .59, .05), verdict.Holds}, {drop(1, .9, .02), verdict.Fails}, {drop(.9, .9, .01), verdict.Fails},
		{drop(.6, .9, .01), verdict.Fails}, {drop(.6, .5, .4), verdict.Undecided},
		{drop(.9, .9-.176, 0), verdict.Holds}, {drop(.9, .9-.174, 0), verdict.Fails}, // more than half of .35
		{accuracies(5, .94), verdict.Undecided},
	}.check(t, "6")
}

func TestEmbeddings(t *testing.T) {
	opposite := func(scenario, test int, name loss.Name, malignant, benign, by float64) verdict.Evidence {
		return measured(networks(scenario, name, func(n *network) {
			n.Strayed[test].Malignant, n.Strayed[test].Benign = wobble(malignant, by, n.Seed), wobble(benign, by, n.Seed)
		}))
	}
	verdicts{
		{opposite(1, 1, loss.CE, 0, .7, .1), verdict.Holds},
		{opposite(1, 1, loss.CE, 1, .3, .1), verdict.Fails},
		{opposite(1, 1, loss.CE, 0, .5, .3), verdict.Undecided},
		{opposite(1, 1, loss.Contrast, 1, 1, 0), verdict.Undecided}, // of the other loss
	}.check(t, "7a")
	for number, scenario := range map[string][2]int{"7b": {1, 1}, "7d": {2, 0}} {
		verdicts{
			{opposite(scenario[0], scenario[1], loss.Contrast, .8, 1, .1), verdict.Holds},
			{opposite(scenario[0], scenario[1], loss.Contrast, .2, .9, .1), verdict.Partly},
			{opposite(scenario[0], scenario[1], loss.Contrast, .1, .2, .1), verdict.Fails},
			{opposite(scenario[0], scenario[1], loss.Contrast, .5, .9, .3), verdict.Undecided},
		}.check(t, number)
	}
}

// A cluster stays if it moves at most a quarter of the distance between the classes,
// however few of its embeddings lie nearer the other one.
func TestLocation(t *testing.T) {
	moved := func(malignant, benign, by float64, tests ...int) verdict.Evidence {
		return measured(networks(2, loss.CE, func(n *network) {
			for _, i := range tests {
				n.Strayed[i].Moved = probe.Moved{Malignant: wobble(malignant, by, n.Seed), Benign: wobble(benign, by, n.Seed)}
			}
		}))
	}
	verdicts{
		{moved(.1, .1, .05, 0, 1), verdict.Holds}, {moved(.25, .25, 0, 0, 1), verdict.Holds}, {moved(.26, .26, .001, 0, 1), verdict.Fails},
		{moved(.9, .8, .05, 0, 1), verdict.Fails}, {moved(.9, .8, .05, 1), verdict.Partly}, {moved(.1, .9, .05, 0, 1), verdict.Partly},
		{moved(.25, .25, .1, 0, 1), verdict.Undecided},
	}.check(t, "7c")
}

// density makes a panel's measurements with densities ± by, the inside's unmoved.
func density(scenario int, name loss.Name, inside, border, outside, by float64) []network {
	return networks(scenario, name, func(n *network) {
		sign := float64(int(n.Seed%2)*2 - 1)
		n.Density = explain.Density{Inside: inside, Border: border + sign*by, Outside: outside - sign*by}
	})
}

// Spread out is what is denser outside than in both nulls.
func TestSpreadSaliency(t *testing.T) {
	for number, name := range map[string]loss.Name{"8a": loss.CE, "8b": loss.Contrast} {
		dense := func(outside, by float64) verdict.Evidence { return measured(density(1, name, 2, 2, outside, by)) }
		null := explain.Density{Inside: 1, Border: 1, Outside: 2}
		verdicts{
			{dense(1.2, .1), verdict.Holds}, {dense(.8, .1), verdict.Fails}, {dense(1, .3), verdict.Undecided},
			{dense(1.01, .001), verdict.Holds}, {dense(.99, .001), verdict.Fails},
			{against(dense(1.2, .1), 1, probe.Untrained, null), verdict.Partly}, {against(dense(1.2, .1), 1, probe.Averaging, null), verdict.Partly},
			{against(dense(2.5, .1), 1, probe.Averaging, null), verdict.Holds}, {against(dense(2, .3), 1, probe.Averaging, null), verdict.Undecided},
			{against(dense(1.2, .1), 2, probe.Averaging, null), verdict.Holds}, // of the other scenario
		}.check(t, number)
	}
}

// The border is strong, and the inside the highest, where the ratio to both nulls leads.
func TestPeaksOfSaliency(t *testing.T) {
	a := density(1, loss.CE, 1, 1.5, .8, 0)
	border, inside := explain.Density{Inside: 1, Border: 4, Outside: 1}, explain.Density{Inside: 4, Border: 1, Outside: 1}
	c := measured(a, density(2, loss.CE, 1.5, 2, .6, .1))
	verdicts{
		{c, verdict.Holds},
		{measured(a, density(2, loss.CE, 1.5, 2, .9, .1)), verdict.Partly},
		{measured(a, density(2, loss.CE, 2.5, 2, .9, .1)), verdict.Fails},
		{measured(a, density(2, loss.CE, 2, 2, .6, .1)), verdict.Undecided},
		{measured(density(2, loss.CE, 1.5, 2, .6, .1)), verdict.Undecided}, // nothing to compare with
		{against(c, 2, probe.Untrained, border), verdict.Partly}, {against(c, 2, probe.Averaging, border), verdict.Partly},
		{against(measured(a, density(2, loss.CE, 2.5, 2, .6, .1)), 2, probe.Untrained, inside), verdict.Partly}, // the border leads one null alone
	}.check(t, "8c")
	d := measured(density(2, loss.Contrast, 2, 1, .6, .1))
	verdicts{
		{d, verdict.Holds},
		{measured(density(2, loss.Contrast, 1, 2, .6, .1)), verdict.Fails},
		{measured(density(2, loss.Contrast, 2, 2, .6, .1)), verdict.Undecided},
		{measured(density(2, loss.Contrast, math.NaN(), 2, .6, .1)), verdict.Undecided},
		{against(d, 2, probe.Untrained, inside), verdict.Partly}, {against(d, 2, probe.Averaging, inside), verdict.Partly},
		{against(against(d, 2, probe.Untrained, inside), 2, probe.Averaging, inside), verdict.Fails},
	}.check(t, "8d")
}

// A reason says how many single seeds show it, and what the nulls look like by themselves.
func TestSaliencyCountsSeeds(t *testing.T) {
	e := against(measured(density(2, loss.Contrast, 2, 1, .6, .1)), 2, probe.Untrained, explain.Density{Inside: 3, Border: 1, Outside: 1})
	e.Maps[4].Density.Border = 9
	want := "The lead inside the shape of the density relative to the untrained network (itself the densest there in 20 of 20 seeds) is −0.73 [" // the mean of 10 × −.23, 9 × −.43 and −8.33
	v := judge(t, "8d", e)
	for _, part := range []string{want, ", to lie above 0, as in 0 of 20 seeds; the lead inside the shape of the density relative to the averaging network (itself the densest there in 0 of 20 seeds) is", ", to lie above 0, as in 19 of 20 seeds."} {
		if !strings.Contains(v.Reason, part) {
			t.Errorf("%q does not say %q", v.Reason, part)
		}
	}
}

func TestCauses(t *testing.T) {
	flips := func(of loss.Name, used, other, by float64) verdict.Evidence {
		return measured(networks(2, of, func(n *network) {
			f := probe.Flips{ShapeAreaHeld: wobble(used, by, n.Seed), Intensity: other, Shape: 1 - used}
			if of == loss.Contrast {
				f = probe.Flips{Intensity: f.ShapeAreaHeld, Shape: other}
			}
			n.Flips = f
		}))
	}
	for number, name := range map[string]loss.Name{"9a": loss.CE, "9b": loss.Contrast} {
		verdicts{
			{flips(name, .9, .1, .05), verdict.Holds}, {flips(name, .3, .1, .05), verdict.Partly},
			{flips(name, .1, .9, .05), verdict.Fails}, {flips(name, .7, .6, .2), verdict.Undecided},
			{flips(name, .9, .85, .01), verdict.Partly}, // a lead too small to matter
		}.check(t, number)
	}
}

// A reason is made of the measured numbers: each with its criterion, and the seeds that
// meet it by themselves.
func TestReasons(t *testing.T) {
	before := judge(t, "4", accuracies(1, 1, .62, 1, .15))
	want := "CE's accuracy on D(130,170) is 0.99 [0.99, 1.00], to lie above 0.9, as in 20 of 20 seeds; CE's accuracy on D(170,130) is 0.62 [0.62, 0.62], to lie below 0.75, as in 20 of 20 seeds;"
	if !strings.HasPrefix(before.Reason, want) || before.Seeds != seeds || len(before.Comparisons) != 4 {
		t.Errorf("%d seeds, %q, want %q", before.Seeds, before.Reason, want)
	}
	changed := accuracies(1, 1, .62, 1, .15)
	changed.Results[24].Accuracy = 1
	if after := judge(t, "4", changed); !strings.Contains(after.Reason, "CE's accuracy on D(170,130) is 0.64 [0.61, ") || !strings.Contains(after.Reason, "below 0.75, as in 19 of 20 seeds") {
		t.Errorf("with another accuracy: %q", after.Reason)
	}
	v := judge(t, "3.2", runs(2, paper.Scores{Accuracy: .62, Sensitivity: .87, Specificity: .37}))
	want = "60 of 60 seeds lie on the paper's side of chance: a share of 1.00 [0.94, 1.00], to lie above 0.75; 97 % of runs have an accuracy in [0.62, 0.62], and the paper's 0.62 lies at the quantile 0.50 of ours; a run as far out as the paper's has p = 1, to be at least 0.05."
	if v.Reason != want || v.Seeds != 60 {
		t.Errorf("%d seeds, %q, want %q", v.Seeds, v.Reason, want)
	}
	v = judge(t, "9a", measured(networks(2, loss.CE, func(n *network) { n.Flips.Intensity = .25 })))
	if !strings.HasSuffix(v.Reason, "the intensity alone flips is −0.25 [−0.25, −0.25], to lie above 0.1, as in 0 of 20 seeds.") {
		t.Errorf("reason %q", v.Reason)
	}
}

// Claims that a choice of ours was made to meet are marked, and are no evidence.
func TestCalibrated(t *testing.T) {
	all, err := verdict.Judge(verdict.Evidence{})
	if err != nil {
		t.Fatal(err)
	}
	evident := verdict.Evident(all)
	if len(evident) != len(all)-2 || evident[0].Number != "3.1" {
		t.Errorf("%d of %d verdicts are evidence, the first %s", len(evident), len(all), evident[0].Number)
	}
}

// Fewer than 20 seeds decide nothing, but what they say is told.
func TestFewSeeds(t *testing.T) {
	e := verdict.Evidence{Results: row(1, 1, 1, 1, 0)[:19]}
	if v := judge(t, "3.1", e); v.Outcome != verdict.Undecided || v.Seeds != 19 || !strings.HasPrefix(v.Reason, "19 of the 20 seeds that a verdict takes: 19 of 19 seeds lie") {
		t.Errorf("%s, %d seeds: %q", v.Outcome, v.Seeds, v.Reason)
	}
	one := accuracies(1, 1, .6, 1, .15).Results
	e.Results = []results.Result{one[0], one[20], one[40], one[60]}
	if v := judge(t, "4", e); v.Outcome != verdict.Undecided || !strings.Contains(v.Reason, "CE's accuracy on D(130,170) is 1.00, to lie above 0.9, as in 1 of 1 seeds;") {
		t.Errorf("one seed: %q", v.Reason)
	}
}

// Without evidence every claim is undecided, and says so.
func TestNoEvidence(t *testing.T) {
	all, err := verdict.Judge(verdict.Evidence{})
	if err != nil || len(all) != len(verdict.All()) {
		t.Fatalf("%d verdicts on %d claims, %v", len(all), len(verdict.All()), err)
	}
	for i, v := range all {
		if v.Outcome != verdict.Undecided || v.Seeds != 0 || !strings.Contains(v.Reason, "not measured") || v.Claim != verdict.All()[i] || v.Words == "" || v.Source == "" {
			t.Errorf("%+v", v)
		}
	}
}

// A seed without its counterpart is an error that names claim and seed.
func TestJudgeRefuses(t *testing.T) {
	for want, e := range map[string]verdict.Evidence{
		"claim 5: metrics: seed 20 ": {Results: append(row(5, 1, 1, 1, 0), row(7, 0, 0, 0, 0)[:19]...)},
		"claim 6: metrics: seed 1 ":  {Results: append(row(5, 1, 1, 1, 0), row(9, 0, 0, 0, 0)[1:]...)},
		"claim 8c: metrics: seed 20 has a result in scenario 2, CE, but none in scenario 1, CE":              measured(density(1, loss.CE, 1, 1, 1, 0)[:19], density(2, loss.CE, 1, 1, 1, 0)),
		"claim 8c: metrics: seed 1 has a result in scenario 1, CE, but none in scenario 2, CE":               measured(density(1, loss.CE, 1, 1, 1, 0), density(2, loss.CE, 1, 1, 1, 0)[1:]),
		"claim 8b: metrics: seed 20 has a result in scenario 1, untrained, but none in scenario 1, Contrast": measured(density(1, loss.CE, 1, 1, 1, 0), density(1, loss.Contrast, 1, 1, 1, 0)[:19]),
	} {
		if _, err := verdict.Judge(e); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

// The committed results: every claim that they and the data can judge has a
// verdict.
func TestCommitted(t *testing.T) {
	sets, err := verdict.TrainingSets(lab.PaperPlan(seeds))
	if err != nil {
		t.Fatal(err)
	}
	e := verdict.Evidence{Results: recorded.Table1(t), Sets: sets}
	all, err := verdict.Judge(e)
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
	verdicts, err := verdict.Judge(verdict.Evidence{Results: rs})
	if err != nil {
		fmt.Println(err)
		return
	}
	v := verdicts[1]
	fmt.Printf("Claim %s, %s\n%s: %s\n", v.Number, v.Source, v.Outcome.OfClaim(), v.Reason)
	// Output:
	// Claim 2, Table 1
	// reproduced: The training accuracy is 1.00 in 100 of 100 networks.
}

// A set that is not whole is an error of the claim about means.
func TestMeansOfABrokenSet(t *testing.T) {
	for want, s := range map[string]*nodule.Set{"it is nil": nil, "0 pixels and 0 values": {Side: 1, Classes: make([]nodule.Class, 2)}} {
		if _, err := verdict.Judge(verdict.Evidence{Sets: []*nodule.Set{s}}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}
