package verdict

import (
	"fmt"

	"nodulelab/lib/explain"
	"nodulelab/lib/metrics"
)

func saliencyTests() []test {
	return []test{
		{Claim{"8a", "The activations are spread out across the whole image (CE, scenario 1).", "Fig. 3a"}, spreads(panelA), combine},
		{Claim{"8b", "The activations are spread out across the whole image (contrastive, scenario 1).", "Fig. 3b"}, spreads(panelB), combine},
		{Claim{"8c", "The activations are strong around the border of the shape, the background activations a bit lower compared to (a).", "Fig. 3c"}, onTheBorder, combine},
		{Claim{"8d", "The activations are at their highest within the shape.", "Fig. 3d"}, insideTheShape, combine},
	}
}

func spreads(g group) func(Evidence) ([]finding, error) {
	return func(e Evidence) ([]finding, error) {
		outside := g.estimate(e.Measurements, func(m Measurement) float64 { return m.Density.Outside })
		return []finding{measured("the density outside the shape, 1 if even,", outside, above(outside, spread), fmt.Sprintf(", to lie above %.2f", spread))}, nil
	}
}

func onTheBorder(e Evidence) ([]finding, error) {
	d, err := lessOutside(panelC, panelA, e.Measurements)
	highest := peaks(panelC, e, "on the border", func(d explain.Density) float64 { return d.Border - max(d.Inside, d.Outside) })
	return []finding{highest, measured("the density outside less that of (a), by seed,", d, below(d, 0), ", to lie below 0")}, err
}

func insideTheShape(e Evidence) ([]finding, error) {
	return []finding{peaks(panelD, e, "inside the shape", func(d explain.Density) float64 { return d.Inside - max(d.Border, d.Outside) })}, nil
}

// peaks judges that the density of a region is the highest: its lead over the next
// one, and in how many seeds it leads.
func peaks(g group, e Evidence, where string, lead func(explain.Density) float64) finding {
	leads := 0
	estimate := g.estimate(e.Measurements, func(m Measurement) float64 {
		v := lead(m.Density)
		if v > 0 {
			leads++
		}
		return v
	})
	what := fmt.Sprintf("the lead of the density %s over the next highest", where)
	return measured(what, estimate, above(estimate, 0), fmt.Sprintf(", the highest in %d of %d seeds", leads, estimate.N))
}

// lessOutside is the density outside the shape in one group − that in another,
// seed by seed; of groups of which one has no network it is that of no seed.
func lessOutside(a, b group, all []Measurement) (metrics.Estimate, error) {
	of, other := a.of(all), map[uint64]float64{}
	for _, m := range b.of(all) {
		other[m.Seed] = m.Density.Outside
	}
	if len(of) == 0 || len(other) == 0 {
		return metrics.EstimateMean(nil), nil
	}
	var d []float64
	for _, m := range of {
		v, ok := other[m.Seed]
		if !ok {
			return metrics.Estimate{}, fmt.Errorf("seed %d was measured in %s, but not in %s: want both, to pair them", m.Seed, a, b)
		}
		d = append(d, m.Density.Outside-v)
	}
	if len(d) < len(other) {
		return lessOutside(b, a, all) // which names the seed
	}
	return metrics.EstimateMean(d), nil
}
