package figure

import (
	"fmt"
	"math"
	"slices"
)

// Interval is an estimate over seeds: a mean, and from where to where it may lie.
// Low and High are NaN where there is no interval, as with one seed; the mean is
// NaN where nothing was estimated.
type Interval struct{ Mean, Low, High float64 }

// Only is an estimate without an interval.
func Only(mean float64) Interval { return Interval{mean, math.NaN(), math.NaN()} }

func (v Interval) missing() bool { return math.IsNaN(v.Mean) }

// alone tells whether a mean has no interval.
func (v Interval) alone() bool { return math.IsNaN(v.Low) }

// check returns an error unless the estimate can be drawn or is missing.
func (v Interval) check(what string) error {
	if v.missing() {
		return nil
	}
	if math.IsNaN(v.Low) != math.IsNaN(v.High) {
		return fmt.Errorf("figure: %s: interval from %g to %g: want both ends, or NaN for both", what, v.Low, v.High)
	}
	if v.alone() {
		return checkFinite(what, v.Mean)
	}
	if err := checkFinite(what, v.Mean, v.Low, v.High); err != nil {
		return err
	}
	if v.Low > v.High {
		return fmt.Errorf("figure: %s: interval from %g to %g: want low before high", what, v.Low, v.High)
	}
	return nil
}

// numbers are the numbers that can be drawn: none, the mean, or all three.
func (v Interval) numbers() []float64 {
	switch {
	case v.missing():
		return nil
	case v.alone():
		return []float64{v.Mean}
	}
	return []float64{v.Mean, v.Low, v.High}
}

// Conclusion is one of the paper's, as a number with a threshold: it holds on one
// side.
type Conclusion struct {
	Name      string
	Low, High float64 // of the axis on which the number is drawn
	Threshold float64
	Above     bool // it holds above the threshold, else below
}

// State says where an estimate lies: [Holds] or [Fails] where its interval lies
// wholly on one side of the threshold, [Undecided] where it touches the threshold
// or where there is no interval, [Missing] where there is no mean.
func (c Conclusion) State(v Interval) HoldsState {
	switch {
	case v.missing():
		return Missing
	case v.Low > c.Threshold:
		return sideState(c.Above)
	case v.High < c.Threshold:
		return sideState(!c.Above)
	}
	return Undecided
}

func sideState(papers bool) HoldsState {
	if papers {
		return Holds
	}
	return Fails
}

func (c Conclusion) check(i int) error {
	what := fmt.Sprintf("conclusion %d (%s)", i, c.Name)
	if err := firstError(checkText(fmt.Sprintf("name of conclusion %d", i), c.Name), checkFinite(what+", axis", c.Low, c.High)); err != nil {
		return err
	}
	if c.Low >= c.High {
		return fmt.Errorf("figure: %s: axis from %g to %g: want low before high", what, c.Low, c.High)
	}
	return checkRange(what+", threshold", []float64{c.Threshold}, c.Low, c.High)
}

// words are the name and the side: "CE fails holds above 0.50".
func (c Conclusion) words() string {
	return fmt.Sprintf("%q holds %s", c.Name, c.side())
}

// side is where it holds: "above 0.50".
func (c Conclusion) side() string {
	if c.Above {
		return "above " + printed(c.Threshold)
	}
	return "below " + printed(c.Threshold)
}

// HoldsState says what an estimate says of a conclusion.
type HoldsState int

// The states of a conclusion. The zero state is that of a cell without a number.
const (
	Missing HoldsState = iota
	Holds
	Fails
	Undecided
)

var stateNames = []string{"missing", "holds", "fails", "undecided"}

// String is the state in a word.
func (s HoldsState) String() string {
	if s < 0 || int(s) >= len(stateNames) {
		return fmt.Sprintf("HoldsState(%d)", int(s))
	}
	return stateNames[s]
}

// tally counts states in words: "holds in 3, fails in 1, undecided in 0 of 4".
func tally(states []HoldsState) string {
	n := make([]int, len(stateNames))
	for _, s := range states {
		n[s]++
	}
	line := fmt.Sprintf("holds in %d, fails in %d, undecided in %d of %d", n[Holds], n[Fails], n[Undecided], len(states)-n[Missing])
	if n[Missing] > 0 {
		line += fmt.Sprintf(", missing in %d", n[Missing])
	}
	return line
}

// HoldsCell is one estimate of a map: a mean and what it says.
type HoldsCell struct {
	Mean  float64
	State HoldsState
}

// check returns an error unless the cell is missing or has a state and a number.
func (h HoldsCell) check(what string) error {
	if !slices.Contains([]HoldsState{Missing, Holds, Fails, Undecided}, h.State) {
		return fmt.Errorf("figure: %s: state %d: want one of %q", what, int(h.State), stateNames)
	}
	if h.State == Missing {
		return nil
	}
	return checkFinite(what, h.Mean)
}

// printed writes a number for a cell: two decimals, fewer from 10 on.
func printed(v float64) string {
	decimals := 2
	switch a := math.Abs(v); {
	case a >= 1e6:
		return signed(short(v))
	case a >= 99.95:
		decimals = 0
	case a >= 9.995:
		decimals = 1
	}
	line := fmt.Sprintf("%.*f", decimals, v)
	if line == "-0.00" {
		line = "0.00"
	}
	return signed(line)
}
