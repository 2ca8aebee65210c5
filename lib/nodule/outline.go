package nodule

import (
	"fmt"
	"math"
)

// Point is a position, or a displacement, in fractions of the image's side.
type Point struct{ X, Y float64 }

// Outline is a closed polygon; its last vertex is joined to the first.
type Outline []Point

// vertices of a base outline.
const vertices = 720

// BenignOutline returns the smooth base shape around the origin, scaled to an
// area (a fraction of the image): an ellipse with two gentle waves.
func BenignOutline(area float64) Outline {
	return polar(area, func(θ float64) float64 {
		ellipse := 1 / math.Hypot(math.Cos(θ)/1.12, 1.12*math.Sin(θ))
		return ellipse * (1 + .03*math.Cos(2*θ+.6) + .03*math.Cos(3*θ))
	})
}

// MalignantOutline returns the spiculated base shape around the origin, scaled
// to an area (a fraction of the image): a disc that gives up a share depth of
// its radius to narrow spikes of uneven length.
func MalignantOutline(area float64, spikes int, depth float64) Outline {
	return polar(area, func(θ float64) float64 {
		spike := math.Pow((math.Cos(float64(spikes)*θ)+1)/2, 2.5)
		return 1 - depth + 1.3*depth*(1+.25*math.Cos(3*θ+1))*spike
	})
}

// polar samples the curve r(θ) and scales it to an area.
func polar(area float64, r func(θ float64) float64) Outline {
	o := make(Outline, vertices)
	for i := range o {
		θ := 2 * math.Pi * float64(i) / vertices
		o[i] = Point{r(θ) * math.Cos(θ), r(θ) * math.Sin(θ)}
	}
	scale := math.Sqrt(area / o.Area())
	for i, p := range o {
		o[i] = Point{scale * p.X, scale * p.Y}
	}
	return o
}

// Area is the polygon's area by the shoelace formula, in units of the image's
// area; it does not depend on the direction of the vertices.
func (o Outline) Area() float64 {
	var twice float64
	for i, p := range o {
		q := o[(i+1)%len(o)]
		twice += p.X*q.Y - p.Y*q.X
	}
	return math.Abs(twice) / 2
}

// Check refuses outlines that have no clear inside: fewer than three vertices,
// coordinates that are not finite, no area, or edges that cross.
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

// checkSimple compares every edge with every other that is not its neighbour.
func (o Outline) checkSimple() error {
	n := len(o)
	for i := range n {
		for j := i + 2; j < n; j++ {
			if i == 0 && j == n-1 {
				continue // neighbours, around the end
			}
			if cross(o[i], o[i+1], o[j], o[(j+1)%n]) {
				return fmt.Errorf("nodule: outline crosses itself: edges %d and %d", i, j)
			}
		}
	}
	return nil
}

// cross tells whether the segments ab and cd meet inside both.
func cross(a, b, c, d Point) bool {
	return side(a, b, c)*side(a, b, d) < 0 && side(c, d, a)*side(c, d, b) < 0
}

// side is positive where c lies on one side of the line ab, negative on the
// other.
func side(a, b, c Point) float64 {
	return (b.X-a.X)*(c.Y-a.Y) - (b.Y-a.Y)*(c.X-a.X)
}
