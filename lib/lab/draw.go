package lab

import (
	"cmp"
	"fmt"

	"nodulelab/lib/internal/stream"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
)

// Draw makes the sets on which a seed is trained and tested: those of the plan's data seed,
// if it has one, with the training samples in the plan's order.
func (p Plan) Draw(s paper.Scenario, seed uint64) (nodule.Sets, error) {
	sets, err := p.source(s, cmp.Or(p.Data, seed))
	if err != nil || p.Order == 0 {
		return sets, err
	}
	order := stream.New(p.Order, "order of the training samples", int(seed), int(p.Data)).Perm(sets.Training.Len())
	sets.Training, err = sets.Training.Subset(order)
	return sets, err
}

// source makes the sets of a scenario and a seed: by the scenario's own source, if it has
// one, or else by the plan's configuration.
func (p Plan) source(s paper.Scenario, seed uint64) (nodule.Sets, error) {
	if s.Source == nil {
		return p.Config.Source(s.Training, s.Tests...)(seed)
	}
	sets, err := s.Source(seed)
	if err != nil {
		return nodule.Sets{}, err
	}
	if len(sets.Tests) != len(s.Tests) {
		return nodule.Sets{}, fmt.Errorf("lab: the source of scenario %d makes %d test sets, and the scenario names %d", s.Number, len(sets.Tests), len(s.Tests))
	}
	for _, set := range append([]*nodule.Set{sets.Training, sets.Validation}, sets.Tests...) {
		if err := set.Check(); err != nil {
			return nodule.Sets{}, fmt.Errorf("lab: the source of scenario %d: %w", s.Number, err)
		}
	}
	return sets, nil
}

// Sets are the sets of a scenario and a seed in a list: training without validation,
// then the tests.
func (p Plan) Sets(s paper.Scenario, seed uint64) ([]*nodule.Set, error) {
	sets, err := p.Draw(s, seed)
	if err != nil {
		return nil, err
	}
	return append([]*nodule.Set{sets.Training}, sets.Tests...), nil
}

// digests identify the sets that a scenario's own source makes for a seed. Without a
// source there are none: the configuration says all.
func (p Plan) digests(s paper.Scenario, seed uint64) ([]string, error) {
	if s.Source == nil {
		return nil, nil
	}
	sets, err := p.Draw(s, seed)
	if err != nil {
		return nil, err
	}
	all := []string{sets.Training.Digest(), sets.Validation.Digest()}
	for _, t := range sets.Tests {
		all = append(all, t.Digest())
	}
	return all, nil
}

// sizes are what losses and networks meet in training: the numbers of samples in batches,
// and the side of the images in pixels.
type sizes struct {
	batches []int
	side    int
}

func (p Plan) sizes(s paper.Scenario) (sizes, error) {
	c := p.Config
	if s.Source == nil {
		return sizes{p.Protocol.BatchSizes(c.Training, c.Samples-c.Training), c.Side}, nil
	}
	sets, err := p.Draw(s, p.Seeds[0])
	if err != nil {
		return sizes{}, err
	}
	return sizes{p.Protocol.BatchSizes(sets.Training.Len(), sets.Validation.Len()), sets.Training.Side}, nil
}
