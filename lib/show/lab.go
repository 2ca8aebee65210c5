package show

import (
	"context"
	"fmt"
	"os"
	"os/signal"

	"nodulelab/lib/lab"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/probe"
	"nodulelab/lib/results"
	"nodulelab/lib/verdict"
)

// Scenario returns the paper's scenario 1, 2 or 3.
func Scenario(number int) paper.Scenario {
	return Must(paper.ScenarioByNumber(number))
}

// Sets draws the sets of a scenario and a seed: the training set, then the test
// sets in the paper's order.
func Sets(s paper.Scenario, seed uint64) []*nodule.Set {
	return Must(lab.PaperPlan(1).Sets(s, seed))
}

// Train returns the networks that a loss trains in a scenario, one a seed. Those that
// were trained before are read from disk; the rest is trained now, with progress in
// the cell.
func Train(s paper.Scenario, name loss.Name) []lab.Trained {
	return inLab(func(ctx context.Context, l *lab.Lab) ([]lab.Trained, error) { return l.Trained(ctx, s, name) })
}

// Results returns what the networks of the scenarios, all of their losses, score
// on their test sets.
func Results(scenarios ...paper.Scenario) []results.Result {
	return probed(func(ctx context.Context, l *lab.Lab) ([]results.Result, error) { return l.Results(ctx) }, scenarios)
}

// Looks returns what networks of a scenario make of its sets: embeddings, logits and
// saliency.
func Looks(s paper.Scenario, networks ...lab.Trained) []lab.Look {
	return inLab(func(ctx context.Context, l *lab.Lab) ([]lab.Look, error) { return l.Looks(ctx, s, networks) })
}

// MedianAndWorst returns the looks of two networks of a scenario and loss: the one
// whose accuracy on a test set is the median over the seeds ([lab.Median]), and the
// one whose accuracy is the lowest.
func MedianAndWorst(s paper.Scenario, name loss.Name, test nodule.Distribution) []lab.Look {
	networks := Train(s, name)
	return Looks(s, Must(lab.Median(networks, test)), Must(lab.Worst(networks, test)))
}

// Verdicts judges the paper's claims by the networks of the scenarios. Claims on
// other scenarios are left undecided.
func Verdicts(scenarios ...paper.Scenario) []verdict.Verdict {
	return judged(verdict.Gather, verdict.Judge, scenarios)
}

// Discussion judges the statements of the paper's discussion by the networks of
// scenarios 1 and 2.
func Discussion() []verdict.Verdict {
	return judged(verdict.GatherDiscussion, verdict.JudgeDiscussion, []paper.Scenario{Scenario(1), Scenario(2)})
}

// Readouts returns what linear probes read from the networks of the scenarios.
func Readouts(scenarios ...paper.Scenario) []probe.Readout {
	return probed(probe.MeasureReadouts, scenarios)
}

// Flips returns how often decisions of the networks of the scenarios flip when a feature
// becomes the other class's.
func Flips(scenarios ...paper.Scenario) []probe.Flips {
	return probed(probe.MeasureFlips, scenarios)
}

// Responses returns how the networks of the scenarios answer to brightness.
func Responses(scenarios ...paper.Scenario) []probe.Response {
	return probed(probe.MeasureResponses, scenarios)
}

// Conflicts returns what the networks of the scenarios decide where cues contradict each
// other.
func Conflicts(scenarios ...paper.Scenario) []probe.Conflict {
	return probed(probe.MeasureConflicts, scenarios)
}

// Factorials returns how far each feature moves the logits of the networks of the
// scenarios.
func Factorials(scenarios ...paper.Scenario) []probe.Factorial {
	return probed(probe.MeasureFactorials, scenarios)
}

// Maps returns where the saliency of the networks of the scenarios lies, beside maps that
// know no network.
func Maps(scenarios ...paper.Scenario) []probe.Map { return probed(probe.MeasureMaps, scenarios) }

// Cascades returns what is left of the saliency of the networks of the scenarios while
// weights are replaced.
func Cascades(scenarios ...paper.Scenario) []probe.Cascade {
	return probed(probe.MeasureCascades, scenarios)
}

// Refits returns what the encoders of the networks of the scenarios would have allowed
// another classifier.
func Refits(scenarios ...paper.Scenario) []probe.Refit {
	return probed(probe.MeasureRefits, scenarios)
}

// Lab returns the lab that the environment asks for: its plan, and its engine.
func Lab() *lab.Lab { return Must(lab.Open()) }

// inLab opens the lab that the environment asks for and works with it until it is
// done or the cell is interrupted.
func inLab[T any](work func(context.Context, *lab.Lab) ([]T, error)) []T {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	l := Lab()
	l.Warn = func(message string) { fmt.Fprintln(os.Stderr, message) }
	var b bar
	l.Workers.Report = b.report
	all, err := work(ctx, l)
	b.end()
	return Must(all, err)
}

// probed asks a lab whose plan has the given scenarios.
func probed[T any](measure func(context.Context, *lab.Lab) ([]T, error), scenarios []paper.Scenario) []T {
	return inLab(func(ctx context.Context, l *lab.Lab) ([]T, error) {
		l.Plan.Scenarios = scenarios
		return measure(ctx, l)
	})
}

// judged gathers evidence of the networks of some scenarios, and judges it.
func judged(gather func(context.Context, *lab.Lab) (verdict.Evidence, error), judge func(verdict.Evidence) ([]verdict.Verdict, error), scenarios []paper.Scenario) []verdict.Verdict {
	return probed(func(ctx context.Context, l *lab.Lab) ([]verdict.Verdict, error) {
		e, err := gather(ctx, l)
		if err != nil {
			return nil, err
		}
		return judge(e)
	}, scenarios)
}
