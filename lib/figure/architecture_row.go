package figure

import (
	"image/color"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// inputBox draws the image at the start of a row whose top is at y, and returns
// where it ends.
func (d diagram) inputBox(c draw.Canvas, y vg.Length, name string) vg.Length {
	x := c.Min.X + panelIndent
	box(c, rectangle(x, d.middle(y)-boxHeight/2, inputWidth, boxHeight), rgb(0xf4f4f4), name, d.input)
	return x + inputWidth
}

// frame draws a part of the network behind x, in a frame with its name, and
// returns where it ends. A frozen part is grey with a dashed frame.
func (d diagram) frame(c draw.Canvas, x, y vg.Length, p part, frozen bool) vg.Length {
	inner := vg.Length(len(p.blocks))*(blockWidth+blockGap) - blockGap
	r := rectangle(x+blockGap, y-d.rowHeight(), inner+2*framePad, d.rowHeight())
	border, state := stroke(accent, 1), "trained: "
	if frozen {
		border, state = stroke(muted, 1, 4, 3), "frozen: "
	}
	outline(c, r, border)
	head := rectangle(r.Min.X, r.Max.Y-frameLabel-2, r.Max.X-r.Min.X, frameLabel)
	paragraph(c, head, p.name, state+p.parameters())
	d.chain(c, x, r.Min.X+framePad, y, p, frozen)
	return r.Max.X
}

// chain draws a part's blocks with an arrow before each. The first arrow starts
// at from, the first block at x.
func (d diagram) chain(c draw.Canvas, from, x, y vg.Length, p part, frozen bool) {
	middle := d.middle(y)
	for _, b := range p.blocks {
		arrow(c, stroke(ink, .8), vg.Point{X: from, Y: middle}, vg.Point{X: x, Y: middle})
		colour := b.colour()
		if frozen {
			colour = rgb(0xe9e9e9)
		}
		box(c, rectangle(x, middle-d.blockHeight()/2, blockWidth, d.blockHeight()), colour, b.lines()...)
		from = x + blockWidth
		x = from + blockGap
	}
}

// loss draws a loss behind x, fed by arrows from two heights, or from one if they
// are the same.
func (d diagram) loss(c draw.Canvas, x, first, second vg.Length, name, equation string) {
	middle := (first + second) / 2
	r := rectangle(x+2*blockGap, middle-boxHeight/2, lossWidth, boxHeight)
	turn, s := x+blockGap, stroke(ink, .8)
	if first != second {
		for _, y := range []vg.Length{first, second} {
			c.StrokeLines(s, []vg.Point{{X: x, Y: y}, {X: turn, Y: y}, {X: turn, Y: middle}})
		}
		x = turn
	}
	arrow(c, s, vg.Point{X: x, Y: middle}, vg.Point{X: r.Min.X, Y: middle})
	box(c, r, rgb(0xf3d9e6), name, equation)
}

// box draws a filled rectangle with lines of text in it.
func box(c draw.Canvas, r vg.Rectangle, colour color.Color, lines ...string) {
	fill(c, r, colour)
	outline(c, r, stroke(muted, .7))
	paragraph(c, r, lines...)
}

// paragraph centres lines in a rectangle, the first in bold.
func paragraph(c draw.Canvas, r vg.Rectangle, lines ...string) {
	x := (r.Min.X + r.Max.X) / 2
	y := (r.Min.Y+r.Max.Y)/2 + lineHeight*vg.Length(len(lines)-1)/2
	s := bold(7.5)
	for i, line := range lines {
		s = fit(aligned(s, draw.XCenter, draw.YCenter), line, r.Max.X-r.Min.X-4)
		write(c, s, x, y-vg.Length(i)*lineHeight, line)
		s = regular(7.5)
	}
}
