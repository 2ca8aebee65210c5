package figure

import (
	"cmp"
	"fmt"
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"nodulelab/lib/internal/slice"
)

// Factor is a choice with its levels.
type Factor struct {
	Name    string
	Unit    string   // may be empty
	Levels  []string // in order
	Default int      // index of the protocol's level; -1 if it is not among them
}

const (
	mostLevels = 12
	levelPad   = vg.Length(6) // between levels
	tickGap    = vg.Length(4)
)

// check checks a factor; which tells it from others.
func (f Factor) check(which string) error {
	err := checkText("name of factor "+which, f.Name)
	if f.Unit != "" {
		err = cmp.Or(err, checkText(fmt.Sprintf("unit of factor %q", f.Name), f.Unit))
	}
	if err != nil {
		return err
	}
	if n := len(f.Levels); n < 1 || n > mostLevels {
		return fmt.Errorf("figure: factor %q with %d levels: want 1 to %d", f.Name, n, mostLevels)
	}
	if f.Default < -1 || f.Default >= len(f.Levels) {
		return fmt.Errorf("figure: factor %q: default %d of %d levels: want its index, or -1 for none", f.Name, f.Default, len(f.Levels))
	}
	return checkTexts("level", fmt.Sprintf("of factor %q", f.Name), f.Levels)
}

func (f Factor) clone() Factor {
	f.Levels = slices.Clone(f.Levels)
	return f
}

// style is bold for the protocol's level.
func (f Factor) style(level int) text.Style {
	if level == f.Default {
		return headStyle
	}
	return levelStyle
}

// slot is the least width of one level, so that each takes at most so many lines.
func (f Factor) slot(lines int) vg.Length {
	var width vg.Length
	for i, l := range f.Levels {
		width = max(width, narrowest(f.style(i), lines, l))
	}
	return width + levelPad
}

// levelsHeight is the height of the levels below an axis, where each has a width.
func (f Factor) levelsHeight(slot vg.Length) vg.Length {
	height := linesHeight(levelStyle, 1)
	for i, l := range f.Levels {
		height = max(height, wrappedHeight(f.style(i), slot-levelPad, l))
	}
	return height
}

// slotWidth and middle are the width of a level on an axis along a rectangle, and
// where its middle lies.
func (f Factor) slotWidth(r vg.Rectangle) vg.Length {
	return (r.Max.X - r.Min.X) / vg.Length(len(f.Levels))
}

func (f Factor) middle(r vg.Rectangle, level int) vg.Length {
	return r.Min.X + f.slotWidth(r)*(vg.Length(level)+.5)
}

// writeLevel writes a level below a rectangle.
func (f Factor) writeLevel(c draw.Canvas, r vg.Rectangle, level int) {
	writeBelow(c, f.style(level), f.middle(r, level), r.Min.Y-tickGap, f.slotWidth(r)-levelPad, f.Levels[level])
}

// drawAxis draws the levels as an axis below a rectangle.
func (f Factor) drawAxis(c draw.Canvas, r vg.Rectangle) {
	c.StrokeLine2(axisLine, r.Min.X, r.Min.Y, r.Max.X, r.Min.Y)
	for i := range f.Levels {
		at := f.middle(r, i)
		c.StrokeLine2(axisLine, at, r.Min.Y, at, r.Min.Y-2)
		f.writeLevel(c, r, i)
	}
}

// title is the factor with its unit.
func (f Factor) title() string {
	if f.Unit == "" {
		return f.Name
	}
	return f.Name + " (" + f.Unit + ")"
}

// standard is the protocol's level in words.
func (f Factor) standard() string {
	if f.Default < 0 {
		return "not among them"
	}
	return f.Levels[f.Default]
}

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
	drawNumbers(c, r, y)
	c.StrokeLine2(dashedLine, r.Min.X, threshold, r.Max.X, threshold)
}

// drawNumbers draws an axis of numbers upward along a rectangle, with faint lines across.
func drawNumbers(c draw.Canvas, r vg.Rectangle, y span) {
	for _, t := range coarseTicks(y.low, y.high) {
		at := y.at(t.Value)
		c.StrokeLine2(stroke(pale, .5), r.Min.X, at, r.Max.X, at)
		c.StrokeLine2(axisLine, r.Min.X-2, at, r.Min.X, at)
		write(c, rightStyle, r.Min.X-tickGap, at+lift, t.Label)
	}
	c.StrokeLine2(axisLine, r.Min.X, r.Min.Y, r.Min.X, r.Max.Y)
}

// ticksWidth is the width of the ticks at the left of the axis.
func (s Scale) ticksWidth() vg.Length { return numbersWidth(s.Low, s.High) }

// numbersWidth is the width of the numbers at the left of an axis.
func numbersWidth(low, high float64) vg.Length {
	width := func(t plot.Tick) vg.Length { return levelStyle.Width(t.Label) }
	return slice.Max(coarseTicks(low, high), width) + 2*tickGap
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
