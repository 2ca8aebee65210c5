package probe

import (
	"fmt"
	"slices"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
)

// Group names what was done to the networks of a group, one a seed.
type Group struct {
	Scenario int
	Network  string // the name of a loss, one of the controls below, or a baseline of package explain
}

// Controls that no loss has trained.
const (
	Untrained = "untrained" // the initial weights that both losses of a seed start from
	Averaging = "averaging" // a network of the same form that can only average an image
	Pixels    = "pixels"    // no network: the image itself
)

// Trained is the group of a scenario's loss.
func Trained(scenario int, name loss.Name) Group { return Group{scenario, string(name)} }

// TrainedGroups lists the trained groups of scenarios 1 and 2, in the paper's order.
func TrainedGroups() []Group {
	var all []Group
	for _, scenario := range []int{1, 2} {
		for _, name := range []loss.Name{loss.CE, loss.Contrast} {
			all = append(all, Trained(scenario, name))
		}
	}
	return all
}

// String is the group in words: "scenario 1, CE".
func (g Group) String() string { return fmt.Sprintf("scenario %d, %s", g.Scenario, g.Network) }

// Subject is what was measured: a network of a group.
type Subject struct {
	Group
	Seed uint64
}

// Of is the subject itself; it makes every measurement that holds one a [Measured].
func (s Subject) Of() Subject { return s }

// Measured is a measurement of one network.
type Measured interface{ Of() Subject }

// Values returns a value of each network of a group, such as a number or a curve, in the
// order of the measurements.
func Values[T Measured, V any](all []T, g Group, value func(T) V) []V {
	return slice.Map(of(all, g), value)
}

// of returns the measurements of a group's networks.
func of[T Measured](all []T, g Group) []T {
	return slice.Filter(all, func(m T) bool { return m.Of().Group == g })
}

// Estimate estimates the mean of a number over the networks of a group.
func Estimate[T Measured](all []T, g Group, value func(T) float64) metrics.Estimate {
	return metrics.EstimateMean(Values(all, g, value))
}

// Differences returns a number of each network of group a minus the same number of the
// network of group b with the same seed. A seed that only one of the groups has, or that a
// group has twice, is an error.
func Differences[T Measured](all []T, a, b Group, value func(T) float64) ([]float64, error) {
	return metrics.Differences(sample(all, a, value), sample(all, b, value))
}

// sample returns a value of each network of a group, by seed.
func sample[T Measured, V any](all []T, g Group, value func(T) V) metrics.Sample[V] {
	return metrics.Collect(g.String(), of(all, g), func(m T) (uint64, V) { return m.Of().Seed, value(m) })
}

// Comparison is a difference that is paired by seed.
type Comparison struct {
	Label       string
	Differences []float64
	Estimate    metrics.Estimate
	P           float64 // [metrics.SignFlip]
	Adjusted    float64 // P after [metrics.Holm], over the family
}

// Family tests comparisons that are judged together: each is given by its label
// and its differences.
func Family(rows ...Comparison) ([]Comparison, error) {
	var p []float64
	for i := range rows {
		r := &rows[i]
		r.Estimate = metrics.EstimateMean(r.Differences)
		var err error
		if r.P, err = metrics.SignFlip(r.Differences); err != nil {
			return nil, fmt.Errorf("probe: %s: %w", r.Label, err)
		}
		p = append(p, r.P)
	}
	adjusted, err := metrics.Holm(p)
	if err != nil {
		return nil, err
	}
	for i := range rows {
		rows[i].Adjusted = adjusted[i]
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
