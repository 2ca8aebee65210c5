package explain_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"nodulelab/lib/explain"
	"nodulelab/lib/internal/golden"
)

func TestPCAAgainstReference(t *testing.T) {
	z := golden.Floats(t, "embedding")
	p, err := explain.FitPCA(z, 84)
	if err != nil {
		t.Fatal(err)
	}
	points, err := p.Project(z)
	if err != nil {
		t.Fatal(err)
	}
	scores := make([]float32, 0, 64)
	for _, q := range points {
		scores = append(scores, float32(math.Abs(q.X)), float32(math.Abs(q.Y)))
	}
	golden.Near(t, "scores", scores, golden.Floats(t, "pca.abs_scores"), 1e-4)
	want := golden.Floats(t, "pca.variance")
	var variances []float32
	for _, v := range explain.Variances(p)[:10] {
		variances = append(variances, float32(v))
	}
	golden.Near(t, "variances", variances, want[:10], 1e-4)
}

// Points on a line in three dimensions: one axis holds all, and it points the
// way of its largest entry.
func TestPCAOfALine(t *testing.T) {
	var x []float32
	for i := range 5 {
		x = append(x, -2*float32(i), 1*float32(i), -2*float32(i))
	}
	p, err := explain.FitPCA(x, 3)
	if err != nil {
		t.Fatal(err)
	}
	if e := p.Explained(); math.Abs(e[0]-1) > 1e-12 {
		t.Errorf("explained %v, want all by the first", e)
	}
	points, err := p.Project([]float32{0, 0, 0, -8, 4, -8})
	if err != nil {
		t.Fatal(err)
	}
	if d := points[0].X - points[1].X; math.Abs(d-12) > 1e-5 {
		t.Errorf("the ends lie %.4f apart, want 12, the one with positive entries to the right", d)
	}
}

// Of points with the standard deviations 6, 3 and 1 along three turned axes, the first two
// components hold 36/46 and 9/46 of the variance, their scores are uncorrelated and have
// these standard deviations, and each axis has its largest entry positive.
func TestPCAOfANormalDistribution(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	const n = 20000
	// Orthonormal axes; the largest entry of the first is negative.
	axes := [3][3]float64{{.48, -.8, .36}, {.6, 0, -.8}, {.64, .6, .48}}
	x := make([]float32, 0, 3*n)
	for range n {
		a, b, c := 6*r.NormFloat64(), 3*r.NormFloat64(), r.NormFloat64()
		for j := range 3 {
			x = append(x, float32(7+a*axes[0][j]+b*axes[1][j]+c*axes[2][j]))
		}
	}
	p, err := explain.FitPCA(x, 3)
	if err != nil {
		t.Fatal(err)
	}
	if e := p.Explained(); math.Abs(e[0]-36./46) > .01 || math.Abs(e[1]-9./46) > .01 {
		t.Errorf("explained %.3f, want .783 and .196", e)
	}
	points, err := p.Project(x)
	if err != nil {
		t.Fatal(err)
	}
	var sx, sy, xx, yy, xy float64
	for _, q := range points {
		sx, sy, xx, yy, xy = sx+q.X/n, sy+q.Y/n, xx+q.X*q.X/n, yy+q.Y*q.Y/n, xy+q.X*q.Y/n
	}
	if math.Abs(sx) > 1e-6 || math.Abs(sy) > 1e-6 || math.Abs(math.Sqrt(xx)-6) > .1 || math.Abs(math.Sqrt(yy)-3) > .05 || math.Abs(xy) > 1e-3 {
		t.Errorf("scores: means %.2g, %.2g, standard deviations %.2f, %.2f, covariance %.2g", sx, sy, math.Sqrt(xx), math.Sqrt(yy), xy)
	}
	for axis, largest := range []int{1, 2} {
		one := []float32{7, 7, 7}
		one[largest]++
		q, err := p.Project(one)
		if err != nil {
			t.Fatal(err)
		}
		if v := []float64{q[0].X, q[0].Y}[axis]; v < .75 {
			t.Errorf("axis %d: a step along its largest entry gives %.2f, want .8", axis, v)
		}
	}
}

func TestPCARefuses(t *testing.T) {
	nan := float32(math.NaN())
	for name, test := range map[string]struct {
		x     []float32
		width int
	}{
		"empty": {nil, 2}, "ragged": {make([]float32, 7), 2}, "no width": {make([]float32, 6), 0}, "two rows": {[]float32{1, 2, 3, 4}, 2},
		"equal": {make([]float32, 8), 2}, "NaN": {[]float32{1, 2, 3, 4, 5, nan}, 2}, "one column": {[]float32{1, 2, 3}, 1},
	} {
		if _, err := explain.FitPCA(test.x, test.width); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestProjectRefuses(t *testing.T) {
	p, err := explain.FitPCA([]float32{0, 0, 1, 0, 2, 1}, 2)
	if err != nil {
		t.Fatal(err)
	}
	for name, x := range map[string][]float32{"nothing": nil, "half an embedding": {1, 2, 3}, "infinite": {1, float32(math.Inf(1))}} {
		if _, err := p.Project(x); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
