package nodule_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"nodulelab/lib/nodule"
)

func distance(p, q nodule.Point) float64 { return math.Hypot(p.X-q.X, p.Y-q.Y) }

// A quarter turn of a sheared, stretched vector, by hand.
func TestAffineByHand(t *testing.T) {
	a := nodule.Affine{Rotation: math.Pi / 2, ScaleX: 2, ScaleY: 3, Shear: .5, Shift: nodule.Point{X: 10, Y: 20}}
	// (1, 1) → scale (2, 3) → shear (3.5, 3) → turn (−3, 3.5) → shift (7, 23.5)
	if got := a.Apply(nodule.Point{X: 1, Y: 1}); distance(got, nodule.Point{X: 7, Y: 23.5}) > 1e-12 {
		t.Errorf("(1, 1) goes to %v, want (7, 23.5)", got)
	}
}

// Whatever its parameters, an affine map keeps midpoints, and it multiplies areas by the
// two scales: shear, rotation and shift change no area.
func TestAffineKeepsMidpointsAndAreas(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	triangle := nodule.Outline{{X: 0, Y: 0}, {X: .4, Y: .1}, {X: .1, Y: .5}}
	for range 1000 {
		a := nodule.Affine{
			Rotation: 7 * r.NormFloat64(), ScaleX: .2 + r.Float64(), ScaleY: -.2 - r.Float64(),
			Shear: r.NormFloat64(), Shift: nodule.Point{X: r.Float64(), Y: r.Float64()},
		}
		p, q := nodule.Point{X: r.NormFloat64(), Y: r.NormFloat64()}, nodule.Point{X: r.NormFloat64(), Y: r.NormFloat64()}
		if got, want := a.Apply(middle(p, q)), middle(a.Apply(p), a.Apply(q)); distance(got, want) > 1e-9 {
			t.Fatalf("%+v: the midpoint goes to %v, not to %v", a, got, want)
		}
		if got, want := triangle.Map(a.Apply).Area(), triangle.Area()*a.ScaleX*-a.ScaleY; math.Abs(got-want) > 1e-9 {
			t.Fatalf("%+v: area %v, want %v", a, got, want)
		}
	}
}

func middle(p, q nodule.Point) nodule.Point {
	return nodule.Point{X: (p.X + q.X) / 2, Y: (p.Y + q.Y) / 2}
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

// basis is the cubic B-spline of Cox and de Boor on the knots 0, 1, 2, 3, 4, by its
// recursion: another way to the weights that FFD uses.
func basis(degree, knot int, x float64) float64 {
	if degree == 0 {
		if x >= float64(knot) && x < float64(knot+1) {
			return 1
		}
		return 0
	}
	n, k := float64(degree), float64(knot)
	return (x-k)/n*basis(degree-1, knot, x) + (k+n+1-x)/n*basis(degree-1, knot+1, x)
}

// A displacement is the sum over all control points, each weighted by its B-splines in
// x and in y.
func TestFFDIsATensorProduct(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, cells := range []int{1, 4, 7} {
		f := nodule.NewFFD(cells)
		for i := range f.Control {
			f.Control[i] = nodule.Point{X: r.NormFloat64(), Y: r.NormFloat64()}
		}
		for range 50 {
			p := nodule.Point{X: r.Float64(), Y: r.Float64()}
			var want nodule.Point
			for i := range cells + 3 {
				for j := range cells + 3 {
					w := basis(3, i, p.X*float64(cells)+3) * basis(3, j, p.Y*float64(cells)+3)
					want.X += w * f.Control[i*(cells+3)+j].X
					want.Y += w * f.Control[i*(cells+3)+j].Y
				}
			}
			if got := f.Displacement(p); distance(got, want) > 1e-6 {
				t.Fatalf("%d cells, at %v: %v, want %v", cells, p, got, want)
			}
			if got, moved := f.Apply(p), (nodule.Point{X: p.X + want.X, Y: p.Y + want.Y}); distance(got, moved) > 1e-6 {
				t.Fatalf("%d cells: %v is moved to %v, want %v", cells, p, got, moved)
			}
		}
	}
}

// A point outside the image has the displacement of the nearest point inside.
func TestFFDOutsideTheImage(t *testing.T) {
	f := nodule.NewFFD(3)
	for i := range f.Control {
		f.Control[i] = nodule.Point{X: float64(i % 5), Y: float64(i % 7)}
	}
	for _, pair := range [][2]nodule.Point{
		{{X: -3, Y: .4}, {X: 0, Y: .4}}, {{X: 2, Y: .4}, {X: 1, Y: .4}}, {{X: .3, Y: -1}, {X: .3, Y: 0}}, {{X: 9, Y: 9}, {X: 1, Y: 1}},
	} {
		if got, want := f.Displacement(pair[0]), f.Displacement(pair[1]); distance(got, want) > 1e-6 {
			t.Errorf("%v is displaced by %v, %v by %v", pair[0], got, pair[1], want)
		}
	}
}

// Factors are uniform within the bounds of the configuration, or, for the lattice,
// normal with its standard deviation; the factors of one sample are independent.
func TestFactors(t *testing.T) {
	c := nodule.Paper()
	c.Rotation, c.ScaleJitter, c.ShearJitter, c.Shift, c.ControlSD, c.Cells = .25, .1, .2, .05, .03, 2
	set := draw(t, c, 4, nodule.D(150, 150), 2000)
	columns := map[string][]float64{}
	var control []float64
	for _, f := range set.Factors {
		for name, v := range map[string]float64{
			"rotation": f.Affine.Rotation / (math.Pi / 4), "scale x": (f.Affine.ScaleX - 1) / .1, "scale y": (f.Affine.ScaleY - 1) / .1,
			"shear": f.Affine.Shear / .2, "shift x": (f.Affine.Shift.X - .5) / .05, "shift y": (f.Affine.Shift.Y - .5) / .05,
		} {
			columns[name] = append(columns[name], v)
		}
		if len(f.FFD.Control) != 25 {
			t.Fatalf("%d control points, want 5×5", len(f.FFD.Control))
		}
		for _, p := range f.FFD.Control {
			control = append(control, p.X, p.Y)
		}
	}
	for name, v := range columns {
		mean, sd := moments(v)
		if low, high := slices.Min(v), slices.Max(v); low < -1 || high > 1 || low > -.99 || high < .99 || math.Abs(mean) > .05 || math.Abs(sd-1/math.Sqrt(3)) > .02 {
			t.Errorf("%s: %.3f ± %.3f from %.3f to %.3f, want uniform from −1 to 1", name, mean, sd, low, high)
		}
		for other, w := range columns {
			if r := covariance(v, w) * 3; name != other && math.Abs(r) > .1 {
				t.Errorf("%s and %s correlate by %.2f", name, other, r)
			}
		}
	}
	if mean, sd := moments(control); math.Abs(mean) > 5e-4 || math.Abs(sd-.03) > 5e-4 {
		t.Errorf("displacements %.4f ± %.4f, want 0 ± .03", mean, sd)
	}
}

func covariance(v, w []float64) float64 {
	var sum float64
	for i := range v {
		sum += v[i] * w[i] / float64(len(v))
	}
	return sum
}

// A sample's factors, applied to its class's outline, give the outline that was filled:
// first the affine map, then the lattice.
func TestDeform(t *testing.T) {
	c := nodule.Paper()
	c.Side = 64
	set := draw(t, c, 2, nodule.D(150, 150), 6)
	for i, f := range set.Factors {
		o := f.Deform(c.Outline(set.Classes[i]))
		if p := f.FFD.Apply(f.Affine.Apply(c.Outline(set.Classes[i])[99])); o[99] != p {
			t.Errorf("sample %d: vertex 99 is %v, want %v", i, o[99], p)
		}
		mask, err := nodule.Rasterise(o, 64)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(mask, set.Mask(i)) {
			t.Errorf("sample %d: the outline covers other pixels than the mask", i)
		}
	}
}
