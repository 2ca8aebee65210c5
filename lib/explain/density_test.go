package explain_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/explain"
	"nodulelab/lib/nodule"
)

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
	// All on the square's edge: the border is 18×18 pixels without their four corners and
	// without the inside.
	edge := make([]float32, 32*32)
	edge[10*32+15] = 1
	d, err = explain.SaliencyDensity(edge, mask, 32)
	if err != nil {
		t.Fatal(err)
	}
	if want := 1024. / (18*18 - 4 - 36); d.Inside != 0 || d.Outside != 0 || math.Abs(d.Border-want) > 1e-9 {
		t.Errorf("a spot on the edge: %+v, want %.3f on the border", d, want)
	}
}

// The border reaches 2 of 32 pixels to either side of an edge, scaled to the image and at
// least 1. In the left half of an image, covered from top to bottom, it therefore has
// 1 + the reach columns on each side.
func TestBorderWidth(t *testing.T) {
	for side, reach := range map[int]int{6: 1, 7: 1, 8: 1, 16: 1, 23: 1, 24: 2, 32: 2, 39: 2, 40: 3, 64: 4, 128: 8} {
		mask, even := make([]float32, side*side), make([]float32, side*side)
		for i := range mask {
			if i%side < side/2 {
				mask[i] = 1
			}
		}
		even[0] = 1 // all saliency in the corner: inside, if the border leaves it there
		d, err := explain.SaliencyDensity(even, mask, side)
		if err != nil {
			t.Fatal(err)
		}
		if want := float64(side) / float64(side/2-1-reach); math.Abs(d.Inside-want) > 1e-9 {
			t.Errorf("side %d: density inside %.3f, want %.3f, with a border of %d columns in the shape", side, d.Inside, want, 1+reach)
		}
	}
}

// A shape of one row or column at each of the four sides: the border is that line, the next
// one, and two more.
func TestBorderInEveryDirection(t *testing.T) {
	const side = 32
	for name, at := range map[string]func(i int) int{
		"top":    func(i int) int { return i / side },
		"bottom": func(i int) int { return side - 1 - i/side },
		"left":   func(i int) int { return i % side },
		"right":  func(i int) int { return side - 1 - i%side },
	} {
		mask, saliency := make([]float32, side*side), make([]float32, side*side)
		for i := range mask {
			if at(i) == 0 {
				mask[i] = 1
			}
			if at(i) == 4 {
				saliency[i] = 1
			}
		}
		d, err := explain.SaliencyDensity(saliency, mask, side)
		if want := 32. / 28; err != nil || math.Abs(d.Outside-want) > 1e-9 || d.Border != 0 || !math.IsNaN(d.Inside) {
			t.Errorf("%s: %+v, want %.3f outside and no inside, %v", name, d, want, err)
		}
	}
}

// A coverage of one half is covered; anything less is not.
func TestHalfCoverage(t *testing.T) {
	mask, spot := make([]float32, 32*32), make([]float32, 32*32)
	for i := range mask {
		mask[i] = .5
	}
	spot[0] = 1
	if d, err := explain.SaliencyDensity(spot, mask, 32); err != nil || d.Inside != 1 {
		t.Errorf("coverage .5 everywhere: %+v, %v, want 1 inside", d, err)
	}
	for i := range mask {
		mask[i] = .499
	}
	if d, err := explain.SaliencyDensity(spot, mask, 32); err != nil || d.Outside != 1 {
		t.Errorf("coverage .499 everywhere: %+v, %v, want 1 outside", d, err)
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
	for i := range 1024 {
		saliency[2*1024+i] = 0
	}
	if _, err := explain.SetDensity(saliency, set); err == nil || !strings.Contains(err.Error(), "image 2") {
		t.Errorf("saliency 0 in image 2: error %v", err)
	}
}

func TestSaliencyDensityRefuses(t *testing.T) {
	mask := square()
	nan := make([]float32, 1024)
	nan[5] = float32(math.NaN())
	negative := make([]float32, 1024)
	negative[5] = -1
	infinite := make([]float32, 1024)
	infinite[5] = float32(math.Inf(1))
	for name, saliency := range map[string][]float32{"short": make([]float32, 3), "zero": make([]float32, 1024), "NaN": nan, "negative": negative, "infinite": infinite} {
		if _, err := explain.SaliencyDensity(saliency, mask, 32); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := explain.SaliencyDensity(mask, mask[1:], 32); err == nil {
		t.Error("a mask that is a pixel short was taken")
	}
	if _, err := explain.SaliencyDensity(nil, nil, 0); err == nil {
		t.Error("an image without pixels was taken")
	}
}
