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

// SampleFigure shows the first images of each class of the sets. Of a class without images
// the title says so.
func SampleFigure(title string, sets ...*nodule.Set) (figure.Figure, error) {
	if err := checkSets(sets...); err != nil {
		return figure.Figure{}, err
	}
	var rows []figure.ImageRow
	for _, s := range sets {
		for _, c := range classes {
			if s.Index(c) < 0 {
				title += fmt.Sprintf("; %s has no %s images", s.Distribution.Label(), c)
			}
		}
		rows = append(rows, sampleRows(s, func(c nodule.Class) string { return fmt.Sprintf("%s, %s", s.Distribution.Label(), c) })...)
	}
	return figure.Images(title, rows)
}

// sampleRows returns the first images of each class of a set, one row a class that has any.
func sampleRows(s *nodule.Set, label func(nodule.Class) string) []figure.ImageRow {
	own := slice.Filter(classes, func(c nodule.Class) bool { return s.Index(c) >= 0 })
	return slice.Map(own, func(c nodule.Class) figure.ImageRow {
		return figure.ImageRow{Label: label(c), Side: s.Side, Images: slice.Map(first(s, c, columns), s.Image)}
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
// affine map, the free-form deformation, the mask in pixels, the mask painted, and the
// image, which has noise. It shows a single shape, also if the configuration has several
// objects.
func StepFigure(c nodule.Config) (figure.Figure, error) {
	c.Objects = 1
	clean := c
	clean.NoiseSD = 0
	image, err := c.Draw(1, "steps", nodule.D(150, 150), 2)
	if err != nil {
		return figure.Figure{}, err
	}
	painted, err := clean.Draw(1, "steps", nodule.D(150, 150), 2) // the same shapes
	if err != nil {
		return figure.Figure{}, err
	}
	times := max(1, 128/c.Side)
	rows, err := slice.Try(classes, func(class nodule.Class) (figure.ImageRow, error) {
		i := image.Index(class)
		images, err := steps(c.BaseOutlines(class)[image.Factors[i].Outline], image.Factors[i], times*c.Side)
		for _, pixels := range [][]float32{white(image.Mask(i)), painted.Image(i), image.Image(i)} {
			images = append(images, enlarged(pixels, c.Side, times))
		}
		return figure.ImageRow{Label: class.String(), Side: times * c.Side, Images: images}, err
	})
	if err != nil {
		return figure.Figure{}, err
	}
	return figure.Images("Base shape, affine map, free-form deformation, mask, paint, noise", rows)
}

// steps fills an outline in white after each step of its deformation.
func steps(o nodule.Outline, f nodule.Factors, side int) ([][]float32, error) {
	centre := nodule.Affine{ScaleX: 1, ScaleY: 1, Shift: nodule.Point{X: .5, Y: .5}}
	moved := o.Map(f.Affine.Apply)
	stages := []nodule.Outline{o.Map(centre.Apply), moved, moved.Map(f.FFD.Apply)}
	return slice.Try(stages, func(stage nodule.Outline) ([]float32, error) {
		coverage, err := nodule.Rasterise(stage, side)
		return white(coverage), err
	})
}

// white paints coverage in white on black.
func white(coverage []float32) []float32 {
	return slice.Map(coverage, func(m float32) float32 { return 255 * m })
}

// enlarged repeats each pixel of a square image a number of times in both directions.
func enlarged(image []float32, side, times int) []float32 {
	large := make([]float32, 0, len(image)*times*times)
	for p := range len(image) * times * times {
		row, column := p/(side*times)/times, p%(side*times)/times
		large = append(large, image[row*side+column])
	}
	return large
}

// CrossedFigure shows images of a crossed set: each shape in each of the paper's
// intensities that occurs in it, from dark to bright.
func CrossedFigure(x *nodule.Crossed) (figure.Figure, error) {
	if err := x.Check(); err != nil {
		return figure.Figure{}, fmt.Errorf("exhibit: %w", err)
	}
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
			rows = append(rows, sampleRows(set, func(c nodule.Class) string {
				return fmt.Sprintf("scenario %d, cue %s, %s shape", s.Number, cues[i].name, c)
			})...)
		}
	}
	return figure.Images("Images that contradict themselves", rows)
}
