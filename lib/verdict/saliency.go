package verdict

import (
	"cmp"
	"fmt"

	"nodulelab/lib/explain"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
	"nodulelab/lib/probe"
)

// A map of saliency says something about training only where it differs from the maps of
// networks that were not trained (Adebayo et al. 2018). So the density in each region is
// divided by that of two nulls of the same seed: the untrained network, and a network that
// can only average an image. A part on either null decides claims 8a to 8d.
func saliencyClaims() []statement {
	return []statement{
		{claim("8a", "The activations are spread out across the whole image (CE, scenario 1).", "Fig. 3a"), spreads(ce1)},
		{claim("8b", "The activations are spread out across the whole image (contrastive, scenario 1).", "Fig. 3b"), spreads(contrastive1)},
		{claim("8c", "The activations are strong around the border of the shape, the background activations a bit lower compared to (a).", "Fig. 3c"), onTheBorder},
		{claim("8d", "The activations are at their highest within the shape.", "Fig. 3d"), insideTheShape},
	}
}

// nulls are the groups of networks whose maps know nothing of training, by their names in
// sentences.
func nulls(scenario int) []null {
	return []null{
		{"the untrained network", probe.Group{Scenario: scenario, Network: probe.Untrained}},
		{"the averaging network", probe.Group{Scenario: scenario, Network: probe.Averaging}},
	}
}

type null struct {
	name  string
	group probe.Group
}

// spreads judges that the saliency outside the shape is denser than in both nulls.
func spreads(g probe.Group) func(Evidence) ([]Comparison, error) {
	return func(e Evidence) ([]Comparison, error) {
		return slice.Try(nulls(g.Scenario), func(n null) (Comparison, error) {
			own, err := relative(e.Maps, g, n.group)
			ratios := slice.Map(own, func(d explain.Density) float64 { return d.Outside })
			return compare("the density outside the shape relative to "+n.name, ratios, Above(asDense)), err
		})
	}
}

func onTheBorder(e Evidence) ([]Comparison, error) {
	peaks, errPeaks := peak(e, ce2, "on the border", func(d explain.Density) float64 { return d.Border - max(d.Inside, d.Outside) })
	less, errLess := differences(e.Maps, ce2, ce1, outside)
	return append(peaks, compare("the density outside less that of (a)", less, Below(0))), cmp.Or(errPeaks, errLess)
}

func insideTheShape(e Evidence) ([]Comparison, error) {
	return peak(e, contrastive2, "inside the shape", func(d explain.Density) float64 { return d.Inside - max(d.Border, d.Outside) })
}

// peak judges that a region is the one whose density exceeds that of either null the most:
// the lead of its ratio over the larger one of the other two. It says in how many seeds the
// null's own map is the densest there.
func peak(e Evidence, g probe.Group, where string, leads func(explain.Density) float64) ([]Comparison, error) {
	return slice.Try(nulls(g.Scenario), func(n null) (Comparison, error) {
		own, err := relative(e.Maps, g, n.group)
		alone := probe.Values(e.Maps, n.group, func(m probe.Map) bool { return leads(m.Density) > 0 })
		p := metrics.Count(alone)
		what := fmt.Sprintf("the lead %s of the density relative to %s (itself the densest there in %d of %d seeds)", where, n.name, p.Hits, p.Total)
		return compare(what, slice.Map(own, leads), Above(0)), err
	})
}

// relative returns densities over those of a null: none if a group was not measured at all.
func relative(all []probe.Map, g, null probe.Group) ([]explain.Density, error) {
	if len(probe.Values(all, g, inside)) == 0 || len(probe.Values(all, null, inside)) == 0 {
		return nil, nil
	}
	return probe.Relative(all, g, null)
}

func inside(m probe.Map) float64  { return m.Density.Inside }
func outside(m probe.Map) float64 { return m.Density.Outside }
