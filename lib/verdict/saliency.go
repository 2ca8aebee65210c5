package verdict

import (
	"cmp"
	"fmt"

	"nodulelab/lib/explain"
	"nodulelab/lib/internal/slice"
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
	peaks, errPeaks := peak(e, ce2, "on the border", leadOnBorder)
	less, errLess := differences(e.Maps, ce2, ce1, outside)
	return append(peaks, compare("the density outside less that of (a)", less, Below(0))), cmp.Or(errPeaks, errLess)
}

func insideTheShape(e Evidence) ([]Comparison, error) {
	return peak(e, contrastive2, "inside the shape", leadInside)
}

// peak judges that a region is the one whose density exceeds that of either null the most:
// the lead of its ratio over the larger one of the other two. It says in how many seeds the
// null's own map is the densest there.
func peak(e Evidence, g probe.Group, where string, leads func(explain.Density) float64) ([]Comparison, error) {
	return slice.Try(nulls(g.Scenario), func(n null) (Comparison, error) {
		own, err := relative(e.Maps, g, n.group)
		p := densest(e.Maps, n.group, leads)
		what := fmt.Sprintf("the lead %s of the density relative to %s (itself the densest there in %d of %d seeds)", where, n.name, p.Hits, p.Total)
		return compare(what, slice.Map(own, leads), Above(0)), err
	})
}

func inside(m probe.Map) float64  { return m.Density.Inside }
func outside(m probe.Map) float64 { return m.Density.Outside }
