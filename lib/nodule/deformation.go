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

// FFD is a free-form deformation by cubic B-splines (Rueckert et al. 1999): a lattice
// of Cells×Cells cells lies over the image, and the displacements of its control
// points move everything between them.
type FFD struct {
	Cells   int
	Control []Point // (Cells+3)×(Cells+3) displacements; point (i, j), i along x, is at index i·(Cells+3)+j
}

// NewFFD returns a deformation with a lattice of cells×cells cells and displacements
// of 0: it moves nothing.
func NewFFD(cells int) FFD {
	return FFD{cells, make([]Point, (cells+3)*(cells+3))}
}

// Displacement returns how far a point is moved: the sum of the displacements of the
// 4×4 control points around it, weighted by the B-splines. A point outside the image
// has the displacement of the nearest point inside.
func (f FFD) Displacement(p Point) Point {
	i, u := f.cell(p.X)
	j, v := f.cell(p.Y)
	bu, bv := bspline(u), bspline(v)
	var d Point
	for l := range 4 {
		for m := range 4 {
			c := f.Control[(i+l)*(f.Cells+3)+j+m]
			d.X += bu[l] * bv[m] * c.X
			d.Y += bu[l] * bv[m] * c.Y
		}
	}
	return d
}

// Apply returns the point moved by its displacement.
func (f FFD) Apply(p Point) Point {
	d := f.Displacement(p)
	return Point{p.X + d.X, p.Y + d.Y}
}

// cell returns the index of the cell that holds a coordinate, 0 to Cells−1, and the
// coordinate's position in the cell, 0 to 1.
func (f FFD) cell(x float64) (int, float64) {
	t := min(max(x, 0), 1-1e-9) * float64(f.Cells)
	i := int(t)
	return i, t - float64(i)
}

// bspline returns the four cubic B-spline weights at u in [0, 1]; their sum is 1.
func bspline(u float64) [4]float64 {
	return [4]float64{
		(1 - u) * (1 - u) * (1 - u) / 6,
		(3*u*u*u - 6*u*u + 4) / 6,
		(-3*u*u*u + 3*u*u + 3*u + 1) / 6,
		u * u * u / 6,
	}
}
