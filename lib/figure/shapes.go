package figure

import (
	"cmp"
	"image/color"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

func stroke(c color.Color, width vg.Length, dashes ...vg.Length) draw.LineStyle {
	return draw.LineStyle{Color: c, Width: width, Dashes: dashes}
}

func rectangle(x, y, width, height vg.Length) vg.Rectangle {
	return vg.Rectangle{Min: vg.Point{X: x, Y: y}, Max: vg.Point{X: x + width, Y: y + height}}
}

func corners(r vg.Rectangle) []vg.Point {
	return []vg.Point{r.Min, {X: r.Max.X, Y: r.Min.Y}, r.Max, {X: r.Min.X, Y: r.Max.Y}}
}

func fill(c draw.Canvas, r vg.Rectangle, colour color.Color) { c.FillPolygon(colour, corners(r)) }

func outline(c draw.Canvas, r vg.Rectangle, s draw.LineStyle) {
	c.StrokeLines(s, append(corners(r), r.Min, vg.Point{X: r.Max.X, Y: r.Min.Y}))
}

// arrow draws a line with a head at its end; it runs along one axis.
func arrow(c draw.Canvas, s draw.LineStyle, from, to vg.Point) {
	c.StrokeLine2(s, from.X, from.Y, to.X, to.Y)
	const long, wide = 4, 2.2
	d := vg.Point{X: vg.Length(cmp.Compare(to.X, from.X)), Y: vg.Length(cmp.Compare(to.Y, from.Y))}
	back := vg.Point{X: to.X - long*d.X, Y: to.Y - long*d.Y}
	side := vg.Point{X: wide * d.Y, Y: wide * d.X}
	c.FillPolygon(s.Color, []vg.Point{to, back.Add(side), back.Sub(side)})
}
