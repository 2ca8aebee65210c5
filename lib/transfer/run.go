package transfer

import (
	"context"
	"fmt"

	"nodulelab/lib"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/lidc"
	"nodulelab/lib/nodule"
	"nodulelab/lib/train"
)

// Run trains and fits some jobs of the study, side by side on the lab's workers, and returns
// their outcomes in the order of the jobs. An outcome that the lab's store has is not
// computed again. Report, if not nil, is told after each job how many are done, one at a
// time.
func (s Study) Run(ctx context.Context, l *lab.Lab, jobs []Job, report func(done int)) ([]Outcome, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	code, err := lib.Sources("transfer", "lidc", "outline", "explain", "metrics", "internal/slice")
	if err != nil {
		return nil, err
	}
	all := make([]Outcome, len(jobs))
	err = l.Each(ctx, len(jobs), lab.Counted(report, func(ctx context.Context, e train.Engine, i int) error {
		j, own := jobs[i], *l
		var err error
		if own.Plan, err = s.plan(j); err != nil {
			return err
		}
		question := fmt.Sprintf("transfer.Outcome: %s of %s, %d images", j.By, s.Cells[j.Cell].Shapes, s.Cells[j.Cell].Images)
		all[i], err = lab.Remember(&own, question, code, own.Plan.Jobs(), func() (Outcome, error) { return s.outcome(ctx, e, own.Plan, j) })
		if err != nil {
			return fmt.Errorf("transfer: %s, scenario %d, %s, seed %d: %w", s.Cells[j.Cell], j.Scenario, j.By, j.Seed, err)
		}
		all[i].Job = j // of this study
		return nil
	}))
	if err != nil {
		return nil, err
	}
	return all, nil
}

// outcome trains or fits one job, and tests it.
func (s Study) outcome(ctx context.Context, e train.Engine, p lab.Plan, j Job) (Outcome, error) {
	sets, err := p.Draw(p.Scenarios[0], j.Seed)
	if err != nil {
		return Outcome{}, err
	}
	if _, fitted := classifiers[j.By]; fitted {
		return s.Cells[j.Cell].fit(j, sets)
	}
	l, err := p.Protocol.Resolve(p.Scenarios[0].Losses[0])
	if err != nil {
		return Outcome{}, err
	}
	networks, err := e.Train(ctx, p.Protocol, l, []train.Task{{Seed: j.Seed, Training: sets.Training, Validation: sets.Validation}}, nil)
	if err != nil {
		return Outcome{}, err
	}
	seen, err := slice.Try(listed(sets), func(set *nodule.Set) (train.Output, error) { return e.Forward(ctx, networks[0].Weights, set) })
	if err != nil {
		return Outcome{}, err
	}
	o := outcomeOf(j, sets, slice.Map(seen, train.Output.Predictions))
	if j.Scenario != 2 {
		return o, nil
	}
	few, err := s.Cells[j.Cell].crossed(j.Seed)
	if err != nil {
		return Outcome{}, err
	}
	learnt, err := e.Forward(ctx, networks[0].Weights, few.Set)
	if err != nil {
		return Outcome{}, err
	}
	o.Refitted, err = refitted(learnt, few.Malignant(), sets.Tests, seen[2:])
	return o, err
}

// listed are the sets of a seed: training, validation, tests.
func listed(sets nodule.Sets) []*nodule.Set {
	return append([]*nodule.Set{sets.Training, sets.Validation}, sets.Tests...)
}

// crossed are the training shapes of a seed in intensities that say nothing of the class, on
// which a last layer is fitted anew.
func (c Cell) crossed(seed uint64) (*nodule.Crossed, error) {
	const purpose = "last layer"
	config := c.Plan.Config
	if c.Shapes.IsDrawn() {
		config.SpikeDepth = c.Shapes.Depth
		return config.DrawCrossed(seed, purpose, c.Images)
	}
	d, err := c.divide(seed)
	if err != nil {
		return nil, err
	}
	set, err := config.DrawShapes(seed, purpose, nodule.D(150, 150), d.Training)
	if err != nil {
		return nil, err
	}
	return set.Crossed(seed, purpose)
}

// refitted are the decisions of a last layer that is fitted anew to what an encoder makes of
// crossed images ([explain.TuneRidges]).
func refitted(learnt train.Output, malignant []bool, tests []*nodule.Set, seen []train.Output) ([]Decisions, error) {
	says, err := linear(learnt.Embeddings, learnt.Width(), malignant)
	if err != nil {
		return nil, err
	}
	var all []Decisions
	for i, o := range seen {
		decided, err := says(o.Embeddings)
		if err != nil {
			return nil, err
		}
		all = append(all, decisions(decided, tests[i]))
	}
	return all, nil
}

// fit fits a baseline to a training set, and tests it.
func (c Cell) fit(j Job, sets nodule.Sets) (Outcome, error) {
	outlines, err := c.outlines(j.Seed, len(sets.Tests))
	if err != nil {
		return Outcome{}, err
	}
	var all []described
	for i, set := range listed(sets) {
		d, err := c.describe(j.By, set, outlines[i])
		if err != nil {
			return Outcome{}, err
		}
		all = append(all, d)
	}
	says, err := classifiers[j.By](all[0].x, all[0].width, sets.Training.Malignant())
	if err != nil {
		return Outcome{}, err
	}
	predicted, err := slice.Try(all, func(d described) ([]bool, error) { return says(d.x) })
	if err != nil {
		return Outcome{}, err
	}
	return outcomeOf(j, sets, predicted), nil
}

// outlines are those of a seed's sets: training, validation, tests; nil of drawn ones.
func (c Cell) outlines(seed uint64, tests int) ([][]lidc.Chosen, error) {
	if c.Shapes.IsDrawn() {
		return make([][]lidc.Chosen, 2+tests), nil
	}
	d, err := c.Shapes.Family.Divide(seed, c.Images)
	all := [][]lidc.Chosen{d.Training, d.Validation}
	for range tests {
		all = append(all, d.Test)
	}
	return all, err
}
