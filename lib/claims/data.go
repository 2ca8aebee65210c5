package claims

import (
	"fmt"

	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/study"
)

// paperMean is a whole-image mean of section 4.
type paperMean struct {
	distribution nodule.Distribution
	class        nodule.Class
	grey         float64
}

// paperMeans are the four that the paper states.
var paperMeans = []paperMean{
	{nodule.D(150, 150), nodule.Malignant, 110}, {nodule.D(150, 150), nodule.Benign, 114},
	{nodule.D(180, 160), nodule.Malignant, 117}, {nodule.D(180, 160), nodule.Benign, 117},
}

func dataTests() []test {
	return []test{
		{Claim{"1", "The whole-image average intensity is 110 for malignant and 114 for benign samples at D(150,150), and 117 for both at D(180,160).", "sections 3 and 4"}, wholeImageMeans, combine},
		{Claim{"2", "For the training set, all metrics have a value of 1.00.", "Table 1"}, trainingAccuracy, combine},
	}
}

func wholeImageMeans(e Evidence) ([]finding, error) {
	var all []finding
	for _, m := range paperMeans {
		var values []float64
		for _, s := range e.Sets {
			if s.Distribution == m.distribution {
				values = append(values, s.WholeImageMean(m.class))
			}
		}
		mean := metrics.EstimateMean(values)
		what := fmt.Sprintf("the %s mean of D(%s)", m.class, m.distribution)
		all = append(all, measured(what, mean, within(mean, m.grey, greyLevels), fmt.Sprintf(", the paper's %.0f", m.grey)))
	}
	return all, nil
}

// within is the outcome of the claim that a mean lies at a value, to a tolerance.
func within(e metrics.Estimate, value, tolerance float64) Outcome {
	high, low := below(e, value+tolerance), above(e, value-tolerance)
	if high == NotReproduced || low == NotReproduced {
		return NotReproduced
	}
	return min(high, low) // undecided, unless both are reproduced
}

// trainingAccuracy counts networks: partly, if most but not all have 1.00, by
// Wilson's interval of their share.
func trainingAccuracy(e Evidence) ([]finding, error) {
	type network struct {
		seed     uint64
		scenario int
		loss     loss.Name
	}
	seen, seeds := map[network]bool{}, map[uint64]bool{}
	var share metrics.Proportion
	for _, r := range e.Results {
		n := network{r.Seed, r.Scenario, r.Loss}
		if !seen[n] && r.TrainAccuracy >= perfect {
			share.Hits++
		}
		seen[n], seeds[r.Seed] = true, true
	}
	if len(seen) == 0 {
		return []finding{{text: "the training accuracy was not measured"}}, nil
	}
	share.Total = len(seen)
	text := fmt.Sprintf("the training accuracy is 1.00 in %d of %d networks", share.Hits, share.Total)
	return []finding{{everywhere(share), len(seeds), text}}, nil
}

func everywhere(share metrics.Proportion) Outcome {
	low, high := share.Wilson()
	switch {
	case share.Hits == share.Total:
		return Reproduced
	case low > chance:
		return Partly
	case high < chance:
		return NotReproduced
	}
	return Undecided
}

// TrainingSets draws the sets of claim 1 for every seed of a plan.
func TrainingSets(p study.Plan) ([]*nodule.Set, error) {
	var sets []*nodule.Set
	for _, seed := range p.Seeds {
		for _, d := range []nodule.Distribution{paperMeans[0].distribution, paperMeans[2].distribution} {
			s, _, err := p.Config.TrainingSets(seed, d)
			if err != nil {
				return nil, err
			}
			sets = append(sets, s)
		}
	}
	return sets, nil
}
