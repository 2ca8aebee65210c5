package exhibit

import (
	"fmt"
	"html"
	"slices"

	"nodulelab/lib/figure"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/live"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
)

// ForegroundFigure draws how networks answer to the grey level of the foreground alone: for each
// loss the probability of malignant of one smooth and one spiculated nodule, the first two
// of the test set D(150,150) of seed 1, painted in grey levels from 60 to 240. A group of
// networks has one loss, one network a seed.
func ForegroundFigure(groups ...[]lab.Trained) (figure.Figure, error) {
	panels, err := slice.Try(groups, foregroundPanel)
	if err != nil {
		return figure.Figure{}, err
	}
	return figure.Lines("The answer to one nodule, by the grey level of its foreground", panels)
}

func foregroundPanel(group []lab.Trained) (figure.LinePanel, error) {
	if len(group) == 0 {
		return figure.LinePanel{}, fmt.Errorf("exhibit: a loss without networks: want at least one")
	}
	p := figure.LinePanel{
		Title: string(group[0].Loss), XLabel: "foreground (grey level)", YLabel: "probability of malignant",
		Steps: slice.Map(everyThird(live.Levels()), func(v float64) string { return fmt.Sprint(v) }), High: 1,
	}
	for i, hue := range []figure.Hue{figure.Benign, figure.Malignant} {
		k := live.KnobsOf(1, nodule.D(150, 150), i)
		curves, err := slice.Try(group, func(t lab.Trained) ([]float64, error) {
			curve, err := live.Curve(t.Weights, k)
			return everyThird(curve), err
		})
		if err != nil {
			return figure.LinePanel{}, err
		}
		p.Lines = append(p.Lines, figure.Line{Label: []string{"smooth", "spiculated"}[i], Hue: hue, Seeds: curves})
	}
	return p, nil
}

// PredictFigure draws the plane of all D(imal, iben), empty, with a scenario's training and
// test sets framed: a place to guess where its networks fail.
func PredictFigure(s paper.Scenario) (figure.Figure, error) {
	levels := slice.Map(nodule.Intensities(), func(v int) string { return fmt.Sprint(v) })
	at := func(d nodule.Distribution) [2]int {
		return [2]int{slices.Index(nodule.Intensities(), d.Malignant), slices.Index(nodule.Intensities(), d.Benign)}
	}
	return figure.Squares(fmt.Sprintf("Where will the networks of scenario %d fail?", s.Number),
		figure.Factor{Name: "benign (grey level)", Levels: levels}, figure.Factor{Name: "malignant (grey level)", Levels: levels},
		[]figure.Frame{{Label: "training set", At: [][2]int{at(s.Training)}}, {Label: "test sets", Dashed: true, At: slice.Map(s.Tests, at)}})
}

// everyThird returns every third value, from the first on.
func everyThird(all []float64) (some []float64) {
	for i := 0; i < len(all); i += 3 {
		some = append(some, all[i])
	}
	return some
}

// LiveHTML is the place of a part of the live page ("ask", "predict") in a notebook: HTML,
// of a figure or a table, which the report's pages and JupyterLab open into the part itself.
// The address is the state in which it opens, as in the address of the live page: "scenario=1".
func LiveHTML(part, address, shown string) string {
	return fmt.Sprintf(`<div class="nodulelab-live" data-part="%s" data-address="%s">%s</div>`, html.EscapeString(part), html.EscapeString(address), shown)
}
