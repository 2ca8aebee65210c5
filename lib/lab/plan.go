package lab

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
	"nodulelab/lib/train"
)

// Plan says what to train: every loss of every scenario, for every seed.
type Plan struct {
	Config    nodule.Config
	Protocol  train.Protocol
	Scenarios []paper.Scenario
	Seeds     []uint64

	// Data is the seed of all sets, if it is not 0; seeds differ then in their initial
	// weights and in the order of their batches alone. At 0 each seed draws its own sets.
	Data uint64

	// Order, if it is not 0, is the seed of another order of the training samples, drawn
	// anew for each seed and data: batches are then made of other samples, and nothing else
	// changes.
	Order uint64
}

// PaperPlan plans the whole of Table 1 for the seeds 1 to n.
func PaperPlan(n int) Plan {
	p := Plan{Config: nodule.Paper(), Protocol: train.Paper(), Scenarios: paper.Scenarios()}
	for seed := range n {
		p.Seeds = append(p.Seeds, uint64(seed+1))
	}
	return p
}

// Validate returns an error unless the plan can be run.
func (p Plan) Validate() error {
	if len(p.Seeds) == 0 || len(p.Scenarios) == 0 {
		return fmt.Errorf("lab: a plan of %d scenarios and %d seeds: want at least one of each", len(p.Scenarios), len(p.Seeds))
	}
	seen := make(map[uint64]bool, len(p.Seeds))
	for _, s := range p.Seeds {
		if s == 0 {
			return fmt.Errorf("lab: seed 0: seeds start at 1")
		}
		if seen[s] {
			return fmt.Errorf("lab: seed %d is given twice", s)
		}
		seen[s] = true
	}
	if err := p.Config.Validate(); err != nil {
		return err
	}
	if err := p.Protocol.Validate(); err != nil {
		return err
	}
	return p.checkScenarios()
}

// checkScenarios returns an error unless every network of the plan has a name of its own.
func (p Plan) checkScenarios() error {
	numbers := map[int]bool{}
	for _, s := range p.Scenarios {
		if err := s.Validate(); err != nil {
			return err
		}
		if numbers[s.Number] {
			return fmt.Errorf("lab: scenario %d is given twice: number scenarios of your own from %d", s.Number, paper.FirstOwn)
		}
		numbers[s.Number] = true
		for _, l := range s.Losses {
			if _, err := p.Protocol.Resolve(l); err != nil {
				return fmt.Errorf("lab: scenario %d: %w", s.Number, err)
			}
		}
	}
	return nil
}

// Job is what one call of an engine trains: one loss in one scenario, for a few
// seeds at once.
type Job struct {
	Scenario paper.Scenario
	Loss     loss.Named
	Seeds    []uint64
}

// like tells whether two jobs differ in their seeds alone.
func (j Job) like(other Job) bool {
	return j.Scenario.Number == other.Scenario.Number && j.Loss.Name() == other.Loss.Name()
}

// Jobs lists the networks of the plan, one seed a job.
func (p Plan) Jobs() []Job {
	kinds := 0
	for _, s := range p.Scenarios {
		kinds += len(s.Losses)
	}
	jobs := make([]Job, 0, kinds*len(p.Seeds)) // there may be many
	for _, s := range p.Scenarios {
		for _, loss := range s.Losses {
			for i := range p.Seeds {
				jobs = append(jobs, Job{s, loss, p.Seeds[i : i+1 : i+1]})
			}
		}
	}
	return jobs
}

// Trained is a network, what it scored on its scenario's test sets, and what it was
// trained on.
type Trained struct {
	train.Network
	Results []results.Result
	Origin  Origin
}

// String lists the network's results, one a line.
func (t Trained) String() string {
	lines := slice.Map(t.Results, results.Result.String)
	if len(lines) == 0 {
		lines = []string{fmt.Sprintf("seed %d, %s: no results", t.Seed, t.Loss)}
	}
	return strings.Join(lines, "\n")
}

// Origin is what a network was made from, beside its seed.
type Origin struct {
	Scenario paper.Scenario // with the network's loss alone
	Config   nodule.Config
	Protocol train.Protocol

	Data, Order uint64 // the plan's
}

// sort puts results in the order of seeds, then of Table 1.
func (p Plan) sort(rs []results.Result) {
	rows, place := paper.Rows(p.Scenarios), make(map[uint64]int, len(p.Seeds))
	for i, seed := range p.Seeds {
		place[seed] = i
	}
	slices.SortFunc(rs, func(a, b results.Result) int {
		return cmp.Or(place[a.Seed]-place[b.Seed], slices.Index(rows, a.Row)-slices.Index(rows, b.Row))
	})
}

// run trains a job's networks and tests each on the scenario's test sets.
func (j Job) run(ctx context.Context, e train.Engine, p Plan, report func(train.Progress)) ([]Trained, error) {
	sets, err := slice.Try(j.Seeds, func(seed uint64) (nodule.Sets, error) { return p.Draw(j.Scenario, seed) })
	if err != nil {
		return nil, err
	}
	tasks := make([]train.Task, len(sets))
	for i, s := range sets {
		tasks[i] = train.Task{Seed: j.Seeds[i], Training: s.Training, Validation: s.Validation}
	}
	l, err := p.Protocol.Resolve(j.Loss)
	if err != nil {
		return nil, err
	}
	networks, err := e.Train(ctx, p.Protocol, l, tasks, report)
	if err != nil {
		return nil, err
	}
	trained := make([]Trained, len(networks))
	for i, n := range networks {
		rs, err := j.test(ctx, e, n, sets[i])
		if err != nil {
			return nil, err
		}
		trained[i] = Trained{Network: n, Results: rs}
	}
	return trained, nil
}

// test scores one network on its own sets and on the scenario's test sets.
func (j Job) test(ctx context.Context, e train.Engine, n train.Network, sets nodule.Sets) ([]results.Result, error) {
	own, err := slice.Try([]*nodule.Set{sets.Training, sets.Validation}, func(s *nodule.Set) (paper.Scores, error) { return scores(ctx, e, n, s) })
	if err != nil {
		return nil, err
	}
	var all []results.Result
	for i, set := range sets.Tests {
		tested, err := scores(ctx, e, n, set)
		if err != nil {
			return nil, err
		}
		all = append(all, results.Result{
			Seed:          n.Seed,
			Row:           paper.Row{Scenario: j.Scenario.Number, Training: j.Scenario.Training, Test: j.Scenario.Tests[i], Loss: n.Loss},
			TrainAccuracy: own[0].Accuracy, ValidationAccuracy: own[1].Accuracy,
			Scores: tested,
		})
	}
	return all, nil
}

// Score compares a network's predictions on a set with the truth.
func Score(ctx context.Context, e train.Engine, w lenet.Weights, s *nodule.Set) (metrics.Confusion, error) {
	out, err := e.Forward(ctx, w, s)
	if err != nil {
		return metrics.Confusion{}, err
	}
	return metrics.Score(out.Predictions(), s.Malignant())
}

// scores are the scores of a network on a set.
func scores(ctx context.Context, e train.Engine, n train.Network, s *nodule.Set) (paper.Scores, error) {
	c, err := Score(ctx, e, n.Weights, s)
	if err != nil {
		return paper.Scores{}, err
	}
	return ScoresOf(c), nil
}

// ScoresOf are the three measures of Table 1 for the predictions on a test set.
func ScoresOf(c metrics.Confusion) paper.Scores {
	return paper.Scores{Accuracy: c.Accuracy().Value(), Sensitivity: c.Sensitivity().Value(), Specificity: c.Specificity().Value()}
}
