package figure_test

import (
	"math"

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

func trainingAndValidation() []figure.Line {
	return []figure.Line{{Label: "training"}, {Label: "validation", Dashed: true}}
}

func curvePanels() []figure.LinePanel {
	loss := figure.LinePanel{Title: "Encoder", XLabel: "epoch", YLabel: "loss", Log: true, Lines: trainingAndValidation()}
	accuracy := figure.LinePanel{Title: "Classifier", XLabel: "epoch", YLabel: "accuracy", Lines: trainingAndValidation()}
	for seed := range 3 {
		for i := range loss.Lines {
			var losses, accuracies []float64
			for e := range 40 {
				v := math.Exp(-float64(e)/(8+float64(seed)))*.69 + .002 + .01*float64(i)
				losses, accuracies = append(losses, v), append(accuracies, 1-v/1.4)
			}
			loss.Lines[i].Seeds = append(loss.Lines[i].Seeds, losses)
			accuracy.Lines[i].Seeds = append(accuracy.Lines[i].Seeds, accuracies)
		}
	}
	return []figure.LinePanel{loss, accuracy}
}
