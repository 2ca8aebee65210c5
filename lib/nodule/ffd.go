package nodule

import (
	"fmt"
	"math"
)

// FFD is a free-form deformation by cubic B-splines (Rueckert et al. 1999): a
// lattice of Cells×Cells squares over the image, moved at its control points.
type FFD struct {
	Cells   int
	Control []Point // (Cells+3)×(Cells+3) displacements; index i·(Cells+3)+j, i along x
}

// NewFFD returns the deformation that leaves every point where it is.
func NewFFD(cells int) FFD {
	return FFD{cells, make([]Point, (cells+3)*(cells+3))}
}

// Displacement is the sum of the 16 control points around p, weighted by the
// B-splines. Outside the image that of the nearest point inside holds.
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

// Apply moves a point by its displacement.
func (f FFD) Apply(p Point) Point {
	d := f.Displacement(p)
	return Point{p.X + d.X, p.Y + d.Y}
}

// Invert finds the point that Apply moves to p, by fixed-point iteration to
// 1e-12 of the side. A lattice that folds the image has no inverse: an error.
func (f FFD) Invert(p Point) (Point, error) {
	q := p
	for range 1000 {
		d := f.Displacement(q)
		next := Point{p.X - d.X, p.Y - d.Y}
		step := math.Hypot(next.X-q.X, next.Y-q.Y)
		q = next
		if step < 1e-12 {
			return q, nil
		}
	}
	return Point{}, fmt.Errorf("nodule: FFD: no point is moved to (%g, %g): the displacements fold the image", p.X, p.Y)
}

// cell returns the lattice cell of a coordinate and the place in it, 0 to 1.
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
