package explain_test

import (
	"math"
	"strings"
	"testing"

	"nodulelab/lib/explain"
)

func energy(t *testing.T, image []float32, side int, background, sd float64) float64 {
	t.Helper()
	v, err := explain.BlurredEnergy(image, side, background, sd)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// A single bright pixel becomes a Gaussian, whose squares sum to 1/(4π sd²) in the plane.
func TestBlurredEnergyOfAPixel(t *testing.T) {
	const side, sd = 41, 2.
	image := make([]float32, side*side)
	for i := range image {
		image[i] = 98
	}
	image[side*20+20] = 108
	want := 100 / (4 * math.Pi * sd * sd) / (side * side)
	if got := energy(t, image, side, 98, sd); math.Abs(got/want-1) > 1e-3 {
		t.Errorf("energy %v, want %v", got, want)
	}
}

// A faint blur leaves the mean square as it is, an image of background has none, and twice
// the contrast has four times as much.
func TestBlurredEnergyByHand(t *testing.T) {
	image := []float32{100, 101, 99, 103}
	if got := energy(t, image, 2, 100, .1); math.Abs(got-(1+1+9)/4.) > 1e-6 {
		t.Errorf("energy %v without a blur", got)
	}
	if got := energy(t, []float32{7, 7, 7, 7}, 2, 7, 1); got != 0 {
		t.Errorf("energy %v of the background", got)
	}
	once, twice := energy(t, image, 2, 100, 1), energy(t, []float32{100, 102, 98, 106}, 2, 100, 1)
	if math.Abs(twice-4*once) > 1e-9 {
		t.Errorf("%v, and %v at twice the contrast", once, twice)
	}
}

// Of two shapes of one area the one with the longer outline loses more.
func TestBlurredEnergyOfTheOutline(t *testing.T) {
	const side = 16
	square, bar := make([]float32, side*side), make([]float32, side*side)
	for i := range 36 {
		square[side*(5+i/6)+5+i%6] = 10
		bar[side*(6+i/12)+2+i%12] = 10
	}
	if s, b := energy(t, square, side, 0, 1.5), energy(t, bar, side, 0, 1.5); !(s > 1.1*b) {
		t.Errorf("a square has %v, a bar of its area %v", s, b)
	}
}

func TestBlurredEnergyRefuses(t *testing.T) {
	for want, call := range map[string]func() (float64, error){
		"want side×side": func() (float64, error) { return explain.BlurredEnergy(make([]float32, 3), 2, 0, 1) },
		"a blur of 0":    func() (float64, error) { return explain.BlurredEnergy(make([]float32, 4), 2, 0, 0) },
		"a blur of NaN":  func() (float64, error) { return explain.BlurredEnergy(make([]float32, 4), 2, 0, math.NaN()) },
		"a blur of +Inf": func() (float64, error) { return explain.BlurredEnergy(make([]float32, 4), 2, 0, math.Inf(1)) },
	} {
		if _, err := call(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}
