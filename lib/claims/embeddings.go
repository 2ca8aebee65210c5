package claims

import (
	"fmt"

	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
)

// group are the networks of one scenario and loss: a panel of Figs. 2 and 3.
type group struct {
	scenario int
	loss     loss.Name
}

// The panels, as the paper letters them.
var (
	panelA = group{1, loss.CE}
	panelB = group{1, loss.Contrast}
	panelC = group{2, loss.CE}
	panelD = group{2, loss.Contrast}
)

func (g group) String() string { return fmt.Sprintf("scenario %d, %s", g.scenario, g.loss) }

// of returns the measurements of the group's networks.
func (g group) of(all []Measurement) []Measurement {
	var own []Measurement
	for _, m := range all {
		if m.Scenario == g.scenario && m.Loss == g.loss {
			own = append(own, m)
		}
	}
	return own
}

// estimate is the mean of a value over the group's networks.
func (g group) estimate(all []Measurement, value func(Measurement) float64) metrics.Estimate {
	var values []float64
	for _, m := range g.of(all) {
		values = append(values, value(m))
	}
	return metrics.EstimateMean(values)
}

func embeddingTests() []test {
	opposite1, opposite2 := nodule.D(170, 130), nodule.D(150, 190)
	stray := func(g group, d nodule.Distribution, classes ...nodule.Class) func(Evidence) ([]finding, error) {
		return func(e Evidence) ([]finding, error) { return nearerOther(g, e, d, classes), nil }
	}
	return []test{
		{Claim{"7a", "Benign samples of Dte(170,130) are closer to the malignant cluster of Dtr(150,150).", "Fig. 2a"},
			stray(panelA, opposite1, nodule.Benign), combine},
		{Claim{"7b", "The same is happening, but the malignant samples are also closer to the benign cluster.", "Fig. 2b"},
			stray(panelB, opposite1, nodule.Benign, nodule.Malignant), combine},
		{Claim{"7c", "The projections of both test sets retain the spatial location of the training set.", "Fig. 2c"},
			stays(nodule.D(150, 190), nodule.D(190, 150)), combine},
		{Claim{"7d", "Both benign and malignant samples of Dte(150,190) are close to the opposite cluster of Dtr(180,160).", "Fig. 2d"},
			stray(panelD, opposite2, nodule.Benign, nodule.Malignant), combine},
	}
}

// nearerOther judges that most embeddings of each class lie nearer the training
// centroid of the other.
func nearerOther(g group, e Evidence, d nodule.Distribution, classes []nodule.Class) []finding {
	var all []finding
	for _, class := range classes {
		share := strayedShare(g, e, d, class)
		what := fmt.Sprintf("the share of %s D(%s) nearer the other cluster", class, d)
		all = append(all, measured(what, share, above(share, chance), fmt.Sprintf(", to lie above %.2f", chance)))
	}
	return all
}

// stays judges that the clusters of test sets stay, in panel c.
func stays(tests ...nodule.Distribution) func(Evidence) ([]finding, error) {
	return func(e Evidence) ([]finding, error) {
		var all []finding
		for _, d := range tests {
			for _, class := range []nodule.Class{nodule.Malignant, nodule.Benign} {
				share := strayedShare(panelC, e, d, class)
				what := fmt.Sprintf("the share of %s D(%s) nearer the other cluster", class, d)
				all = append(all, measured(what, share, stay(share), fmt.Sprintf(", to stay at %.2f or less", staying)))
			}
		}
		return all, nil
	}
}

// stay is the outcome of the claim that a cluster stays: partly, if most of it does.
func stay(e metrics.Estimate) Outcome {
	switch {
	case e.High <= staying:
		return Reproduced
	case e.High < chance:
		return Partly
	case e.Low > chance:
		return NotReproduced
	}
	return Undecided
}

func strayedShare(g group, e Evidence, d nodule.Distribution, class nodule.Class) metrics.Estimate {
	var values []float64
	for _, m := range g.of(e.Measurements) {
		for _, s := range m.Strayed {
			if s.Test == d {
				values = append(values, map[nodule.Class]float64{nodule.Malignant: s.Malignant, nodule.Benign: s.Benign}[class])
			}
		}
	}
	return metrics.EstimateMean(values)
}
