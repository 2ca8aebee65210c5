package figure

import (
	"cmp"
	"fmt"
	"slices"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
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
