package nodule

import (
	"fmt"
	"image"
	"image/color"
	"math"

	"golang.org/x/image/vector"
)

// Point is a position or a displacement, in fractions of the image's side.
type Point struct{ X, Y float64 }

// Outline is a closed polygon: its last vertex is joined to the first.
type Outline []Point

// vertices is the number of vertices of a base outline.
const vertices = 720

// BenignOutline returns the smooth base outline around the origin, scaled to an area
// (a fraction of the image): an ellipse with the half axes 1.12 and 1/1.12 whose
// radius is multiplied by
//
//	1 + .03 cos(2θ + .6) + .03 cos 3θ
func BenignOutline(area float64) Outline {
	return polar(area, func(θ float64) float64 {
		ellipse := 1 / math.Hypot(math.Cos(θ)/1.12, 1.12*math.Sin(θ))
		return ellipse * (1 + .03*math.Cos(2*θ+.6) + .03*math.Cos(3*θ))
	})
}

// MalignantOutline returns the spiculated base outline around the origin, scaled to an
// area (a fraction of the image). A disc gives up a share d (depth, 0 to 1) of its
// radius to s narrow spikes of uneven length:
//
//	r(θ) ∝ (1 − d) + 1.3 d (1 + .25 cos(3θ + 1)) ((cos sθ + 1)/2)^2.5
func MalignantOutline(area float64, spikes int, depth float64) Outline {
	return polar(area, func(θ float64) float64 {
		spike := math.Pow((math.Cos(float64(spikes)*θ)+1)/2, 2.5)
		return 1 - depth + 1.3*depth*(1+.25*math.Cos(3*θ+1))*spike
	})
}

// polar samples the curve r(θ) at equal angles and scales it to an area.
func polar(area float64, r func(θ float64) float64) Outline { return Polar(r).scaled(area) }

// Polar returns the outline r(θ) around the origin: 720 vertices at equal angles θ, from 0
// to 2π. The radius has any unit, since a configuration scales its outlines
// ([Outlines]); it has to be above 0 ([Outline.Check]).
func Polar(r func(θ float64) float64) Outline {
	o := make(Outline, vertices)
	for i := range o {
		θ := 2 * math.Pi * float64(i) / vertices
		radius := r(θ)
		o[i] = Point{radius * math.Cos(θ), radius * math.Sin(θ)}
	}
	return o
}

// scaled returns the outline scaled about the origin to an area.
func (o Outline) scaled(area float64) Outline {
	scale := math.Sqrt(area / o.Area())
	return o.Map(func(p Point) Point { return Point{scale * p.X, scale * p.Y} })
}

// Map returns the outline with every vertex moved by a function, for example
// [Affine.Apply].
func (o Outline) Map(move func(Point) Point) Outline {
	moved := make(Outline, len(o))
	for i, p := range o {
		moved[i] = move(p)
	}
	return moved
}

// Area returns the polygon's area by the shoelace formula, as a fraction of the
// image's area. It does not depend on the direction in which the vertices run.
func (o Outline) Area() float64 {
	var twice float64
	for i, p := range o {
		q := o[(i+1)%len(o)]
		twice += p.X*q.Y - p.Y*q.X
	}
	return math.Abs(twice) / 2
}

// Check returns an error if the outline has no clear inside: if it has fewer than
// three vertices, a coordinate that is not finite, no area, or edges that cross. Its
// time grows with the square of the number of vertices.
func (o Outline) Check() error {
	if fault := o.fault(); fault != nil {
		return fmt.Errorf("nodule: outline %w", fault)
	}
	return nil
}

// fault returns what is wrong with an outline, in words that follow its name; nil if
// nothing is.
func (o Outline) fault() error {
	if len(o) < 3 {
		return fmt.Errorf("of %d vertices: want at least 3", len(o))
	}
	for i, p := range o {
		if !finite(p.X) || !finite(p.Y) {
			return fmt.Errorf("whose vertex %d is (%v, %v): want finite coordinates", i, p.X, p.Y)
		}
	}
	if a := o.Area(); a < 1e-9 || !finite(a) {
		return fmt.Errorf("of area %g: want an area above 0, at least 1e-9", a)
	}
	return o.crossing()
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// crossing compares every edge with every other edge. Neighbours share an end, and so
// do not cross.
func (o Outline) crossing() error {
	n := len(o)
	for i := range n {
		for j := i + 2; j < n; j++ {
			if cross(o[i], o[i+1], o[j], o[(j+1)%n]) {
				return fmt.Errorf("crosses itself: edges %d and %d", i, j)
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

// Rasterise fills an outline in a square image and returns the coverage of each pixel:
// side×side values from 0 to 1, row-major, in steps of 1/255. What lies outside the
// image is cut off. A side less than 1, or an outline without a clear inside
// ([Outline.Check]), is an error.
func Rasterise(o Outline, side int) ([]float32, error) {
	if side < 1 {
		return nil, fmt.Errorf("nodule: image side %d: want at least 1", side)
	}
	if err := o.Check(); err != nil {
		return nil, err
	}
	return rasterise(o, side), nil
}

// rasterise is [Rasterise] without its checks, for outlines that this package draws.
func rasterise(o Outline, side int) []float32 {
	r := vector.NewRasterizer(side, side)
	scale := func(p Point) (x, y float32) {
		return float32(p.X * float64(side)), float32(p.Y * float64(side))
	}
	r.MoveTo(scale(o[0]))
	for _, p := range o[1:] {
		r.LineTo(scale(p))
	}
	r.ClosePath()
	alpha := image.NewAlpha(image.Rect(0, 0, side, side))
	r.Draw(alpha, alpha.Bounds(), image.NewUniform(color.Opaque), image.Point{})
	mask := make([]float32, side*side)
	for i, a := range alpha.Pix {
		mask[i] = float32(a) / math.MaxUint8
	}
	return mask
}
