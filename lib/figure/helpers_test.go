package figure_test

import (
	"image/color"
	"math"
	"strings"
	"testing"

	"nodulelab/lib/figure"
)

var none = math.NaN()

// refused checks that making a figure fails with a message.
func refused(t *testing.T, want string, f figure.Figure, err error) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("error %v, want %q", err, want)
	}
	if _, err := f.SVG(); err == nil {
		t.Errorf("%s: a refused figure was drawn", want)
	}
}

// drawn checks that a figure is made, in both formats.
func drawn(t *testing.T, f figure.Figure, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.PNG(); err != nil {
		t.Error(err)
	}
	if svg, err := f.SVG(); err != nil || strings.Contains(string(svg), "NaN") {
		t.Errorf("%q: not a number in the SVG, or %v", f.Title, err)
	}
}

// luminance is a colour's relative luminance, 0 to 1, as WCAG 2 defines it.
func luminance(of color.Color) float64 {
	c := color.NRGBAModel.Convert(of).(color.NRGBA)
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= .04045 {
			return s / 12.92
		}
		return math.Pow((s+.055)/1.055, 2.4)
	}
	return .2126*linear(c.R) + .7152*linear(c.G) + .0722*linear(c.B)
}
