package verdict

import (
	"fmt"
	"math"
	"strings"

	"nodulelab/lib/metrics"
)

// finding is one comparison: what was measured, over n seeds, and what it says of
// the claim.
type finding struct {
	outcome Outcome
	n       int
	text    string
}

// above is the outcome of the claim that a mean lies above a bound.
func above(e metrics.Estimate, bound float64) Outcome {
	switch {
	case e.Low > bound:
		return Holds
	case e.High < bound:
		return Fails
	}
	return Undecided
}

// below is the outcome of the claim that a mean lies below a bound.
func below(e metrics.Estimate, bound float64) Outcome {
	switch {
	case e.High < bound:
		return Holds
	case e.Low > bound:
		return Fails
	}
	return Undecided
}

// value is the outcome of the claim that a mean is the paper's value: reproduced
// where the interval holds it or the mean lies near it, partly where the interval
// lies on its side of chance, not where it lies on the other.
func value(e metrics.Estimate, paper float64) Outcome {
	side := above
	if paper < chance {
		side = below
	}
	o := side(e, chance)
	switch {
	case e.Contains(paper) || math.Abs(e.Mean-paper) <= near+1e-9:
		return Holds
	case o == Holds:
		return Partly
	}
	return o
}

// measured makes a finding of an estimate; without a value it is undecided.
func measured(what string, e metrics.Estimate, o Outcome, bound string) finding {
	if e.N == 0 || math.IsNaN(e.Mean) {
		return finding{Undecided, e.N, what + " was not measured"}
	}
	return finding{o, e.N, fmt.Sprintf("%s is %s%s", what, number(e), bound)}
}

// number writes an estimate: the mean and, of two seeds or more, its interval.
func number(e metrics.Estimate) string {
	if e.N < 2 {
		return signed("%.2f", e.Mean)
	}
	return signed("%.2f [%.2f, %.2f]", e.Mean, e.Low, e.High)
}

// signed formats numbers with a minus sign in place of a hyphen.
func signed(format string, numbers ...any) string {
	text := strings.ReplaceAll(fmt.Sprintf(format, numbers...), "-", "−")
	return strings.ReplaceAll(text, "−0.00", "0.00")
}

// outcomes lists what findings say.
func outcomes(all []finding) []Outcome {
	var o []Outcome
	for _, f := range all {
		o = append(o, f.outcome)
	}
	return o
}
