package baseline

import (
	"context"
	"fmt"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"
	"gonum.org/v1/gonum/floats"

	"nodulelab/lib"
	"nodulelab/lib/design"
	"nodulelab/lib/explain"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// Measure is [Fit] of the lab's plan. What it finds is remembered in the lab's store.
func Measure(ctx context.Context, l *lab.Lab) ([]Result, error) {
	code, err := lib.Sources("baseline", "explain", "metrics", "internal/slice")
	if err != nil {
		return nil, err
	}
	return lab.Remember(l, "baselines", code, l.Plan.Jobs(), func() ([]Result, error) { return Fit(ctx, l.Plan) })
}

// Fit fits every baseline with every penalty to the training set of each seed and scenario
// of a plan, whatever its losses, and tests it on the scenario's test sets. The penalty is
// chosen whose model has the least mean squared error on the validation set, the larger one
// of equals. The results come by seed, scenario, baseline, penalty and test.
func Fit(ctx context.Context, p lab.Plan) ([]Result, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	all := make([][]Result, len(p.Seeds))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, seed := range p.Seeds {
		group.Go(func() error {
			for _, s := range p.Scenarios {
				if err := ctx.Err(); err != nil {
					return err
				}
				own, err := fitScenario(p, s, seed)
				if err != nil {
					return fmt.Errorf("baseline: scenario %d, seed %d: %w", s.Number, seed, err)
				}
				all[i] = append(all[i], own...)
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return slices.Concat(all...), nil
}

// fitScenario fits all baselines to the sets of a scenario and a seed.
func fitScenario(p lab.Plan, s paper.Scenario, seed uint64) ([]Result, error) {
	sets, err := p.Draw(s, seed)
	if err != nil {
		return nil, err
	}
	all, err := slice.Try(explain.Descriptors(), func(d explain.Descriptor) ([]Result, error) {
		found, err := fitDescriptor(d, sets)
		for i := range found {
			found[i].Seed = seed
			found[i].Row = paper.Row{Scenario: s.Number, Training: s.Training, Test: s.Tests[i%len(s.Tests)], Loss: Name(d)}
		}
		return found, err
	})
	return slices.Concat(all...), err
}

// fitDescriptor fits the baseline of a descriptor with every penalty, and returns its
// results by penalty and test, without their seeds and rows.
func fitDescriptor(d explain.Descriptor, sets nodule.Sets) ([]Result, error) {
	described, err := slice.Try(append([]*nodule.Set{sets.Training, sets.Validation}, sets.Tests...), describe(d))
	if err != nil {
		return nil, err
	}
	penalties := explain.Penalties()
	models, err := explain.FitRidgePath(described[0].values, described[0].width, explain.Targets(described[0].malignant), penalties...)
	if err != nil {
		return nil, err
	}
	scored, err := slice.Try(described, func(d description) ([]score, error) { return d.scores(models) })
	if err != nil {
		return nil, err
	}
	training, validation, tests := scored[0], scored[1], scored[2:]
	chosen := 0
	for i := range penalties {
		if validation[i].miss <= validation[chosen].miss {
			chosen = i
		}
	}
	var all []Result
	for i, penalty := range penalties {
		for _, test := range tests {
			r := results.Result{TrainAccuracy: training[i].Accuracy, ValidationAccuracy: validation[i].Accuracy, Scores: test[i].Scores}
			all = append(all, Result{r, penalty, i == chosen})
		}
	}
	return all, nil
}

// description is a set as a descriptor sees it.
type description struct {
	values    []float32 // n×width
	width     int
	malignant []bool // n
}

func describe(d explain.Descriptor) func(*nodule.Set) (description, error) {
	return func(s *nodule.Set) (description, error) {
		values, width, err := d.Values(s)
		return description{values, width, s.Malignant()}, err
	}
}

// score is how a model classifies a set, malignant above 0, and its mean squared error.
type score struct {
	paper.Scores
	miss float64
}

// scores are those of models with each penalty.
func (d description) scores(models explain.RidgePath) ([]score, error) {
	all, err := models.Predict(d.values)
	if err != nil {
		return nil, err
	}
	targets := explain.Targets(d.malignant)
	return slice.Try(all, func(says []float64) (score, error) {
		c, err := metrics.Score(slice.Map(says, func(v float64) bool { return v > 0 }), d.malignant)
		distance := floats.Distance(says, targets, 2)
		return score{lab.ScoresOf(c), distance * distance / float64(len(says))}, err
	})
}

// FitSweep fits and tests the baselines of every cell of a sweep. Before each cell, report
// is told how many are done; it may be nil.
func FitSweep(ctx context.Context, s design.Sweep, report func(done int)) (Swept, error) {
	if err := s.Validate(); err != nil {
		return Swept{}, err
	}
	found := Swept{Sweep: s}
	for i, c := range s.Cells {
		if report != nil {
			report(i)
		}
		own, err := Fit(ctx, c.Plan)
		if err != nil {
			return Swept{}, fmt.Errorf("baseline: cell %d (%s): %w", i, c.Short(), err)
		}
		for _, r := range own {
			if r.Chosen {
				found.Results = append(found.Results, CellResult{i, r})
			}
		}
	}
	return found, nil
}
