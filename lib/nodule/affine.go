package nodule

import "math"

// Affine is an affine map of the plane, applied in four steps: scale, shear,
// rotation about the origin, shift.
type Affine struct {
	Rotation       float64 // radians
	ScaleX, ScaleY float64 // factors
	Shear          float64 // Shear·y is added to x
	Shift          Point
}

// Apply returns the point to which the map moves p.
func (a Affine) Apply(p Point) Point {
	x, y := a.ScaleX*p.X, a.ScaleY*p.Y
	x += a.Shear * y
	sin, cos := math.Sincos(a.Rotation)
	return Point{cos*x - sin*y + a.Shift.X, sin*x + cos*y + a.Shift.Y}
}
