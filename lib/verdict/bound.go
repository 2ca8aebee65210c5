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

// AtLeast is the bound of numbers that may reach a value and not lie below it.
func AtLeast(value float64) Bound { return Bound{Value: value, Closed: true} }

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

// Tolerance is how far a number may lie from a value, on either side.
type Tolerance struct{ Value, By float64 }

// Judge compares an interval with the tolerance: Holds if all of it lies less than By
// from the value, Fails if all of it lies further away, on one side. A number that fails
// on one side holds on the other, so the lower of the two outcomes is the outcome of both.
func (t Tolerance) Judge(i metrics.Interval) Outcome {
	return min(Below(t.Value+t.By).Judge(i), Above(t.Value-t.By).Judge(i))
}

// Has tells whether a number lies less than By from the value.
func (t Tolerance) Has(v float64) bool {
	return Below(t.Value+t.By).Has(v) && Above(t.Value-t.By).Has(v)
}

// String is the tolerance in words: "within 0.1 of 0".
func (t Tolerance) String() string {
	short := func(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
	return signed("within %s of %s", short(t.By), short(t.Value))
}
