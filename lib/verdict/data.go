package verdict

import (
	"fmt"
	"math"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
)

func dataClaims() []statement {
	return []statement{
		{calibrated(claim("1", "The whole-image average intensity is 110 for malignant and 114 for benign samples at D(150,150), and 117 for both at D(180,160).", "sections 3 and 4"), "the background and both areas were solved from these means"), wholeImageMeans},
		{calibrated(claim("2", "For the training set, all metrics have a value of 1.00.", "Table 1"), "the learning rate of stage 2 was chosen so that networks learn their training set"), trainingAccuracy},
	}
}

// calibrated marks a claim that a choice of ours was made to meet.
func calibrated(c Claim, why string) Claim {
	c.Calibrated = why
	return c
}

func wholeImageMeans(e Evidence) ([]Comparison, error) {
	for _, s := range e.Sets {
		if err := s.Check(); err != nil {
			return nil, err
		}
	}
	return slice.Map(paper.Means(), func(m paper.Mean) Comparison {
		own := slice.Filter(e.Sets, func(s *nodule.Set) bool { return s.Distribution == m.Distribution })
		means := slice.Map(own, func(s *nodule.Set) float64 { return s.WholeImageMean(m.Class) })
		return compare(fmt.Sprintf("the %s mean of D(%s)", m.Class, m.Distribution), means, Tolerance{m.Grey, greyLevels})
	}), nil
}

// trainingAccuracy counts networks, each once: partly, if most but not all have 1.00,
// by Wilson's interval of their share.
func trainingAccuracy(e Evidence) ([]Comparison, error) {
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
		return []Comparison{unmeasured("the training accuracy", 0)}, nil
	}
	share.Total = len(seen)
	text := fmt.Sprintf("the training accuracy is 1.00 in %d of %d networks", share.Hits, share.Total)
	mean := metrics.Estimate{N: len(seeds), Mean: share.Value(), SD: math.NaN(), Interval: share.Wilson()}
	return []Comparison{{What: "the share of networks with a training accuracy of 1.00", Estimate: mean, Outcome: everywhere(share), text: text}}, nil
}

// everywhere is the outcome of the statement that something is true of all.
func everywhere(share metrics.Proportion) Outcome {
	if share.Hits == share.Total {
		return Holds
	}
	return Above(chance).Judge(share.Wilson()).inPart()
}
