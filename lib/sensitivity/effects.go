package sensitivity

import (
	"fmt"
	"math"

	"nodulelab/lib/metrics"
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
	State      State            // of the conclusion at this level
}

// Importance says whether a factor matters to a conclusion.
type Importance string

// The degrees of importance.
const (
	Flips   Importance = "flips it"        // it holds at the protocol's level and fails at another, or the other way round
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
			d := differences(l.values[i], r.Levels[r.Default].values[i])
			one, err := metrics.SignFlip(d)
			if err != nil {
				return nil, fmt.Errorf("sensitivity: %s = %s: %w", r.Factor.Name, l.Label, err)
			}
			p = append(p, one)
			effects[i].Levels = append(effects[i].Levels, LevelEffect{Label: l.Label, Difference: metrics.EstimateMean(d), State: l.States[i]})
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
		effects[i].judge(r.Levels[r.Default].States[i])
	}
	return effects, nil
}

// differences are those of two lists of values, seed by seed.
func differences(a, b []float64) []float64 {
	d := make([]float64, min(len(a), len(b)))
	for i := range d {
		d[i] = a[i] - b[i]
	}
	return d
}

// judge finds the largest difference and the factor's importance.
func (e *Effect) judge(protocol State) {
	e.Importance = Nothing
	moved, flipped := false, false
	for i, l := range e.Levels {
		if math.Abs(l.Difference.Mean) > math.Abs(e.Levels[e.Largest].Difference.Mean) {
			e.Largest = i
		}
		if !(l.Difference.Low > -Same && l.Difference.High < Same) {
			e.Importance = Unclear
		}
		significant := l.Adjusted < Significant
		moved = moved || significant
		flipped = flipped || significant && l.State != Undecided && protocol != Undecided && l.State != protocol
	}
	switch {
	case flipped:
		e.Importance = Flips
	case moved && e.Importance != Nothing:
		e.Importance = Moves
	}
}
