package figure

import (
	"image/color"
	"math"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
)

func TestWrap(t *testing.T) {
	s := regular(8)
	text := "free-form deformation of the outline"
	for lines := 1; lines <= 5; lines++ {
		width := narrowest(s, text, lines)
		got := wrap(s, text, width)
		if len(got) > lines || strings.Join(got, " ") != text {
			t.Errorf("%d lines: %q", lines, got)
		}
		for _, line := range got {
			if s.Width(line) > width {
				t.Errorf("%q is wider than %v", line, width)
			}
		}
	}
	if got := wrap(s, "", 10); len(got) != 0 {
		t.Errorf("nothing in %d lines", len(got))
	}
}

func TestPrinted(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0.00", -.001: "0.00", -.5: "−0.50", 9.994: "9.99", 9.996: "10.0", 99.96: "100", -1234: "−1234", 2.5e7: "2.5e+07",
	} {
		if got := printed(v); got != want {
			t.Errorf("%v: %s, want %s", v, got, want)
		}
	}
}

// Small panels have from two to six ticks, all on the axis.
func TestCoarse(t *testing.T) {
	for _, high := range []float64{.013, .2, .5, 1, 1.9, 2, 3.3, 7, 100, 4567} {
		ticks := (coarse{}).Ticks(0, high)
		if len(ticks) < 2 || len(ticks) > 6 || ticks[len(ticks)-1].Value > high*1.001 {
			t.Errorf("to %v: %d ticks up to %v", high, len(ticks), ticks[len(ticks)-1].Value)
		}
	}
}

// Factors stay in order and whole, in no more blocks than asked for, and the
// blocks are level.
func TestInBlocks(t *testing.T) {
	var groups [][]HoldsRow
	for i := range 25 {
		groups = append(groups, make([]HoldsRow, 2+i%5))
	}
	for n := 1; n <= 3; n++ {
		blocks := inBlocks(groups, n)
		if len(blocks) > n {
			t.Errorf("%d blocks, want %d", len(blocks), n)
		}
		var back [][]HoldsRow
		for _, b := range blocks {
			back = append(back, b...)
			if over := groupsHeight(b) - groupsHeight(groups)/vg.Length(n); over > 6*holdsRow+holdsGap {
				t.Errorf("%d blocks: one is %v too tall", n, over)
			}
		}
		if !slices.EqualFunc(back, groups, func(a, b []HoldsRow) bool { return len(a) == len(b) }) {
			t.Errorf("%d blocks change the order", n)
		}
	}
}

// Every colour behind text leaves it legible: a contrast of 4.5 to 1 or more.
func TestInkIsLegible(t *testing.T) {
	c := Conclusion{Low: 0, High: 1, Threshold: .5, Above: true}
	colours := []float64{contrast(c.colourAt(0)), contrast(c.colourAt(1))}
	for _, s := range []HoldsState{Missing, Holds, Fails, Undecided} {
		colours = append(colours, contrast(s.colour()))
	}
	if least := slices.Min(colours); least < 4.5 {
		t.Errorf("a contrast of %.1f", least)
	}
}

// contrast is that of ink on a colour, as WCAG 2 defines it.
func contrast(on color.NRGBA) float64 {
	return (luminance(on) + .05) / (luminance(ink) + .05)
}

func luminance(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= .04045 {
			return s / 12.92
		}
		return math.Pow((s+.055)/1.055, 2.4)
	}
	return .2126*linear(c.R) + .7152*linear(c.G) + .0722*linear(c.B)
}
