// Package claims judges what the paper claims by what was measured: each claim is
// its words, a statistic over seeds, and thresholds that no result may move. Those
// of claims 7 to 9 were written before anything of the kind was measured. Those of
// claims 1 to 6 were written when the accuracies of an earlier run were known; they
// are round numbers, each with its reason beside it.
//
// Claims 1 to 6 take results and data sets, claims 7 to 9 measurements of each
// network ([Measure]). A verdict wants 20 seeds.
package claims

import (
	"context"
	"fmt"
	"strings"

	"nodulelab/lib/lab"
	"nodulelab/lib/nodule"
	"nodulelab/lib/results"
)

// Claim is a statement of the paper.
type Claim struct {
	Number string // as in the protocol, with a part: "7b"
	Words  string // of the paper, quoted or in short
	Source string // where it stands
}

// Verdict is what became of a claim, and why, in one sentence.
type Verdict struct {
	Claim
	Outcome Outcome
	Seeds   int // behind the verdict, the fewest of its parts
	Reason  string
}

// Evidence is what claims are judged by. What is missing leaves its claims
// undecided.
type Evidence struct {
	Sets         []*nodule.Set    // training sets of scenarios 1 and 2, one a seed: claim 1
	Results      []results.Result // claims 2 to 6
	Measurements []Measurement    // claims 7 to 9
}

// Gather gathers the evidence of a lab's plan. Networks that its store lacks are
// trained.
func Gather(ctx context.Context, l *lab.Lab) (e Evidence, err error) {
	if e.Results, err = l.Results(ctx); err != nil {
		return Evidence{}, err
	}
	if e.Sets, err = TrainingSets(l.Plan); err != nil {
		return Evidence{}, err
	}
	e.Measurements, err = Measure(ctx, l)
	return e, err
}

// test is a claim and the statistic that judges it.
type test struct {
	Claim
	findings func(Evidence) ([]finding, error)
	combine  func([]Outcome) Outcome // of the findings' outcomes
}

// All lists the claims, in the order of [Judge].
func All() []Claim {
	var all []Claim
	for _, t := range tests() {
		all = append(all, t.Claim)
	}
	return all
}

func tests() []test {
	var all []test
	for _, group := range [][]test{dataTests(), rowTests(), scenarioTests(), embeddingTests(), saliencyTests(), causeTests()} {
		all = append(all, group...)
	}
	return all
}

// Judge judges every claim. A seed that has but one of two values that are paired
// is an error.
func Judge(e Evidence) ([]Verdict, error) {
	var verdicts []Verdict
	for _, t := range tests() {
		v, err := t.judge(e)
		if err != nil {
			return nil, fmt.Errorf("claims: claim %s: %w", t.Number, err)
		}
		verdicts = append(verdicts, v)
	}
	return verdicts, nil
}

func (t test) judge(e Evidence) (Verdict, error) {
	findings, err := t.findings(e)
	if err != nil {
		return Verdict{}, err
	}
	return conclude(t.Claim, t.combine(outcomes(findings)), findings), nil
}

// conclude makes a verdict of an outcome and the findings behind it.
func conclude(c Claim, o Outcome, findings []finding) Verdict {
	v := Verdict{Claim: c, Outcome: o}
	var texts []string
	for i, f := range findings {
		if i == 0 || f.n < v.Seeds {
			v.Seeds = f.n
		}
		texts = append(texts, f.text)
	}
	v.Reason = sentence(strings.Join(texts, "; "))
	if v.Seeds > 0 && v.Seeds < minSeeds {
		v.Outcome = Undecided
		v.Reason = fmt.Sprintf("%d of the %d seeds that a verdict takes: %s", v.Seeds, minSeeds, v.Reason)
	}
	return v
}

// sentence starts with a capital and ends with a full stop.
func sentence(text string) string {
	return strings.ToUpper(text[:1]) + text[1:] + "."
}
