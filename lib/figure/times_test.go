package figure_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/figure"
)

func init() {
	fixtures = append(fixtures, fixture{"times", func() (figure.Figure, error) { return figure.Times("Accuracy over time", timePanels()) }})
}

// timePanels holds a line that falls and one that stays, with intervals, and beside them
// one that has none.
func timePanels() []figure.TimePanel {
	var falls, stays figure.TimeLine
	falls.Label, stays.Label = "Contrast", "CE"
	for _, time := range []float64{1, 2, 4, 8, 16, 32, 64, 100, 200, 400} {
		v := 1 / (1 + math.Pow(time/70, 3))
		falls.Times, stays.Times = append(falls.Times, time), append(stays.Times, time)
		falls.Estimates = append(falls.Estimates, figure.Interval{Mean: v, Low: v - .3*v*(1-v), High: v + .5*v*(1-v)})
		stays.Estimates = append(stays.Estimates, figure.Interval{Mean: 1 - .5/time, Low: 1 - .6/time, High: 1 - .4/time})
	}
	p := figure.TimePanel{Title: "150,190", XLabel: "epoch", YLabel: "accuracy", High: 1, Lines: []figure.TimeLine{stays, falls}}
	p.Mark, p.Level = figure.Guide{At: 100, Label: "the protocol's 100 epochs"}, figure.Guide{At: .5, Label: "chance"}
	alone := p
	alone.Title = "190,150"
	alone.Lines = []figure.TimeLine{{Label: "Contrast", Times: []float64{3, 50, 3000}, Estimates: []figure.Interval{figure.Only(.9), figure.Only(.2), figure.Only(1)}}}
	return []figure.TimePanel{p, alone}
}

func TestTimesInWords(t *testing.T) {
	f, err := figure.Times("Accuracy over time", timePanels())
	want := "Lines over time in 2 panels, with their intervals. 150,190, accuracy: CE 0.50 (0.40 to 0.60) at epoch 1, 0.99 (0.99 to 1.00) at epoch 100, 1.00 (1.00 to 1.00) at epoch 400;" +
		" Contrast 1.00 (1.00 to 1.00) at epoch 1, 0.26 (0.20 to 0.35) at epoch 100, 0.01 (0.00 to 0.01) at epoch 400. 190,150, accuracy: Contrast 0.90 at epoch 3, 1.00 at epoch 3e+03."
	if err != nil || f.Alt != want {
		t.Errorf("%q, want %q (%v)", f.Alt, want, err)
	}
	if svg, err := f.SVG(); err != nil || !strings.Contains(string(svg), "the protocol&#39;s 100 epochs") {
		t.Errorf("the mark is not explained (%v)", err)
	}
}

func TestTimesRefuse(t *testing.T) {
	for want, change := range map[string]func(*figure.TimePanel){
		"title of panel 0 is empty":                 func(p *figure.TimePanel) { p.Title = "" },
		"axis from 1 to 1":                          func(p *figure.TimePanel) { p.Low = 1 },
		`"150,190" with 0 lines`:                    func(p *figure.TimePanel) { p.Lines = nil },
		"has a mark at 0: want a time above 0":      func(p *figure.TimePanel) { p.Mark.At = 0 },
		`line "CE": time 1 after 2: want them to`:   func(p *figure.TimePanel) { p.Lines[0].Times[2] = 1 },
		`line "CE", times: value 0 is 0`:            func(p *figure.TimePanel) { p.Lines[0].Times[0] = 0 },
		"mean: value 0 is 2: want a finite number":  func(p *figure.TimePanel) { p.Lines[0].Estimates[0] = figure.Only(2) },
		"has 9 estimates for 10 times":              func(p *figure.TimePanel) { p.Lines[0].Estimates = p.Lines[0].Estimates[1:] },
		"interval from 0.9 to 0.1: want low before": func(p *figure.TimePanel) { p.Lines[0].Estimates[0] = figure.Interval{Mean: .5, Low: .9, High: .1} },
		`line "CE" looks different in two panels`:   func(p *figure.TimePanel) { p.Lines = append(p.Lines, p.Lines[0]); p.Lines[2].Dashed = true },
	} {
		panels := timePanels()
		panels[0].Lines = slices.Clone(panels[0].Lines)
		change(&panels[0])
		if _, err := figure.Times("t", panels); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
	if _, err := figure.Times("t", nil); err == nil || !strings.Contains(err.Error(), "with 0 panels: want 1 to 6") {
		t.Errorf("no panels: %v", err)
	}
}
