package verdict

import (
	"fmt"
	"math"

	"nodulelab/lib/baseline"
	"nodulelab/lib/design"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/results"
)

// BaselineConclusions are the [Conclusions] with a baseline in the place of a loss: in the
// premise, in the first and in the third one in the place of every loss, in the second in
// the place of the contrastive loss, with cross-entropy as it is. Their bounds are the same.
func BaselineConclusions(name loss.Name) []Conclusion {
	opposite1, opposite2 := nodule.D(170, 130), nodule.D(150, 190)
	all := Conclusions()
	all[0].Statistic = "the lowest training accuracy of the baseline in the three scenarios"
	all[0].of = func(s seed) float64 { return s.of(name).learned() }
	all[1].Name, all[1].Statistic = "1: it fails", "its accuracy on D(170,130)"
	all[1].of = func(s seed) float64 { return s.on(name, 1, opposite1) }
	all[2].Name, all[2].Statistic = "2: cross-entropy is ahead", "accuracy on D(150,190), CE less the baseline"
	all[2].of = func(s seed) float64 { return s.on(loss.CE, 2, opposite2) - s.on(name, 2, opposite2) }
	all[3].Name, all[3].Statistic = "3: ten grey levels matter", "its accuracy on D(150,190), scenario 2 less scenario 3"
	all[3].of = func(s seed) float64 { return s.on(name, 2, opposite2) - s.on(name, 3, opposite2) }
	return all
}

// of are the results of one loss or baseline.
func (s seed) of(name loss.Name) seed {
	return slice.Filter(s, func(r results.Result) bool { return r.Loss == name })
}

// on is the accuracy of a loss or a baseline on a test of a scenario; NaN if there is none.
func (s seed) on(name loss.Name, scenario int, test nodule.Distribution) float64 {
	for _, r := range s {
		if r.Loss == name && r.Scenario == scenario && r.Test == test {
			return r.Accuracy
		}
	}
	return math.NaN()
}

// BaselineResponses are the [Responses] of the conclusions with a baseline in the place of a
// loss, to the factors of a sweep of baselines: of each level the baseline's results, and
// those of networks from a sweep that has the level too, of the seeds that both have. A
// level or a seed that the networks lack altogether is an error.
func BaselineResponses(networks design.Swept, baselines baseline.Swept, name loss.Name) ([]FactorResponse, error) {
	if err := baselines.Validate(); err != nil {
		return nil, err
	}
	conclusions := BaselineConclusions(name)
	return slice.Try(baselines.Sweep.Factors, func(f design.Factor) (r FactorResponse, err error) {
		r = FactorResponse{Factor: f, Default: f.Default(baselines.Sweep.Base), Conclusions: conclusions}
		r.Levels, err = slice.Try(f.Levels, func(l design.Level) (LevelResponse, error) {
			setting := design.Setting{Factor: f.Name, Level: l.Label}
			own, err := baselines.Sweep.CellWith(setting)
			if err != nil {
				return LevelResponse{}, err
			}
			other, err := networks.Sweep.CellWith(setting)
			if err != nil {
				return LevelResponse{}, fmt.Errorf("verdict: networks beside the baselines: %w", err)
			}
			both := sameSeeds(baselines.OfCell(own), networks.OfCell(other))
			if len(both) == 0 {
				return LevelResponse{}, fmt.Errorf("verdict: networks and baselines have no seed in common at %s", setting)
			}
			return atLevel(conclusions, l.Label, 1, both), nil
		})
		return r, err
	})
}

// sameSeeds joins two lists of results, without the seeds that one of them lacks.
func sameSeeds(a, b []results.Result) []results.Result {
	in := func(all []results.Result) map[uint64]bool {
		seeds := map[uint64]bool{}
		for _, r := range all {
			seeds[r.Seed] = true
		}
		return seeds
	}
	inA, inB := in(a), in(b)
	return slice.Filter(append(a, b...), func(r results.Result) bool { return inA[r.Seed] && inB[r.Seed] })
}
