package verdict

import (
	"nodulelab/lib/explain"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
	"nodulelab/lib/probe"
)

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

// relative returns densities over those of a null: none if a group was not measured at all.
func relative(all []probe.Map, g, null probe.Group) ([]explain.Density, error) {
	if len(probe.Values(all, g, inside)) == 0 || len(probe.Values(all, null, inside)) == 0 {
		return nil, nil
	}
	return probe.Relative(all, g, null)
}

// OverNull compares the maps of a group's networks with those of a null: networks of the
// same seeds that were not trained.
type OverNull struct {
	probe.Group
	Null      probe.Group
	NullName  string            // "the untrained network", "the averaging network"
	Densities []explain.Density // over those of the null, one a seed: [probe.Relative]
	Regions   []RegionOverNull  // inside the shape, on its border, outside

	NullInside metrics.Proportion // of the null's maps, those that are the densest inside the shape
}

// RegionOverNull is how dense saliency is in one region, over that of a null.
type RegionOverNull struct {
	Name   string           // "inside the shape"
	Ratio  metrics.Estimate // mean over the seeds
	Denser Outcome          // of the statement that it is denser there than the null's
}

// OverNulls compares the maps of all trained groups with those of either null, as far as
// they were measured. A seed that has but one of two maps is an error.
func OverNulls(all []probe.Map) ([]OverNull, error) {
	var found []OverNull
	for _, g := range slice.Filter(probe.Groups(all), probe.Group.IsTrained) {
		for _, n := range nulls(g.Scenario) {
			own, err := relative(all, g, n.group)
			if err != nil {
				return nil, err
			}
			if len(own) > 0 {
				found = append(found, OverNull{g, n.group, n.name, own, regionsOver(own), densest(all, n.group, leadInside)})
			}
		}
	}
	return found, nil
}

// densest counts the maps of a group whose density leads in a region.
func densest(all []probe.Map, g probe.Group, leads func(explain.Density) float64) metrics.Proportion {
	return metrics.Count(probe.Values(all, g, func(m probe.Map) bool { return leads(m.Density) > 0 }))
}

// leadInside and leadOnBorder are the leads of a region's density over the next highest.
func leadInside(d explain.Density) float64   { return d.Inside - max(d.Border, d.Outside) }
func leadOnBorder(d explain.Density) float64 { return d.Border - max(d.Inside, d.Outside) }

// regionsOver judges each region of densities over a null's.
func regionsOver(densities []explain.Density) []RegionOverNull {
	region := func(name string, of func(explain.Density) float64) RegionOverNull {
		e := metrics.EstimateMean(slice.Map(densities, of))
		return RegionOverNull{name, e, Above(asDense).Judge(e.Interval)}
	}
	return []RegionOverNull{
		region("inside the shape", func(d explain.Density) float64 { return d.Inside }),
		region("on its border", func(d explain.Density) float64 { return d.Border }),
		region("outside", func(d explain.Density) float64 { return d.Outside }),
	}
}
