package figure

import (
	"math"
	"strconv"

	"gonum.org/v1/plot"
)

// roundTicks are multiples of 1, 2 or 5 times a power of ten, all with labels, four
// to nine to an axis.
func roundTicks(low, high float64) []plot.Tick {
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
		ticks = append(ticks, plot.Tick{Value: v, Label: signed(label)})
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

// coarseTicks are roundTicks for small panels: two to six to an axis.
func coarseTicks(low, high float64) []plot.Tick {
	var ticks []plot.Tick
	for _, t := range roundTicks(low, low+2*(high-low)) {
		if t.Value <= high+1e-9*(high-low) {
			ticks = append(ticks, t)
		}
	}
	return ticks
}

// tenths are ticks at 0, 0.1 … 1, every second with a label.
func tenths() plot.ConstantTicks {
	ticks := make(plot.ConstantTicks, 11)
	for i := range ticks {
		ticks[i].Value = float64(i) / 10
		if i%2 == 0 {
			ticks[i].Label = strconv.FormatFloat(ticks[i].Value, 'f', 1, 64)
		}
	}
	return ticks
}

// decades makes an axis logarithmic, from one power of ten to another.
func decades(a *plot.Axis) {
	a.Scale = plot.LogScale{}
	a.Tick.Marker = plot.LogTicks{Prec: 3}
	low, high := math.Floor(math.Log10(a.Min)), math.Ceil(math.Log10(a.Max))
	a.Min, a.Max = math.Pow(10, low), math.Pow(10, max(high, low+1))
}

// short writes a number with three significant digits at most.
func short(v float64) string { return strconv.FormatFloat(v, 'g', 3, 64) }
