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
	var networks []lab.Trained
	withLab(func(ctx context.Context, l *lab.Lab) (err error) {
		networks, err = l.Trained(ctx, s, name)
		return err
	})
	return networks
}

// Results returns what the networks of the scenarios, all of their losses, score
// on their test sets.
func Results(scenarios ...paper.Scenario) []results.Result {
	var rs []results.Result
	withLab(func(ctx context.Context, l *lab.Lab) (err error) {
		l.Plan.Scenarios = scenarios
		rs, err = l.Results(ctx)
		return err
	})
	return rs
}

// Looks returns what networks of a scenario make of its sets: embeddings, logits and
// saliency.
func Looks(s paper.Scenario, networks ...lab.Trained) []lab.Look {
	var looks []lab.Look
	withLab(func(ctx context.Context, l *lab.Lab) (err error) {
		looks, err = l.Looks(ctx, s, networks)
		return err
	})
	return looks
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
	return judged(verdict.Gather, verdict.Judge, scenarios...)
}

// judged gathers evidence of the networks of some scenarios, and judges it.
func judged(gather func(context.Context, *lab.Lab) (verdict.Evidence, error), judge func(verdict.Evidence) ([]verdict.Verdict, error), scenarios ...paper.Scenario) []verdict.Verdict {
	var verdicts []verdict.Verdict
	withLab(func(ctx context.Context, l *lab.Lab) error {
		l.Plan.Scenarios = scenarios
		e, err := gather(ctx, l)
		if err != nil {
			return err
		}
		verdicts, err = judge(e)
		return err
	})
	return verdicts
}

// Lab returns the lab that the environment asks for: its plan, and its engine.
func Lab() *lab.Lab { return Must(lab.Open()) }

// withLab opens the lab that the environment asks for and works with it until it
// is done or the cell is interrupted.
func withLab(work func(context.Context, *lab.Lab) error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	l := Lab()
	l.Warn = func(message string) { fmt.Fprintln(os.Stderr, message) }
	var p progress
	l.Workers.Report = p.report
	err := work(ctx, l)
	p.end()
	check(err)
}
