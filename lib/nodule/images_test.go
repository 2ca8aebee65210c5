//go:build !js

package nodule_test

import (
	"image"
	"image/color"
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/nodule"
)

// grey returns a square image with the given grey levels.
func grey(levels ...uint8) *image.Gray {
	side := int(math.Sqrt(float64(len(levels))))
	return &image.Gray{Pix: levels, Stride: side, Rect: image.Rect(0, 0, side, side)}
}

var both = []nodule.Class{nodule.Benign, nodule.Malignant}

func TestFromImages(t *testing.T) {
	part := grey(0, 1, 2, 10, 20, 30, 9, 40, 50).SubImage(image.Rect(1, 1, 3, 3)) // an image that does not begin in (0, 0)
	s, err := nodule.FromImages("my scans", []image.Image{grey(1, 2, 3, 255), part}, both)
	if err != nil {
		t.Fatal(err)
	}
	if s.Side != 2 || s.Distribution != nodule.Named("my scans") || !slices.Equal(s.Classes, both) || s.HasMasks() || s.Factors != nil {
		t.Errorf("%+v", s)
	}
	if want := []float32{1, 2, 3, 255, 20, 30, 40, 50}; !slices.Equal(s.Images, want) {
		t.Errorf("pixels %v, want %v", s.Images, want)
	}
	if one, err := nodule.FromImages("x", []image.Image{grey(7)}, both[:1]); err != nil || one.Images[0] != 7 {
		t.Errorf("one pixel: %v, %v", one, err)
	}
}

// Every one of 256 grey levels is kept; 16 bits keep fractions; colours are weighted by
// Rec. 601.
func TestGreyLevels(t *testing.T) {
	for v := range 256 {
		if s, err := nodule.FromImages("x", []image.Image{grey(uint8(v))}, both[:1]); err != nil || s.Images[0] != float32(v) {
			t.Fatalf("grey level %d is %v, %v", v, s.Images[0], err)
		}
	}
	for _, test := range []struct {
		c    color.Color
		want float64
	}{
		{color.Gray16{Y: 1000}, 1000. / 257}, {color.Gray16{Y: 0xffff}, 255},
		{color.RGBA{R: 255, A: 255}, .299 * 255}, {color.RGBA{G: 255, A: 255}, .587 * 255}, {color.RGBA{B: 255, A: 255}, .114 * 255},
		{color.NRGBA{R: 255, G: 255, B: 255}, 0},
	} {
		m := image.NewRGBA64(image.Rect(0, 0, 1, 1))
		m.Set(0, 0, test.c)
		s, err := nodule.FromImages("x", []image.Image{m}, both[:1])
		if err != nil || math.Abs(float64(s.Images[0])-test.want) > .01 {
			t.Errorf("%v is %v, want %.2f; %v", test.c, s.Images, test.want, err)
		}
	}
}

func TestFromImagesRefuses(t *testing.T) {
	two := []image.Image{grey(1, 2, 3, 4), grey(5, 6, 7, 8)}
	for want, test := range map[string]struct {
		name    string
		images  []image.Image
		classes []nodule.Class
	}{
		"want a name for the set":                   {"", two, both},
		"0 images and 0 classes":                    {"x", nil, nil},
		"2 images and 1 classes":                    {"x", two, both[:1]},
		"image 1 is nil":                            {"x", []image.Image{two[0], nil}, both},
		"image 1 is 1×1 pixels: want 2×2":           {"x", []image.Image{two[0], grey(1)}, both},
		"image 0 is 3×2 pixels: want 3×3":           {"x", []image.Image{image.NewGray(image.Rect(0, 0, 3, 2))}, both[:1]},
		"1 images of side 0: want a side":           {"x", []image.Image{image.NewGray(image.Rect(0, 0, 0, 2))}, both[:1]},
		"1 images of side 40000":                    {"x", []image.Image{endless{}}, both[:1]},
		"class 7 of sample 1: want 0 (benign) or 1": {"x", two, []nodule.Class{0, 7}},
	} {
		if s, err := nodule.FromImages(test.name, test.images, test.classes); err == nil || s != nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

// endless is an image of 1.6 billion pixels that takes no memory.
type endless struct{ *image.Uniform }

func (endless) Bounds() image.Rectangle { return image.Rect(0, 0, 40000, 40000) }

func TestWithMasks(t *testing.T) {
	s := bare()
	masked, err := s.WithMasks([]image.Image{grey(0, 0, 0, 255), grey(0, 51, 255, 255), grey(0, 255, 255, 255)})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(masked.Mask(1), []float32{0, .2, 1, 1}) || !slices.Equal(masked.Images, s.Images) || s.HasMasks() {
		t.Errorf("mask %v, or the images or the set itself changed", masked.Mask(1))
	}
	for want, masks := range map[string][]image.Image{
		"0 masks for 3 images: want one per image": nil,
		"image 2 is 1×1 pixels: want 2×2":          {grey(0, 0, 0, 0), grey(0, 0, 0, 0), grey(0)},
	} {
		if _, err := s.WithMasks(masks); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}
