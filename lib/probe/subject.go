package probe

import (
	"fmt"

	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
)

// Group names what was done to the networks of a group, one a seed.
type Group struct {
	Scenario int
	Network  string // a loss of package train, or one of the controls below
}

// Controls that no loss has trained.
const (
	Untrained = "untrained" // the initial weights that both losses of a seed start from
	Pixels    = "pixels"    // no network: the image itself
)

// Trained is the group of a scenario's loss.
func Trained(scenario int, loss loss.Name) Group { return Group{scenario, string(loss)} }

// TrainedGroups are those of scenarios 1 and 2, in the paper's order.
func TrainedGroups() []Group {
	var all []Group
	for _, scenario := range []int{1, 2} {
		for _, loss := range []loss.Name{loss.CE, loss.Contrast} {
			all = append(all, Trained(scenario, loss))
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

// Values returns a number of each network of a group, in the order of the
// measurements.
func Values[T Measured](all []T, g Group, value func(T) float64) []float64 {
	var values []float64
	for _, m := range all {
		if m.Of().Group == g {
			values = append(values, value(m))
		}
	}
	return values
}

// Estimate estimates the mean of a number over the networks of a group.
func Estimate[T Measured](all []T, g Group, value func(T) float64) metrics.Estimate {
	return metrics.EstimateMean(Values(all, g, value))
}

// Differences returns a number of each network of group a less that of the network
// of group b with the same seed. A seed that is in one of them alone is an error.
func Differences[T Measured](all []T, a, b Group, value func(T) float64) ([]float64, error) {
	other := map[uint64]float64{}
	for _, m := range all {
		if m.Of().Group == b {
			other[m.Of().Seed] = value(m)
		}
	}
	var d []float64
	for _, m := range all {
		if m.Of().Group != a {
			continue
		}
		v, ok := other[m.Of().Seed]
		if !ok {
			return nil, fmt.Errorf("probe: seed %d was measured in %s, but not in %s: want both, to pair them", m.Of().Seed, a, b)
		}
		d = append(d, value(m)-v)
	}
	if len(d) != len(other) {
		return nil, fmt.Errorf("probe: %d networks of %s, %d of %s: want as many, to pair them", len(d), a, len(other), b)
	}
	return d, nil
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
