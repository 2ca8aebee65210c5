package exhibit

import (
	"fmt"

	"nodulelab/lib/figure"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/probe"
)

// columns is the number of images in a row of a contact sheet.
const columns = 10

// SampleFigure shows the first images of each class of the sets.
func SampleFigure(title string, sets ...*nodule.Set) (figure.Figure, error) {
	var rows []figure.ImageRow
	for _, s := range sets {
		rows = append(rows, sampleRows(s, fmt.Sprintf("D(%s), ", s.Distribution)+"%s")...)
	}
	return figure.Images(title, rows)
}

// sampleRows returns the first images of each class of a set, one row a class. The
// label has a place for the class.
func sampleRows(s *nodule.Set, label string) []figure.ImageRow {
	return slice.Map(classes, func(c nodule.Class) figure.ImageRow {
		return figure.ImageRow{Label: fmt.Sprintf(label, c), Side: s.Side, Images: slice.Map(first(s, c, columns), s.Image)}
	})
}

// classes are the two classes in the order in which figures show them.
var classes = []nodule.Class{nodule.Malignant, nodule.Benign}

// first returns the indices of the first n samples of a class.
func first(s *nodule.Set, class nodule.Class, n int) []int {
	var indices []int
	for i, c := range s.Classes {
		if c == class && len(indices) < n {
			indices = append(indices, i)
		}
	}
	return indices
}

// StepFigure shows how a nodule of each class is made, enlarged: the base shape, the
// affine map, the free-form deformation, and the image.
func StepFigure(c nodule.Config) (figure.Figure, error) {
	c.Side = 128
	s, err := c.Draw(1, "steps", nodule.D(150, 150), 2)
	if err != nil {
		return figure.Figure{}, err
	}
	rows, err := slice.Try(classes, func(class nodule.Class) (figure.ImageRow, error) {
		i := s.Index(class)
		images, err := steps(c.Outline(class), s.Factors[i], c.Side)
		return figure.ImageRow{Label: class.String(), Side: c.Side, Images: append(images, s.Image(i))}, err
	})
	if err != nil {
		return figure.Figure{}, err
	}
	return figure.Images("Base shape, affine map, free-form deformation, image", rows)
}

// steps fills an outline in white after each step of its deformation.
func steps(o nodule.Outline, f nodule.Factors, side int) ([][]float32, error) {
	centre := nodule.Affine{ScaleX: 1, ScaleY: 1, Shift: nodule.Point{X: .5, Y: .5}}
	moved := o.Map(f.Affine.Apply)
	stages := []nodule.Outline{o.Map(centre.Apply), moved, moved.Map(f.FFD.Apply)}
	return slice.Try(stages, func(stage nodule.Outline) ([]float32, error) {
		coverage, err := nodule.Rasterise(stage, side)
		for i := range coverage {
			coverage[i] *= 255
		}
		return coverage, err
	})
}

// CrossedFigure shows images of a crossed set: each shape in each of the paper's
// intensities that occurs in it, from dark to bright.
func CrossedFigure(x *nodule.Crossed) (figure.Figure, error) {
	var rows []figure.ImageRow
	for _, class := range classes {
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
			rows = append(rows, sampleRows(set, fmt.Sprintf("scenario %d, cue %s, ", s.Number, cues[i].name)+"%s shape")...)
		}
	}
	return figure.Images("Images that contradict themselves", rows)
}
