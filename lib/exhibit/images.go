package exhibit

import (
	"fmt"
	"slices"

	"nodulelab/lib/figure"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/probe"
)

// classes are in the order in which figures show them.
var classes = []nodule.Class{nodule.Malignant, nodule.Benign}

// columns is the number of images in a row of a contact sheet.
const columns = 10

// imageRow returns a row of images of a set, by their indices.
func imageRow(label string, s *nodule.Set, indices []int) figure.ImageRow {
	row := figure.ImageRow{Label: label, Side: s.Side}
	for _, i := range indices {
		row.Images = append(row.Images, s.Image(i))
	}
	return row
}

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

// SampleFigure shows the first images of each class of the sets.
func SampleFigure(title string, sets ...*nodule.Set) (figure.Figure, error) {
	var rows []figure.ImageRow
	for _, s := range sets {
		for _, class := range classes {
			rows = append(rows, imageRow(fmt.Sprintf("D(%s), %s", s.Distribution, class), s, first(s, class, columns)))
		}
	}
	return figure.Images(title, rows)
}

// StepFigure shows how a nodule of each class is made, enlarged: the base shape, the
// affine map, the free-form deformation, and the image.
func StepFigure(c nodule.Config) (figure.Figure, error) {
	c.Side = 128
	s, err := c.Draw(1, "steps", nodule.D(150, 150), 2)
	if err != nil {
		return figure.Figure{}, err
	}
	var rows []figure.ImageRow
	for _, class := range classes {
		i := s.Index(class)
		row := imageRow(class.String(), s, []int{i})
		images, err := steps(c.Outline(class), s.Factors[i], c.Side)
		if err != nil {
			return figure.Figure{}, err
		}
		row.Images = append(images, row.Images...)
		rows = append(rows, row)
	}
	return figure.Images("Base shape, affine map, free-form deformation, image", rows)
}

// steps fills an outline in white after each step of its deformation.
func steps(o nodule.Outline, f nodule.Factors, side int) ([][]float32, error) {
	centre := nodule.Affine{ScaleX: 1, ScaleY: 1, Shift: nodule.Point{X: .5, Y: .5}}
	moved := o.Map(f.Affine.Apply)
	var images [][]float32
	for _, stage := range []nodule.Outline{o.Map(centre.Apply), moved, moved.Map(f.FFD.Apply)} {
		coverage, err := nodule.Rasterise(stage, side)
		if err != nil {
			return nil, err
		}
		for i := range coverage {
			coverage[i] *= 255
		}
		images = append(images, coverage)
	}
	return images, nil
}

// CrossedFigure shows images of a crossed set: each shape in each of the paper's
// intensities that occurs in it, from dark to bright.
func CrossedFigure(x *nodule.Crossed) (figure.Figure, error) {
	var rows []figure.ImageRow
	for _, class := range classes {
		all := first(x.Set, class, x.Len())
		var indices []int
		for _, level := range nodule.Intensities() {
			if i := slices.IndexFunc(all, func(i int) bool { return x.Intensities[i] == level }); i >= 0 {
				indices = append(indices, all[i])
			}
		}
		rows = append(rows, imageRow(class.String(), x.Set, indices))
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
			for _, class := range classes {
				rows = append(rows, imageRow(fmt.Sprintf("scenario %d, cue %s, %s shape", s.Number, cues[i].name, class), set, first(set, class, columns)))
			}
		}
	}
	return figure.Images("Images that contradict themselves", rows)
}
