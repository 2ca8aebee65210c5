package verdict

import (
	"fmt"

	"nodulelab/lib/metrics"
)

// Part is one comparison by which a statement is judged: a mean over seeds, and
// the bound that it has to lie above, or below.
type Part struct {
	What     string // as the subject of a sentence: "the share that the mask flips"
	Estimate metrics.Estimate
	Bound    float64
	Below    bool
}

// Conclude judges a statement by its parts, as [Judge] judges the paper's claims:
// by whole intervals, over at least as many seeds. It wants one part or more.
func Conclude(c Claim, parts ...Part) (Verdict, error) {
	if len(parts) == 0 {
		return Verdict{}, fmt.Errorf("verdict: statement %s has no part to be judged by", c.Number)
	}
	var findings []finding
	for _, p := range parts {
		o, side := above(p.Estimate, p.Bound), "above"
		if p.Below {
			o, side = below(p.Estimate, p.Bound), "below"
		}
		findings = append(findings, measured(p.What, p.Estimate, o, signed(", to lie "+side+" %.2f", p.Bound)))
	}
	return conclude(c, combine(outcomes(findings)), findings), nil
}
