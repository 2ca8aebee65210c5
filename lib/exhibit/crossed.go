package exhibit

import (
	"fmt"

	"nodulelab/lib/figure"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/probe"
)

// CrossedFigure shows images of a crossed set: each shape in each of the paper's
// intensities that occurs in it, from dark to bright.
func CrossedFigure(x *nodule.Crossed) (figure.Figure, error) {
	var rows []figure.ImageRow
	for _, class := range []nodule.Class{nodule.Malignant, nodule.Benign} {
		row := figure.ImageRow{Label: class.String(), Side: x.Side}
		for _, level := range nodule.Intensities() {
			for i, c := range x.Classes {
				if c == class && x.Intensities[i] == level {
					row.Images = append(row.Images, x.Image(i))
					break
				}
			}
		}
		rows = append(rows, row)
	}
	return figure.Images("Shape and brightness, crossed", rows)
}

// ConflictSampleFigure shows images of a seed whose shape and whose brightness say
// different things, for each scenario.
func ConflictSampleFigure(seed uint64, scenarios ...paper.Scenario) (figure.Figure, error) {
	var rows []figure.ImageRow
	for _, s := range scenarios {
		sets, err := probe.ConflictSets(nodule.Paper(), s, seed)
		if err != nil {
			return figure.Figure{}, err
		}
		for i, set := range sets {
			for _, class := range []nodule.Class{nodule.Malignant, nodule.Benign} {
				row := figure.ImageRow{Label: fmt.Sprintf("scenario %d, cue %s, %s shape", s.Number, cues[i].name, class), Side: set.Side}
				for _, j := range first(set, class, columns) {
					row.Images = append(row.Images, set.Image(j))
				}
				rows = append(rows, row)
			}
		}
	}
	return figure.Images("Images that contradict themselves", rows)
}
