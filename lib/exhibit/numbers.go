package exhibit

import (
	"fmt"
	"math"
	"strings"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
	"nodulelab/lib/probe"
	"nodulelab/lib/results"
	"nodulelab/lib/verdict"
)

// absent stands for a number that does not exist.
const absent = "–"

// two writes a number to two places, with a minus sign.
func two(v float64) string {
	switch {
	case math.IsNaN(v):
		return absent
	case math.IsInf(v, 0):
		return map[bool]string{true: "∞", false: "−∞"}[v > 0]
	case math.Abs(v) < .005:
		return "0.00"
	}
	return minus("%.2f", v)
}

// minus formats numbers with a minus sign in place of a hyphen.
func minus(format string, numbers ...any) string {
	return strings.ReplaceAll(fmt.Sprintf(format, numbers...), "-", "−")
}

// signed writes a number to two places with its sign; 0.00 has none.
func signed(v float64) string {
	if v >= .005 {
		return "+" + two(v)
	}
	return two(v)
}

// amount writes the size of a difference to two places, and as "less than 0.01" if
// it is smaller than that.
func amount(v float64) string {
	if v = math.Abs(v); v < .01 {
		return "less than 0.01"
	}
	return two(v)
}

// percent writes a share in per cent, without places: "75".
func percent(share float64) string {
	if math.IsNaN(share) {
		return absent
	}
	return fmt.Sprintf("%.0f", 100*share)
}

// count writes a proportion as a count: "3 of 20".
func count(p metrics.Proportion) string { return fmt.Sprintf("%d of %d", p.Hits, p.Total) }

// interval writes an interval: "0.96 to 0.98".
func interval(i metrics.Interval) string {
	if math.IsNaN(i.Low) || math.IsNaN(i.High) {
		return absent
	}
	return two(i.Low) + " to " + two(i.High)
}

// estimate writes a mean with its interval: "0.97 [0.96, 0.98]". Where one value or
// none leaves no interval, it writes the mean alone.
func estimate(e metrics.Estimate) string {
	if e.N < 2 || math.IsNaN(e.Low) {
		return two(e.Mean)
	}
	return fmt.Sprintf("%s [%s, %s]", two(e.Mean), two(e.Low), two(e.High))
}

// ends returns the ends of an estimate's interval; for a single value, the value
// twice.
func ends(e metrics.Estimate) (low, high float64) {
	if e.N == 1 {
		return e.Mean, e.Mean
	}
	return e.Low, e.High
}

// pValue writes a p-value to three places, and as "< 0.001" if it is smaller.
func pValue(p float64) string {
	switch {
	case math.IsNaN(p):
		return absent
	case p < .001:
		return "<\u00a00.001" // which stays on one line
	}
	return fmt.Sprintf("%.3f", p)
}

// power writes a number by its power of ten: "10^−3.5".
func power(v float64) string { return minus("10^%.3g", math.Log10(v)) }

// equals writes a p-value for the middle of a sentence: "= 0.250", "< 0.001".
func equals(p float64) string {
	text := pValue(p)
	if strings.HasPrefix(text, "<") {
		return text
	}
	return "= " + text
}

// significant tells whether a p-value, after its adjustment, shows a difference.
func significant(p float64) bool { return p < results.Significant }

// matters tells whether a difference of accuracies or shares is at least the smallest that
// matters.
func matters(difference float64) bool { return math.Abs(difference) >= verdict.Same }

// which returns more or less by the sign of a significant difference, or that none
// is shown.
func which(c probe.Comparison, more, less string) string {
	switch {
	case !significant(c.Adjusted):
		return "no difference is shown"
	case c.Estimate.Mean > 0:
		return more
	}
	return less
}

// plural writes a number of things: "1 seed", "20 seeds".
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// phrase returns a sentence without its full stop.
func phrase(sentence string) string { return strings.TrimSuffix(sentence, ".") }

// list writes names one after the other, and "none" if there are none.
func list(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}

// italics writes names in italics.
func italics(names []string) []string {
	return slice.Map(names, func(name string) string { return "*" + name + "*" })
}
