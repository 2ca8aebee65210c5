package probe

import (
	"fmt"
	"slices"

	"nodulelab/lib/explain"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
)

// Unmoved tells whether maps are much the same before and after weights were
// replaced: whether all of the interval of their rank correlation lies above the
// threshold.
func Unmoved(e metrics.Estimate) bool { return e.Low > unmoved }

// Restored estimates the accuracy on the worse test of a group's encoders after
// their classifier was fitted anew to 100 images, and tells whether all of its
// interval lies above the threshold.
func Restored(all []Refit, g Group) (e metrics.Estimate, restores bool) {
	at := slices.Index(Sizes(), refitted)
	e = Estimate(all, g, func(r Refit) float64 { return r.After[at].Worst() })
	return e, e.Low > restored
}

// Refitted is the number of images behind [Restored].
func Refitted() int { return refitted }

// RestoredAbove is the threshold of [Restored].
func RestoredAbove() float64 { return restored }

// Apart is how a scenario's two losses differ in one region of their maps.
type Apart struct {
	Comparison                  // the density, CE − contrastive
	Ahead      metrics.Estimate // share of seeds in which that of CE is the larger, ties as halves
	Told       bool             // whether it, or the opposite, holds in nine of ten seeds or more
}

// MapsApart compares the maps of the two losses in every scenario that was
// measured and every region; the p-values are adjusted over all of them.
func MapsApart(all []Map) ([]Apart, error) {
	rows, err := densityRows(all)
	if err != nil {
		return nil, err
	}
	if rows, err = Family(rows...); err != nil {
		return nil, err
	}
	var apart []Apart
	for _, r := range rows {
		wins := make([]float64, len(r.Differences))
		for i, v := range r.Differences {
			wins[i] = (1 + sign(v)) / 2
		}
		e := metrics.EstimateMean(wins)
		apart = append(apart, Apart{r, e, e.Low > toldApart || e.High < 1-toldApart})
	}
	return apart, nil
}

// densityRows are the differences of densities, without their tests.
func densityRows(all []Map) ([]Comparison, error) {
	regions := []struct {
		name string
		of   func(explain.Density) float64
	}{
		{"inside", func(d explain.Density) float64 { return d.Inside }},
		{"border", func(d explain.Density) float64 { return d.Border }},
		{"outside", func(d explain.Density) float64 { return d.Outside }},
	}
	var rows []Comparison
	for _, s := range Scenarios(all) {
		for _, r := range regions {
			d, err := Differences(all, Trained(s, loss.CE), Trained(s, loss.Contrast), func(m Map) float64 { return r.of(m.Density) })
			if err != nil {
				return nil, err
			}
			rows = append(rows, Comparison{Label: fmt.Sprintf("scenario %d, %s", s, r.name), Differences: d})
		}
	}
	return rows, nil
}

// Groups lists the groups of measurements, in order of first appearance.
func Groups[T Measured](all []T) []Group {
	var groups []Group
	for _, m := range all {
		if g := m.Of().Group; !slices.Contains(groups, g) {
			groups = append(groups, g)
		}
	}
	return groups
}

// Scenarios lists the scenarios of measurements, in order of first appearance.
func Scenarios[T Measured](all []T) []int {
	var scenarios []int
	for _, g := range Groups(all) {
		if !slices.Contains(scenarios, g.Scenario) {
			scenarios = append(scenarios, g.Scenario)
		}
	}
	return scenarios
}

// IsTrained tells whether a loss has trained the networks of a group.
func (g Group) IsTrained() bool {
	_, err := loss.ParseName(g.Network)
	return err == nil
}
