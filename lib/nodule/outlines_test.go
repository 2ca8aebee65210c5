package nodule_test

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/nodule"
)

// square, hook and star are outlines in any unit and place; the hook is not convex and runs
// the other way round.
var (
	square = nodule.Outline{{X: 100, Y: 50}, {X: 300, Y: 50}, {X: 300, Y: 250}, {X: 100, Y: 250}}
	hook   = nodule.Outline{{X: 0, Y: 0}, {X: 0, Y: 2}, {X: 1, Y: 2}, {X: 1, Y: 1}, {X: 2, Y: 1}, {X: 2, Y: 0}}
	star   = nodule.Polar(func(angle float64) float64 { return 3 + math.Cos(5*angle) })
)

// own is the paper's configuration with outlines of one's own.
func own(o nodule.Outlines) nodule.Config {
	c := nodule.Paper()
	c.Outlines = o
	return c
}

// Polar puts vertex i at the angle i/720 of a turn, at the given radius.
func TestPolar(t *testing.T) {
	o := nodule.Polar(func(angle float64) float64 { return 2 + angle })
	if len(o) != 720 {
		t.Fatalf("%d vertices", len(o))
	}
	for i, want := range map[int]nodule.Point{0: {X: 2}, 180: {Y: 2 + math.Pi/2}, 360: {X: -2 - math.Pi}, 540: {Y: -2 - 3*math.Pi/2}} {
		if distance(o[i], want) > 1e-9 {
			t.Errorf("vertex %d is %v, want %v", i, o[i], want)
		}
	}
}

func TestPolygon(t *testing.T) {
	o, err := nodule.Polygon(hook...)
	if err != nil || !slices.Equal(o, hook) {
		t.Errorf("%v, %v", o, err)
	}
	if o[0].X = 9; hook[0].X == 9 {
		t.Error("the points were not copied")
	}
	if o, err := nodule.Polygon(hook[:2]...); err == nil || o != nil || !strings.Contains(err.Error(), "outline of 2 vertices") {
		t.Errorf("two points are %v, %v", o, err)
	}
}

// An outline of one's own lies around its centroid and has the area of its class. By hand:
// the hook's three unit squares have their centroid in (5/6, 5/6).
func TestOwnOutlinesAreFitted(t *testing.T) {
	c := own(nodule.Outlines{Benign: []nodule.Outline{square, hook}, Malignant: []nodule.Outline{star}})
	base := c.BaseOutlines(nodule.Benign)
	if len(base) != 2 || len(c.BaseOutlines(nodule.Malignant)) != 1 {
		t.Fatalf("%d benign outlines", len(base))
	}
	half := math.Sqrt(.3) / 2
	if got := base[0][2]; distance(got, nodule.Point{X: half, Y: half}) > 1e-12 {
		t.Errorf("the square's corner is %v, want %v", got, half)
	}
	scale := math.Sqrt(.1)
	if got := base[1][0]; distance(got, nodule.Point{X: -scale * 5 / 6, Y: -scale * 5 / 6}) > 1e-12 {
		t.Errorf("the hook's first corner is %v", got)
	}
	near(t, "area of the hook", base[1].Area(), .3, 1e-12)
	near(t, "area of the star", c.Outline(nodule.Malignant).Area(), 7./30, 1e-12)
}

// With the drawn outlines of the paper given as one's own, every shape keeps its
// deformation: outlines have a random stream of their own.
func TestOwnOutlinesDisturbNothing(t *testing.T) {
	plain := draw(t, nodule.Paper(), 2, nodule.D(150, 190), 40)
	set := draw(t, own(nodule.Outlines{Benign: []nodule.Outline{square, hook, star}}), 2, nodule.D(150, 190), 40)
	seen := map[int]int{}
	for i, f := range set.Factors {
		if f.Affine != plain.Factors[i].Affine || !slices.Equal(f.FFD.Control, plain.Factors[i].FFD.Control) {
			t.Fatalf("sample %d has another deformation", i)
		}
		if malignant := set.Classes[i] == nodule.Malignant; malignant != slices.Equal(set.Image(i), plain.Image(i)) {
			t.Fatalf("sample %d, %s: image changed: %t", i, set.Classes[i], malignant)
		}
		if set.Classes[i] == nodule.Benign {
			seen[f.Outline]++
		} else if f.Outline != 0 {
			t.Errorf("malignant sample %d has outline %d of one", i, f.Outline)
		}
	}
	if len(seen) != 3 || slices.Min([]int{seen[0], seen[1], seen[2]}) < 2 {
		t.Errorf("outlines of 20 benign samples: %v", seen)
	}
}

// The outline that the factors name is the one that was filled.
func TestFactorsNameTheOutline(t *testing.T) {
	c := own(nodule.Outlines{Benign: []nodule.Outline{square, hook}, Malignant: []nodule.Outline{star, square}})
	set := draw(t, c, 1, nodule.D(150, 150), 20)
	for i, f := range set.Factors {
		mask, err := nodule.Rasterise(f.Deform(c.BaseOutlines(set.Classes[i])[f.Outline]), 32)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(mask, set.Mask(i)) {
			t.Errorf("sample %d: the outline %d is not the one that was filled", i, f.Outline)
		}
	}
	near(t, "benign area", meanArea(set, nodule.Benign), .3, .02)
}

// Every outline without a clear inside is named, with its class and its index.
func TestOwnOutlinesAreChecked(t *testing.T) {
	hourglass := nodule.Outline{{X: 0, Y: 0}, {X: 1, Y: 1}, {X: 1, Y: 0}, {X: 0, Y: .5}}
	c := own(nodule.Outlines{
		Benign:    []nodule.Outline{square, hourglass},
		Malignant: []nodule.Outline{nil, make(nodule.Outline, 2001), {{X: math.NaN()}, {}, {}}, {{}, {X: 1e200}, {Y: 1e200}}, {{}, {X: 1}, {X: 2}}},
	})
	err := c.Validate()
	for _, want := range []string{
		"benign outline 1 crosses itself: edges 0 and 2", "malignant outline 0 of 0 vertices: want at least 3",
		"malignant outline 1 of 2001 vertices: want 3 to 2000", "malignant outline 2 whose vertex 0 is (NaN, 0)",
		"malignant outline 3 of area +Inf", "malignant outline 4 of area 0",
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
	for _, class := range []nodule.Class{nodule.Benign, nodule.Malignant} {
		c.BaseOutlines(class) // does not panic
	}
	if _, err := c.Draw(1, "test", nodule.D(150, 150), 2); err == nil {
		t.Error("a set was drawn")
	}
	if err := own(nodule.Outlines{Benign: []nodule.Outline{square}, Malignant: []nodule.Outline{hook}}).Validate(); err != nil {
		t.Errorf("sound outlines: %v", err)
	}
}

// The paper's configuration is written without the fields that it does not use; outlines of
// one's own and the number of objects come back as they were.
func TestConfigJSON(t *testing.T) {
	for _, c := range []nodule.Config{nodule.Paper(), own(nodule.Outlines{Benign: []nodule.Outline{}})} {
		text, err := json.Marshal(c)
		if err != nil || strings.Contains(string(text), "Outlines") || strings.Contains(string(text), "Objects") {
			t.Errorf("%s, %v", text, err)
		}
	}
	c := own(nodule.Outlines{Malignant: []nodule.Outline{hook}})
	c.Objects = 3
	text, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	var back nodule.Config
	if err := json.Unmarshal(text, &back); err != nil || back.Objects != 3 || !slices.Equal(back.Outlines.Malignant[0], hook) || back.Outlines.Benign != nil {
		t.Errorf("%s is read as %+v, %v", text, back, err)
	}
}

// Whatever its vertices, an outline that is accepted has its class's area and lies around
// the origin, and a set of it can be drawn.
func FuzzOwnOutline(f *testing.F) {
	f.Add(0., 0., 1., 0., 1., 1., 0., 1.)
	f.Add(1e6, 1e6, 1e6+1, 1e6, 1e6, 1e6+3, 1e6-1, 1e6)
	f.Fuzz(func(t *testing.T, ax, ay, bx, by, cx, cy, dx, dy float64) {
		o := nodule.Outline{{X: ax, Y: ay}, {X: bx, Y: by}, {X: cx, Y: cy}, {X: dx, Y: dy}}
		c := own(nodule.Outlines{Benign: []nodule.Outline{o}})
		c.Side = 16
		set, err := c.Draw(1, "fuzz", nodule.D(150, 150), 1)
		if err != nil {
			return
		}
		if err := set.Check(); err != nil {
			t.Error(err)
		}
		size := max(math.Abs(ax), math.Abs(ay), math.Abs(bx), math.Abs(by), math.Abs(cx), math.Abs(cy), math.Abs(dx), math.Abs(dy))
		if o.Area() > 1e-6*size*size {
			near(t, "area", c.Outline(nodule.Benign).Area(), .3, 1e-3)
		}
	})
}
