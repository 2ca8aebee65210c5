package outline

import (
	"math"
	"slices"

	"nodulelab/lib/nodule"
)

// open drops points that repeat the one before, and a last one that repeats the first.
func open(o nodule.Outline) nodule.Outline {
	o = slices.Compact(o)
	if last := len(o) - 1; last > 0 && o[last] == o[0] {
		o = o[:last]
	}
	return o
}

// clockwise puts the points behind the first into reverse order if the signed area is
// negative.
func clockwise(o nodule.Outline) nodule.Outline {
	if signedArea(o) < 0 {
		slices.Reverse(o[1:])
	}
	return o
}

// signedArea is positive if the points run from x to y: clockwise where y points down.
func signedArea(o nodule.Outline) float64 {
	var twice float64
	for i, p := range o {
		twice += cross(p, next(o, i))
	}
	return twice / 2
}

func cross(p, q nodule.Point) float64 { return p.X*q.Y - p.Y*q.X }

// minus is the displacement from q to p.
func minus(p, q nodule.Point) nodule.Point { return nodule.Point{X: p.X - q.X, Y: p.Y - q.Y} }

// next returns the point behind a point.
func next(o nodule.Outline, i int) nodule.Point { return o[(i+1)%len(o)] }

// perimeter is the length of an outline, its closing edge included.
func perimeter(o nodule.Outline) float64 {
	var sum float64
	for i := range o {
		sum += edge(o, i)
	}
	return sum
}

// edge is the length of the edge that begins at a point.
func edge(o nodule.Outline, i int) float64 {
	d := minus(next(o, i), o[i])
	return math.Hypot(d.X, d.Y)
}
