package lenet_test

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/lenet"
)

// scaled fits a scaling to images and scales them.
func scaled(t *testing.T, s lenet.Scaling, images []float32, size int) []float32 {
	t.Helper()
	in, err := lenet.NewInput(s, images)
	if err != nil {
		t.Fatal(err)
	}
	return in.Scale(images, size)
}

func TestScalings(t *testing.T) {
	images := []float32{0, 51, 102, 255 /**/, 98, 98, 98, 98}
	for s, want := range map[lenet.Scaling][]float64{
		lenet.Unit:         {0, .2, .4, 1, 98. / 255, 98. / 255, 98. / 255, 98. / 255},
		lenet.Raw:          {0, 51, 102, 255, 98, 98, 98, 98},
		lenet.Signed:       {-1, -.6, -.2, 1, 98/127.5 - 1, 98/127.5 - 1, 98/127.5 - 1, 98/127.5 - 1},
		lenet.Standardised: {-1.4816, -.7260, .0296, 2.2964, -.0296, -.0296, -.0296, -.0296},
		lenet.Centred:      {-.4, -.2, 0, .6, 0, 0, 0, 0},
		lenet.Normalised:   {-1.0690, -.5345, 0, 1.6036, 0, 0, 0, 0},
	} {
		for i, x := range scaled(t, s, images, 4) {
			if !(math.Abs(float64(x)-want[i]) <= 1e-3) {
				t.Errorf("%s: pixel %d is %v, want %v", s, i, x, want[i])
			}
		}
	}
	if len(lenet.Scalings()) != 6 {
		t.Errorf("%d scalings", len(lenet.Scalings()))
	}
}

// An image's standard deviation divides down to one grey level, and no further: an
// image of one grey level becomes 0, one with little noise keeps it as it is.
func TestNormalisedHasAFloor(t *testing.T) {
	for _, test := range []struct{ image, want []float32 }{
		{[]float32{98, 98, 98, 98}, []float32{0, 0, 0, 0}},
		{[]float32{98, 98.5, 98, 98.5}, []float32{-.25, .25, -.25, .25}}, // SD .25
		{[]float32{97, 99, 97, 99}, []float32{-1, 1, -1, 1}},             // SD 1
		{[]float32{96, 100, 96, 100}, []float32{-1, 1, -1, 1}},           // SD 2
		{[]float32{96.5, 99.5, 96.5, 99.5}, []float32{-1, 1, -1, 1}},     // SD 1.5
	} {
		if got := scaled(t, lenet.Normalised, test.image, 4); !slices.Equal(got, test.want) {
			t.Errorf("%v becomes %v, want %v", test.image, got, test.want)
		}
	}
}

// Scalings by image look at each image alone, scalings by training set do not.
func TestWhatAScalingLooksAt(t *testing.T) {
	dark, bright := []float32{10, 20, 30, 60}, []float32{110, 120, 130, 160}
	for s, alike := range map[lenet.Scaling]bool{
		lenet.Unit: false, lenet.Raw: false, lenet.Signed: false, lenet.Standardised: false,
		lenet.Centred: true, lenet.Normalised: true,
	} {
		both := scaled(t, s, slices.Concat(dark, bright), 4)
		if got := slices.Equal(both[:4], both[4:]); got != alike {
			t.Errorf("%s: %v and %v, want alike %t", s, both[:4], both[4:], alike)
		}
	}
}

// Only the scaling by the training set has numbers of its own, which it takes to
// other sets; a pixel counts as much wherever it is.
func TestNewInput(t *testing.T) {
	training := []float32{0, 4, 4, 8}
	for _, s := range lenet.Scalings() {
		in, err := lenet.NewInput(s, training)
		if err != nil || in.Scaling != s {
			t.Errorf("%v, %v", in, err)
		}
		if own := in.Mean != 0 || in.SD != 0; own != (s == lenet.Standardised) {
			t.Errorf("%s: mean %v, SD %v", s, in.Mean, in.SD)
		}
	}
	in, err := lenet.NewInput(lenet.Standardised, training)
	if err != nil || in.Mean != 4 || !(math.Abs(in.SD-math.Sqrt(8)) <= 1e-12) {
		t.Errorf("mean %v, SD %v, %v", in.Mean, in.SD, err)
	}
	if got := in.Scale([]float32{4, 4 + float32(in.SD)}, 2); got[0] != 0 || !(math.Abs(float64(got[1])-1) <= 1e-6) {
		t.Errorf("another set becomes %v", got)
	}
	if _, err := lenet.NewInput("dark", training); err == nil || !strings.Contains(err.Error(), `scaling "dark": want "0 to 1"`) {
		t.Errorf("error %v", err)
	}
	if _, err := lenet.NewInput(lenet.Standardised, []float32{98, 98}); err == nil || !strings.Contains(err.Error(), "2 pixels that are all alike") {
		t.Errorf("error %v", err)
	}
}

// Scaling leaves the images as they are.
func TestScaleCopies(t *testing.T) {
	images := []float32{10, 20, 30, 60}
	for _, s := range lenet.Scalings() {
		scaled(t, s, images, 4)
		if !slices.Equal(images, []float32{10, 20, 30, 60}) {
			t.Fatalf("%s: images are %v now", s, images)
		}
	}
}

// What files and run keys hold of an input and of a variant.
func TestJSON(t *testing.T) {
	standardised, err := lenet.NewInput(lenet.Standardised, []float32{0, 2})
	if err != nil {
		t.Fatal(err)
	}
	for want, v := range map[string]any{
		`{"scaling":"0 to 1"}`: lenet.Input{Scaling: lenet.Unit},
		`{"scaling":"training set standardised","mean":1,"sd":1}`:       standardised,
		`{"activation":"tanh","pooling":"average","cut":"f2","head":1}`: lenet.Paper(),
	} {
		if text, err := json.Marshal(v); err != nil || string(text) != want {
			t.Errorf("%s, %v, want %s", text, err, want)
		}
	}
}

// A network trained on standardised images takes its mean and its standard
// deviation along.
func ExampleNewInput() {
	in, err := lenet.NewInput(lenet.Standardised, []float32{98, 98, 98, 150})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("mean %.0f, SD %.2f\n", in.Mean, in.SD)
	fmt.Printf("%.2f\n", in.Scale([]float32{98, 111, 150, 200}, 4))
	// Output:
	// mean 111, SD 22.52
	// [-0.58 0.00 1.73 3.95]
}

// Two images of four pixels; the mean of each is removed.
func ExampleInput_Scale() {
	in := lenet.Input{Scaling: lenet.Centred}
	fmt.Printf("%.2f\n", in.Scale([]float32{98, 98, 98, 98, 98, 98, 98, 200}, 4))
	// Output: [0.00 0.00 0.00 0.00 -0.10 -0.10 -0.10 0.30]
}
