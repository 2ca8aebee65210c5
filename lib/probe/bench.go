package probe

import (
	"context"
	"fmt"
	"slices"

	"nodulelab/lib"
	"nodulelab/lib/lab"
	"nodulelab/lib/lenet"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/train"
)

// network is one network on the bench.
type network struct {
	Subject
	scenario paper.Scenario
	weights  lenet.Weights
}

// bench is all networks of one seed, and the plan that draws their sets.
type bench struct {
	plan     lab.Plan
	seed     uint64
	networks []network // trained ones, by scenario and loss
}

// task measures the networks on a bench with an engine.
type task[T any] func(b bench, ctx context.Context, e train.Engine) ([]T, error)

// measure works on one bench a seed, side by side, and joins what it finds in the
// order of the seeds. Networks of scenarios 1 and 2 that are in the lab's plan and not
// in its store are trained. What was found is remembered by the name of its type.
func measure[T any](ctx context.Context, l *lab.Lab, work task[T]) ([]T, error) {
	code, err := lib.Sources("probe", "explain", "metrics")
	if err != nil {
		return nil, err
	}
	return lab.Remember(l, fmt.Sprintf("%T", *new(T)), code, l.Plan.JobsOf(1, 2), func() ([]T, error) {
		return measureNow(ctx, l, work)
	})
}

func measureNow[T any](ctx context.Context, l *lab.Lab, work task[T]) ([]T, error) {
	benches, err := benches(ctx, l)
	if err != nil {
		return nil, err
	}
	found := make([][]T, len(benches))
	err = l.Each(ctx, len(benches), func(ctx context.Context, e train.Engine, i int) (err error) {
		if found[i], err = work(benches[i], ctx, e); err != nil {
			return fmt.Errorf("probe: seed %d: %w", benches[i].seed, err)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return slices.Concat(found...), nil
}

// benches returns one bench for each seed of the lab's plan.
func benches(ctx context.Context, l *lab.Lab) ([]bench, error) {
	all := make([]bench, len(l.Plan.Seeds))
	for i, seed := range l.Plan.Seeds {
		all[i] = bench{plan: l.Plan, seed: seed}
	}
	for _, s := range l.Plan.Scenarios {
		if s.Number > 2 {
			continue
		}
		for _, loss := range s.Losses {
			trained, err := l.Trained(ctx, s, loss)
			if err != nil {
				return nil, err
			}
			for i, t := range trained {
				subject := Subject{Trained(s.Number, loss), t.Seed}
				all[i].networks = append(all[i].networks, network{subject, s, t.Weights})
			}
		}
	}
	return all, nil
}

// withUntrained returns the trained networks, and after the last one of each scenario
// the network that they all started from.
func (b bench) withUntrained() ([]network, error) {
	initial, err := lenet.Init(b.seed, b.plan.Config.Side)
	if err != nil {
		return nil, err
	}
	var all []network
	for i, n := range b.networks {
		all = append(all, n)
		if i+1 == len(b.networks) || b.networks[i+1].Scenario != n.Scenario {
			control := Subject{Group{n.Scenario, Untrained}, b.seed}
			all = append(all, network{control, n.scenario, initial})
		}
	}
	return all, nil
}

// byScenario works on networks, which come sorted by scenario. What they need is
// prepared once for each scenario.
func byScenario[G any](networks []network, prepare func(paper.Scenario) (G, error), work func(network, G) error) error {
	var ground G
	for i, n := range networks {
		if i == 0 || n.Scenario != networks[i-1].Scenario {
			var err error
			if ground, err = prepare(n.scenario); err != nil {
				return err
			}
		}
		if err := work(n, ground); err != nil {
			return err
		}
	}
	return nil
}

// calls tells what a network calls each image of a set: malignant or not.
func calls(ctx context.Context, e train.Engine, n network, s *nodule.Set) ([]bool, error) {
	out, err := e.Forward(ctx, n.weights, s)
	return out.Predictions(), err
}

// share is the share of a list that is true.
func share(all []bool) float64 {
	return shareOf(len(all), func(i int) bool { return all[i] })
}

// agreement is the share of places in which two lists of one length are equal.
func agreement(a, b []bool) float64 {
	return shareOf(len(a), func(i int) bool { return a[i] == b[i] })
}

// disagreement is the share of places in which two lists of one length differ.
func disagreement(a, b []bool) float64 {
	return shareOf(len(a), func(i int) bool { return a[i] != b[i] })
}

// shareOf is the share of the places 0 to n−1 of which something is true; NaN of
// none.
func shareOf(n int, is func(int) bool) float64 {
	hits := 0
	for i := range n {
		if is(i) {
			hits++
		}
	}
	return float64(hits) / float64(n)
}
