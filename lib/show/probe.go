package show

import (
	"context"

	"nodulelab/lib/lab"
	"nodulelab/lib/paper"
	"nodulelab/lib/probe"
	"nodulelab/lib/verdict"
)

// Readouts returns what linear probes read from the networks of the scenarios.
func Readouts(scenarios ...paper.Scenario) []probe.Readout {
	return probed(probe.MeasureReadouts, scenarios)
}

// Flips returns how often their decisions flip when a feature becomes the other
// class's.
func Flips(scenarios ...paper.Scenario) []probe.Flips {
	return probed(probe.MeasureFlips, scenarios)
}

// Responses returns how they answer to brightness.
func Responses(scenarios ...paper.Scenario) []probe.Response {
	return probed(probe.MeasureResponses, scenarios)
}

// Conflicts returns what they decide where cues contradict each other.
func Conflicts(scenarios ...paper.Scenario) []probe.Conflict {
	return probed(probe.MeasureConflicts, scenarios)
}

// Factorials returns how far each feature moves their logits.
func Factorials(scenarios ...paper.Scenario) []probe.Factorial {
	return probed(probe.MeasureFactorials, scenarios)
}

// Maps returns where their saliency lies, beside maps that know no network.
func Maps(scenarios ...paper.Scenario) []probe.Map { return probed(probe.MeasureMaps, scenarios) }

// Cascades returns what is left of their saliency while weights are replaced.
func Cascades(scenarios ...paper.Scenario) []probe.Cascade {
	return probed(probe.MeasureCascades, scenarios)
}

// Refits returns what their encoders would have allowed another classifier.
func Refits(scenarios ...paper.Scenario) []probe.Refit {
	return probed(probe.MeasureRefits, scenarios)
}

// Discussion judges the statements of the paper's discussion by the networks of
// scenarios 1 and 2.
func Discussion() []verdict.Verdict {
	return judged(verdict.GatherDiscussion, verdict.JudgeDiscussion, Scenario(1), Scenario(2))
}

// probed measures the networks of the scenarios.
func probed[T any](measure func(context.Context, *lab.Lab) ([]T, error), scenarios []paper.Scenario) []T {
	var all []T
	withLab(func(ctx context.Context, l *lab.Lab) (err error) {
		l.Plan.Scenarios = scenarios
		all, err = measure(ctx, l)
		return err
	})
	return all
}
