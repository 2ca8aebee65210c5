package explain

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat"
)

// Ellipse is the outline at so many standard deviations around a group's mean.
type Ellipse struct {
	Center Point
	Axes   [2]float64 // half the length of the long and the short axis
	Angle  float64    // of the long axis to x, radians, in (−π/2, π/2]
}

// EllipseOf returns the ellipse at sds standard deviations of at least 2 points.
// Fig. 2 draws two.
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
