package explain_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/explain"
	"nodulelab/lib/internal/stream"
	"nodulelab/lib/nodule"
)

func TestOtsu(t *testing.T) {
	nan := float32(math.NaN())
	for name, test := range map[string]struct {
		image []float32
		want  float64
	}{
		"two levels":            {[]float32{10, 0, 10, 0}, 5},
		"a small bright group":  {[]float32{1, 1, 1, 1, 9}, 5},
		"the lowest of equals":  {[]float32{0, 1, 2}, .5}, // 1·2·1.5² on either side
		"the wider of two gaps": {[]float32{0, 1, 9, 10}, 5},
		"all equal":             {[]float32{3, 3, 3}, math.NaN()},
		"one pixel":             {[]float32{3}, math.NaN()},
		"no pixel":              {nil, math.NaN()},
		"not finite":            {[]float32{0, nan, 1}, math.NaN()},
	} {
		if got := explain.Otsu(test.image); got != test.want && !(math.IsNaN(got) && math.IsNaN(test.want)) {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}

// No other level of a random image divides it better, by the definition.
func TestOtsuByItsDefinition(t *testing.T) {
	r := stream.New(1, "otsu")
	for range 20 {
		image := make([]float32, 60)
		for i := range image {
			image[i] = float32(r.IntN(30))
		}
		between := func(level float64) float64 {
			var n, sum [2]float64
			for _, v := range image {
				side := 0
				if float64(v) > level {
					side = 1
				}
				n[side], sum[side] = n[side]+1, sum[side]+float64(v)
			}
			d := sum[1]/n[1] - sum[0]/n[0]
			return n[0] * n[1] * d * d
		}
		found := between(explain.Otsu(image))
		for level := slices.Min(image); level < slices.Max(image); level++ {
			if better := between(float64(level)); better > found*(1+1e-12) {
				t.Errorf("%v divides with %v, %v with %v", explain.Otsu(image), found, level, better)
			}
		}
	}
}

// plate is an image of side pixels with a square of one grey level on another.
func plate(side, left, top, size int, on, off float32) []float32 {
	image := slices.Repeat([]float32{off}, side*side)
	for y := top; y < top+size; y++ {
		for x := left; x < left+size; x++ {
			image[y*side+x] = on
		}
	}
	return image
}

func TestImageNumbers(t *testing.T) {
	got := explain.ImageNumbers(plate(8, 1, 2, 4, 150, 98))
	want := []float64{(98*48 + 150*16) / 64. / 255, (150. - 98) / 255, .25}
	for i, v := range got {
		if math.Abs(float64(v)-want[i]) > 1e-6 {
			t.Errorf("number %d is %v, want %v", i, v, want[i])
		}
	}
	if got := explain.ImageNumbers(slices.Repeat([]float32{51}, 16)); !slices.Equal(got, []float32{.2, 0, 0}) {
		t.Errorf("of an even image %v, want its mean alone", got)
	}
}

// A square of 4×4 pixels around the centre: 4 pixels lie less than one pixel from it, 8
// from one to two, and of the 20 from two to three the corners of the square.
func TestRadialProfile(t *testing.T) {
	centred := explain.RadialProfile(plate(8, 2, 2, 4, 90, 10), 8)
	if len(centred) != 8 {
		t.Fatalf("%d numbers, want a mean and a deviation of 4 rings", len(centred))
	}
	const share = 4. / 20
	want := []float64{90, 90, 10 + 80*share, 10, 0, 0, 80 * math.Sqrt(share*(1-share)), 0}
	for i, v := range centred {
		if math.Abs(float64(v)-want[i]) > 1e-4 {
			t.Errorf("number %d is %v, want %v", i, v, want[i])
		}
	}
	if moved := explain.RadialProfile(plate(8, 1, 3, 4, 90, 10), 8); !slices.Equal(moved, centred) {
		t.Errorf("moved by a pixel %v, before %v", moved, centred)
	}
	even := explain.RadialProfile(slices.Repeat([]float32{7}, 64), 8)
	if !slices.Equal(even, []float32{7, 7, 7, 7, 0, 0, 0, 0}) {
		t.Errorf("of an even image %v", even)
	}
}

// A turned image has the same profile, up to the order of sums.
func TestRadialProfileTurned(t *testing.T) {
	set := gallery(t, 6)
	for i := range set.Len() {
		image := set.Image(i)
		turned := make([]float32, len(image))
		for p := range image {
			x, y := p%set.Side, p/set.Side
			turned[x*set.Side+set.Side-1-y] = image[p]
		}
		a, b := explain.RadialProfile(image, set.Side), explain.RadialProfile(turned, set.Side)
		for k := range a {
			if math.Abs(float64(a[k]-b[k])) > 1e-3 {
				t.Errorf("image %d, number %d: %v, turned %v", i, k, a[k], b[k])
			}
		}
	}
}

// Rings that lie wholly outside the image repeat the last one that does not.
func TestRadialProfileInACorner(t *testing.T) {
	image := make([]float32, 9*9)
	image[0] = 200
	got := explain.RadialProfile(image, 9)
	if len(got) != 8 || got[0] != 200 || got[1] != 0 || slices.ContainsFunc(got, func(v float32) bool { return v != v }) {
		t.Errorf("profile %v", got)
	}
	if got := explain.RadialProfile([]float32{0}, 1); len(got) != 0 {
		t.Errorf("of one pixel %v", got)
	}
}

// gallery is a few nodules.
func gallery(t *testing.T, n int) *nodule.Set {
	t.Helper()
	s, err := nodule.Paper().Draw(1, "descriptors", nodule.D(150, 130), n)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Area and contrast that are read from nodules without their masks lie near what was drawn.
func TestImageNumbersOfNodules(t *testing.T) {
	s := gallery(t, 40)
	for i, class := range s.Classes {
		got := explain.ImageNumbers(s.Image(i))
		contrast := map[nodule.Class]float64{nodule.Malignant: 52, nodule.Benign: 32}[class]
		if math.Abs(255*float64(got[0])-s.ImageMean(i)) > .01 || math.Abs(float64(got[2])-s.Factors[i].Area) > .05 || math.Abs(255*float64(got[1])-contrast) > 9 {
			t.Errorf("%s sample %d: %v; drawn with the mean %.1f, contrast %.0f and area %.3f", class, i, got, s.ImageMean(i), contrast, s.Factors[i].Area)
		}
	}
}

func TestDescriptorValues(t *testing.T) {
	s := gallery(t, 4)
	for i, d := range explain.Descriptors() {
		values, width, err := d.Values(s)
		if want := []int{1024, 32, 3}[i]; err != nil || width != want || len(values) != 4*want {
			t.Errorf("%s: %d values, width %d, want %d, %v", d.Name, len(values), width, want, err)
		}
		if !slices.Equal(values[2*width:3*width], d.Of(s.Image(2), s.Side)) {
			t.Errorf("%s: the third row is not that of the third image", d.Name)
		}
	}
	for want, broken := range map[string]*nodule.Set{
		"without images": {Side: 8}, "pixels": {Side: 8, Images: make([]float32, 3), Classes: make([]nodule.Class, 1)},
	} {
		if _, _, err := explain.Descriptors()[0].Values(broken); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}
