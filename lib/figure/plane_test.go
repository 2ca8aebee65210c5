package figure_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/figure"
)

// smallPlane is one row of two cells, on either side of a threshold.
func smallPlane() (x, y figure.Factor, panels []figure.PlanePanel) {
	x = figure.Factor{Name: "depth", Levels: []string{"5", "10"}, Default: 1}
	y = figure.Factor{Name: "noise", Levels: []string{"low"}}
	s, r := twoLevels()
	return x, y, []figure.PlanePanel{{Scale: s[0], Cells: slices.Clone(r[0].Series)}}
}

// The first level of y is at the bottom, the first of x at the left; the protocol's
// cell has a frame, and the panel its names.
func TestPlaneLayout(t *testing.T) {
	x, y, panels := smallPlane()
	y.Levels = []string{"low", "high"}
	cell := func(v float64) figure.Estimate { return figure.Estimate{Interval: figure.Only(v), Mark: figure.Tick} }
	panels[0].Cells = [][]figure.Estimate{{cell(.11), cell(.12)}, {cell(.21), cell(.22)}}
	f, err := figure.Plane("Plane", x, y, panels, meanings)
	d := read(t, f, err)
	d.falls(t, "accuracy", "0.21", "0.11", "5", "depth", "threshold 0.50")
	d.falls(t, "noise", "high", "low")
	if d.at(t, "0.11").x >= d.at(t, "0.12").x || !near(d.at(t, "low").y, d.at(t, "0.11").y) || d.at(t, "low").x >= d.at(t, "0.11").x {
		t.Error("the cells do not stand at their levels")
	}
	frames := d.with("stroke:"+orange, "stroke-width:1.6")
	if w := d.at(t, "0.12"); len(frames) != 2 || frames[1].left > w.x || frames[1].right < w.x || frames[1].low > w.y || frames[1].high < w.y {
		t.Errorf("frames %+v, the protocol's cell at %+v", frames, w)
	}
	x.Default = -1
	f, err = figure.Plane("Plane", x, y, panels, meanings)
	if d := read(t, f, err); len(d.with("stroke:"+orange)) != 0 || slices.Contains(d.words(), "the protocol's levels") {
		t.Error("a frame without the protocol's level")
	}
}

// A cell is white at the threshold, and the deeper the further its mean lies from it;
// one side is blue and the other orange.
func TestPlaneColours(t *testing.T) {
	colour := func(mean, threshold float64, above bool) string {
		x, y, panels := smallPlane()
		panels[0].Scale.Above, panels[0].Scale.Threshold = above, threshold
		panels[0].Cells[0][0] = figure.Estimate{Interval: figure.Only(mean), Mark: figure.Tick}
		f, err := figure.Plane("Plane", x, y, panels, meanings)
		cells := slices.DeleteFunc(read(t, f, err).with("fill:#"), func(s shape) bool { return s.high-s.low != 24 })
		_, fill, _ := strings.Cut(cells[0].style, "fill:#")
		return fill[:6]
	}
	for mean, want := range map[float64]string{.5: "FFFFFF", 1: "61A8CF", 0: "E59B61", 2: "61A8CF"} {
		if got := colour(mean, .5, true); got != want {
			t.Errorf("%v: %s, want %s", mean, got, want)
		}
	}
	if a, b := colour(.75, .5, true), colour(.75, .5, false); a != "B0D3E7" || b != "F2CDB0" {
		t.Errorf("%s above and %s below", a, b)
	}
	if near, far := colour(1, .75, true), colour(0, .75, true); near != "CAE2EF" || far != "E59B61" {
		t.Errorf("%s at the nearer end, %s at the further one", near, far)
	}
}

// The bar below has the colours of the scale, and the threshold at its place.
func TestPlaneBar(t *testing.T) {
	x, y, panels := smallPlane()
	x.Levels, panels[0].Cells[0] = []string{"1", "2", "3", "4"}, slices.Repeat(panels[0].Cells[0], 2)
	panels[0].Scale.Low, panels[0].Scale.Threshold = -1, 0
	f, err := figure.Plane("Plane", x, y, panels, meanings)
	d := read(t, f, err)
	bar := slices.DeleteFunc(d.with("fill:#"), func(s shape) bool { return !near(s.high-s.low, 7) })
	line := slices.DeleteFunc(d.styled("fill:none;stroke:#222222"), func(s shape) bool { return s.left != s.right || s.high-s.low != 11 })
	if len(bar) != 40 || len(line) != 1 || math.Abs(line[0].x()-bar[0].x()) > .2 {
		t.Errorf("%d colours, the threshold %+v, the bar from %.1f to %.1f", len(bar), line, bar[0].left, bar[0].right)
	}
	if low, middle, high := d.at(t, "−1.00"), d.at(t, "threshold 0.00"), d.at(t, "1.00"); low.x >= middle.x || middle.x >= high.x || low.y != high.y {
		t.Error("the ends of the scale do not stand beside the threshold")
	}
	panels[0].Scale.Threshold = -1
	f, err = figure.Plane("Plane", x, y, panels, meanings)
	d = read(t, f, err)
	if words := d.words(); slices.Contains(words, "−1.00") || !slices.Contains(words, "1.00") || d.at(t, "threshold −1.00").x < bar[0].left-.1 {
		t.Errorf("the threshold is written over an end, or beyond it: %q", words)
	}
}

// A threshold at an end of the scale, means beyond it and missing cells are drawn.
func TestPlaneAtItsEnds(t *testing.T) {
	x, y, panels := smallPlane()
	x.Default = -1
	for _, threshold := range []float64{0, 1} {
		panels[0].Scale.Threshold = threshold
		panels[0].Cells[0] = []figure.Estimate{{Interval: figure.Only(3), Mark: figure.Tick}, {}}
		f, err := figure.Plane("ends", x, y, panels, meanings)
		drawn(t, f, err)
		if !strings.HasSuffix(f.Alt, "noise low: 3.00 at 5 holds, none at 10.") {
			t.Error(f.Alt)
		}
		cells := slices.DeleteFunc(read(t, f, err).with("fill:#"), func(s shape) bool { return s.high-s.low != 24 })
		if len(cells) != 2 || !strings.Contains(cells[1].style, "#FFFFFF") {
			t.Errorf("the missing cell is %+v", cells)
		}
	}
}

func TestPlaneRefuses(t *testing.T) {
	type plane struct {
		x, y   figure.Factor
		panels []figure.PlanePanel
	}
	for want, change := range map[string]func(p *plane){
		"with 0 panels":               func(p *plane) { p.panels = nil },
		"with 5 panels":               func(p *plane) { p.panels = slices.Repeat(p.panels, 5) },
		"name of factor x":            func(p *plane) { p.x.Name = "" },
		"with 0 levels":               func(p *plane) { p.y.Levels = nil },
		"default 2 of 2":              func(p *plane) { p.x.Default = 2 },
		"name of scale 0":             func(p *plane) { p.panels[0].Scale.Name = "" },
		"0 rows for 1 levels":         func(p *plane) { p.panels[0].Cells = nil },
		"1 estimates for 2 levels of": func(p *plane) { p.panels[0].Cells[0] = p.panels[0].Cells[0][:1] },
		"row 0, estimate 0: value 0":  func(p *plane) { p.panels[0].Cells[0][0].Mean = none },
		"mark 9":                      func(p *plane) { p.panels[0].Cells[0][0].Mark = 9 },
	} {
		var p plane
		p.x, p.y, p.panels = smallPlane()
		change(&p)
		f, err := figure.Plane("title", p.x, p.y, p.panels, meanings)
		refused(t, want, f, err)
	}
	x, y, panels := smallPlane()
	f, err := figure.Plane("title", x, y, panels, without(figure.Cross))
	refused(t, "phrase of mark 2", f, err)
}
