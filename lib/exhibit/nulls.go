package exhibit

import (
	"fmt"

	"nodulelab/lib/explain"
	"nodulelab/lib/figure"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/probe"
	"nodulelab/lib/verdict"
)

// overNull is a comparison of maps with those of a null, for blocks of words.
type overNull struct{ verdict.OverNull }

// NullFigure plots the saliency density of trained networks by region, over that of the
// untrained network of the same seed and of a network that can only average an image.
func NullFigure(all []probe.Map) (figure.Figure, error) {
	found, err := overNulls(all)
	if err != nil {
		return figure.Figure{}, err
	}
	return densityPlot("What training has done to saliency", "saliency density over that of a null", "as in the null", slice.Map(found, overNull.densities))
}

// NullText says in which regions the saliency of trained networks is denser than that of
// the nulls, and where it exceeds it the most.
func NullText(all []probe.Map) (string, error) {
	return block("NullText").text(overNulls(all))
}

// overNulls compares maps with those of the nulls. Maps without a null are an error.
func overNulls(all []probe.Map) ([]overNull, error) {
	found, err := verdict.OverNulls(all)
	if err == nil && len(found) == 0 {
		err = fmt.Errorf("exhibit: %d maps, none of a network beside its null: want those of probe.MeasureMaps", len(all))
	}
	return slice.Map(found, func(o verdict.OverNull) overNull { return overNull{o} }), err
}

// densities returns the densities over the null's by region.
func (o overNull) densities() regionDensities {
	of := func(region func(explain.Density) float64) []float64 { return slice.Map(o.Densities, region) }
	return regionDensities{
		Label:   fmt.Sprintf("%s / %s", o.Group, o.Null.Network),
		Inside:  of(func(d explain.Density) float64 { return d.Inside }),
		Border:  of(func(d explain.Density) float64 { return d.Border }),
		Outside: of(func(d explain.Density) float64 { return d.Outside }),
	}
}

// Densest is [regionDensities.Densest] of the densities over the null's.
func (o overNull) Densest() [3]int { return o.densities().Densest() }

// Denser, LessDense and Unclear name the regions by what is shown of them, with their
// ratios.
func (o overNull) Denser() []string    { return o.where(verdict.Holds) }
func (o overNull) LessDense() []string { return o.where(verdict.Fails) }
func (o overNull) Unclear() []string   { return o.where(verdict.Undecided) }

func (o overNull) where(outcome verdict.Outcome) []string {
	own := slice.Filter(o.Regions, func(r verdict.RegionOverNull) bool { return r.Denser == outcome })
	return slice.Map(own, func(r verdict.RegionOverNull) string { return fmt.Sprintf("%s (%s)", r.Name, estimate(r.Ratio)) })
}
