package verdict

import (
	"fmt"
	"slices"

	"nodulelab/lib/explain"
	"nodulelab/lib/metrics"
	"nodulelab/lib/probe"
	"nodulelab/lib/train"
)

// Unmoved tells whether maps are much the same before and after weights were
// replaced: whether all of the interval of their rank correlation lies above the
// threshold.
func Unmoved(e metrics.Estimate) bool { return e.Low > unmoved }

// Restored estimates the accuracy on the worse test of a group's encoders after
// their classifier was fitted anew to 100 images, and tells whether all of its
// interval lies above the threshold.
func Restored(all []probe.Refit, g probe.Group) (e metrics.Estimate, restores bool) {
	at := slices.Index(probe.Sizes(), refitted)
	e = probe.Estimate(all, g, func(r probe.Refit) float64 { return r.After[at].Worst() })
	return e, e.Low > restored
}

// Refitted is the number of images behind [Restored].
func Refitted() int { return refitted }

// RestoredAbove is the threshold of [Restored].
func RestoredAbove() float64 { return restored }

// MapsDiffer is how a scenario's two losses differ in one region of their maps.
type MapsDiffer struct {
	probe.Comparison                  // the density, CE − contrastive
	Ahead            metrics.Estimate // share of seeds in which that of CE is the larger, ties as halves
	Told             bool             // whether it, or the opposite, holds in nine of ten seeds or more
}

// MapsApart compares the maps of the two losses in every scenario that was
// measured and every region; the p-values are adjusted over all of them.
func MapsApart(all []probe.Map) ([]MapsDiffer, error) {
	rows, err := densityRows(all)
	if err != nil {
		return nil, err
	}
	if rows, err = probe.Family(rows...); err != nil {
		return nil, err
	}
	var apart []MapsDiffer
	for _, r := range rows {
		wins := make([]float64, len(r.Differences))
		for i, v := range r.Differences {
			wins[i] = (1 + sign(v)) / 2
		}
		e := metrics.EstimateMean(wins)
		apart = append(apart, MapsDiffer{r, e, e.Low > toldApart || e.High < 1-toldApart})
	}
	return apart, nil
}

// densityRows are the differences of densities, without their tests.
func densityRows(all []probe.Map) ([]probe.Comparison, error) {
	regions := []struct {
		name string
		of   func(explain.Density) float64
	}{
		{"inside", func(d explain.Density) float64 { return d.Inside }},
		{"border", func(d explain.Density) float64 { return d.Border }},
		{"outside", func(d explain.Density) float64 { return d.Outside }},
	}
	var rows []probe.Comparison
	for _, s := range probe.Scenarios(all) {
		for _, r := range regions {
			d, err := probe.Differences(all, probe.Trained(s, train.CrossEntropy), probe.Trained(s, train.Contrastive), func(m probe.Map) float64 { return r.of(m.Density) })
			if err != nil {
				return nil, err
			}
			rows = append(rows, probe.Comparison{Label: fmt.Sprintf("scenario %d, %s", s, r.name), Differences: d})
		}
	}
	return rows, nil
}
