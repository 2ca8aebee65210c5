package figure

import (
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot"
)

// round puts ticks with labels at multiples of 1, 2 or 5 times a power of ten,
// four to nine to an axis.
type round struct{}

// Ticks implements plot.Ticker.
func (round) Ticks(low, high float64) []plot.Tick {
	step, decimals := roundStep(high - low)
	first, last := math.Ceil(low/step-1e-9), math.Floor(high/step+1e-9)
	if !(step > 0) || !(last-first <= 20) {
		return []plot.Tick{{Value: low, Label: short(low)}, {Value: high, Label: short(high)}}
	}
	var ticks []plot.Tick
	for i := first; i <= last; i++ {
		v := i * step
		label := strconv.FormatFloat(v+0, 'f', decimals, 64) // + 0: no "-0"
		if decimals > 5 || math.Abs(v) >= 1e6 {
			label = short(v)
		}
		ticks = append(ticks, plot.Tick{Value: v, Label: strings.ReplaceAll(label, "-", "−")})
	}
	return ticks
}

// roundStep is the step between ticks over a span, and its decimals.
func roundStep(span float64) (step float64, decimals int) {
	power := math.Floor(math.Log10(span / 4))
	unit := math.Pow(10, power)
	decimals = int(max(0, -power))
	for _, m := range []float64{5, 2} {
		if span/(m*unit) >= 4 {
			return m * unit, decimals
		}
	}
	return unit, decimals
}

// short writes a number with three significant digits at most.
func short(v float64) string { return strconv.FormatFloat(v, 'g', 3, 64) }
