package verdict

import (
	"fmt"

	"nodulelab/lib/explain"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
	"nodulelab/lib/probe"
)

func saliencyClaims() []statement {
	return []statement{
		{Claim{"8a", "The activations are spread out across the whole image (CE, scenario 1).", "Fig. 3a"}, spreads(ce1), Together},
		{Claim{"8b", "The activations are spread out across the whole image (contrastive, scenario 1).", "Fig. 3b"}, spreads(contrastive1), Together},
		{Claim{"8c", "The activations are strong around the border of the shape, the background activations a bit lower compared to (a).", "Fig. 3c"}, onTheBorder, Together},
		{Claim{"8d", "The activations are at their highest within the shape.", "Fig. 3d"}, insideTheShape, Together},
	}
}

func spreads(g probe.Group) func(Evidence) ([]part, error) {
	return func(e Evidence) ([]part, error) {
		return []part{compare("the density outside the shape, 1 if even,", probe.Estimate(e.Maps, g, outside), Above(spread))}, nil
	}
}

func onTheBorder(e Evidence) ([]part, error) {
	less, err := paired(e.Maps, ce2, ce1, outside)
	highest := peaks(e, ce2, "on the border", func(d explain.Density) float64 { return d.Border - max(d.Inside, d.Outside) })
	return []part{highest, measured("the density outside less that of (a), by seed,", less, Below(0).Judge(less.Interval), ", to lie below 0")}, err
}

func insideTheShape(e Evidence) ([]part, error) {
	return []part{peaks(e, contrastive2, "inside the shape", func(d explain.Density) float64 { return d.Inside - max(d.Border, d.Outside) })}, nil
}

// peaks judges that the density of a region is the highest: its lead over the next
// one, and in how many seeds it leads.
func peaks(e Evidence, g probe.Group, where string, lead func(explain.Density) float64) part {
	values := probe.Values(e.Maps, g, func(m probe.Map) float64 { return lead(m.Density) })
	leads := slice.Filter(values, func(v float64) bool { return v > 0 })
	estimate := metrics.EstimateMean(values)
	what := fmt.Sprintf("the lead of the density %s over the next highest", where)
	return measured(what, estimate, Above(0).Judge(estimate.Interval), fmt.Sprintf(", the highest in %d of %d seeds", len(leads), estimate.N))
}

func inside(m probe.Map) float64  { return m.Density.Inside }
func outside(m probe.Map) float64 { return m.Density.Outside }
