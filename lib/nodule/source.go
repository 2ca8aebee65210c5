package nodule

import (
	"fmt"
	"math"
	"slices"
)

// Sets are the sets of one seed.
type Sets struct {
	Training, Validation *Set
	Tests                []*Set
}

// Source makes the sets of a seed. Seeds start at 1. Equal seeds give equal sets.
type Source func(seed uint64) (Sets, error)

// Source returns the source that draws [Config.TrainingSets] of a training distribution and
// [Config.TestSet] of each test distribution. Its errors are those of [Config.Draw].
func (c Config) Source(training Distribution, tests ...Distribution) Source {
	return func(seed uint64) (sets Sets, err error) {
		if sets.Training, sets.Validation, err = c.TrainingSets(seed, training); err != nil {
			return Sets{}, err
		}
		for _, d := range tests {
			s, err := c.TestSet(seed, d)
			if err != nil {
				return Sets{}, err
			}
			sets.Tests = append(sets.Tests, s)
		}
		return sets, nil
	}
}

// trainingShare is the share of a set that trains; the rest validates (section 2.1).
const trainingShare = .85

// Fixed returns a source of your own sets. Each seed divides the training set at random
// into 85 % that train and the rest, at least 2, that validate, as [Config.TrainingSets]
// does; the test sets are the same for every seed, not copied. The source returns an error
// if the training set has fewer than 4 samples or a test set none, if a set is not whole
// ([Set.Check]), if their sides differ, or if the seed is 0.
func Fixed(training *Set, tests ...*Set) Source {
	return func(seed uint64) (Sets, error) {
		if seed == 0 {
			return Sets{}, errSeed
		}
		if err := checkFixed(training, tests); err != nil {
			return Sets{}, err
		}
		n := training.Len()
		train, validate := training.split(seed, min(int(math.Round(trainingShare*float64(n))), n-2))
		return Sets{train, validate, slices.Clone(tests)}, nil
	}
}

func checkFixed(training *Set, tests []*Set) error {
	for i, s := range append([]*Set{training}, tests...) {
		if err := s.Check(); err != nil {
			return err
		}
		least := 1
		if i == 0 {
			least = 4
		}
		if s.Len() < least {
			return fmt.Errorf("nodule: the set %q has %d samples: want at least %d", s.Distribution.Label(), s.Len(), least)
		}
		if s.Side != training.Side {
			return fmt.Errorf("nodule: the set %q has images of side %d, the training set of side %d: want one side", s.Distribution.Label(), s.Side, training.Side)
		}
	}
	return nil
}
