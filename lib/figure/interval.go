package figure

import (
	"cmp"
	"fmt"
	"math"
)

// Interval is an estimate over seeds: a mean, and the ends of its interval. Low and
// High are NaN where there is no interval, as with one seed.
type Interval struct{ Mean, Low, High float64 }

// Only returns an estimate without an interval.
func Only(mean float64) Interval { return Interval{mean, math.NaN(), math.NaN()} }

// alone tells whether a mean has no interval.
func (v Interval) alone() bool { return math.IsNaN(v.Low) }

// numbers returns the numbers that are drawn: the mean, and the ends if there are any.
func (v Interval) numbers() []float64 {
	if v.alone() {
		return []float64{v.Mean}
	}
	return []float64{v.Mean, v.Low, v.High}
}

func (v Interval) check(what string) error {
	if math.IsNaN(v.Low) != math.IsNaN(v.High) {
		return fmt.Errorf("figure: %s: interval from %g to %g: want both ends, or NaN for both", what, v.Low, v.High)
	}
	if err := checkFinite(what, v.numbers()...); err != nil {
		return err
	}
	if v.Low > v.High {
		return fmt.Errorf("figure: %s: interval from %g to %g: want low before high", what, v.Low, v.High)
	}
	return nil
}

// words writes the mean and its interval: "0.31 (0.20 to 0.42)". number writes one
// of the numbers.
func (v Interval) words(number func(float64) string) string {
	if v.alone() {
		return number(v.Mean)
	}
	return fmt.Sprintf("%s (%s to %s)", number(v.Mean), number(v.Low), number(v.High))
}

// Estimate is an estimate that the caller has given a mark. With [NoMark] nothing
// was estimated, and its numbers are not read.
type Estimate struct {
	Interval
	Mark Mark
}

func (e Estimate) missing() bool { return e.Mark == NoMark }

func (e Estimate) check(what string) error {
	if e.missing() {
		return nil
	}
	return cmp.Or(e.Mark.check(what), e.Interval.check(what))
}

// checkEstimates checks estimates, of which there is one for each of n others.
func checkEstimates(owner string, list []Estimate, n int, others string) error {
	err := oneEach(owner, len(list), "estimates", n, others)
	for i, e := range list {
		err = cmp.Or(err, e.check(fmt.Sprintf("%s, estimate %d", owner, i)))
	}
	return err
}

// at writes the mean and its place: "0.62 at 10", or "none at 10".
func (e Estimate) at(level string) string {
	if e.missing() {
		return "none at " + level
	}
	return printed(e.Mean) + " at " + level
}
