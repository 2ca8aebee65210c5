package transfer

import (
	"fmt"
	"slices"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
)

// Outcome is what one network or baseline does: how many of the training and of the
// validation set it gets right, and every decision on the scenario's test sets.
type Outcome struct {
	Job
	Training, Validation metrics.Proportion
	Tests                []Decisions
	Refitted             []Decisions // of the last layer fitted anew; nil except for networks of scenario 2
}

// Decisions tells of each image of a test set whether the decision is right. Benign and
// malignant images take turns, beginning with benign.
type Decisions []bool

// Accuracy is the share of right decisions.
func (d Decisions) Accuracy() float64 { return metrics.Count(d).Value() }

// Of are the decisions on the images of one class.
func (d Decisions) Of(class nodule.Class) Decisions {
	var own Decisions
	for i := int(class); i < len(d); i += 2 {
		own = append(own, d[i])
	}
	return own
}

// decisions compares what is said of a set with the truth.
func decisions(malignant []bool, s *nodule.Set) Decisions {
	d := make(Decisions, len(malignant))
	for i, m := range malignant {
		d[i] = m == (s.Classes[i] == nodule.Malignant)
	}
	return d
}

// outcomeOf is the outcome of what is said of the training set, the validation set and the
// tests.
func outcomeOf(j Job, sets nodule.Sets, says [][]bool) Outcome {
	o := Outcome{Job: j}
	o.Training = metrics.Count(decisions(says[0], sets.Training))
	o.Validation = metrics.Count(decisions(says[1], sets.Validation))
	for i, s := range sets.Tests {
		o.Tests = append(o.Tests, decisions(says[2+i], s))
	}
	return o
}

// Accuracies are those of a loss or a baseline on a test of a scenario of a cell, by seed.
// It is an error if there are none.
func (f Found) Accuracies(c Cell, scenario int, by loss.Name, test int) (metrics.Sample[float64], error) {
	return f.sample(c, scenario, by, test, tested)
}

// Refitted are the accuracies of a loss on a test of scenario 2 of a cell, by seed, with a
// last layer that was fitted anew. It is an error if there are none.
func (f Found) Refitted(c Cell, by loss.Name, test int) (metrics.Sample[float64], error) {
	return f.sample(c, 2, by, test, func(o Outcome) []Decisions { return o.Refitted })
}

// tested are an outcome's decisions as the network makes them.
func tested(o Outcome) []Decisions { return o.Tests }

// sample are the accuracies of some decisions on a test, by seed.
func (f Found) sample(c Cell, scenario int, by loss.Name, test int, decisions func(Outcome) []Decisions) (metrics.Sample[float64], error) {
	own, err := f.of(c, scenario, by, test, decisions)
	name := fmt.Sprintf("%s, scenario %d, %s", c, scenario, by)
	return metrics.Collect(name, own, func(o Outcome) (uint64, float64) { return o.Seed, decisions(o)[test].Accuracy() }), err
}

// of are the outcomes of a loss or a baseline in a scenario of a cell that have decisions on
// a test.
func (f Found) of(c Cell, scenario int, by loss.Name, test int, decisions func(Outcome) []Decisions) ([]Outcome, error) {
	cell := slices.IndexFunc(f.Study.Cells, func(own Cell) bool { return own.String() == c.String() })
	own := slice.Filter(f.Outcomes, func(o Outcome) bool {
		return o.Cell == cell && o.Scenario == scenario && o.By == by && test < len(decisions(o))
	})
	if len(own) == 0 {
		return nil, fmt.Errorf("transfer: %s has no outcome of scenario %d, %s, test %d", c, scenario, by, test)
	}
	return own, nil
}
