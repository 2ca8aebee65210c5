package verdict

import (
	"fmt"

	"nodulelab/lib/probe"
)

func causeClaims() []statement {
	return []statement{
		{claim("9a", "The CNN that was trained with CE must be capturing the shape information itself.", "section 4, scenario 2"),
			flips(ce2, "the mask, its area held,", byShapeAlone, "the intensity", byIntensity)},
		{claim("9b", "The CNN trained with the contrastive loss distinguishes samples by the average intensity of the pixels of the shape itself.", "section 4, scenario 2"),
			flips(contrastive2, "the intensity", byIntensity, "the mask with its area", byShape)},
	}
}

// flips judges that a feature alone flips most decisions, and that it flips more than
// another feature alone in the same network.
func flips(g probe.Group, used string, usedFlips func(probe.Flips) float64, other string, otherFlips func(probe.Flips) float64) func(Evidence) ([]Comparison, error) {
	return func(e Evidence) ([]Comparison, error) {
		lead := probe.Values(e.Flips, g, func(f probe.Flips) float64 { return usedFlips(f) - otherFlips(f) })
		return []Comparison{
			compare(fmt.Sprintf("the share of decisions that %s alone flips", used), probe.Values(e.Flips, g, usedFlips), Above(chance)),
			compare(fmt.Sprintf("its lead by seed over the share that %s alone flips", other), lead, Above(Same)),
		}, nil
	}
}

func byShape(f probe.Flips) float64      { return f.Shape }
func byShapeAlone(f probe.Flips) float64 { return f.ShapeAreaHeld }
func byIntensity(f probe.Flips) float64  { return f.Intensity }
