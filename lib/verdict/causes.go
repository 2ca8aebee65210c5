package verdict

import (
	"fmt"

	"nodulelab/lib/metrics"
)

func causeTests() []test {
	return []test{
		{Claim{"9a", "The CNN that was trained with CE must be capturing the shape information itself.", "section 4, scenario 2"}, usesShape, cause},
		{Claim{"9b", "The CNN trained with the contrastive loss distinguishes samples by the average intensity of the pixels of the shape itself.", "section 4, scenario 2"}, usesIntensity, cause},
	}
}

// usesShape and usesIntensity judge whether the one feature alone flips most
// decisions, and whether it flips more than the other alone in the same network.
func usesShape(e Evidence) ([]finding, error) {
	return flipFindings(panelC, e, "the mask", "the intensity",
		func(f Flipped) (float64, float64) { return f.Shape, f.Intensity }), nil
}

func usesIntensity(e Evidence) ([]finding, error) {
	return flipFindings(panelD, e, "the intensity", "the mask",
		func(f Flipped) (float64, float64) { return f.Intensity, f.Shape }), nil
}

func flipFindings(g group, e Evidence, used, other string, flips func(f Flipped) (used, other float64)) []finding {
	of := func(value func(a, b float64) float64) metrics.Estimate {
		return g.estimate(e.Measurements, func(m Measurement) float64 { return value(flips(m.Flips)) })
	}
	share, lead := of(func(a, _ float64) float64 { return a }), of(func(a, b float64) float64 { return a - b })
	return []finding{
		measured(fmt.Sprintf("the share of decisions that %s alone flips", used), share, above(share, chance), fmt.Sprintf(", to lie above %.2f", chance)),
		measured(fmt.Sprintf("its lead by seed over the share that %s alone flips", other), lead, above(lead, 0), ", to lie above 0"),
	}
}

// cause is the outcome of the lead; a feature that leads, but does not flip most
// decisions, is used in part.
func cause(parts []Outcome) Outcome {
	if parts[1] == Holds && parts[0] != Holds {
		return Partly
	}
	return parts[1]
}
