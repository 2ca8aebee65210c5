package verdict

import (
	"fmt"

	"nodulelab/lib/probe"
)

func causeClaims() []statement {
	return []statement{
		{Claim{"9a", "The CNN that was trained with CE must be capturing the shape information itself.", "section 4, scenario 2"},
			flips(ce2, "the mask", byShape, "the intensity", byIntensity), cause},
		{Claim{"9b", "The CNN trained with the contrastive loss distinguishes samples by the average intensity of the pixels of the shape itself.", "section 4, scenario 2"},
			flips(contrastive2, "the intensity", byIntensity, "the mask", byShape), cause},
	}
}

// flips judges that a feature alone flips most decisions, and that it flips more than
// another feature alone in the same network.
func flips(g probe.Group, used string, usedFlips func(probe.Flips) float64, other string, otherFlips func(probe.Flips) float64) func(Evidence) ([]part, error) {
	return func(e Evidence) ([]part, error) {
		lead := probe.Estimate(e.Flips, g, func(f probe.Flips) float64 { return usedFlips(f) - otherFlips(f) })
		return []part{
			compare(fmt.Sprintf("the share of decisions that %s alone flips", used), probe.Estimate(e.Flips, g, usedFlips), Above(chance)),
			measured(fmt.Sprintf("its lead by seed over the share that %s alone flips", other), lead, Above(0).Judge(lead.Interval), ", to lie above 0"),
		}, nil
	}
}

func byShape(f probe.Flips) float64     { return f.Shape }
func byIntensity(f probe.Flips) float64 { return f.Intensity }

// cause is the outcome of the lead; a feature that leads, but does not flip most
// decisions, is used in part.
func cause(parts ...Outcome) Outcome {
	if parts[1] == Holds && parts[0] != Holds {
		return Partly
	}
	return parts[1]
}
