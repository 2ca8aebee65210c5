package figure_test

import (
	"fmt"
	"strings"
	"testing"

	"nodulelab/lib/figure"
)

func init() {
	fixtures = append(fixtures, fixture{"places", func() (figure.Figure, error) { return figure.Places(placePlot()) }})
}

// placePlot has a curve of four places in two panels, and three marks.
func placePlot() figure.PlacePlot {
	p := figure.PlacePlot{
		Title: "Learnable and misled", X: figure.PlaceAxis{Name: "accuracy, shape alone", Low: .4, High: 1},
		Y: figure.PlaceAxis{Name: "accuracy, brightness misleads", High: 1}, Curve: "drawn shapes, by depth", Within: .1,
	}
	around := func(v, half float64) figure.Interval { return figure.Interval{Mean: v, Low: v - half, High: v + half} }
	for i, title := range []string{"CE", "Contrast"} {
		panel := figure.PlacePanel{Title: title}
		for j := range 4 {
			x := .55 + .14*float64(j)
			panel.Curve = append(panel.Curve, figure.Place{Label: fmt.Sprintf("depth %d", 2+j), X: around(x, .02), Y: around((x-.5)*float64(2-i), .05)})
		}
		for j, label := range []string{"matched", "extremes", "unmatched"} {
			panel.Marks = append(panel.Marks, figure.Place{Label: label, X: around(.5+.1*float64(j), .03), Y: around(.1+.2*float64(j), .08)})
		}
		p.Panels = append(p.Panels, panel)
	}
	return p
}

// A place lies right of one that is learned less and above one that is misled more; its text
// alternative has both numbers, with their intervals.
func TestPlaces(t *testing.T) {
	p := placePlot()
	p.Panels = p.Panels[:1]
	f, err := figure.Places(p)
	d := read(t, f, err)
	if a, b := d.at(t, "depth 2"), d.at(t, "depth 5"); a.x >= b.x || a.y >= b.y {
		t.Errorf("depth 2 at %+v, 5 at %+v: want it further right and up", a, b)
	}
	for _, want := range []string{
		"accuracy, brightness misleads against accuracy, shape alone, in 1 panel. CE: on the curve, drawn shapes, by depth: depth 2 at 0.55 (0.53 to 0.57), 0.10 (0.05 to 0.15);",
		"Beside it: matched at 0.50 (0.47 to 0.53), 0.10 (0.02 to 0.18);",
	} {
		if !strings.Contains(f.Alt, want) {
			t.Errorf("the text alternative %q lacks %q", f.Alt, want)
		}
	}
}

func TestPlacesRefuses(t *testing.T) {
	for want, change := range map[string]func(*figure.PlacePlot){
		`"Learnable and misled" with 0 panels`:      func(p *figure.PlacePlot) { p.Panels = nil },
		`"CE" with 0 places on the curve`:           func(p *figure.PlacePlot) { p.Panels[0].Curve = nil },
		`place "matched", X: value 0 is 1.2`:        func(p *figure.PlacePlot) { p.Panels[0].Marks[0].X = figure.Only(1.2) },
		`place "matched", Y: value 0 is -1`:         func(p *figure.PlacePlot) { p.Panels[0].Marks[0].Y = figure.Only(-1) },
		"axis X: axis from 1 to 1":                  func(p *figure.PlacePlot) { p.X.Low = 1 },
		"half the height of the band: value 0 is 2": func(p *figure.PlacePlot) { p.Within = 2 },
		"what is on the curve is empty":             func(p *figure.PlacePlot) { p.Curve = "" },
		`"Learnable and misled" with 7 labels: at most 6 can`: func(p *figure.PlacePlot) {
			for i := range 4 {
				p.Panels[0].Marks = append(p.Panels[0].Marks, figure.Place{Label: fmt.Sprint(i), X: figure.Only(.5), Y: figure.Only(.5)})
			}
		},
	} {
		p := placePlot()
		change(&p)
		if _, err := figure.Places(p); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}
