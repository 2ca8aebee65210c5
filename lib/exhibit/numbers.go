package exhibit

import (
	"fmt"
	"math"

	"nodulelab/lib/metrics"
)

// absent stands for a number that does not exist.
const absent = "–"

// value writes a number to two places, with a minus sign.
func value(v float64) string {
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

// between writes an interval.
func between(i metrics.Interval) string {
	if math.IsNaN(i.Low) || math.IsNaN(i.High) {
		return absent
	}
	return value(i.Low) + " to " + value(i.High)
}

// pValue writes a p-value to three places; smaller ones as below the last.
func pValue(p float64) string {
	switch {
	case math.IsNaN(p):
		return absent
	case p < .001:
		return "<\u00a00.001" // which stays on one line
	}
	return fmt.Sprintf("%.3f", p)
}
