package figure_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image/png"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/figure"
)

// The size is the one that the SVG's opening tag names, in pixels, and the PNG's.
func TestSize(t *testing.T) {
	tag := regexp.MustCompile(`width="([\d.]+)pt" height="([\d.]+)pt" viewBox="0 0 ([\d.]+) ([\d.]+)"`)
	for _, x := range fixtures {
		f := x.must(t)
		w, h := f.Size()
		m := tag.FindStringSubmatch(text(t, f))
		if m == nil || m[1] != m[3] || m[2] != m[4] {
			t.Fatalf("%s: opening tag %q", x.name, m)
		}
		if dw, dh := number(t, m[1])*96/72-float64(w), number(t, m[2])*96/72-float64(h); math.Abs(dw) > .51 || math.Abs(dh) > .51 {
			t.Errorf("%s is %d×%d pixels, its SVG %s×%s points", x.name, w, h, m[1], m[2])
		}
	}
	for name, want := range map[string][2]int{
		"architecture": {944, 656}, "table1": {745, 280}, "paired": {682, 237}, "means": {578, 237}, "densities": {570, 363}, "holds": {788, 994}, "plane": {716, 387}, "ranking": {990, 609}, "responses": {949, 912},
	} {
		i := slices.IndexFunc(fixtures, func(x fixture) bool { return x.name == name })
		if w, h := fixtures[i].must(t).Size(); w != want[0] || h != want[1] {
			t.Errorf("%s: {%d, %d}, want %v", name, w, h, want)
		}
	}
	f := fixtures[0].must(t)
	data, err := f.PNG()
	if err != nil {
		t.Fatal(err)
	}
	m, err := png.DecodeConfig(bytes.NewReader(data))
	w, h := f.Size()
	if err != nil || math.Abs(float64(m.Width)-float64(w)*figure.Resolution/96) > 2 || math.Abs(float64(m.Height)-float64(h)*figure.Resolution/96) > 2 {
		t.Errorf("the PNG has %d×%d dots for %d×%d pixels (%v)", m.Width, m.Height, w, h, err)
	}
}

// The same numbers give the same bytes, in both formats.
func TestSameBytes(t *testing.T) {
	for _, x := range fixtures {
		if a, b := text(t, x.must(t)), text(t, x.must(t)); a != b {
			t.Errorf("%s: two SVGs differ", x.name)
		}
	}
	a, errA := fixtures[1].must(t).PNG()
	b, errB := fixtures[1].must(t).PNG()
	if errA != nil || errB != nil || !bytes.Equal(a, b) {
		t.Errorf("two PNGs differ (%v, %v)", errA, errB)
	}
}

// Every SVG is well-formed, white behind, with the title on top in bold, and says
// in words what it shows.
func TestSVGIsAccessible(t *testing.T) {
	for _, x := range fixtures {
		f := x.must(t)
		var root struct {
			Role  string `xml:"role,attr"`
			Label string `xml:"aria-label,attr"`
			Title string `xml:"title"`
			Desc  string `xml:"desc"`
		}
		if err := xml.Unmarshal([]byte(text(t, f)), &root); err != nil {
			t.Errorf("%s: %v", x.name, err)
		}
		if root.Role != "img" || root.Title != f.Title || root.Desc != f.Alt || root.Label != f.Title+". "+f.Alt || len(f.Alt) < 60 {
			t.Errorf("%s: %+v", x.name, root)
		}
		d := read(t, f, nil)
		if d.texts[0].text != f.Title || !d.texts[0].bold || !strings.Contains(d.shapes[0].style, "fill:#FFFFFF") {
			t.Errorf("%s: the title is %+v", x.name, d.texts[0])
		}
		for _, w := range d.texts[1:] {
			if w.y >= d.texts[0].y {
				t.Errorf("%s: %q stands above the title", x.name, w.text)
			}
		}
	}
}

// Nothing leaves the card.
func TestNothingLeavesTheCard(t *testing.T) {
	for _, x := range fixtures {
		d := read(t, x.must(t), nil)
		card := d.shapes[0]
		for _, s := range d.shapes {
			if s.left < card.left || s.right > card.right || s.low < card.low || s.high > card.high {
				t.Errorf("%s: %+v leaves the card", x.name, s)
			}
		}
	}
}

// A title that XML would read as markup stays text; a long one is shrunk.
func TestTitles(t *testing.T) {
	rows := fourPixels(false)
	rows[0].Label = "1 < 2"
	f, err := figure.Images(`<b> & "c"`, rows)
	if d := read(t, f, err); d.texts[0].text != `<b> & "c"` {
		t.Errorf("the title is %q", d.texts[0].text)
	}
	if !strings.Contains(text(t, f), "<desc>Contact sheet of grey images in 1 row. 1 &lt; 2:") {
		t.Error("the text alternative is no text of XML")
	}
	size := regexp.MustCompile(`font-weight:bold;font-size:([\d.]+)px`)
	f, err = figure.Images(strings.Repeat("long ", 24), rows)
	if err != nil {
		t.Fatal(err)
	}
	if m := size.FindStringSubmatch(text(t, f)); m == nil || number(t, m[1]) >= 11 {
		t.Errorf("a title of 120 characters has size %v", m)
	}
}

func TestTextsThatCannotStand(t *testing.T) {
	for title, want := range map[string]string{
		"":                       "title is empty",
		" \t":                    "title is empty",
		"two\nlines":             "want printable UTF-8",
		"\xff":                   "want printable UTF-8",
		strings.Repeat("é", 121): "has 121 characters: at most 120",
	} {
		f, err := figure.Images(title, fourPixels(false))
		refused(t, want, f, err)
	}
	f, err := figure.Images(strings.Repeat("é", 120), fourPixels(false))
	drawn(t, f, err)
}

// The zero Figure and one beyond 100 inches are refused.
func TestFiguresThatCannotBeRendered(t *testing.T) {
	var zero figure.Figure
	if w, h := zero.Size(); w != 0 || h != 0 {
		t.Errorf("the zero Figure has %d×%d pixels", w, h)
	}
	rows := threeRows()
	rows.Upright = true
	for len(rows.Rows) < 100 {
		rows.Rows = append(rows.Rows, rows.Rows[0])
	}
	large, err := figure.Rows(rows)
	if err != nil {
		t.Fatal(err)
	}
	for want, f := range map[string]figure.Figure{"zero Figure has nothing to draw": zero, "at most 100": large} {
		if _, err := f.SVG(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("SVG: %v, want %q", err, want)
		}
		if _, err := f.PNG(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("PNG: %v, want %q", err, want)
		}
	}
}

// Every mark of the figures reads without colour: by shape, dash or lightness.
func TestMarksDifferInGrey(t *testing.T) {
	rows, errRows := figure.Rows(densityRows())
	p := steps()
	for _, label := range []string{"b", "c", "d"} {
		p.Lines = append(p.Lines, figure.Line{Label: label, Seeds: p.Lines[0].Seeds})
	}
	lines, errLines := figure.Lines("Lines", []figure.LinePanel{p})
	for _, test := range []struct {
		d       drawing
		colours []string
	}{
		{read(t, rows, errRows), []string{"#0071B1", "#D45D00", "#009D73"}},
		{read(t, lines, errLines), []string{"#0072B2", "#D55E00", "#009E73", "#CC79A7"}},
	} {
		shapes := map[string]bool{}
		for _, colour := range test.colours {
			s := test.d.with("fill:" + colour)[0]
			shapes[fmt.Sprintf("%d %.1f %v", s.points, (s.right-s.left)/(s.high-s.low), near(s.startX, s.x()))] = true
		}
		if len(shapes) != len(test.colours) {
			t.Errorf("%d groups have the shapes %v", len(test.colours), shapes)
		}
	}
}

// Without its title a figure is lower by the title's line, and is named all the same.
func TestUntitled(t *testing.T) {
	f := fixtures[0].must(t)
	u := f.Untitled().Untitled()
	w, h := f.Size()
	if uw, uh := u.Size(); uw != w || h-uh < 29 || h-uh > 30 { // 22 points
		t.Errorf("%d×%d pixels with the title, %d×%d without", w, h, uw, uh)
	}
	svg := text(t, u)
	if strings.Contains(svg, ">"+f.Title+"</text>") || !strings.Contains(svg, "<title>"+f.Title+"</title>") {
		t.Errorf("%.600s", svg)
	}
}

// The small picture has the figure's size and, but for rounding, its colours.
func TestSmallPNG(t *testing.T) {
	for _, x := range fixtures {
		f := x.must(t)
		data, err := f.SmallPNG()
		if err != nil {
			t.Fatal(err)
		}
		whole, err := f.PNG()
		if err != nil {
			t.Fatal(err)
		}
		m, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		w, h := f.Size()
		if dx, dy := m.Bounds().Dx(), m.Bounds().Dy(); max(dx-w, w-dx, dy-h, h-dy) > 1 || 3*len(data) > 2*len(whole) {
			t.Errorf("%s: %d×%d dots for %d×%d pixels, %d bytes where the whole one has %d", x.name, dx, dy, w, h, len(data), len(whole))
		}
		if r, g, b, _ := m.At(0, 0).RGBA(); r != 0xffff || g != 0xffff || b != 0xffff {
			t.Errorf("%s: the card is not white", x.name)
		}
	}
	if _, err := (figure.Figure{}).SmallPNG(); err == nil {
		t.Error("a figure without a drawing was rendered")
	}
}
