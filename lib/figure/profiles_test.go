package figure_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"nodulelab/lib/figure"
)

// profilePanels holds made-up responses, of both classes and by two causes, and a
// plain panel with another axis.
func profilePanels() []figure.LinePanel {
	dose := figure.LinePanel{Title: "scenario 1, CE", XLabel: "intensity", YLabel: "share called malignant", Steps: []string{"110", "120", "130", "140", "150"}, High: 1}
	for i, name := range []string{"malignant, foreground", "benign, foreground", "malignant, background"} {
		l := figure.Line{Label: name, Hue: figure.Malignant, Dashed: i == 2}
		if i == 1 {
			l.Hue = figure.Benign
		}
		for seed := range 8 {
			var values []float64
			for step := range dose.Steps {
				values = append(values, 1/(1+math.Exp(float64(step)-2+float64(i)+.3*float64(seed%4))))
			}
			l.Seeds = append(l.Seeds, values)
		}
		dose.Lines = append(dose.Lines, l)
	}
	layers := figure.LinePanel{Title: "scenario 2", XLabel: "replaced down to", YLabel: "rank correlation", Steps: []string{"cls", "f2", "f1"}, Low: -1, High: 1}
	layers.Lines = []figure.Line{{Label: "CE", Seeds: [][]float64{{.9, .5, -.1}, {.8, .4, .1}}}}
	return []figure.LinePanel{dose, layers}
}

func TestProfilesInWords(t *testing.T) {
	f, err := figure.Lines("Layers", profilePanels()[1:])
	if err != nil {
		t.Fatal(err)
	}
	want := "Line plots in 1 panel, one thin line a seed; here are the means. scenario 2, rank correlation over replaced down to (cls, f2, f1): CE (2 seeds) 0.85, 0.45, 0.00."
	if f.Alt != want {
		t.Errorf("got %q, want %q", f.Alt, want)
	}
}

func TestProfilesRefuse(t *testing.T) {
	with := func(change func(p *figure.LinePanel)) []figure.LinePanel {
		panels := profilePanels()
		change(&panels[1])
		return panels
	}
	for want, panels := range map[string][]figure.LinePanel{
		"with 0 panels":        nil,
		"title of panel 1":     with(func(p *figure.LinePanel) { p.Title = "" }),
		"X label of panel 1":   with(func(p *figure.LinePanel) { p.XLabel = "" }),
		"Y label of panel 1":   with(func(p *figure.LinePanel) { p.YLabel = " " }),
		"want low before high": with(func(p *figure.LinePanel) { p.Low = 1 }),
		"with 0 steps":         with(func(p *figure.LinePanel) { p.Steps = nil }),
		"with 0 lines":         with(func(p *figure.LinePanel) { p.Lines = nil }),
		"step of panel 1":      with(func(p *figure.LinePanel) { p.Steps[1] = "" }),
		"label in panel":       with(func(p *figure.LinePanel) { p.Lines[0].Label = "" }),
		"with 0 seeds":         with(func(p *figure.LinePanel) { p.Lines[0].Seeds = nil }),
		"1 values for 3 steps": with(func(p *figure.LinePanel) { p.Lines[0].Seeds[1] = []float64{1} }),
		"value 0 is 2":         with(func(p *figure.LinePanel) { p.Lines[0].Seeds[0][0] = 2 }),
		"value 2 is NaN":       with(func(p *figure.LinePanel) { p.Lines[0].Seeds[0][2] = math.NaN() }),
		"can be told apart": with(func(p *figure.LinePanel) {
			for i := range 9 {
				p.Lines = append(p.Lines, figure.Line{Label: fmt.Sprint(i), Seeds: [][]float64{{0, 0, 0}}})
			}
		}),
	} {
		if _, err := figure.Lines("Responses", panels); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

// Lines of one label share an entry in the legend, over all panels, and classes
// keep the paper's colours; the last entry is that of the thin lines.
func TestProfilesLegend(t *testing.T) {
	panels := profilePanels()
	panels[1].Lines = append(panels[1].Lines, figure.Line{Label: "malignant, foreground", Hue: figure.Malignant, Seeds: [][]float64{{0, 0, 0}}})
	f, err := figure.Lines("Responses", panels)
	if err != nil {
		t.Fatal(err)
	}
	svg, err := f.SVG()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]int{">malignant, foreground<": 1, ">benign, foreground<": 1, ">CE<": 1, ">one seed<": 1} {
		if got := strings.Count(string(svg), text); got != want {
			t.Errorf("%q occurs %d times, want %d", text, got, want)
		}
	}
	if !strings.Contains(strings.ToLower(string(svg)), "#9c0f1f") || !strings.Contains(strings.ToLower(string(svg)), "#08459c") {
		t.Error("the classes have not the paper's red and blue")
	}
}

// One panel, two, three and four take one row, one, two and two.
func TestProfilesLayout(t *testing.T) {
	heights := map[int]string{}
	for n := 1; n <= 4; n++ {
		var panels []figure.LinePanel
		for range n {
			panels = append(panels, profilePanels()[1])
		}
		f, err := figure.Lines("Layers", panels)
		if err != nil {
			t.Fatal(err)
		}
		svg, err := f.SVG()
		if err != nil {
			t.Fatal(err)
		}
		_, after, _ := strings.Cut(string(svg), `height="`)
		heights[n], _, _ = strings.Cut(after, `"`)
	}
	if heights[1] != heights[2] || heights[3] != heights[4] || heights[2] == heights[3] {
		t.Errorf("heights %v", heights)
	}
}
