package explain_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"nodulelab/lib/explain"
	"nodulelab/lib/internal/golden"
	"nodulelab/lib/nodule"
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
	for _, v := range p.Variances()[:10] {
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

// A square of 12×12 pixels in 32×32: the band reaches 2 pixels from the edge
// pixels, which are the square's outermost ring and the ring around it.
func square() []float32 {
	mask := make([]float32, 32*32)
	for y := 10; y < 22; y++ {
		for x := 10; x < 22; x++ {
			mask[y*32+x] = 1
		}
	}
	return mask
}

func TestSaliencyDensity(t *testing.T) {
	mask, even := square(), make([]float32, 32*32)
	for i := range even {
		even[i] = .3
	}
	d, err := explain.SaliencyDensity(even, mask, 32)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []float64{d.Inside, d.Border, d.Outside} {
		if math.Abs(v-1) > 1e-6 {
			t.Errorf("even saliency: %+v", d)
		}
	}
	// All saliency in one pixel in the middle: the inside are the 6×6 pixels that
	// the band leaves of the square (rows 13 to 18).
	spot := make([]float32, 32*32)
	spot[16*32+16] = 5
	d, err = explain.SaliencyDensity(spot, mask, 32)
	if err != nil {
		t.Fatal(err)
	}
	if want := 1024. / 36; math.Abs(d.Inside-want) > 1e-9 || d.Border != 0 || d.Outside != 0 {
		t.Errorf("a spot inside: %+v, want %.3f inside", d, want)
	}
	// All on the square's edge: the band has (18² without its outermost corners) −
	// 36 pixels.
	edge := make([]float32, 32*32)
	edge[10*32+15] = 1
	d, err = explain.SaliencyDensity(edge, mask, 32)
	if err != nil {
		t.Fatal(err)
	}
	if d.Inside != 0 || d.Outside != 0 || d.Border < 1024./(18*18) {
		t.Errorf("a spot on the edge: %+v", d)
	}
}

func TestSaliencyDensityWithoutARegion(t *testing.T) {
	ones := make([]float32, 64)
	for i := range ones {
		ones[i] = 1
	}
	d, err := explain.SaliencyDensity(ones, ones, 8) // no edge, nothing outside
	if err != nil || d.Inside != 1 || !math.IsNaN(d.Border) || !math.IsNaN(d.Outside) {
		t.Errorf("%+v, %v", d, err)
	}
	m := explain.MeanDensity([]explain.Density{d, {Inside: 3, Border: .5, Outside: .25}})
	if m != (explain.Density{Inside: 2, Border: .5, Outside: .25}) {
		t.Errorf("mean %+v", m)
	}
}

// The density of a set is the mean of its images' densities.
func TestSetDensity(t *testing.T) {
	set, err := nodule.Paper().Draw(1, "density", nodule.D(150, 150), 4)
	if err != nil {
		t.Fatal(err)
	}
	saliency := slices.Clone(set.Masks) // all of it inside, or at the edge
	got, err := explain.SetDensity(saliency, set)
	if err != nil {
		t.Fatal(err)
	}
	var each []explain.Density
	for i := range set.Len() {
		d, err := explain.SaliencyDensity(set.Mask(i), set.Mask(i), 32)
		if err != nil {
			t.Fatal(err)
		}
		each = append(each, d)
	}
	if want := explain.MeanDensity(each); got != want || got.Inside <= got.Border || got.Outside != 0 {
		t.Errorf("%+v, want %+v", got, want)
	}
	if _, err := explain.SetDensity(saliency[1:], set); err == nil {
		t.Error("a pixel less was taken")
	}
	if _, err := explain.SetDensity(make([]float32, len(saliency)), set); err == nil {
		t.Error("saliency 0 was taken")
	}
}

func TestSaliencyDensityRefuses(t *testing.T) {
	mask := square()
	nan := make([]float32, 1024)
	nan[5] = float32(math.NaN())
	negative := make([]float32, 1024)
	negative[5] = -1
	for name, saliency := range map[string][]float32{"short": make([]float32, 3), "zero": make([]float32, 1024), "NaN": nan, "negative": negative} {
		if _, err := explain.SaliencyDensity(saliency, mask, 32); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func ExampleFitPCA() {
	training := []float32{0, 0, 1, 0, 2, 1, 3, 1} // four embeddings of two values
	plane, err := explain.FitPCA(training, 2)
	if err != nil {
		fmt.Println(err)
		return
	}
	test, err := plane.Project([]float32{1.5, .5})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("the mean lies at %.0f, %.0f\n", math.Abs(test[0].X), math.Abs(test[0].Y))
	// Output: the mean lies at 0, 0
}
