package nodule

import (
	"fmt"
	"math"
)

// Check returns an error if the outline has no clear inside: if it has fewer than
// three vertices, a coordinate that is not finite, no area, or edges that cross. Its
// time grows with the square of the number of vertices.
func (o Outline) Check() error {
	if len(o) < 3 {
		return fmt.Errorf("nodule: outline of %d vertices: want at least 3", len(o))
	}
	for i, p := range o {
		if !finite(p.X) || !finite(p.Y) {
			return fmt.Errorf("nodule: outline: vertex %d is (%v, %v): want finite coordinates", i, p.X, p.Y)
		}
	}
	if a := o.Area(); a < 1e-9 {
		return fmt.Errorf("nodule: outline of area %g: want an area above 0", a)
	}
	return o.checkSimple()
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// checkSimple compares every edge with every other edge. Neighbours share an end, and so
// do not cross.
func (o Outline) checkSimple() error {
	n := len(o)
	for i := range n {
		for j := i + 2; j < n; j++ {
			if cross(o[i], o[i+1], o[j], o[(j+1)%n]) {
				return fmt.Errorf("nodule: outline crosses itself: edges %d and %d", i, j)
			}
		}
	}
	return nil
}

// cross reports whether the segments ab and cd meet in a point that is an end of
// neither.
func cross(a, b, c, d Point) bool {
	return side(a, b, c)*side(a, b, d) < 0 && side(c, d, a)*side(c, d, b) < 0
}

// side is positive if c lies on one side of the line ab, negative on the other side,
// and 0 on the line.
func side(a, b, c Point) float64 {
	return (b.X-a.X)*(c.Y-a.Y) - (b.Y-a.Y)*(c.X-a.X)
}
