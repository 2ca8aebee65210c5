package figure

import (
	"image"
	"math"
	"strings"
	"testing"
)

func TestRelative(t *testing.T) {
	for data, want := range map[string]string{
		"M10,10L20.04,10L30,10L30,5.55":                    "M10,10h20v-4.4",
		"M10,10L20,10L15,10":                               "M10,10h10h-5",
		"M1.26,2L3,4.26L3,4.26":                            "M1.3,2l1.7,2.3",
		"M0,0L5,5L5,0ZM1,1L2,3":                            "M0,0l5,5v-5ZM1,1l1,2",
		"M4.2,3A2.2,2.2 0 1 1 -0.2,3A2.2,2.2 0 1 1 4.2,3Z": "M4.2,3a2.2,2.2,0,1,1,-4.4,0a2.2,2.2,0,1,1,4.4,0Z",
		"M1,1L1.3,.5L1.04,0":                               "M1,1l.3-.5l-.3-.5",
		"M0,0C1,1,2,2,3,3":                                 "M0,0C1,1,2,2,3,3", // not known
		"M0,0L1,x":                                         "M0,0L1,x",
		"M0,0L1e+02,1":                                     "M0,0L1e+02,1", // an exponent is no command
		"":                                                 "",
	} {
		if got := relative(data); got != want {
			t.Errorf("%s: %s, want %s", data, got, want)
		}
	}
}

// Rounding does not add up along a line: every point stays within half a tenth.
func TestRelativeDoesNotDrift(t *testing.T) {
	var p pen
	p.follow("M", []float64{0, 0})
	for i := range 1000 {
		x, y := float64(i)*1.8907, 100+50*math.Sin(float64(i))
		p.follow("L", []float64{x, y})
		if math.Abs(float64(p.x)/10-x) > .0501 || math.Abs(float64(p.y)/10-y) > .0501 {
			t.Fatalf("point %d: at %d, %d tenths, want %v, %v", i, p.x, p.y, x, y)
		}
	}
}

func TestCompact(t *testing.T) {
	const opaque, faint = "fill:none;stroke:#222222", "fill:none;stroke:#0071B1;stroke-opacity:0.5"
	path := func(data, style string) string { return `<path d="` + data + `" style="` + style + "\" />\n" }
	svg := "<svg>" + path("M0,0L1,1", opaque) + path("M2,2L3,3", opaque) + path("M4,4L5,5", "fill:#222222") + path("M4,4L6,5", "fill:#222222") +
		path("M0,0L1,1", faint) + path("M1,0L0,1", faint) + "<text>a</text>\n" + path("M6,6L7,7", opaque) + "</svg>"
	want := "<svg>" + path("M0,0l1,1M2,2l1,1", opaque) + path("M4,4l1,1", "fill:#222222") + path("M4,4l2,1", "fill:#222222") +
		path("M0,0l1,1", faint) + path("M1,0l-1,1", faint) + "<text>a</text>\n" + path("M6,6l1,1", opaque) + "</svg>"
	if got := string(compact([]byte(svg))); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := string(compact([]byte("<svg></svg>"))); got != "<svg></svg>" {
		t.Errorf("nothing to do: %s", got)
	}
}

// A map's palette holds the colours it uses, in their order; no pixel changes.
func TestTrimmed(t *testing.T) {
	bar := newColourBar(1)
	m := image.NewPaletted(image.Rect(0, 0, 2, 2), bar.colours)
	m.Pix = []uint8{0, 255, 128, 255}
	small := trimmed(m)
	if len(small.Palette) != 3 {
		t.Errorf("%d colours, want 3", len(small.Palette))
	}
	for i := range 4 {
		if got, want := small.At(i%2, i/2), m.At(i%2, i/2); got != want {
			t.Errorf("pixel %d: %v, want %v", i, got, want)
		}
	}
}

// The fonts are named once, on the root.
func TestFontIsNamedOnce(t *testing.T) {
	f, err := Images("Samples", []ImageRow{{Label: "one pixel", Side: 1, Images: [][]float32{{128}}}})
	if err != nil {
		t.Fatal(err)
	}
	svg, err := f.SVG()
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(svg), "font-family"); n != 1 {
		t.Errorf("the font is named %d times", n)
	}
	if strings.Contains(string(svg), ":normal") || !strings.Contains(string(svg), "font-weight:bold") {
		t.Error("weights that are the default are written, or the title's is not")
	}
}
