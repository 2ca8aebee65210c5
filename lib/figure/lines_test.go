package figure_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/figure"
)

// steps is one panel with one line of two seeds over named steps.
func steps() figure.LinePanel {
	return figure.LinePanel{
		Title: "panel", XLabel: "layer", YLabel: "correlation", Steps: []string{"cls", "f2", "f1"}, Low: -1, High: 1,
		Lines: []figure.Line{{Label: "CE", Seeds: [][]float64{{.9, .5, -.1}, {.8, .4, .1}}}},
	}
}

// epochs is one panel with two lines of two seeds over numbered steps.
func epochs() figure.LinePanel {
	return figure.LinePanel{
		Title: "panel", XLabel: "epoch", YLabel: "loss",
		Lines: []figure.Line{
			{Label: "training", Seeds: [][]float64{{4, 2, 1, .5}, {2, 1, .5, .25}}},
			{Label: "validation", Dashed: true, Seeds: [][]float64{{4, 3, 2, 1}, {4, 3, 2, 1}}},
		},
	}
}

// The mean has a mark at each step, at its height; every seed is a thin line behind.
func TestLinesOverNamedSteps(t *testing.T) {
	f, err := figure.Lines("Layers", []figure.LinePanel{steps()})
	d := read(t, f, err)
	marks, means, seeds := d.with("fill:#0072B2")[1:], d.with("stroke:#0072B2", "stroke-width:1.6")[1:], d.with("stroke-width:0.6", "stroke-opacity:0.50196")[1:]
	if len(marks) != 3 || len(means) != 1 || len(seeds) != 2 || means[0].points != 3 || seeds[1].points != 3 {
		t.Fatalf("%d marks, means %v, seeds %v", len(marks), means, seeds)
	}
	var heights, across []float64
	for i, step := range []string{"cls", "f2", "f1"} {
		heights, across = append(heights, marks[i].y()), append(across, marks[i].x())
		if x := d.at(t, step).x; x > marks[i].x() || x < marks[i].x()-12 {
			t.Errorf("%s stands at %.1f, its mark at %.1f", step, x, marks[i].x())
		}
	}
	proportional(t, "steps", []float64{0, 1, 2}, across)
	proportional(t, "means", []float64{.85, .45, 0}, heights)
	proportional(t, "ends of a seed", []float64{.85, 0, .9, -.1}, []float64{heights[0], heights[2], seeds[0].high, seeds[0].low})
	d.at(t, "panel")
	d.at(t, "layer")
	if ends := []string{"−1.0", "1.0"}; d.at(t, ends[0]).y >= d.at(t, ends[1]).y {
		t.Error("the axis does not run from −1 to 1")
	}
}

// More seeds make fainter lines.
func TestLinesFade(t *testing.T) {
	for n, want := range map[int]string{6: "stroke-opacity:0.50196", 10: "stroke-opacity:0.30196", 100: "stroke-opacity:0.10196"} {
		p := steps()
		p.Lines[0].Seeds = slices.Repeat(p.Lines[0].Seeds[:1], n)
		f, err := figure.Lines("Layers", []figure.LinePanel{p})
		if got := len(read(t, f, err).with("stroke-width:0.6", "stroke:#0", want)); got != n {
			t.Errorf("%d lines of %d at %s", got, n, want)
		}
	}
	p := epochs()
	p.Lines[0].Seeds = slices.Repeat(p.Lines[0].Seeds[:1], 20)
	p.Lines[1].Seeds = p.Lines[1].Seeds[:1]
	f, err := figure.Lines("Curves", []figure.LinePanel{p})
	d := read(t, f, err)
	if thin, strong := len(d.with("stroke-width:0.7", "stroke-opacity:0.2")), d.with("stroke:#D55E00", "stroke-width:1.3"); thin != 20 || len(strong) != 2 {
		t.Errorf("%d thin lines of 20 seeds, %d strong ones of one seed and the legend", thin, len(strong))
	}
}

// Training curves: one line a seed from epoch 1 on, dashed ones dashed.
func TestLinesOverEpochs(t *testing.T) {
	f, err := figure.Lines("Curves", []figure.LinePanel{epochs()})
	d := read(t, f, err)
	curves := d.with("stroke-width:0.7")
	if len(curves) != 4 || len(d.with("stroke-width:0.7", "stroke-dasharray:5,3")) != 2 {
		t.Fatalf("%d curves: %v", len(curves), curves)
	}
	for i, want := range []string{"#0071B1", "#D45D00", "#0071B1", "#D45D00"} { // seed after seed
		if !strings.Contains(curves[i].style, want) || curves[i].points != 4 {
			t.Errorf("curve %d: %+v, want %s", i, curves[i], want)
		}
	}
	proportional(t, "losses", []float64{4, .5, 2, .25, 4, 1}, []float64{curves[0].high, curves[0].low, curves[2].high, curves[2].low, curves[1].high, curves[1].low})
	if first := d.words()[slices.Index(d.words(), "epoch")+1]; first != "1.0" {
		t.Errorf("the first tick is %s, want epoch 1", first)
	}
	for _, tick := range []string{"1.0", "4.0"} {
		if n := strings.Count(strings.Join(d.words(), " "), tick); n < 1 {
			t.Errorf("no tick %s in %q", tick, d.words())
		}
	}
}

// On a logarithmic axis equal factors are equal distances, between powers of ten.
func TestLinesOnALogarithmicAxis(t *testing.T) {
	p := epochs()
	p.Log = true
	f, err := figure.Lines("Curves", []figure.LinePanel{p})
	d := read(t, f, err)
	curves := d.with("stroke-width:0.7")
	factor8, factor4 := curves[0].high-curves[0].low, curves[1].high-curves[1].low
	if !near(factor8/3, factor4/2) || !near(d.at(t, "10").y-d.at(t, "1").y, factor8*math.Log(10)/math.Log(8)) {
		t.Errorf("a factor of 8 takes %.1f points, a factor of 4 takes %.1f", factor8, factor4)
	}
	d.at(t, "10")
	if slices.Contains(d.words(), "100") {
		t.Error("the axis goes on beyond the next power of ten")
	}
	p.Lines[1].Seeds[1][2] = 0
	f, err = figure.Lines("Curves", []figure.LinePanel{p})
	refused(t, `line "validation", seed 1: value 2 is 0`, f, err)
}

// A fixed axis cuts nothing off and does not depend on the values.
func TestLinesOnAFixedAxis(t *testing.T) {
	p := epochs()
	p.High = 10
	f, err := figure.Lines("Curves", []figure.LinePanel{p})
	read(t, f, err).at(t, "10")
	p.High = 3
	f, err = figure.Lines("Curves", []figure.LinePanel{p})
	refused(t, "value 0 is 4", f, err)
}

// Lines of one label share an entry in the legend, over all panels, and classes
// keep the paper's colours; the last entry is the thin line of a seed.
func TestLinesLegend(t *testing.T) {
	panels := profilePanels()
	panels[1].Lines = append(panels[1].Lines, figure.Line{Label: "malignant, foreground", Hue: figure.Malignant, Seeds: [][]float64{{0, 0, 0}}})
	f, err := figure.Lines("Responses", panels)
	d := read(t, f, err)
	got := strings.Join(d.under(t, "one seed"), ", ")
	if want := "malignant, foreground, benign, foreground, malignant, background, CE, one seed"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for colour, what := range map[string]string{"#9C0F1F": "malignant", "#08459C": "benign", "#F0794A": "malignant, dashed"} {
		if strong := d.with("stroke:"+colour, "stroke-width:1.6"); len(strong) < 2 || strings.Contains(strong[0].style, "dash") != strings.Contains(what, "dashed") {
			t.Errorf("%s: %+v", what, strong)
		}
	}
	f, err = figure.Lines("Curves", []figure.LinePanel{epochs(), epochs()})
	d = read(t, f, err)
	if got := strings.Join(d.under(t, "training"), ", "); got != "training, validation" {
		t.Errorf("%s", got)
	}
}

// Panels with named steps stand two in a row, training curves three.
func TestLinesLayout(t *testing.T) {
	size := func(p figure.LinePanel, n int) [2]int {
		f, err := figure.Lines("Layers", slices.Repeat([]figure.LinePanel{p}, n))
		if err != nil {
			t.Fatal(err)
		}
		w, h := f.Size()
		return [2]int{w, h}
	}
	one := size(steps(), 1)
	for n, want := range map[int][2]int{2: {1, 0}, 3: {1, 1}, 4: {1, 1}, 6: {1, 2}} {
		got := size(steps(), n)
		if w, h := one[0]+want[0]*333, one[1]+want[1]*240; got[0]-w > 1 || w-got[0] > 1 || got[1] != h {
			t.Errorf("%d panels take %v, want %d×%d", n, got, w, h)
		}
	}
	if a, b, c := size(epochs(), 1), size(epochs(), 3), size(epochs(), 4); b[0] <= 2*a[0] || a[1] != b[1] || c[0] != b[0] || c[1] <= b[1] {
		t.Errorf("1, 3 and 4 panels of curves take %v, %v and %v", a, b, c)
	}
}

func TestLinesInWords(t *testing.T) {
	f, err := figure.Lines("Layers", []figure.LinePanel{steps()})
	want := "Line plots in 1 panel, one thin line a seed; here are the means. panel, correlation over layer (cls, f2, f1): CE (2 seeds) 0.85, 0.45, 0.00."
	if err != nil || f.Alt != want {
		t.Errorf("%q, want %q (%v)", f.Alt, want, err)
	}
	f, err = figure.Lines("Curves", []figure.LinePanel{epochs(), epochs()})
	each := " panel, loss: training (2 lines) from 3 to 0.375 at epoch 4; validation (2 lines) from 4 to 1 at epoch 4."
	if want := "Training curves in 2 panels." + each + each; err != nil || f.Alt != want {
		t.Errorf("%q, want %q (%v)", f.Alt, want, err)
	}
}

func TestLinesRefuse(t *testing.T) {
	for want, change := range map[string]func(p *figure.LinePanel){
		"title of panel 1":           func(p *figure.LinePanel) { p.Title = "" },
		"X label of panel 1":         func(p *figure.LinePanel) { p.XLabel = "" },
		"Y label of panel 1":         func(p *figure.LinePanel) { p.YLabel = " " },
		"want low before high":       func(p *figure.LinePanel) { p.Low = 1 },
		"with 41 steps":              func(p *figure.LinePanel) { p.Steps = slices.Repeat(p.Steps[:1], 41) },
		"with 0 lines":               func(p *figure.LinePanel) { p.Lines = nil },
		"with 21 lines":              func(p *figure.LinePanel) { p.Lines = slices.Repeat(p.Lines, 21) },
		"step 1 of panel 1":          func(p *figure.LinePanel) { p.Steps[1] = "" },
		"label in panel":             func(p *figure.LinePanel) { p.Lines[0].Label = "" },
		"with 0 seeds":               func(p *figure.LinePanel) { p.Lines[0].Seeds = nil },
		"1 values for 3 steps":       func(p *figure.LinePanel) { p.Lines[0].Seeds[1] = []float64{1} },
		"value 0 is 2":               func(p *figure.LinePanel) { p.Lines[0].Seeds[0][0] = 2 },
		"value 2 is NaN":             func(p *figure.LinePanel) { p.Lines[0].Seeds[0][2] = none },
		`two lines "CE"`:             func(p *figure.LinePanel) { p.Lines = slices.Repeat(p.Lines, 2) },
		"looks different in two":     func(p *figure.LinePanel) { p.Lines[0].Dashed = true },
		"different in two panels: g": func(p *figure.LinePanel) { p.Lines[0].Hue = figure.Benign },
		"can be told apart": func(p *figure.LinePanel) {
			for i := range 9 {
				p.Lines = append(p.Lines, figure.Line{Label: fmt.Sprint(i), Seeds: [][]float64{{0, 0, 0}}})
			}
		},
	} {
		panels := []figure.LinePanel{steps(), steps()}
		change(&panels[1])
		f, err := figure.Lines("Layers", panels)
		refused(t, want, f, err)
	}
	f, err := figure.Lines("Layers", nil)
	refused(t, "with 0 panels", f, err)
	f, err = figure.Lines("Layers", slices.Repeat([]figure.LinePanel{steps()}, 7))
	refused(t, "with 7 panels", f, err)
	f, err = figure.Lines("Layers", []figure.LinePanel{steps(), epochs()})
	refused(t, "want one kind", f, err)
	p := epochs()
	p.Lines[0].Seeds[1] = p.Lines[0].Seeds[1][:3]
	f, err = figure.Lines("Layers", []figure.LinePanel{p})
	refused(t, "has 3 values for 4 steps", f, err)
}
