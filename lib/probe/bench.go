package probe

import (
	"context"
	"fmt"
	"slices"

	"nodulelab/lib"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/lenet"
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
// order of the seeds. Networks of the lab's plan that are not in its store are trained. What was found is remembered by the name of its type.
func measure[T any](ctx context.Context, l *lab.Lab, work task[T]) ([]T, error) {
	code, err := lib.Sources("probe", "explain", "metrics", "internal/slice")
	if err != nil {
		return nil, err
	}
	return lab.Remember(l, fmt.Sprintf("%T", *new(T)), code, jobs(l.Plan), func() ([]T, error) {
		return measureNow(ctx, l, work)
	})
}

// asked tells whether the networks of a scenario are measured: not those of the paper's
// scenario 3, which has one loss and one test.
func asked(s paper.Scenario) bool { return s.Number != 3 }

// jobs lists the networks of a plan that are measured, one seed a job.
func jobs(p lab.Plan) []lab.Job {
	return slice.Filter(p.Jobs(), func(j lab.Job) bool { return asked(j.Scenario) })
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
	all := slice.Map(l.Plan.Seeds, func(seed uint64) bench { return bench{plan: l.Plan, seed: seed} })
	for _, s := range l.Plan.Scenarios {
		if !asked(s) {
			continue
		}
		for _, named := range s.Losses {
			trained, err := l.Trained(ctx, s, named)
			if err != nil {
				return nil, err
			}
			for i, t := range trained {
				subject := Subject{Trained(s.Number, t.Loss), t.Seed}
				all[i].networks = append(all[i].networks, network{subject, s, t.Weights})
			}
		}
	}
	return all, nil
}

// withUntrained returns the trained networks, and after the last one of each scenario
// the network that they all started from.
func (b bench) withUntrained() ([]network, error) {
	var all []network
	for i, n := range b.networks {
		all = append(all, n)
		if i+1 == len(b.networks) || b.networks[i+1].Scenario != n.Scenario {
			initial, err := b.initial(n.scenario)
			if err != nil {
				return nil, err
			}
			control := Subject{Group{n.Scenario, Untrained}, b.seed}
			all = append(all, network{control, n.scenario, initial})
		}
	}
	return all, nil
}

// needRecipe returns an error if a scenario has a source of its own: the measurement draws
// sets by the configuration of the data, which say nothing of the source's images.
func (b bench) needRecipe(what string) error {
	for _, n := range b.networks {
		if n.scenario.Source != nil {
			return fmt.Errorf("%s need images drawn anew, with one thing changed: scenario %d has sets of its own, which cannot be", what, n.Scenario)
		}
	}
	return nil
}

// initial is the network that all losses of a scenario start from.
func (b bench) initial(s paper.Scenario) (lenet.Weights, error) {
	sets, err := b.plan.Draw(s, b.seed)
	if err != nil {
		return lenet.Weights{}, err
	}
	return b.plan.Protocol.Initial(b.seed, sets.Training)
}

// byScenario measures networks, which come sorted by scenario. What they need is
// prepared once for each scenario.
func byScenario[G, T any](networks []network, prepare func(paper.Scenario) (G, error), work func(network, G) (T, error)) ([]T, error) {
	var ground G
	prepared := 0 // the scenario whose ground it is
	return slice.Try(networks, func(n network) (found T, err error) {
		if n.Scenario != prepared {
			if ground, err = prepare(n.scenario); err != nil {
				return found, err
			}
			prepared = n.Scenario
		}
		return work(n, ground)
	})
}
