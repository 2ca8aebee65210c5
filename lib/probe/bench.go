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

// bench is all networks of one seed, with the engine that looks through them.
type bench struct {
	ctx      context.Context
	engine   train.Engine
	plan     lab.Plan
	seed     uint64
	networks []network // trained ones, by scenario and loss
}

// measure works on one bench a seed, side by side, and joins what it finds in the
// order of the seeds. Networks of scenarios 1 and 2 that the lab's plan has, but
// its store lacks, are trained. What was found is remembered by its type.
func measure[T any](ctx context.Context, l *lab.Lab, work func(bench) ([]T, error)) ([]T, error) {
	code, err := lib.Sources("probe", "explain", "metrics")
	if err != nil {
		return nil, err
	}
	return lab.Remember(l, fmt.Sprintf("%T", *new(T)), code, l.Plan.JobsOf(1, 2), func() ([]T, error) {
		return measureNow(ctx, l, work)
	})
}

func measureNow[T any](ctx context.Context, l *lab.Lab, work func(bench) ([]T, error)) ([]T, error) {
	benches, err := benches(ctx, l)
	if err != nil {
		return nil, err
	}
	found := make([][]T, len(benches))
	err = l.Each(ctx, len(benches), func(ctx context.Context, e train.Engine, i int) (err error) {
		b := benches[i]
		b.ctx, b.engine = ctx, e
		if found[i], err = work(b); err != nil {
			return fmt.Errorf("probe: seed %d: %w", b.seed, err)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return slices.Concat(found...), nil
}

// benches are those of all seeds, without their engines.
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

// withUntrained are the trained networks and, after those of each scenario, the
// network that they started from.
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

// byScenario works on networks, which are in the order of their scenarios, with
// what is prepared once for each scenario.
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

// look runs a network over a set.
func (b bench) look(n network, s *nodule.Set) (train.Output, error) {
	return b.engine.Forward(b.ctx, n.weights, s)
}

// calls tells what a network calls each image of a set: malignant or not.
func (b bench) calls(n network, s *nodule.Set) ([]bool, error) {
	out, err := b.look(n, s)
	return out.Predictions(), err
}

// share is the share of a list that is true.
func share(all []bool) float64 {
	hits := 0
	for _, v := range all {
		if v {
			hits++
		}
	}
	return float64(hits) / float64(len(all))
}

// agreement is the share of places in which two lists are equal.
func agreement(a, b []bool) float64 {
	equal := make([]bool, len(a))
	for i := range a {
		equal[i] = a[i] == b[i]
	}
	return share(equal)
}
