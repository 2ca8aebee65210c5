package exhibit

import (
	"nodulelab/lib/figure"
	"nodulelab/lib/nodule"
)

// StepFigure shows how a nodule of each class is made, enlarged: the base shape, the
// affine map, the free-form deformation, and the image.
func StepFigure(c nodule.Config) (figure.Figure, error) {
	c.Side = 128
	s, err := c.Draw(1, "steps", nodule.D(150, 150), 2)
	if err != nil {
		return figure.Figure{}, err
	}
	var rows []figure.SampleRow
	for _, class := range []nodule.Class{nodule.Malignant, nodule.Benign} {
		i := s.First(class)
		images, err := steps(base(c, class), s.Factors[i], c.Side)
		if err != nil {
			return figure.Figure{}, err
		}
		rows = append(rows, figure.SampleRow{Label: class.String(), Side: c.Side, Images: append(images, s.Image(i))})
	}
	return figure.Samples("Base shape, affine map, free-form deformation, image", rows)
}

// base returns a class's outline around the origin.
func base(c nodule.Config, class nodule.Class) nodule.Outline {
	if class == nodule.Malignant {
		return nodule.MalignantOutline(c.MalignantArea, c.Spikes, c.SpikeDepth)
	}
	return nodule.BenignOutline(c.BenignArea)
}

// steps fills an outline in white after each step of its deformation.
func steps(o nodule.Outline, f nodule.Factors, side int) ([][]float32, error) {
	centre := nodule.Affine{ScaleX: 1, ScaleY: 1, Shift: nodule.Point{X: .5, Y: .5}}
	moved := mapped(o, f.Affine.Apply)
	var images [][]float32
	for _, stage := range []nodule.Outline{mapped(o, centre.Apply), moved, mapped(moved, f.FFD.Apply)} {
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

// mapped returns an outline with every vertex moved.
func mapped(o nodule.Outline, move func(nodule.Point) nodule.Point) nodule.Outline {
	m := make(nodule.Outline, len(o))
	for i, p := range o {
		m[i] = move(p)
	}
	return m
}
