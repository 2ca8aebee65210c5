package verdict

import (
	"strconv"

	"nodulelab/lib/metrics"
)

// Bound is a value on one side of which a number has to lie.
type Bound struct {
	Value  float64
	Below  bool // the number has to lie below the value; otherwise above
	Closed bool // the value itself will do
}

// Above is the bound of numbers that have to be larger than a value.
func Above(value float64) Bound { return Bound{Value: value} }

// Below is the bound of numbers that have to be smaller than a value.
func Below(value float64) Bound { return Bound{Value: value, Below: true} }

// AtMost is the bound of numbers that may reach a value and not exceed it.
func AtMost(value float64) Bound { return Bound{Value: value, Below: true, Closed: true} }

// Judge compares an interval with the bound: Holds if all of the interval has it,
// Fails if all lies strictly on the other side, otherwise Undecided. An end that is NaN
// is never on a side.
func (b Bound) Judge(i metrics.Interval) Outcome {
	worst, best := i.Low, i.High
	if b.Below {
		worst, best = best, worst
	}
	switch {
	case b.Has(worst):
		return Holds
	case b.over(best) < 0:
		return Fails
	}
	return Undecided
}

// Has tells whether a number lies on its side of the bound.
func (b Bound) Has(v float64) bool { return b.over(v) > 0 || b.Closed && v == b.Value }

// over is how far a number lies on its side of the bound, negative on the other.
func (b Bound) over(v float64) float64 {
	if b.Below {
		return b.Value - v
	}
	return v - b.Value
}

// String is the bound in words: "above 0.9", "below 0.75", "at most 0.1".
func (b Bound) String() string {
	side := "above "
	switch {
	case b.Below && b.Closed:
		side = "at most "
	case b.Below:
		side = "below "
	case b.Closed:
		side = "at least "
	}
	return signed("%s%s", side, strconv.FormatFloat(b.Value, 'g', -1, 64))
}

// within is the outcome of the statement that a number lies less than a tolerance
// from a value, on either side. If it fails on one side it holds on the other, so the
// lower of the two outcomes is the outcome of both.
func within(i metrics.Interval, value, tolerance float64) Outcome {
	return min(Below(value+tolerance).Judge(i), Above(value-tolerance).Judge(i))
}
