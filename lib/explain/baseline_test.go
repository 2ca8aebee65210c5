package explain_test

import (
	"math"
	"slices"
	"testing"

	"nodulelab/lib/explain"
	"nodulelab/lib/internal/stream"
	"nodulelab/lib/nodule"
)

// step is an image that is dark to the left of a column and bright from it on.
func step(side, column int, low, high float32) []float32 {
	image := make([]float32, side*side)
	for i := range image {
		image[i] = low
		if i%side >= column {
			image[i] = high
		}
	}
	return image
}

// A step of 10 has the gradient 40 on both sides of it, and 0 elsewhere.
func TestSobelOfAStep(t *testing.T) {
	got, err := explain.Sobel(step(6, 3, 5, 15), 6)
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range got {
		want := float32(0)
		if x := i % 6; x == 2 || x == 3 {
			want = 40
		}
		if v != want {
			t.Errorf("pixel %d, %d: %v, want %v", i%6, i/6, v, want)
		}
	}
}

// A slope of 2 grey levels per pixel in x and 3 in y has 8·√13 inside the image; at an edge,
// where pixels are repeated, the slope across it is halved.
func TestSobelOfASlope(t *testing.T) {
	const side = 5
	image := make([]float32, side*side)
	for i := range image {
		image[i] = float32(2*(i%side) + 3*(i/side))
	}
	got, err := explain.Sobel(image, side)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range map[int]float64{12: 8 * math.Hypot(2, 3), 6: 8 * math.Hypot(2, 3), 2: 8 * math.Hypot(2, 1.5), 10: 8 * math.Hypot(1, 3), 14: 8 * math.Hypot(1, 3)} {
		if math.Abs(float64(got[i])-want) > 1e-4 {
			t.Errorf("pixel %d: %v, want %v", i, got[i], want)
		}
	}
}

// Pixels darker and brighter than the background lie as far from it.
func TestTheImageItself(t *testing.T) {
	got, err := explain.Baselines(98)[1].Of([]float32{90, 98, 110, 0}, 2)
	if err != nil || !slices.Equal(got, []float32{8, 0, 12, 98}) {
		t.Errorf("distances %v, %v", got, err)
	}
}

// Turning the image turns the map: the operator knows no direction.
func TestSobelTurns(t *testing.T) {
	r := stream.New(1, "sobel")
	const side = 7
	image, turned := make([]float32, side*side), make([]float32, side*side)
	for i := range image {
		image[i] = float32(r.IntN(256))
		turned[(i%side)*side+i/side] = image[i]
	}
	a, err := explain.Sobel(image, side)
	if err != nil {
		t.Fatal(err)
	}
	b, err := explain.Sobel(turned, side)
	if err != nil {
		t.Fatal(err)
	}
	for i := range a {
		if math.Abs(float64(a[i]-b[(i%side)*side+i/side])) > 1e-3 {
			t.Fatalf("pixel %d: %v, turned %v", i, a[i], b[(i%side)*side+i/side])
		}
	}
}

func TestBaselines(t *testing.T) {
	set, err := nodule.Paper().Draw(1, "baselines", nodule.D(150, 150), 3)
	if err != nil {
		t.Fatal(err)
	}
	baselines := explain.Baselines(98)
	edges, err := baselines[0].Maps(set)
	if err != nil {
		t.Fatal(err)
	}
	away, err := baselines[1].Maps(set)
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range away {
		if want := float32(math.Abs(float64(set.Images[i]) - 98)); math.Abs(float64(v-want)) > 1e-3 {
			t.Fatalf("pixel %d lies %v from the background, want %v", i, v, want)
		}
	}
	e, err := explain.SetDensity(edges, set)
	if err != nil {
		t.Fatal(err)
	}
	a, err := explain.SetDensity(away, set)
	if err != nil {
		t.Fatal(err)
	}
	if e.Border <= e.Inside || e.Border <= e.Outside || a.Inside <= a.Border || a.Outside > .1 {
		t.Errorf("edges lie %+v, the image's own light %+v", e, a)
	}
	for _, b := range baselines {
		if _, err := b.Of(make([]float32, 3), 2); err == nil {
			t.Errorf("%s: 3 pixels of side 2 were taken", b.Name)
		}
		if _, err := b.Maps(&nodule.Set{Side: 0, Classes: make([]nodule.Class, 1)}); err == nil {
			t.Errorf("%s: a set without pixels was taken", b.Name)
		}
	}
}

func TestSobelIsReproducible(t *testing.T) {
	image := step(8, 4, 0, 255)
	a, _ := explain.Sobel(image, 8)
	b, _ := explain.Sobel(image, 8)
	if !slices.Equal(a, b) {
		t.Error("two maps of one image differ")
	}
}

// A flat image has no edges, and light that is added everywhere makes none.
func FuzzSobel(f *testing.F) {
	f.Add(uint64(1), 5, float32(20))
	f.Fuzz(func(t *testing.T, seed uint64, side int, light float32) {
		if side < 1 || side > 40 || !(light >= 0 && light <= 255) {
			return
		}
		r := stream.New(max(seed, 1), "edges", side)
		image, brighter, flat := make([]float32, side*side), make([]float32, side*side), make([]float32, side*side)
		for i := range image {
			image[i], flat[i] = float32(r.IntN(256)), light
			brighter[i] = image[i] + light
		}
		a, err := explain.Sobel(image, side)
		b, err2 := explain.Sobel(brighter, side)
		none, err3 := explain.Sobel(flat, side)
		if err != nil || err2 != nil || err3 != nil {
			t.Fatal(err, err2, err3)
		}
		for i := range a {
			if a[i] < 0 || math.Abs(float64(a[i]-b[i])) > .05 || none[i] != 0 {
				t.Fatalf("pixel %d: %v, brighter %v, flat %v", i, a[i], b[i], none[i])
			}
		}
	})
}
