package verdict

import (
	"fmt"

	"nodulelab/lib/explain"
	"nodulelab/lib/probe"
)

func saliencyClaims() []statement {
	return []statement{
		{claim("8a", "The activations are spread out across the whole image (CE, scenario 1).", "Fig. 3a"), spreads(ce1)},
		{claim("8b", "The activations are spread out across the whole image (contrastive, scenario 1).", "Fig. 3b"), spreads(contrastive1)},
		{claim("8c", "The activations are strong around the border of the shape, the background activations a bit lower compared to (a).", "Fig. 3c"), onTheBorder},
		{claim("8d", "The activations are at their highest within the shape.", "Fig. 3d"), insideTheShape},
	}
}

func spreads(g probe.Group) func(Evidence) ([]Comparison, error) {
	return func(e Evidence) ([]Comparison, error) {
		return []Comparison{compare("the density outside the shape, 1 if even,", probe.Values(e.Maps, g, outside), Above(spread))}, nil
	}
}

func onTheBorder(e Evidence) ([]Comparison, error) {
	less, err := differences(e.Maps, ce2, ce1, outside)
	highest := peaks(e, ce2, "on the border", func(d explain.Density) float64 { return d.Border - max(d.Inside, d.Outside) })
	return []Comparison{highest, compare("the density outside less that of (a), by seed,", less, Below(0))}, err
}

func insideTheShape(e Evidence) ([]Comparison, error) {
	return []Comparison{peaks(e, contrastive2, "inside the shape", func(d explain.Density) float64 { return d.Inside - max(d.Border, d.Outside) })}, nil
}

// peaks judges that the density of a region is the highest, by its lead over the next one.
func peaks(e Evidence, g probe.Group, where string, lead func(explain.Density) float64) Comparison {
	values := probe.Values(e.Maps, g, func(m probe.Map) float64 { return lead(m.Density) })
	return compare(fmt.Sprintf("the lead of the density %s over the next highest", where), values, Above(0))
}

func inside(m probe.Map) float64  { return m.Density.Inside }
func outside(m probe.Map) float64 { return m.Density.Outside }
