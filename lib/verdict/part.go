package verdict

import (
	"fmt"
	"math"
	"strings"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
)

// Criterion says where a number has to lie.
type Criterion interface {
	Judge(metrics.Interval) Outcome // of an interval of the number
	Has(v float64) bool             // whether one value lies there
	String() string                 // "above 0.9"
}

// Comparison is a number held against a criterion. A [Verdict] rests on one or more.
type Comparison struct {
	What      string             // the number, as the subject of a sentence
	Estimate  metrics.Estimate   // its mean over seeds, or a share of them; N is 0 if it was not measured
	Criterion Criterion          // where it has to lie; nil if no criterion fits in one number
	Showing   metrics.Proportion // the single seeds whose value lies there; 0 of 0 if a seed has none
	Outcome   Outcome

	text string // a sentence without capital and full stop
}

// String is the comparison in words: "the shape bias is 0.31 [0.25, 0.37], to lie below
// 0.5, as in 19 of 20 seeds".
func (c Comparison) String() string { return c.text }

// noting returns comparisons with a remark behind the last one's text.
func noting(remark string, of func(Evidence) ([]Comparison, error)) func(Evidence) ([]Comparison, error) {
	return func(e Evidence) ([]Comparison, error) {
		all, err := of(e)
		if err == nil {
			all[len(all)-1].text += "; " + remark
		}
		return all, err
	}
}

// compare holds the mean of one value a seed against a criterion; what is the subject of
// a sentence.
func compare(what string, values []float64, c Criterion) Comparison {
	e := metrics.EstimateMean(values)
	if e.N == 0 || math.IsNaN(e.Mean) {
		return unmeasured(what, e.N)
	}
	showing := metrics.Count(slice.Map(values, c.Has))
	text := fmt.Sprintf("%s is %s, to lie %s, as in %d of %d seeds", what, number(e), c, showing.Hits, showing.Total)
	return Comparison{what, e, c, showing, c.Judge(e.Interval), text}
}

// compareShare holds a share of seeds against a criterion, by Wilson's interval; what is
// true of these seeds completes "… of … seeds".
func compareShare(what string, share metrics.Proportion, c Criterion) Comparison {
	if share.Total == 0 {
		return unmeasured(what, 0)
	}
	e := metrics.Estimate{N: share.Total, Mean: share.Value(), SD: math.NaN(), Interval: share.Wilson()}
	text := fmt.Sprintf("%d of %d seeds %s: a share of %s, to lie %s", share.Hits, share.Total, what, number(e), c)
	return Comparison{What: what, Estimate: e, Criterion: c, Outcome: c.Judge(e.Interval), text: text}
}

// unmeasured is a comparison without a value.
func unmeasured(what string, seeds int) Comparison {
	return Comparison{What: what, Estimate: metrics.Estimate{N: seeds, Mean: math.NaN()}, text: what + " was not measured"}
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

// outcomes lists what comparisons say.
func outcomes(parts []Comparison) []Outcome {
	return slice.Map(parts, func(p Comparison) Outcome { return p.Outcome })
}
