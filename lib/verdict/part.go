package verdict

import (
	"fmt"
	"math"
	"strings"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
)

// part is one comparison by which a statement is judged: its outcome, the seeds behind
// it, and what was measured, in words.
type part struct {
	outcome Outcome
	seeds   int
	text    string
}

// compare holds a mean over seeds against a bound; what is the subject of a sentence.
func compare(what string, e metrics.Estimate, b Bound) part {
	side := "above"
	if b.Below {
		side = "below"
	}
	return measured(what, e, b.Judge(e.Interval), signed(", to lie %s %.2f", side, b.Value))
}

// measured makes a part of an estimate and what it was held against; without a value
// it is undecided.
func measured(what string, e metrics.Estimate, o Outcome, against string) part {
	if e.N == 0 || math.IsNaN(e.Mean) {
		return part{Undecided, e.N, what + " was not measured"}
	}
	return part{o, e.N, fmt.Sprintf("%s is %s%s", what, number(e), against)}
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

// outcomes lists what parts say.
func outcomes(parts []part) []Outcome {
	return slice.Map(parts, func(p part) Outcome { return p.outcome })
}
