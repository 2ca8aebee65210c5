package verdict

import (
	"fmt"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
)

func dataClaims() []statement {
	return []statement{
		{Claim{"1", "The whole-image average intensity is 110 for malignant and 114 for benign samples at D(150,150), and 117 for both at D(180,160).", "sections 3 and 4"}, wholeImageMeans, Together},
		{Claim{"2", "For the training set, all metrics have a value of 1.00.", "Table 1"}, trainingAccuracy, Together},
	}
}

func wholeImageMeans(e Evidence) ([]part, error) {
	for _, s := range e.Sets {
		if err := s.Check(); err != nil {
			return nil, err
		}
	}
	return slice.Map(paper.Means(), func(m paper.Mean) part {
		own := slice.Filter(e.Sets, func(s *nodule.Set) bool { return s.Distribution == m.Distribution })
		mean := metrics.EstimateMean(slice.Map(own, func(s *nodule.Set) float64 { return s.WholeImageMean(m.Class) }))
		what := fmt.Sprintf("the %s mean of D(%s)", m.Class, m.Distribution)
		return measured(what, mean, within(mean.Interval, m.Grey, greyLevels), fmt.Sprintf(", the paper's %.0f", m.Grey))
	}), nil
}

// trainingAccuracy counts networks, each once: partly, if most but not all have 1.00,
// by Wilson's interval of their share.
func trainingAccuracy(e Evidence) ([]part, error) {
	type network struct {
		seed     uint64
		scenario int
		loss     loss.Name
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
		return []part{{text: "the training accuracy was not measured"}}, nil
	}
	share.Total = len(seen)
	text := fmt.Sprintf("the training accuracy is 1.00 in %d of %d networks", share.Hits, share.Total)
	return []part{{everywhere(share), len(seeds), text}}, nil
}

// everywhere is the outcome of the statement that something is true of all.
func everywhere(share metrics.Proportion) Outcome {
	if share.Hits == share.Total {
		return Holds
	}
	return Above(chance).Judge(share.Wilson()).inPart()
}
