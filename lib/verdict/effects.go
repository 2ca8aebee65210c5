package verdict

import (
	"fmt"
	"math"
	"slices"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
	"nodulelab/lib/results"
)

// FactorEffect is what a factor does to a conclusion's statistic: how far its other levels
// differ from the protocol's, seed by seed.
type FactorEffect struct {
	Factor     string
	Levels     []LevelEffect // without the protocol's
	Largest    int           // index of the level with the largest mean difference, either way
	Importance Importance
}

// LevelEffect is the difference of one level.
type LevelEffect struct {
	Label      string
	Difference metrics.Estimate // level − protocol, with an interval for the level's looks
	Adjusted   float64          // p of the sign-flip test, times the level's looks, by Holm over the factor's levels and all conclusions
}

// Importance says whether a factor matters to a conclusion.
type Importance string

// The degrees of importance.
const (
	FlipsIt    Importance = "flips it"        // it holds at one level and fails at another, and some level differs significantly
	MovesIt    Importance = "moves it"        // some level differs significantly
	Immaterial Importance = "does not matter" // all differences lie within ±Same, interval included
	Unclear    Importance = "unclear"         // neither
)

// Effects returns what a factor does to each conclusion, in their order: each level against
// the base's at the seeds that the level has. It is an error if the base's level is not
// among the factor's, if it is the only one, or if it lacks a seed of another.
func (r FactorResponse) Effects() ([]FactorEffect, error) {
	if r.Default < 0 || len(r.Levels) < 2 {
		return nil, fmt.Errorf("verdict: %s: want the level of the sweep's base and another one to compare with it", r.Factor.Name)
	}
	effects := make([]FactorEffect, len(r.Levels[r.Default].samples))
	var p []float64
	for i := range effects {
		effects[i].Factor = r.Factor.Name
		for j, l := range r.Levels {
			if j == r.Default {
				continue
			}
			d, err := metrics.Differences(l.samples[i], among(r.Levels[r.Default].samples[i], l.samples[i].Seeds))
			if err != nil {
				return nil, fmt.Errorf("verdict: %s: %w", r.Factor.Name, err)
			}
			one, err := metrics.SignFlip(d)
			if err != nil {
				return nil, fmt.Errorf("verdict: %s = %s: %w", r.Factor.Name, l.Label, err)
			}
			p = append(p, min(1, one*float64(max(l.Looks, 1))))
			effects[i].Levels = append(effects[i].Levels, LevelEffect{Label: l.Label, Difference: estimateAt(l.Looks, d)})
		}
	}
	adjusted, err := metrics.Holm(p)
	if err != nil {
		return nil, err
	}
	for i := range effects {
		n := len(effects[i].Levels)
		for j := range n {
			effects[i].Levels[j].Adjusted = adjusted[i*n+j]
		}
		effects[i].judge(slice.Map(r.Levels, func(l LevelResponse) Outcome { return l.States[i] }))
	}
	return effects, nil
}

// judge finds the largest difference and the factor's importance.
//
// At first a factor was said to flip a conclusion only against the protocol's own
// level. The first results showed that level undecided in scenario 3, where nothing
// could flip so, and any two levels have been compared since.
func (e *FactorEffect) judge(states []Outcome) {
	e.Importance = Immaterial
	moved := false
	for i, l := range e.Levels {
		if math.Abs(l.Difference.Mean) > math.Abs(e.Levels[e.Largest].Difference.Mean) {
			e.Largest = i
		}
		if (Tolerance{By: Same}).Judge(l.Difference.Interval) != Holds {
			e.Importance = Unclear
		}
		moved = moved || l.Adjusted < results.Significant
	}
	switch {
	case moved && slices.Contains(states, Holds) && slices.Contains(states, Fails):
		e.Importance = FlipsIt
	case moved && e.Importance != Immaterial:
		e.Importance = MovesIt
	}
}
