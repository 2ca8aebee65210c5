package show

import (
	"context"
	"fmt"
	"os"
	"os/signal"

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

// Lab is a lab in a notebook's cell: what its methods return comes from its plan, its
// store and its engine. Change its plan before you ask it:
//
//	own := show.Open()
//	own.Plan.Config.SpikeDepth = .3
//	networks := own.Train(show.Scenario(2), loss.CE)
//
// The functions of the package that have a method's name ask the lab that [Open] opens.
type Lab struct{ *lab.Lab }

// Open opens the lab that the environment asks for ([lab.Open]).
func Open() Lab {
	l := Must(lab.Open())
	l.Warn = func(message string) { fmt.Fprintln(os.Stderr, message) }
	return Lab{l}
}

// Scenario returns the paper's scenario 1, 2 or 3.
func Scenario(number int) paper.Scenario {
	return Must(paper.ScenarioByNumber(number))
}

// Sets draws the sets of a scenario and a seed: the training set, then the test
// sets in the paper's order.
func (l Lab) Sets(s paper.Scenario, seed uint64) []*nodule.Set {
	return Must(l.Plan.Sets(s, seed))
}

// Train returns the networks that a loss trains in a scenario, one a seed. Those that
// were trained before are read from disk; the rest is trained now, with progress in
// the cell. The loss is a built-in one, by its name, or any loss.
func (l Lab) Train(s paper.Scenario, by loss.Named) []lab.Trained {
	return inLab(l, func(ctx context.Context, l *lab.Lab) ([]lab.Trained, error) { return l.Trained(ctx, s, by) })
}

// Results returns what the networks of the scenarios, all of their losses, score
// on their test sets.
func (l Lab) Results(scenarios ...paper.Scenario) []results.Result {
	return probed(l, func(ctx context.Context, l *lab.Lab) ([]results.Result, error) { return l.Results(ctx) }, scenarios)
}

// Replication returns the results of the scenarios' networks, and with them those of the
// stored seeds that follow on the lab's own ([design.Further]).
func (l Lab) Replication(scenarios ...paper.Scenario) []results.Result {
	l.Plan.Scenarios = scenarios
	return Must(design.Further(l.Plan, l.Results(scenarios...)))
}

// Sweep trains a sweep and returns it with its results. Its cells have plans of their
// own, whatever the lab's. Interrupted and run again, it goes on where it stood.
func (l Lab) Sweep(s design.Sweep) design.Swept {
	return inLab(l, func(ctx context.Context, l *lab.Lab) (design.Swept, error) { return s.Train(ctx, l) })
}

// Follow follows the networks of a study through their training. Interrupted and run
// again, it goes on where it stood.
func (l Lab) Follow(s clock.Study) clock.Followed {
	return interruptible(func(ctx context.Context, b *bar) (clock.Followed, error) { return s.Follow(ctx, l.Lab, b.followed) })
}

// Looks returns what networks make of the sets that they were trained and tested on:
// embeddings, logits and saliency.
func (l Lab) Looks(networks ...lab.Trained) []lab.Look {
	return inLab(l, func(ctx context.Context, l *lab.Lab) ([]lab.Look, error) { return l.Looks(ctx, networks) })
}

// LooksAt returns what networks make of a scenario's sets, whatever they were trained on.
func (l Lab) LooksAt(s paper.Scenario, networks ...lab.Trained) []lab.Look {
	return inLab(l, func(ctx context.Context, l *lab.Lab) ([]lab.Look, error) { return l.LooksAt(ctx, s, networks) })
}

// MedianAndWorst returns the looks of two networks of a scenario and loss: the one
// whose accuracy on a test set is the median over the seeds ([lab.Median]), and the
// one whose accuracy is the lowest.
func (l Lab) MedianAndWorst(s paper.Scenario, by loss.Named, test nodule.Distribution) []lab.Look {
	networks := l.Train(s, by)
	return l.Looks(Must(lab.Median(networks, test)), Must(lab.Worst(networks, test)))
}

// Verdicts judges the paper's claims by the networks of the scenarios. Claims on
// other scenarios are left undecided.
func (l Lab) Verdicts(scenarios ...paper.Scenario) []verdict.Verdict {
	for _, s := range scenarios {
		if s.IsOwn() {
			fail(fmt.Errorf("show: the paper claims nothing of scenario %d, which is your own: judge its scenarios 1 to 3, or compare losses by exhibit.PairedTable", s.Number))
		}
	}
	return judged(l, verdict.Gather, verdict.Judge, scenarios)
}

// Discussion judges the statements of the paper's discussion by the networks of
// scenarios 1 and 2.
func (l Lab) Discussion() []verdict.Verdict {
	return judged(l, verdict.GatherDiscussion, verdict.JudgeDiscussion, []paper.Scenario{Scenario(1), Scenario(2)})
}

// Readouts returns what linear probes read from the networks of the scenarios.
func (l Lab) Readouts(scenarios ...paper.Scenario) []probe.Readout {
	return measured(l, probe.MeasureReadouts, scenarios)
}

// Flips returns how often decisions of the networks of the scenarios flip when a feature
// becomes the other class's.
func (l Lab) Flips(scenarios ...paper.Scenario) []probe.Flips {
	return measured(l, probe.MeasureFlips, scenarios)
}

// Responses returns how the networks of the scenarios answer to brightness.
func (l Lab) Responses(scenarios ...paper.Scenario) []probe.Response {
	return measured(l, probe.MeasureResponses, scenarios)
}

// Conflicts returns what the networks of the scenarios decide where cues contradict each
// other.
func (l Lab) Conflicts(scenarios ...paper.Scenario) []probe.Conflict {
	return measured(l, probe.MeasureConflicts, scenarios)
}

// Factorials returns how far each feature moves the logits of the networks of the
// scenarios.
func (l Lab) Factorials(scenarios ...paper.Scenario) []probe.Factorial {
	return measured(l, probe.MeasureFactorials, scenarios)
}

// Templates returns how the networks of the scenarios answer to contrast alone, beside the
// same networks trained with equal areas, which are trained if the store lacks them.
func (l Lab) Templates(scenarios ...paper.Scenario) []probe.Template {
	return measured(l, probe.MeasureTemplates, scenarios)
}

// Maps returns where the saliency of the networks of the scenarios lies, beside maps that
// know no network.
func (l Lab) Maps(scenarios ...paper.Scenario) []probe.Map {
	return measured(l, probe.MeasureMaps, scenarios)
}

// Cascades returns what is left of the saliency of the networks of the scenarios while
// weights are replaced.
func (l Lab) Cascades(scenarios ...paper.Scenario) []probe.Cascade {
	return measured(l, probe.MeasureCascades, scenarios)
}

// Refits returns what the encoders of the networks of the scenarios would have allowed
// another classifier.
func (l Lab) Refits(scenarios ...paper.Scenario) []probe.Refit {
	return measured(l, probe.MeasureRefits, scenarios)
}

// interruptible works until it is done or the cell is interrupted, with a bar for its
// progress.
func interruptible[T any](work func(context.Context, *bar) (T, error)) T {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var b bar
	found, err := work(ctx, &b)
	b.end()
	return Must(found, err)
}

// inLab is interruptible for work with a lab, whose training the bar shows.
func inLab[T any](l Lab, work func(context.Context, *lab.Lab) (T, error)) T {
	return interruptible(func(ctx context.Context, b *bar) (T, error) {
		own := *l.Lab
		own.Workers.Report = b.report
		return work(ctx, &own)
	})
}

// probed asks a lab whose plan has the given scenarios.
func probed[T any](l Lab, measure func(context.Context, *lab.Lab) ([]T, error), scenarios []paper.Scenario) []T {
	return inLab(l, func(ctx context.Context, l *lab.Lab) ([]T, error) {
		l.Plan.Scenarios = scenarios
		return measure(ctx, l)
	})
}

// measured is probed for measurements of package probe. None at all is an error.
func measured[T any](l Lab, measure func(context.Context, *lab.Lab) ([]T, error), scenarios []paper.Scenario) []T {
	return probed(l, func(ctx context.Context, l *lab.Lab) ([]T, error) {
		all, err := measure(ctx, l)
		if err == nil && len(all) == 0 {
			err = fmt.Errorf("show: no networks of these scenarios are measured: want scenario 1, 2 or one of your own")
		}
		return all, err
	}, scenarios)
}

// judged gathers evidence of the networks of some scenarios, and judges it.
func judged(l Lab, gather func(context.Context, *lab.Lab) (verdict.Evidence, error), judge func(verdict.Evidence) ([]verdict.Verdict, error), scenarios []paper.Scenario) []verdict.Verdict {
	return probed(l, func(ctx context.Context, l *lab.Lab) ([]verdict.Verdict, error) {
		e, err := gather(ctx, l)
		if err != nil {
			return nil, err
		}
		return judge(e)
	}, scenarios)
}
