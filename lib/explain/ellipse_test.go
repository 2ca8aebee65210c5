package explain_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"nodulelab/lib/explain"
)

// Two standard deviations of a known normal distribution, turned by 30°.
func TestEllipse(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	sin, cos := math.Sincos(math.Pi / 6)
	points := make([]explain.Point, 20000)
	for i := range points {
		a, b := 3*r.NormFloat64(), r.NormFloat64()
		points[i] = explain.Point{X: 10 + cos*a - sin*b, Y: -5 + sin*a + cos*b}
	}
	e, err := explain.EllipseOf(points, 2)
	if err != nil {
		t.Fatal(err)
	}
	for name, v := range map[string][2]float64{
		"x": {e.Center.X, 10}, "y": {e.Center.Y, -5}, "long axis": {e.Axes[0], 6}, "short axis": {e.Axes[1], 2}, "angle": {e.Angle, math.Pi / 6},
	} {
		if math.Abs(v[0]-v[1]) > .1 {
			t.Errorf("%s: %.3f, want %.3f", name, v[0], v[1])
		}
	}
}

func TestEllipseByHand(t *testing.T) {
	e, err := explain.EllipseOf([]explain.Point{{X: 0, Y: -1}, {X: 0, Y: 1}}, 1)
	if err != nil {
		t.Fatal(err)
	}
	if e.Axes != [2]float64{math.Sqrt2, 0} || math.Abs(e.Angle-math.Pi/2) > 1e-12 || e.Center != (explain.Point{}) {
		t.Errorf("ellipse %+v", e)
	}
	for _, points := range [][]explain.Point{nil, {{X: 1}}} {
		if _, err := explain.EllipseOf(points, 2); err == nil {
			t.Errorf("%d points: no error", len(points))
		}
	}
	if _, err := explain.EllipseOf(make([]explain.Point, 3), 0); err == nil {
		t.Error("0 standard deviations: no error")
	}
}
