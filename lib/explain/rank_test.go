package explain_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"nodulelab/lib/explain"
	"nodulelab/lib/internal/stream"
	"nodulelab/lib/nodule"
)

// The textbook's pupils: intelligence and hours of television a week, ρ = −29/165
// (the ranks' squared differences sum to 194: 1 − 6·194/990). With ties the ranks
// are shared: 1, 2.5, 2.5, 4 against 1, 2, 3, 4 correlate by √.9.
func TestRankCorrelation(t *testing.T) {
	for name, test := range map[string]struct {
		a, b []float32
		want float64
	}{
		"textbook": {[]float32{106, 100, 86, 101, 99, 103, 97, 113, 112, 110}, []float32{7, 27, 2, 50, 28, 29, 20, 12, 6, 17}, -29. / 165},
		"ties":     {[]float32{1, 2, 2, 3}, []float32{1, 2, 3, 4}, math.Sqrt(.9)},
		"same":     {[]float32{1, 5, 2}, []float32{10, 1e6, 20}, 1},
		"reversed": {[]float32{1, 5, 2}, []float32{0, -9, -1}, -1},
	} {
		got, err := explain.RankCorrelation(test.a, test.b)
		if err != nil || math.Abs(got-test.want) > 1e-12 {
			t.Errorf("%s: %v, want %v, %v", name, got, test.want, err)
		}
	}
	if got, err := explain.RankCorrelation([]float32{1, 1}, []float32{1, 2}); err != nil || !math.IsNaN(got) {
		t.Errorf("equal values: %v, %v, want NaN", got, err)
	}
	nan := float32(math.NaN())
	for name, pair := range map[string][2][]float32{"lengths": {{1, 2}, {1}}, "one value": {{1}, {1}}, "NaN": {{1, nan}, {1, 2}}, "NaN in the second": {{1, 2}, {nan, 1}}} {
		if _, err := explain.RankCorrelation(pair[0], pair[1]); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// The correlation knows the order alone: it is symmetric, within −1 and 1, and the
// same after any rising function.
func FuzzRankCorrelation(f *testing.F) {
	f.Add(uint64(1), 5)
	f.Add(uint64(2), 100)
	f.Fuzz(func(t *testing.T, seed uint64, n int) {
		if n < 2 || n > 200 {
			return
		}
		r := stream.New(max(seed, 1), "ranks", n)
		a, b, risen := make([]float32, n), make([]float32, n), make([]float32, n)
		for i := range a {
			a[i], b[i] = float32(r.IntN(n)), float32(r.IntN(n))
			risen[i] = a[i]*a[i]*3 + 1
		}
		ab, err := explain.RankCorrelation(a, b)
		ba, err2 := explain.RankCorrelation(b, a)
		up, err3 := explain.RankCorrelation(risen, b)
		if err != nil || err2 != nil || err3 != nil {
			t.Fatal(err, err2, err3)
		}
		if !math.IsNaN(ab) && (math.Abs(ab-ba) > 1e-9 || math.Abs(ab-up) > 1e-9 || math.Abs(ab) > 1+1e-9) {
			t.Errorf("%v, reversed %v, after a rising function %v", ab, ba, up)
		}
	})
}

func TestMeanRankCorrelation(t *testing.T) {
	a := []float32{1, 2, 3, 1, 2, 3, 5, 5, 5}
	b := []float32{1, 2, 3, 3, 2, 1, 1, 2, 3}
	if got, err := explain.MeanRankCorrelation(a, b, 3); err != nil || got != 0 {
		t.Errorf("one map in order, one reversed, one without an order: %v, %v, want 0", got, err)
	}
	for name, size := range map[string]int{"ragged": 4, "no size": 0} {
		if _, err := explain.MeanRankCorrelation(a, b, size); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := explain.MeanRankCorrelation([]float32{1, float32(math.NaN())}, []float32{1, 2}, 2); err == nil {
		t.Error("a NaN was ranked")
	}
}

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

func ExampleRankCorrelation() {
	trained, random := []float32{.1, .9, .5, .2}, []float32{.2, .8, .9, .1}
	r, err := explain.RankCorrelation(trained, random)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.1f\n", r)
	// Output: 0.6
}

func ExampleSobel() {
	steep, err := explain.Sobel([]float32{0, 0, 9, 0, 0, 9, 0, 0, 9}, 3)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(steep[:3])
	// Output: [0 36 36]
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
