package sensitivity

import (
	"fmt"
	"math"
	"slices"

	"nodulelab/lib/metrics"
	"nodulelab/lib/results"
)

// Effect is what a factor does to a conclusion's statistic: the differences of its
// other levels from the protocol's, paired by seed.
type Effect struct {
	Factor     string
	Levels     []LevelEffect // without the protocol's
	Largest    int           // index of the level with the largest mean difference, either way
	Importance Importance
}

// LevelEffect is the difference of one level.
type LevelEffect struct {
	Label      string
	Difference metrics.Estimate // level − protocol
	Adjusted   float64          // p of the sign-flip test, by Holm over the factor's levels and all conclusions
}

// Importance says whether a factor matters to a conclusion.
type Importance string

// The degrees of importance.
const (
	Flips   Importance = "flips it"        // it holds at one level and fails at another, and some level differs significantly
	Moves   Importance = "moves it"        // some level differs significantly
	Nothing Importance = "does not matter" // all differences lie within ±Same, interval included
	Unclear Importance = "unclear"         // neither
)

// Effects returns what a factor does to each conclusion, in their order.
func (r Response) Effects() ([]Effect, error) {
	conclusions := Conclusions()
	effects := make([]Effect, len(conclusions))
	var p []float64
	for i := range conclusions {
		effects[i].Factor = r.Factor.Name
		for j, l := range r.Levels {
			if j == r.Default {
				continue
			}
			d := Differences(l.values[i], r.Levels[r.Default].values[i])
			one, err := metrics.SignFlip(d)
			if err != nil {
				return nil, fmt.Errorf("sensitivity: %s = %s: %w", r.Factor.Name, l.Label, err)
			}
			p = append(p, one)
			effects[i].Levels = append(effects[i].Levels, LevelEffect{Label: l.Label, Difference: metrics.EstimateMean(d)})
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
		effects[i].judge(r.states(i))
	}
	return effects, nil
}

// Differences are those of two lists of values, seed by seed.
func Differences(a, b []float64) []float64 {
	d := make([]float64, min(len(a), len(b)))
	for i := range d {
		d[i] = a[i] - b[i]
	}
	return d
}

// states are those of a conclusion at all levels.
func (r Response) states(conclusion int) []State {
	var all []State
	for _, l := range r.Levels {
		all = append(all, l.States[conclusion])
	}
	return all
}

// judge finds the largest difference and the factor's importance.
//
// At first a factor was said to flip a conclusion only against the protocol's own
// level. The first results showed that level undecided in scenario 3, where nothing
// could flip so, and any two levels have been compared since.
func (e *Effect) judge(states []State) {
	e.Importance = Nothing
	moved := false
	for i, l := range e.Levels {
		if math.Abs(l.Difference.Mean) > math.Abs(e.Levels[e.Largest].Difference.Mean) {
			e.Largest = i
		}
		if !(l.Difference.Low > -Same && l.Difference.High < Same) {
			e.Importance = Unclear
		}
		moved = moved || l.Adjusted < results.Significant
	}
	switch {
	case moved && slices.Contains(states, Holds) && slices.Contains(states, Fails):
		e.Importance = Flips
	case moved && e.Importance != Nothing:
		e.Importance = Moves
	}
}
