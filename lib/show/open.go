package show

import (
	"nodulelab/lib/clock"
	"nodulelab/lib/design"
	"nodulelab/lib/lab"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/probe"
	"nodulelab/lib/results"
	"nodulelab/lib/verdict"
)

// The functions of this file ask the lab that the environment asks for ([Open]).

// Sets is [Lab.Sets] of the paper's plan. It needs no store.
func Sets(s paper.Scenario, seed uint64) []*nodule.Set { return Must(lab.PaperPlan(1).Sets(s, seed)) }

// Train is [Lab.Train].
func Train(s paper.Scenario, by loss.Named) []lab.Trained { return Open().Train(s, by) }

// Results is [Lab.Results].
func Results(scenarios ...paper.Scenario) []results.Result { return Open().Results(scenarios...) }

// Replication is [Lab.Replication].
func Replication(scenarios ...paper.Scenario) []results.Result {
	return Open().Replication(scenarios...)
}

// Sweep is [Lab.Sweep].
func Sweep(s design.Sweep) design.Swept { return Open().Sweep(s) }

// Follow is [Lab.Follow].
func Follow(s clock.Study) clock.Followed { return Open().Follow(s) }

// Looks is [Lab.Looks].
func Looks(networks ...lab.Trained) []lab.Look { return Open().Looks(networks...) }

// LooksAt is [Lab.LooksAt].
func LooksAt(s paper.Scenario, networks ...lab.Trained) []lab.Look {
	return Open().LooksAt(s, networks...)
}

// MedianAndWorst is [Lab.MedianAndWorst].
func MedianAndWorst(s paper.Scenario, by loss.Named, test nodule.Distribution) []lab.Look {
	return Open().MedianAndWorst(s, by, test)
}

// Verdicts is [Lab.Verdicts].
func Verdicts(scenarios ...paper.Scenario) []verdict.Verdict { return Open().Verdicts(scenarios...) }

// Discussion is [Lab.Discussion].
func Discussion() []verdict.Verdict { return Open().Discussion() }

// Readouts is [Lab.Readouts].
func Readouts(scenarios ...paper.Scenario) []probe.Readout { return Open().Readouts(scenarios...) }

// Flips is [Lab.Flips].
func Flips(scenarios ...paper.Scenario) []probe.Flips { return Open().Flips(scenarios...) }

// Responses is [Lab.Responses].
func Responses(scenarios ...paper.Scenario) []probe.Response { return Open().Responses(scenarios...) }

// Conflicts is [Lab.Conflicts].
func Conflicts(scenarios ...paper.Scenario) []probe.Conflict { return Open().Conflicts(scenarios...) }

// Factorials is [Lab.Factorials].
func Factorials(scenarios ...paper.Scenario) []probe.Factorial {
	return Open().Factorials(scenarios...)
}

// Maps is [Lab.Maps].
func Maps(scenarios ...paper.Scenario) []probe.Map { return Open().Maps(scenarios...) }

// Cascades is [Lab.Cascades].
func Cascades(scenarios ...paper.Scenario) []probe.Cascade { return Open().Cascades(scenarios...) }

// Refits is [Lab.Refits].
func Refits(scenarios ...paper.Scenario) []probe.Refit { return Open().Refits(scenarios...) }
