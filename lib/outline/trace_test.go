package outline_test

import (
	"image"
	"image/color"
	"math"
	"testing"

	"nodulelab/lib/nodule"
	"nodulelab/lib/outline"
)

// drawn returns an outline around the origin in the middle of a mask image.
func drawn(t testing.TB, o nodule.Outline, side int) (*image.Gray, []float32) {
	t.Helper()
	middle := nodule.Affine{ScaleX: 1, ScaleY: 1, Shift: nodule.Point{X: .5, Y: .5}}
	coverage, err := nodule.Rasterise(o.Map(middle.Apply), side)
	if err != nil {
		t.Fatal(err)
	}
	m := image.NewGray(image.Rect(0, 0, side, side))
	for i, c := range coverage {
		m.Pix[i] = uint8(math.Round(255 * float64(c)))
	}
	return m, coverage
}

func hard(m *image.Gray) *image.Gray {
	for i, v := range m.Pix {
		m.Pix[i] = 255 * (v / 128)
	}
	return m
}

// overlap is the area of the intersection of two masks over that of their union.
func overlap(a, b []float32) float64 {
	var both, either float64
	for i := range a {
		both += float64(min(a[i], b[i]))
		either += float64(max(a[i], b[i]))
	}
	return both / either
}

func trace(t testing.TB, m image.Image) nodule.Outline {
	t.Helper()
	o, err := outline.Trace(m)
	if err != nil {
		t.Fatal(err)
	}
	if err := o.Check(); err != nil || turns(o) <= 0 {
		t.Errorf("%d points, signed area %g: %v", len(o), turns(o)/2, err)
	}
	return o
}

// pixels returns a mask with the given pixels white.
func pixels(width, height int, white ...image.Point) *image.Gray {
	m := image.NewGray(image.Rect(0, 0, width, height))
	for _, p := range white {
		m.SetGray(p.X, p.Y, color.Gray{Y: 255})
	}
	return m
}

// A traced shape covers what was drawn, as it is and as a configuration takes it.
func TestTrace(t *testing.T) {
	const side = 64
	scale := nodule.Affine{ScaleX: 1. / side, ScaleY: 1. / side}
	for name, o := range map[string]nodule.Outline{"benign": nodule.BenignOutline(.3), "malignant": nodule.MalignantOutline(7./30, 9, .5)} {
		m, coverage := drawn(t, o, side)
		traced := trace(t, m)
		spaced, err := outline.Resample(traced, 360)
		if err != nil {
			t.Fatal(err)
		}
		for _, got := range []nodule.Outline{traced, spaced} {
			again, err := nodule.Rasterise(got.Map(scale.Apply), side)
			if err != nil {
				t.Fatal(err)
			}
			if v := overlap(coverage, again); v < .97 {
				t.Errorf("%s: overlap %.4f of %d points", name, v, len(got))
			}
		}
	}
}

// The pixels of a black and white mask are inside again.
func TestTraceBlackAndWhite(t *testing.T) {
	const side = 64
	m, _ := drawn(t, nodule.MalignantOutline(7./30, 9, .5), side)
	m = hard(m)
	scale := nodule.Affine{ScaleX: 1. / side, ScaleY: 1. / side}
	again, err := nodule.Rasterise(trace(t, m).Map(scale.Apply), side)
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range again {
		if (v > .5) != (m.Pix[i] == 255) {
			t.Errorf("pixel %d is %d, and covered by %.2f", i, m.Pix[i], v)
		}
	}
}

// Each corner of black and white pixels loses a twelfth of a pixel. Coordinates count from
// the image's corner, wherever its bounds begin.
func TestTracePlaces(t *testing.T) {
	m := pixels(9, 7, image.Pt(3, 2), image.Pt(4, 2), image.Pt(3, 3), image.Pt(4, 3))
	for _, m := range []image.Image{m, m.SubImage(image.Rect(2, 1, 9, 7))} {
		o := trace(t, m)
		var x, y float64
		for _, p := range o {
			x, y = x+p.X/float64(len(o)), y+p.Y/float64(len(o))
		}
		corner := m.Bounds().Min
		near(t, "middle, x", x, float64(4-corner.X), 1e-4)
		near(t, "middle, y", y, float64(3-corner.Y), 1e-4)
		near(t, "area", o.Area(), 4-4./12, 1e-4)
	}
}

// What is inside: half of white and brighter, of colours and transparent images too.
func TestTraceLevels(t *testing.T) {
	for name, test := range map[string]struct {
		inside color.Color
		ok     bool
	}{
		"half":             {color.Gray{Y: 128}, true},
		"less":             {color.Gray{Y: 127}, false},
		"half of 16 bits":  {color.Gray16{Y: 32768}, true},
		"less of 16 bits":  {color.Gray16{Y: 32767}, false},
		"green":            {color.NRGBA{G: 255, A: 255}, true},
		"blue":             {color.NRGBA{B: 255, A: 255}, false},
		"transparent":      {color.NRGBA{R: 255, G: 255, B: 255, A: 100}, false},
		"half transparent": {color.NRGBA{R: 255, G: 255, B: 255, A: 150}, true},
		"coverage":         {color.Alpha{A: 255}, true},
	} {
		m := image.NewNRGBA64(image.Rect(0, 0, 8, 8))
		for i := range 16 {
			m.Set(2+i%4, 2+i/4, test.inside)
		}
		if o, err := outline.Trace(m); (err == nil) != test.ok {
			t.Errorf("%s: %d points, %v", name, len(o), err)
		}
	}
}

// The largest region counts, without its holes; a corner alone connects no black and white
// pixels; of equal regions it is the first.
func TestTraceRegions(t *testing.T) {
	ring := pixels(12, 12)
	for i := range 16 {
		if i%4 == 0 || i%4 == 3 || i/4 == 0 || i/4 == 3 {
			ring.SetGray(1+i%4, 1+i/4, color.Gray{Y: 255})
		}
	}
	for i := range 9 { // touches the ring at a corner
		ring.SetGray(5+i%3, 5+i/3, color.Gray{Y: 255})
	}
	near(t, "area of a ring", trace(t, ring).Area(), 16-3./12, 1e-3)
	for range 20 {
		twins := trace(t, pixels(9, 9, image.Pt(6, 1), image.Pt(7, 1), image.Pt(1, 5), image.Pt(2, 5), image.Pt(6, 5), image.Pt(7, 5)))
		if twins[0].Y > 3 {
			t.Fatalf("of equal regions %v", twins[0])
		}
	}
}

// A region at the edge closes there.
func TestTraceAtTheEdge(t *testing.T) {
	m := pixels(6, 6)
	for i := range 18 {
		m.SetGray(i%3, i/3, color.Gray{Y: 255})
	}
	o := trace(t, m)
	near(t, "area", o.Area(), 18-4./12, 1e-3)
	for _, p := range o {
		if p.X < -1e-4 || p.X > 3.0001 || p.Y < -1e-4 || p.Y > 6.0001 {
			t.Errorf("a point at %v", p)
		}
	}
}

// Noise has regions inside of holes inside of regions.
func TestTraceNoise(t *testing.T) {
	for seed := range uint64(20) {
		set, err := nodule.Paper().Draw(seed+1, "noise", nodule.D(128, 128), 1)
		if err != nil {
			t.Fatal(err)
		}
		m := image.NewGray(image.Rect(0, 0, 32, 32))
		for i, v := range set.Images {
			m.Pix[i] = uint8(v)
		}
		if o := trace(t, m); len(o) < 20 {
			t.Errorf("%d points", len(o))
		}
	}
}

func TestTraceRefuses(t *testing.T) {
	full := image.NewUniform(color.White)
	inverted, noisy := pixels(4, 4), pixels(400, 400)
	for i := range inverted.Pix {
		inverted.Pix[i] = 255
	}
	inverted.SetGray(1, 2, color.Gray{})
	for i := range noisy.Pix {
		noisy.Pix[i] = uint8(255 * ((i + i/400) % 2))
	}
	faint := image.NewGray(image.Rect(0, 0, 5, 5))
	faint.SetGray(2, 2, color.Gray{Y: 130})
	for want, m := range map[string]image.Image{
		"outline: the mask is nil: want an image":                                               nil,
		"outline: a mask of 0×3 pixels: want 1 to 4096 a side":                                  image.NewGray(image.Rect(0, 0, 0, 3)),
		"a mask of 4097×1 pixels":                                                               image.NewGray(image.Rect(0, 0, 4097, 1)),
		"inside and outside meet at 320000 sides of pixels: want at most 200000; an image":      noisy,
		"a mask of 2000000000×2000000000 pixels":                                                full,
		"outline: the mask has nothing inside: want a region of at least half of white":         pixels(4, 4),
		"outline: all pixels along the mask's frame are inside: want white inside and black or": inverted,
		"outline: the mask's largest region has an area of 0.00099 pixels: want at least 1":     faint,
		"outline: the mask's largest region has an area of 0.67 pixels: want at least 1":        pixels(5, 5, image.Pt(2, 2)),
	} {
		_, err := outline.Trace(m)
		refused(t, err, want)
	}
}

// The largest mask that is allowed, with a spiculated shape.
func BenchmarkTrace(b *testing.B) {
	m, _ := drawn(b, nodule.MalignantOutline(7./30, 9, .5), 4096)
	for b.Loop() {
		if _, err := outline.Trace(m); err != nil {
			b.Fatal(err)
		}
	}
}
