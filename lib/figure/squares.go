package figure

import (
	"cmp"
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"nodulelab/lib/internal/slice"
)

// Frame marks squares of [Squares], and says what they are.
type Frame struct {
	Label  string
	Dashed bool
	At     [][2]int // levels of y and of x, by their indices
}

const (
	squareSide = vg.Length(18)
	squareGap  = vg.Length(2)
)

// Squares draws the plane of two factors as empty squares, some of them framed: a place
// for guesses, with no number in it. The first level of y is at the bottom.
func Squares(title string, x, y Factor, frames []Frame) (Figure, error) {
	err := cmp.Or(checkText("title", title), x.check("x"), y.check("y"))
	for _, f := range frames {
		err = cmp.Or(err, f.check(x, y))
	}
	if err != nil {
		return Figure{}, err
	}
	own := slice.Map(frames, func(f Frame) Frame { return Frame{f.Label, f.Dashed, append([][2]int(nil), f.At...)} })
	g := squares{x: x.clone(), y: y.clone(), frames: own}
	f := Figure{Title: title, Alt: g.alt(), draw: g.draw}
	return f.sized(g.width(), g.height()), nil
}

func (f Frame) check(x, y Factor) error {
	err := checkText("label of a frame", f.Label)
	for _, at := range f.At {
		if at[0] < 0 || at[0] >= len(y.Levels) || at[1] < 0 || at[1] >= len(x.Levels) {
			err = cmp.Or(err, fmt.Errorf("figure: frame %q at level %d of %d and %d of %d", f.Label, at[0], len(y.Levels), at[1], len(x.Levels)))
		}
	}
	return err
}

// stroke is the frame's line: thick, or dashed.
func (f Frame) stroke() draw.LineStyle {
	if f.Dashed {
		return stroke(ink, 1.4, 3, 2)
	}
	return stroke(ink, 2.2)
}

// key explains the frame.
func (f Frame) key() key {
	return key{label: f.Label, glyph: draw.GlyphStyle{Color: ink, Shape: glyph(func(c *draw.Canvas, _ draw.GlyphStyle, p vg.Point) {
		outline(*c, keyArea(p, 11), f.stroke())
	})}}
}

// squares is the layout of Squares.
type squares struct {
	x, y   Factor
	frames []Frame
}

// left is the space of y's name and levels; foot that of x's.
func (g squares) left() vg.Length { return slice.Max(g.y.Levels, levelStyle.Width) + 2*tickGap + 14 }
func (g squares) foot() vg.Length { return 2*linesHeight(levelStyle, 1) + 2*tickGap }

func (g squares) key() legend { return slice.Map(g.frames, Frame.key) }

func (g squares) width() vg.Length {
	return max(g.left()+squareSide*vg.Length(len(g.x.Levels)), g.key().rowWidth())
}

func (g squares) height() vg.Length {
	return keyHeight + 6 + squareSide*vg.Length(len(g.y.Levels)) + g.foot()
}

func (g squares) draw(c draw.Canvas) {
	g.key().row(c)
	r := rectangle(c.Min.X+g.left(), c.Min.Y+g.foot(), squareSide*vg.Length(len(g.x.Levels)), squareSide*vg.Length(len(g.y.Levels)))
	for j, level := range g.y.Levels {
		for i := range g.x.Levels {
			outline(c, g.at(r, j, i), stroke(pale, .8))
		}
		write(c, rightStyle, r.Min.X-tickGap, r.Min.Y+squareSide*(vg.Length(j)+.5)+lift, level)
	}
	for _, f := range g.frames {
		for _, at := range f.At {
			outline(c, g.at(r, at[0], at[1]), f.stroke())
		}
	}
	for i, level := range g.x.Levels {
		write(c, levelStyle, r.Min.X+squareSide*(vg.Length(i)+.5), r.Min.Y-tickGap-linesHeight(levelStyle, 1)/2, level)
	}
	write(c, headStyle, (r.Min.X+r.Max.X)/2, c.Min.Y+linesHeight(levelStyle, 1)/2, g.x.Name)
	turned := headStyle
	turned.Rotation = math.Pi / 2
	write(c, turned, c.Min.X+5, (r.Min.Y+r.Max.Y)/2, g.y.Name)
}

// at is the square of two levels.
func (g squares) at(r vg.Rectangle, j, i int) vg.Rectangle {
	side := squareSide - squareGap
	return rectangle(r.Min.X+squareSide*vg.Length(i)+squareGap/2, r.Min.Y+squareSide*vg.Length(j)+squareGap/2, side, side)
}

func (g squares) alt() string {
	var b strings.Builder
	fmt.Fprintf(&b, "An empty plane of squares: %s of %s upward, %s of %s to the right.",
		count(len(g.y.Levels), "level"), g.y.Name, count(len(g.x.Levels), "level"), g.x.Name)
	for _, f := range g.frames {
		at := slice.Map(f.At, func(at [2]int) string {
			return fmt.Sprintf("%s %s and %s %s", g.y.Name, g.y.Levels[at[0]], g.x.Name, g.x.Levels[at[1]])
		})
		fmt.Fprintf(&b, " %s: %s.", f.Label, strings.Join(at, "; "))
	}
	return b.String()
}
