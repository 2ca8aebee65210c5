package claims

import (
	"fmt"

	"nodulelab/lib/lab"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/train"
)

func dataTests() []test {
	return []test{
		{Claim{"1", "The whole-image average intensity is 110 for malignant and 114 for benign samples at D(150,150), and 117 for both at D(180,160).", "sections 3 and 4"}, wholeImageMeans, combine},
		{Claim{"2", "For the training set, all metrics have a value of 1.00.", "Table 1"}, trainingAccuracy, combine},
	}
}

func wholeImageMeans(e Evidence) ([]finding, error) {
	var all []finding
	for _, m := range paper.Means() {
		var values []float64
		for _, s := range e.Sets {
			if s.Distribution == m.Distribution {
				values = append(values, s.WholeImageMean(m.Class))
			}
		}
		mean := metrics.EstimateMean(values)
		what := fmt.Sprintf("the %s mean of D(%s)", m.Class, m.Distribution)
		all = append(all, measured(what, mean, within(mean, m.Grey, greyLevels), fmt.Sprintf(", the paper's %.0f", m.Grey)))
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
		loss     train.Loss
	}
	seen, seeds := map[network]bool{}, map[uint64]bool{}
	var share metrics.Proportion
	for _, r := range e.Results {
		n := network{r.Seed, r.Scenario, r.Loss}
		if !seen[n] && r.Perfect() {
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
func TrainingSets(p lab.Plan) ([]*nodule.Set, error) {
	means := paper.Means()
	var sets []*nodule.Set
	for _, seed := range p.Seeds {
		for _, m := range []paper.Mean{means[0], means[2]} {
			s, _, err := p.Config.TrainingSets(seed, m.Distribution)
			if err != nil {
				return nil, err
			}
			sets = append(sets, s)
		}
	}
	return sets, nil
}
