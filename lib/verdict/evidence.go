package verdict

import (
	"context"

	"nodulelab/lib/design"
	"nodulelab/lib/lab"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/probe"
	"nodulelab/lib/results"
)

// Evidence is what statements are judged by. What is missing leaves its statements
// undecided.
type Evidence struct {
	Sets    []*nodule.Set    // training sets of scenarios 1 and 2, one a seed: claim 1
	Results []results.Result // claims 2 to 6, with the stored seeds that follow on the plan's

	Strayed    []probe.Strayed   // claim 7
	Maps       []probe.Map       // claim 8, D10
	Flips      []probe.Flips     // claim 9, D6, D7
	Conflicts  []probe.Conflict  // D1 to D3, D6, D7, D9
	Factorials []probe.Factorial // D1, D2, D4, D6, D7
	Readouts   []probe.Readout   // D4, D5, D8
}

// Gather gathers what [Judge] needs of a lab's plan, and adds the stored results of
// [design.Further]. Networks that its store lacks are trained.
func Gather(ctx context.Context, l *lab.Lab) (Evidence, error) {
	e, err := gatherOwn(ctx, l)
	if err != nil {
		return Evidence{}, err
	}
	e.Results, err = design.Further(l.Plan, e.Results)
	return e, err
}

// gatherOwn gathers what a lab's plan alone has for [Judge].
func gatherOwn(ctx context.Context, l *lab.Lab) (e Evidence, err error) {
	if e.Results, err = l.Results(ctx); err != nil {
		return Evidence{}, err
	}
	if e.Sets, err = TrainingSets(l.Plan); err != nil {
		return Evidence{}, err
	}
	if e.Strayed, err = probe.MeasureStrayed(ctx, l); err != nil {
		return Evidence{}, err
	}
	if e.Maps, err = probe.MeasureMaps(ctx, l); err != nil {
		return Evidence{}, err
	}
	e.Flips, err = probe.MeasureFlips(ctx, l)
	return e, err
}

// GatherDiscussion gathers what [JudgeDiscussion] needs of a lab's plan. Networks that
// its store lacks are trained.
func GatherDiscussion(ctx context.Context, l *lab.Lab) (e Evidence, err error) {
	if e.Readouts, err = probe.MeasureReadouts(ctx, l); err != nil {
		return Evidence{}, err
	}
	if e.Flips, err = probe.MeasureFlips(ctx, l); err != nil {
		return Evidence{}, err
	}
	if e.Conflicts, err = probe.MeasureConflicts(ctx, l); err != nil {
		return Evidence{}, err
	}
	if e.Factorials, err = probe.MeasureFactorials(ctx, l); err != nil {
		return Evidence{}, err
	}
	e.Maps, err = probe.MeasureMaps(ctx, l)
	return e, err
}

// TrainingSets draws the sets of claim 1 for every seed of a plan.
func TrainingSets(p lab.Plan) ([]*nodule.Set, error) {
	var sets []*nodule.Set
	for _, seed := range p.Seeds {
		for _, s := range paper.Scenarios()[:2] {
			set, _, err := p.Config.TrainingSets(seed, s.Training)
			if err != nil {
				return nil, err
			}
			sets = append(sets, set)
		}
	}
	return sets, nil
}

// The groups of networks behind panels a to d of Figs. 2 and 3.
var (
	ce1          = probe.Trained(1, loss.CE)
	contrastive1 = probe.Trained(1, loss.Contrast)
	ce2          = probe.Trained(2, loss.CE)
	contrastive2 = probe.Trained(2, loss.Contrast)
)

// untrained is the group of the networks that a group started from.
func untrained(g probe.Group) probe.Group {
	return probe.Group{Scenario: g.Scenario, Network: probe.Untrained}
}

// differences returns a number of the networks of one group less the same number of
// another group's, seed by seed: none if a group was not measured at all. A seed that
// one of the groups lacks is an error.
func differences[T probe.Measured](all []T, a, b probe.Group, value func(T) float64) ([]float64, error) {
	if len(probe.Values(all, a, value)) == 0 || len(probe.Values(all, b, value)) == 0 {
		return nil, nil
	}
	return probe.Differences(all, a, b, value)
}
