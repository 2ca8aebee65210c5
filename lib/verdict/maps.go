package verdict

import (
	"cmp"
	"fmt"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/probe"
)

// Unmoved tells whether maps are much the same before and after weights were
// replaced: whether all of the interval of their rank correlation lies above the
// threshold.
func Unmoved(e metrics.Estimate) bool { return Above(unmoved).Judge(e.Interval) == Holds }

// MapsDiffer is how a scenario's two losses differ in one region of their maps.
type MapsDiffer struct {
	probe.Comparison                  // the density, CE − contrastive
	Ahead            metrics.Estimate // share of seeds in which CE has more, ties as halves
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
	return slice.Map(rows, func(r probe.Comparison) MapsDiffer {
		e := metrics.EstimateMean(ahead(r.Differences))
		told := Above(toldApart).Judge(e.Interval) == Holds || Below(1-toldApart).Judge(e.Interval) == Holds
		return MapsDiffer{r, e, told}
	}), nil
}

// densityRows are the differences of densities, without their tests.
func densityRows(all []probe.Map) ([]probe.Comparison, error) {
	regions := []struct {
		name string
		of   func(probe.Map) float64
	}{{"inside", inside}, {"border", func(m probe.Map) float64 { return m.Density.Border }}, {"outside", outside}}
	var rows []probe.Comparison
	for _, s := range probe.Scenarios(all) {
		for _, r := range regions {
			d, err := probe.Differences(all, probe.Trained(s, loss.CE), probe.Trained(s, loss.Contrast), r.of)
			if err != nil {
				return nil, err
			}
			rows = append(rows, probe.Comparison{Label: fmt.Sprintf("scenario %d, %s", s, r.name), Differences: d})
		}
	}
	return rows, nil
}

// ahead turns each difference into 1 if it is above 0, ½ if it is 0, and 0 if it is
// below. The mean is the share of seeds in which the first of two is ahead.
func ahead(differences []float64) []float64 {
	return slice.Map(differences, func(d float64) float64 { return float64(1+cmp.Compare(d, 0)) / 2 })
}
