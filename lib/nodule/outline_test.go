package nodule_test

import (
	"math"
	"strings"
	"testing"

	"nodulelab/lib/nodule"
)

// radius returns how far an outline's vertex at an angle lies from the origin. A base
// outline has two vertices per degree.
func radius(o nodule.Outline, degrees int) float64 { return math.Hypot(o[2*degrees].X, o[2*degrees].Y) }

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// The malignant outline at the angles where its formula is easy to work out. With nine
// spikes and a depth of .5 the radius is, up to a scale, .5 in a valley (cos 9θ = −1),
// .5 + .65·(1 + .25 cos(3θ + 1)) at a tip (cos 9θ = 1), and halfway (cos 9θ = 0) the
// spike has the share 2^−2.5 of its length. With depth .8 a disc of .2 is left.
func TestMalignantOutline(t *testing.T) {
	half := math.Pow(2, -2.5)
	for _, test := range []struct {
		depth   float64
		degrees int
		radius  float64 // where a valley has 1
	}{
		{.5, 0, 1 + 1.3*(1+.25*.540302)},  // cos(1)
		{.5, 40, 1 + 1.3*(1-.25*.998886)}, // cos(120° + 1)
		{.5, 80, 1 + 1.3*(1+.25*.458584)}, // cos(240° + 1)
		{.5, 120, 1 + 1.3*(1+.25*.540302)},
		{.5, 10, 1 + 1.3*(1+.25*.047180)*half}, // cos(30° + 1)
		{.5, 100, 1}, {.5, 340, 1},
		{.8, 0, 1 + 5.2*(1+.25*.540302)}, {.8, 60, 1},
		{0, 40, 1},
	} {
		o := nodule.MalignantOutline(.2, 9, test.depth)
		if got := radius(o, test.degrees) / radius(o, 20); math.Abs(got-test.radius) > 1e-5 {
			t.Errorf("depth %g, %d°: %.6f times the radius of a valley, want %.6f", test.depth, test.degrees, got, test.radius)
		}
	}
}

// An outline has as many tips, vertices farther out than their neighbours, as spikes.
func TestSpikesAreCounted(t *testing.T) {
	for _, spikes := range []int{1, 5, 9, 20} {
		o, tips := nodule.MalignantOutline(.2, spikes, .5), 0
		for i, p := range o {
			before, after := o[(i+len(o)-1)%len(o)], o[(i+1)%len(o)]
			if r := math.Hypot(p.X, p.Y); r > math.Hypot(before.X, before.Y) && r > math.Hypot(after.X, after.Y) {
				tips++
			}
		}
		if tips != spikes {
			t.Errorf("%d tips, want %d", tips, spikes)
		}
	}
}

// The benign outline at five angles: an ellipse with the half axes 1.12 and 1/1.12,
// times 1 + .03 cos(2θ + .6) + .03 cos 3θ.
func TestBenignOutline(t *testing.T) {
	o := nodule.BenignOutline(.3)
	const cos6, sin6 = .825336, .564642 // of .6
	right := 1.12 * (1 + .03*cos6 + .03)
	ellipse45 := math.Sqrt2 / math.Hypot(1/1.12, 1.12)
	for degrees, want := range map[int]float64{
		45:  ellipse45 * (1 - .03*sin6 - .03*math.Sqrt2/2),
		90:  (1 - .03*cos6) / 1.12,
		135: ellipse45 * (1 + .03*sin6 + .03*math.Sqrt2/2),
		180: 1.12 * (1 + .03*cos6 - .03),
		270: (1 - .03*cos6) / 1.12,
	} {
		if got := radius(o, degrees) / radius(o, 0); math.Abs(got-want/right) > 1e-5 {
			t.Errorf("%d°: %.6f times the radius at 0°, want %.6f", degrees, got, want/right)
		}
	}
}

// Base outlines have 720 vertices at equal angles, and the areas that the configuration
// gives their classes.
func TestConfigOutline(t *testing.T) {
	c := nodule.Paper()
	c.Spikes, c.SpikeDepth, c.BenignArea, c.MalignantArea = 5, .3, .25, .125
	for class, want := range map[nodule.Class]nodule.Outline{
		nodule.Benign: nodule.BenignOutline(.25), nodule.Malignant: nodule.MalignantOutline(.125, 5, .3),
	} {
		o := c.Outline(class)
		if len(o) != 720 {
			t.Fatalf("%s: %d vertices, want 720", class, len(o))
		}
		for i := range o {
			if o[i] != want[i] {
				t.Fatalf("%s: vertex %d is %v, want %v", class, i, o[i], want[i])
			}
			if angle := math.Atan2(o[i].Y, o[i].X); math.Abs(math.Remainder(angle-float64(i)*math.Pi/360, 2*math.Pi)) > 1e-9 {
				t.Fatalf("%s: vertex %d lies at %.4f radians", class, i, angle)
			}
		}
	}
	near(t, "benign area", c.Outline(nodule.Benign).Area(), .25, 1e-12)
	near(t, "malignant area", c.Outline(nodule.Malignant).Area(), .125, 1e-12)
}

// A 3-4-5 triangle has the area 6, whichever way its vertices run and wherever it lies.
func TestArea(t *testing.T) {
	for name, o := range map[string]nodule.Outline{
		"one way": {{X: 0, Y: 0}, {X: 3, Y: 0}, {X: 0, Y: 4}},
		"other":   {{X: 0, Y: 4}, {X: 3, Y: 0}, {X: 0, Y: 0}},
		"moved":   {{X: 7, Y: -9}, {X: 10, Y: -9}, {X: 7, Y: -5}},
	} {
		near(t, name, o.Area(), 6, 1e-12)
	}
}

// Map moves every vertex and leaves the outline that it is given as it was.
func TestMap(t *testing.T) {
	o := nodule.Outline{{X: 1, Y: 2}, {X: 3, Y: 4}, {X: 5, Y: 7}}
	turned := o.Map(func(p nodule.Point) nodule.Point { return nodule.Point{X: -p.Y, Y: p.X} })
	for i, want := range (nodule.Outline{{X: -2, Y: 1}, {X: -4, Y: 3}, {X: -7, Y: 5}}) {
		if turned[i] != want {
			t.Errorf("vertex %d is %v, want %v", i, turned[i], want)
		}
	}
	if o[0] != (nodule.Point{X: 1, Y: 2}) || len(nodule.Outline(nil).Map(nil)) != 0 {
		t.Error("the given outline was changed, or none became one")
	}
}

func TestPathologicalOutlinesAreRefused(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for name, test := range map[string]struct {
		o    nodule.Outline
		want string
	}{
		"empty":         {nil, "outline of 0 vertices: want at least 3"},
		"segment":       {nodule.Outline{{X: 0, Y: 0}, {X: 1, Y: 1}}, "at least 3"},
		"flat":          {nodule.Outline{{X: 0, Y: 0}, {X: .5, Y: .5}, {X: 1, Y: 1}}, "area"},
		"NaN in x":      {nodule.Outline{{X: 0, Y: 0}, {X: nan, Y: 0}, {X: 0, Y: 1}}, "vertex 1 is (NaN, 0): want finite"},
		"infinite in y": {nodule.Outline{{X: 0, Y: 0}, {X: 1, Y: 0}, {X: 0, Y: inf}}, "vertex 2"},
		"hourglass":     {nodule.Outline{{X: 0, Y: 0}, {X: 1, Y: 1}, {X: 1, Y: 0}, {X: 0, Y: .5}}, "crosses itself: edges 0 and 2"},
		"last edge":     {nodule.Outline{{X: 1, Y: 1}, {X: 1, Y: 0}, {X: 0, Y: .5}, {X: 0, Y: 0}}, "crosses itself: edges 1 and 3"},
	} {
		_, err := nodule.Rasterise(test.o, 32)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", name, err, test.want)
		}
	}
}

// Outlines with a clear inside are accepted: base outlines, deformed ones, concave ones,
// and those that run either way round.
func TestSoundOutlinesAreAccepted(t *testing.T) {
	set := draw(t, nodule.Paper(), 1, nodule.D(150, 150), 8)
	all := map[string]nodule.Outline{
		"triangle": {{X: 0, Y: 0}, {X: 1, Y: 0}, {X: 0, Y: 1}}, "the other way": {{X: 0, Y: 1}, {X: 1, Y: 0}, {X: 0, Y: 0}},
		"arrow": {{X: 0, Y: 0}, {X: 1, Y: 1}, {X: 0, Y: .3}, {X: -1, Y: 1}},
	}
	for i, class := range set.Classes {
		all["base "+class.String()] = nodule.Paper().Outline(class)
		all["deformed "+class.String()] = set.Factors[i].Deform(nodule.Paper().Outline(class))
	}
	for name, o := range all {
		if err := o.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
