package nodule

import (
	"fmt"
	"math"
)

// Affine is the affine part of the deformation: scale, then shear, then
// rotation about the origin, then shift.
type Affine struct {
	Rotation       float64 // radians
	ScaleX, ScaleY float64
	Shear          float64 // x gains Shear·y
	Shift          Point
}

// Apply maps a point.
func (a Affine) Apply(p Point) Point {
	x, y := a.ScaleX*p.X, a.ScaleY*p.Y
	x += a.Shear * y
	sin, cos := math.Sincos(a.Rotation)
	return Point{cos*x - sin*y + a.Shift.X, sin*x + cos*y + a.Shift.Y}
}

// Invert maps a point back: Invert(Apply(p)) is p. A scale of 0 is an error.
func (a Affine) Invert(p Point) (Point, error) {
	if a.ScaleX == 0 || a.ScaleY == 0 {
		return Point{}, fmt.Errorf("nodule: affine with scales %g, %g has no inverse", a.ScaleX, a.ScaleY)
	}
	sin, cos := math.Sincos(a.Rotation)
	dx, dy := p.X-a.Shift.X, p.Y-a.Shift.Y
	x, y := cos*dx+sin*dy, -sin*dx+cos*dy
	x -= a.Shear * y
	return Point{x / a.ScaleX, y / a.ScaleY}, nil
}
