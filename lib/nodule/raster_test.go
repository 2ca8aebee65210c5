package nodule_test

import (
	"math"
	"testing"

	"nodulelab/lib/nodule"
)

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
		o = o.Map(func(p nodule.Point) nodule.Point { return nodule.Point{X: p.X + .5, Y: p.Y + .5} })
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

func TestRasteriseRefusesASide(t *testing.T) {
	for _, side := range []int{0, -4} {
		if _, err := nodule.Rasterise(nodule.BenignOutline(.3), side); err == nil {
			t.Errorf("an image of side %d was drawn", side)
		}
	}
	if mask, err := nodule.Rasterise(nodule.Outline{{X: 0, Y: 0}, {X: 1, Y: 0}, {X: 1, Y: 1}, {X: 0, Y: 1}}, 1); err != nil || len(mask) != 1 || mask[0] != 1 {
		t.Errorf("one full pixel is %v, %v", mask, err)
	}
}

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
