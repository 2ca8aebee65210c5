package figure

import (
	"cmp"
	"fmt"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Scale is the axis of one number, with a threshold on it. One side of the threshold
// has the colour of [Tick], the other one the colour of [Cross].
type Scale struct {
	Name      string
	Low, High float64
	Threshold float64
	Above     bool // the side of Tick lies above the threshold, else below
}

func (s Scale) check(i int) error {
	what := fmt.Sprintf("scale %d (%s)", i, s.Name)
	return cmp.Or(
		checkText(fmt.Sprintf("name of scale %d", i), s.Name),
		checkAxis(what, s.Low, s.High),
		checkRange(what+", threshold", []float64{s.Threshold}, s.Low, s.High),
	)
}

// words name the scale and the side of Tick: `"CE fails" holds above 0.50`.
func (s Scale) words(m Meanings) string {
	side := "below"
	if s.Above {
		side = "above"
	}
	return fmt.Sprintf("%q %s %s %s", s.Name, m[Tick].Word, side, printed(s.Threshold))
}

// along maps the scale onto lengths.
func (s Scale) along(from, to vg.Length) span { return span{s.Low, s.High, from, to} }

// span maps numbers from low to high onto lengths.
type span struct {
	low, high float64
	from, to  vg.Length
}

// at is where a number lies; one beyond an end lies on it.
func (s span) at(v float64) vg.Length {
	share := (math.Min(math.Max(v, s.low), s.high) - s.low) / (s.high - s.low)
	return s.from + vg.Length(share)*(s.to-s.from)
}

// drawAxis draws the scale upward along a rectangle: its ticks, the side of Tick
// shaded, and the threshold.
func (s Scale) drawAxis(c draw.Canvas, r vg.Rectangle) {
	y, side := s.along(r.Min.Y, r.Max.Y), r
	threshold := y.at(s.Threshold)
	if s.Above {
		side.Min.Y = threshold
	} else {
		side.Max.Y = threshold
	}
	fill(c, side, tickArea)
	for _, t := range coarseTicks(s.Low, s.High) {
		at := y.at(t.Value)
		c.StrokeLine2(stroke(pale, .5), r.Min.X, at, r.Max.X, at)
		c.StrokeLine2(axisLine, r.Min.X-2, at, r.Min.X, at)
		write(c, rightStyle, r.Min.X-tickGap, at+lift, t.Label)
	}
	c.StrokeLine2(axisLine, r.Min.X, r.Min.Y, r.Min.X, r.Max.Y)
	c.StrokeLine2(dashedLine, r.Min.X, threshold, r.Max.X, threshold)
}

// ticksWidth is the width of the ticks at the left of the axis.
func (s Scale) ticksWidth() vg.Length {
	var labels []string
	for _, t := range coarseTicks(s.Low, s.High) {
		labels = append(labels, t.Label)
	}
	return widest(levelStyle, labels...) + 2*tickGap
}

// deepest is the share of colour at the end of a scale that lies furthest from the
// threshold.
const deepest = .62

// colour is white at the threshold, and deeper the further a number lies from it.
func (s Scale) colour(v float64) color.NRGBA {
	furthest := max(s.High-s.Threshold, s.Threshold-s.Low)
	depth := deepest * min(math.Abs(v-s.Threshold)/furthest, 1)
	if (v > s.Threshold) == s.Above {
		return tint(tickColour, depth)
	}
	return tint(crossColour, depth)
}

// drawBar draws the scale's colours from one end to the other, with the threshold.
func (s Scale) drawBar(c draw.Canvas, r vg.Rectangle) {
	const steps = 40
	x := s.along(r.Min.X, r.Max.X)
	for i := range steps {
		low := s.Low + (s.High-s.Low)*float64(i)/steps
		rest := rectangle(x.at(low), r.Min.Y, r.Max.X-x.at(low), r.Max.Y-r.Min.Y) // covered by the next: no seams
		fill(c, rest, s.colour(low+(s.High-s.Low)/(2*steps)))
	}
	outline(c, r, axisLine)
	at := x.at(s.Threshold)
	c.StrokeLine2(stroke(ink, 1), at, r.Min.Y-2, at, r.Max.Y+2)
	s.labelBar(c, r, at)
}

// labelBar writes the threshold below its place, and the ends of the scale where
// there is room beside it.
func (s Scale) labelBar(c draw.Canvas, r vg.Rectangle, at vg.Length) {
	y, middle := r.Min.Y-8, "threshold "+printed(s.Threshold)
	half := levelStyle.Width(middle) / 2
	at = max(min(at, r.Max.X-half), r.Min.X+half)
	write(c, levelStyle, at, y, middle)
	low, high := printed(s.Low), printed(s.High)
	if r.Min.X+levelStyle.Width(low)+4 < at-half {
		write(c, regular(8), r.Min.X, y, low)
	}
	if r.Max.X-levelStyle.Width(high)-4 > at+half {
		write(c, rightStyle, r.Max.X, y, high)
	}
}
