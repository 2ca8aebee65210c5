package figure

import (
	"image/color"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// The two sides of a threshold, and what is on neither.
var (
	holdsColour     = okabeIto[0]
	failsColour     = accent
	undecidedColour = rgb(0xf0f0f0)
)

// tint mixes a colour into white.
func tint(c color.NRGBA, share float64) color.NRGBA {
	mix := func(v uint8) uint8 { return uint8(255 - share*(255-float64(v)) + .5) }
	return color.NRGBA{R: mix(c.R), G: mix(c.G), B: mix(c.B), A: 255}
}

// colour is that of a cell in a state.
func (s HoldsState) colour() color.NRGBA {
	switch s {
	case Holds:
		return tint(holdsColour, .28)
	case Fails:
		return tint(failsColour, .42)
	case Undecided:
		return undecidedColour
	}
	return rgb(0xffffff)
}

// mark draws the state as a shape, for readers without colour: a tick, a cross, a
// question mark, a dash.
func (s HoldsState) mark(c draw.Canvas, x, y vg.Length) {
	line := stroke(ink, 1.3)
	switch s {
	case Holds:
		c.StrokeLines(line, []vg.Point{{X: x - 3, Y: y}, {X: x - 1, Y: y - 2.4}, {X: x + 3.2, Y: y + 3}})
	case Fails:
		c.StrokeLine2(line, x-2.5, y-2.5, x+2.5, y+2.5)
		c.StrokeLine2(line, x-2.5, y+2.5, x+2.5, y-2.5)
	case Undecided:
		write(c, aligned(bold(8), draw.XCenter, draw.YCenter), x, y+lift, "?")
	default:
		c.StrokeLine2(stroke(muted, .8), x-2.5, y, x+2.5, y)
	}
}

// stateKey is a cell in a legend.
type stateKey struct {
	state  HoldsState
	colour color.NRGBA
}

// DrawGlyph implements draw.GlyphDrawer.
func (k stateKey) DrawGlyph(c *draw.Canvas, _ draw.GlyphStyle, p vg.Point) {
	r := rectangle(p.X-keyWidth/2, p.Y-5.5, keyWidth, 11)
	fill(*c, r, k.colour)
	outline(*c, r, stroke(pale, .5))
	k.state.mark(*c, p.X, p.Y)
}

// swatch is an area in a legend.
type swatch struct{}

// DrawGlyph implements draw.GlyphDrawer.
func (swatch) DrawGlyph(c *draw.Canvas, s draw.GlyphStyle, p vg.Point) {
	fill(*c, rectangle(p.X-keyWidth/2, p.Y-5, keyWidth, 10), s.Color)
}

// hollow is a ring that hides what is behind it.
type hollow struct{}

// DrawGlyph implements draw.GlyphDrawer.
func (hollow) DrawGlyph(c *draw.Canvas, s draw.GlyphStyle, p vg.Point) {
	c.SetColor(color.White)
	draw.CircleGlyph{}.DrawGlyph(c, s, p)
	c.SetColor(s.Color)
	ring{}.DrawGlyph(c, s, p)
}

// stateLegend explains the states that occur, in their order and in colours.
func stateLegend(states []HoldsState, colour func(HoldsState) color.NRGBA) legend {
	var l legend
	labels := []string{"not estimated", "holds", "fails", "undecided: the interval meets the threshold"}
	for _, s := range []HoldsState{Holds, Fails, Undecided, Missing} {
		if slices.Contains(states, s) {
			l = append(l, key{label: labels[s], glyph: draw.GlyphStyle{Shape: stateKey{s, colour(s)}}})
		}
	}
	return l
}
