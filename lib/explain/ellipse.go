package explain

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat"
)

// Ellipse encloses the points of a group within a number of standard deviations of their
// mean.
type Ellipse struct {
	Center Point
	Axes   [2]float64 // half axes, the long one first
	Angle  float64    // from the x axis to the long axis, in radians, in (−π/2, π/2]
}

// EllipseOf returns the ellipse of points at a distance of sds standard deviations from
// their mean (2 in Fig. 2). Its axes are the principal axes of the points' covariance. Fewer
// than 2 points, or an sds that is not above 0, are errors.
func EllipseOf(points []Point, sds float64) (Ellipse, error) {
	if len(points) < 2 {
		return Ellipse{}, fmt.Errorf("explain: ellipse of %d points: want at least 2", len(points))
	}
	if !(sds > 0) {
		return Ellipse{}, fmt.Errorf("explain: ellipse at %g standard deviations: want more than 0", sds)
	}
	x, y := make([]float64, len(points)), make([]float64, len(points))
	for i, p := range points {
		x[i], y[i] = p.X, p.Y
	}
	xx, yy, xy := stat.Variance(x, nil), stat.Variance(y, nil), stat.Covariance(x, y, nil)
	middle, radius := (xx+yy)/2, math.Hypot((xx-yy)/2, xy)
	return Ellipse{
		Center: Point{stat.Mean(x, nil), stat.Mean(y, nil)},
		Axes:   [2]float64{sds * math.Sqrt(middle+radius), sds * math.Sqrt(max(middle-radius, 0))},
		Angle:  math.Atan2(2*xy, xx-yy) / 2,
	}, nil
}
