package nodule_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"nodulelab/lib/nodule"
)

func TestAffineRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		a := nodule.Affine{
			Rotation: 7 * r.NormFloat64(), ScaleX: .2 + r.Float64(), ScaleY: -.2 - r.Float64(),
			Shear: r.NormFloat64(), Shift: nodule.Point{X: r.Float64(), Y: r.Float64()},
		}
		p := nodule.Point{X: r.NormFloat64(), Y: r.NormFloat64()}
		back, err := a.Invert(a.Apply(p))
		if err != nil || distance(back, p) > 1e-9 {
			t.Fatalf("%v came back as %v (%v)", p, back, err)
		}
	}
	if _, err := (nodule.Affine{}).Invert(nodule.Point{}); err == nil {
		t.Error("a scale of 0 was inverted")
	}
}

// A quarter turn of a sheared, stretched unit vector, by hand.
func TestAffineByHand(t *testing.T) {
	a := nodule.Affine{Rotation: math.Pi / 2, ScaleX: 2, ScaleY: 3, Shear: .5, Shift: nodule.Point{X: 10, Y: 20}}
	// (1, 1) → scale (2, 3) → shear (3.5, 3) → turn (−3, 3.5) → shift (7, 23.5)
	if got := a.Apply(nodule.Point{X: 1, Y: 1}); distance(got, nodule.Point{X: 7, Y: 23.5}) > 1e-12 {
		t.Errorf("(1, 1) goes to %v, want (7, 23.5)", got)
	}
}

func TestFFDRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	f := nodule.NewFFD(4)
	for i := range f.Control {
		f.Control[i] = nodule.Point{X: .04 * r.NormFloat64(), Y: .04 * r.NormFloat64()}
	}
	for range 1000 {
		p := nodule.Point{X: .1 + .8*r.Float64(), Y: .1 + .8*r.Float64()}
		back, err := f.Invert(f.Apply(p))
		if err != nil || distance(back, p) > 1e-9 {
			t.Fatalf("%v came back as %v (%v)", p, back, err)
		}
	}
}

// B-splines reproduce constants and straight lines: equal displacements shift
// the image, displacements that grow with the lattice stretch it.
func TestFFDReproducesLines(t *testing.T) {
	const cells = 4
	shift, stretch := nodule.NewFFD(cells), nodule.NewFFD(cells)
	for i := range cells + 3 {
		for j := range cells + 3 {
			shift.Control[i*(cells+3)+j] = nodule.Point{X: .1, Y: -.2}
			x := float64(i-1) / cells // where control point i sits
			stretch.Control[i*(cells+3)+j] = nodule.Point{X: .3 * x}
		}
	}
	for _, p := range []nodule.Point{{X: 0, Y: 0}, {X: .26, Y: .74}, {X: .5, Y: .5}, {X: .99, Y: .01}} {
		if got := shift.Displacement(p); distance(got, nodule.Point{X: .1, Y: -.2}) > 1e-12 {
			t.Errorf("shift at %v: %v", p, got)
		}
		if got := stretch.Displacement(p); distance(got, nodule.Point{X: .3 * p.X}) > 1e-7 {
			t.Errorf("stretch at %v: %v, want %.3f", p, got, .3*p.X)
		}
	}
}

func TestFoldedFFDHasNoInverse(t *testing.T) {
	f := nodule.NewFFD(4)
	for i := range f.Control {
		f.Control[i].X = 5 * float64(i%2*2-1)
		f.Control[i].Y = 5 * float64(i/7%2*2-1)
	}
	if p, err := f.Invert(nodule.Point{X: .5, Y: .3}); err == nil && distance(f.Apply(p), nodule.Point{X: .5, Y: .3}) > 1e-9 {
		t.Errorf("a wrong inverse %v was returned", p)
	}
}

func TestRasteriseRectangle(t *testing.T) {
	// 1.5 to 3.25 in x, 1 to 2.5 in y, of 4 pixels
	mask, err := nodule.Rasterise(nodule.Outline{{X: 1.5 / 4, Y: 1. / 4}, {X: 3.25 / 4, Y: 1. / 4}, {X: 3.25 / 4, Y: 2.5 / 4}, {X: 1.5 / 4, Y: 2.5 / 4}}, 4)
	if err != nil {
		t.Fatal(err)
	}
	want := []float64{
		0, 0, 0, 0,
		0, .5, 1, .25,
		0, .25, .5, .125,
		0, 0, 0, 0,
	}
	for i := range want {
		if math.Abs(float64(mask[i])-want[i]) > 2./255 {
			t.Errorf("pixel %d: coverage %.3f, want %.3f", i, mask[i], want[i])
		}
	}
}

// Coverage adds up to the polygon's area, whatever its size and place.
func TestRasteriseArea(t *testing.T) {
	for name, o := range map[string]nodule.Outline{
		"benign":    nodule.BenignOutline(.3),
		"malignant": nodule.MalignantOutline(.2, 9, .5),
	} {
		for i := range o {
			o[i].X, o[i].Y = o[i].X+.5, o[i].Y+.5
		}
		for _, side := range []int{16, 32, 101, 256} {
			mask, err := nodule.Rasterise(o, side)
			if err != nil {
				t.Fatal(err)
			}
			var sum float64
			for _, m := range mask {
				sum += float64(m)
			}
			if got := sum / float64(side*side); math.Abs(got-o.Area()) > 2e-3 {
				t.Errorf("%s at %d pixels: coverage %.4f, area %.4f", name, side, got, o.Area())
			}
		}
	}
}

func TestOutlineOutsideTheImageIsCut(t *testing.T) {
	o := nodule.Outline{{X: -1, Y: -1}, {X: .5, Y: -1}, {X: .5, Y: 2}, {X: -1, Y: 2}}
	mask, err := nodule.Rasterise(o, 4)
	if err != nil {
		t.Fatal(err)
	}
	for i, m := range mask {
		if want := float32((3 - i%4) / 2); m != want {
			t.Errorf("pixel %d: %v, want %v", i, m, want)
		}
	}
}

func TestPathologicalOutlinesAreRefused(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for name, test := range map[string]struct {
		o    nodule.Outline
		want string
	}{
		"empty":     {nil, "at least 3"},
		"segment":   {nodule.Outline{{X: 0, Y: 0}, {X: 1, Y: 1}}, "at least 3"},
		"flat":      {nodule.Outline{{X: 0, Y: 0}, {X: .5, Y: .5}, {X: 1, Y: 1}}, "area"},
		"NaN":       {nodule.Outline{{X: 0, Y: 0}, {X: nan, Y: 0}, {X: 0, Y: 1}}, "finite"},
		"infinite":  {nodule.Outline{{X: 0, Y: 0}, {X: inf, Y: 0}, {X: 0, Y: 1}}, "finite"},
		"hourglass": {nodule.Outline{{X: 0, Y: 0}, {X: 1, Y: 1}, {X: 1, Y: 0}, {X: 0, Y: .5}}, "crosses itself"},
	} {
		_, err := nodule.Rasterise(test.o, 32)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", name, err, test.want)
		}
	}
	for _, o := range []nodule.Outline{nodule.BenignOutline(.3), nodule.MalignantOutline(.2, 9, .5)} {
		if err := o.Check(); err != nil {
			t.Errorf("a base outline is refused: %v", err)
		}
	}
	if _, err := nodule.Rasterise(nodule.BenignOutline(.3), 0); err == nil {
		t.Error("an image of 0 pixels was drawn")
	}
}

func distance(p, q nodule.Point) float64 { return math.Hypot(p.X-q.X, p.Y-q.Y) }

func FuzzRasterise(f *testing.F) {
	f.Add(0., 0., 1., 0., .5, 1., 8)
	f.Fuzz(func(t *testing.T, ax, ay, bx, by, cx, cy float64, side int) {
		if side > 256 {
			return
		}
		mask, err := nodule.Rasterise(nodule.Outline{{X: ax, Y: ay}, {X: bx, Y: by}, {X: cx, Y: cy}}, side)
		if err != nil {
			return
		}
		for _, m := range mask {
			if !(m >= 0 && m <= 1) {
				t.Fatalf("coverage %v", m)
			}
		}
	})
}
