package figure_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/figure"
)

// doses are made-up accuracies of a study with several tests: one loss is not trained at
// the last level, and one level has a single seed.
func doses() figure.DosePlot {
	p := figure.DosePlot{
		Title: "Accuracy by noise", Axis: "accuracy", High: 1, Guide: figure.Guide{At: .5, Label: "chance"},
		Factor: figure.Factor{Name: "noise", Unit: "grey levels", Levels: []string{"none", "10", "20", "on the whole of the image"}, Default: 1},
	}
	for i, test := range []string{"150,150 → 130,170", "150,150 → 170,130", "180,160 → 150,190", "190,130 → 190,130, with a second line"} {
		panel := figure.DosePanel{Title: fmt.Sprintf("scenario %d: %s", i+1, test)}
		for j, loss := range []string{"CE", "Contrast"} {
			l := figure.DoseLine{Label: loss}
			for k := range p.Factor.Levels {
				mean := .9 - .1*float64(k) - .15*float64(i*j)
				l.Estimates = append(l.Estimates, figure.Interval{Mean: mean, Low: mean - .08, High: min(mean+.05, 1)})
			}
			if j == 1 {
				l.Estimates[2], l.Estimates[3] = figure.Only(l.Estimates[2].Mean), figure.Only(none)
			}
			panel.Lines = append(panel.Lines, l)
		}
		p.Panels = append(p.Panels, panel)
	}
	return p
}

// oneDose is a panel with one line over two levels.
func oneDose() figure.DosePlot {
	return figure.DosePlot{
		Title: "Accuracy", Axis: "accuracy", High: 1, Factor: figure.Factor{Name: "depth", Unit: "%", Levels: []string{"5", "10"}, Default: 1},
		Panels: []figure.DosePanel{{Title: "test", Lines: []figure.DoseLine{{Label: "CE", Estimates: []figure.Interval{{Mean: .2, Low: .1, High: .3}, {Mean: .8, Low: .7, High: .95}}}}}},
	}
}

// Means and both ends of the intervals lie on the axis, each at its level, joined by a
// line; the protocol's level is bold, on a grey ground.
func TestDosesPlaces(t *testing.T) {
	p := oneDose()
	p.Guide = figure.Guide{At: .5, Label: "chance"}
	f, err := figure.Doses(p)
	d := read(t, f, err)
	means, bars, joins := d.with("fill:#0072B2")[1:], d.with("stroke:#0072B2", "stroke-width:1.2"), d.with("stroke-width:0.8", "stroke-opacity")
	guide := d.with(dashes)
	if len(means) != 2 || len(bars) != 2 || len(joins) != 1 || len(guide) != 2 {
		t.Fatalf("%d means, %d intervals, %d joins, %d dashed lines", len(means), len(bars), len(joins), len(guide))
	}
	proportional(t, "numbers", []float64{.1, .95, .3, .2, .8, .7, .5},
		[]float64{bars[0].low, bars[1].high, bars[0].high, means[0].y(), means[1].y(), bars[1].low, guide[1].y()})
	for i, level := range p.Factor.Levels {
		if w := d.at(t, level); w.x > means[i].x() || w.x < means[i].x()-10 || w.bold != (i == 1) || !near(bars[i].x(), means[i].x()) {
			t.Errorf("level %s stands at %.1f, its mean at %.1f", level, w.x, means[i].x())
		}
	}
	ground := d.with("fill:#F0F0F0")[1:]
	if len(ground) != 1 || !near(ground[0].x(), means[1].x()) || ground[0].left <= means[0].x() {
		t.Errorf("the protocol's level has the ground %+v", ground)
	}
	d.falls(t, "test", "accuracy", "10", "depth (%)")
}

// Lines of one panel stand side by side at a level; panels follow each other in rows of
// three.
func TestDosesLayout(t *testing.T) {
	f, err := figure.Doses(doses())
	d := read(t, f, err)
	d.falls(t, "scenario 1: 150,150 → 130,170", "scenario 4: 190,130 → 190,130, with a", "second line")
	titles := slices.DeleteFunc(slices.Clone(d.texts), func(w writing) bool { return !strings.HasPrefix(w.text, "scenario ") })
	if len(titles) != 4 || titles[0].x >= titles[1].x || titles[1].x >= titles[2].x || !near(titles[0].y, titles[2].y) {
		t.Errorf("titles %+v", titles)
	}
	first, second := d.with("stroke:#0072B2", "stroke-width:1.2"), d.with("stroke:#D55E00", "stroke-width:1.2")
	if len(first) != 16 || len(second) != 8 {
		t.Fatalf("%d and %d intervals", len(first), len(second))
	}
	if apart := second[0].x() - first[0].x(); apart < 4 || apart > 8 {
		t.Errorf("two lines at one level are %.1f points apart", apart)
	}
	for _, text := range []string{"no interval", "chance", "the protocol's level", "CE", "Contrast"} {
		d.at(t, text)
	}
	if rings := d.styled("fill:none;stroke:#D55E00"); len(rings) < 4 {
		t.Errorf("%d rings for means without an interval", len(rings))
	}
}

// Without a base, a guide or any estimate the figure has no marks of them.
func TestDosesWithout(t *testing.T) {
	p := oneDose()
	p.Factor.Default, p.Factor.Unit = -1, ""
	p.Panels[0].Lines[0].Estimates = []figure.Interval{figure.Only(none), figure.Only(none)}
	f, err := figure.Doses(p)
	d := read(t, f, err)
	if len(d.with("fill:#0072B2")) != 1 || len(d.with("fill:#F0F0F0")) != 0 || len(d.with(dashes)) != 0 {
		t.Error("something is marked")
	}
	if !strings.Contains(f.Alt, "the protocol's level is not among them. test: CE none at 5, none at 10.") {
		t.Error(f.Alt)
	}
}

func TestDosesInWords(t *testing.T) {
	f, err := figure.Doses(oneDose())
	want := "Means of accuracy with their intervals at 2 levels of depth (%), in 1 panel; the protocol's level is 10. test: CE 0.20 (0.10 to 0.30) at 5, 0.80 (0.70 to 0.95) at 10."
	if err != nil || f.Alt != want {
		t.Errorf("%q, want %q (%v)", f.Alt, want, err)
	}
}

// The numbers are the figure's own.
func TestDosesCopies(t *testing.T) {
	p := oneDose()
	f, err := figure.Doses(p)
	if err != nil {
		t.Fatal(err)
	}
	before := text(t, f)
	p.Panels[0].Lines[0].Estimates[0].Mean, p.Factor.Levels[0], p.Panels[0].Title = .9, "x", "y"
	if text(t, f) != before {
		t.Error("the figure has changed with the numbers that it was made of")
	}
}

func TestDosesRefuse(t *testing.T) {
	for want, change := range map[string]func(p *figure.DosePlot){
		"title is empty":                             func(p *figure.DosePlot) { p.Title = "" },
		"with 0 panels: want 1 to 12":                func(p *figure.DosePlot) { p.Panels = nil },
		"with 13 panels":                             func(p *figure.DosePlot) { p.Panels = slices.Repeat(p.Panels, 13) },
		"name of the axis":                           func(p *figure.DosePlot) { p.Axis = "" },
		"axis from 1 to 1":                           func(p *figure.DosePlot) { p.Low = 1 },
		"guide: value 0 is NaN":                      func(p *figure.DosePlot) { p.Guide.At = none },
		"name of factor x":                           func(p *figure.DosePlot) { p.Factor.Name = "" },
		"title of panel 0":                           func(p *figure.DosePlot) { p.Panels[0].Title = "" },
		"with 0 lines":                               func(p *figure.DosePlot) { p.Panels[0].Lines = nil },
		`label of line 0 in panel "test"`:            func(p *figure.DosePlot) { p.Panels[0].Lines[0].Label = "" },
		`panel "test" has two lines "CE"`:            func(p *figure.DosePlot) { p.Panels[0].Lines = slices.Repeat(p.Panels[0].Lines, 2) },
		"1 estimates for 2 levels":                   func(p *figure.DosePlot) { p.Panels[0].Lines[0].Estimates = p.Panels[0].Lines[0].Estimates[:1] },
		"mean: value 0 is 1.2: want a finite number": func(p *figure.DosePlot) { p.Panels[0].Lines[0].Estimates[0] = figure.Only(1.2) },
		"want low before high":                       func(p *figure.DosePlot) { p.Panels[0].Lines[0].Estimates[0].Low = .5 },
	} {
		p := oneDose()
		change(&p)
		f, err := figure.Doses(p)
		refused(t, want, f, err)
	}
	p := oneDose()
	p.Panels = nil
	for i := range 8 {
		panel := oneDose().Panels[0]
		panel.Lines[0].Label = fmt.Sprint("loss ", i)
		p.Panels = append(p.Panels, panel)
	}
	f, err := figure.Doses(p)
	refused(t, "at most 7 can be told apart", f, err)
}

// One loss at two levels of noise.
func ExampleDoses() {
	f := must(figure.Doses(figure.DosePlot{
		Title: "Accuracy by noise", Axis: "accuracy", Low: 0, High: 1,
		Factor: figure.Factor{Name: "noise", Unit: "grey levels", Levels: []string{"0", "10"}, Default: 1},
		Panels: []figure.DosePanel{{Title: "150,150 → 170,130", Lines: []figure.DoseLine{
			{Label: "CE", Estimates: []figure.Interval{{Mean: .7, Low: .6, High: .8}, figure.Only(.5)}},
		}}},
	}))
	fmt.Println(f.Alt)
	// Output:
	// Means of accuracy with their intervals at 2 levels of noise (grey levels), in 1 panel; the protocol's level is 10. 150,150 → 170,130: CE 0.70 (0.60 to 0.80) at 0, 0.50 at 10.
}
