package transfer

import (
	"fmt"

	"nodulelab/lib/explain"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lidc"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/outline"
)

// The baselines: classifiers that no network is needed for.
const (
	Pixels   loss.Name = "pixels"   // a linear model of all pixels (explain.TuneRidges)
	Measures loss.Name = "measures" // logistic regression on the shape: solidity, circularity, reach
	Diameter loss.Name = "diameter" // logistic regression on the nodule's diameter in the CT image, in pixels
)

// Baselines lists the baselines of the cell. Drawn shapes have no diameter in a CT image.
func (c Cell) Baselines() []loss.Name {
	if c.Shapes.IsDrawn() {
		return []loss.Name{Pixels, Measures}
	}
	return []loss.Name{Pixels, Measures, Diameter}
}

// described is what a baseline sees of a set: n×width numbers.
type described struct {
	x     []float32
	width int
}

// describe returns what a baseline sees of a set. Of are the outlines of its samples, nil of
// drawn ones.
func (c Cell) describe(by loss.Name, s *nodule.Set, of []lidc.Chosen) (described, error) {
	switch by {
	case Pixels:
		return described{s.Images, s.Side * s.Side}, nil
	case Measures:
		return described{c.measures(s, of), 3}, nil
	case Diameter:
		return described{slice.Map(of, func(c lidc.Chosen) float32 { return float32(c.DiameterPx) }), 1}, nil
	}
	return described{}, fmt.Errorf("transfer: baseline %q: want one of %q", by, c.Baselines())
}

// measures are those of the outlines as they were filled, deformed.
func (c Cell) measures(s *nodule.Set, of []lidc.Chosen) (x []float32) {
	for i, f := range s.Factors {
		m := outline.Measure(f.Deform(c.base(s, of, i)))
		x = append(x, float32(m.Solidity), float32(m.Circularity), float32(m.Reach))
	}
	return x
}

// base is the outline of sample i before its deformation.
func (c Cell) base(s *nodule.Set, of []lidc.Chosen, i int) nodule.Outline {
	config := c.Plan.Config
	config.SpikeDepth = c.Shapes.Depth
	if !c.Shapes.IsDrawn() {
		own := []nodule.Outline{of[i].Points}
		config.Outlines = nodule.Outlines{Benign: own, Malignant: own}
	}
	return config.Outline(s.Classes[i])
}

// classifier says of samples whether they are malignant.
type classifier func(x []float32) ([]bool, error)

// classifiers are how the baselines are fitted to n×width numbers.
var classifiers = map[loss.Name]func(x []float32, width int, malignant []bool) (classifier, error){
	Pixels: linear, Measures: logistic, Diameter: logistic,
}

// linear fits a linear model of the features.
func linear(x []float32, width int, malignant []bool) (classifier, error) {
	models, err := explain.TuneRidges(x, width, explain.Targets(malignant))
	if err != nil {
		return nil, err
	}
	return func(x []float32) ([]bool, error) {
		values, err := models[0].Predict(x)
		return explain.Positive(values), err
	}, nil
}

// logistic fits a logistic regression on the features.
func logistic(x []float32, width int, malignant []bool) (classifier, error) {
	model, err := explain.FitLogistic(x, width, malignant)
	if err != nil {
		return nil, err
	}
	return func(x []float32) ([]bool, error) {
		values, err := model.Predict(x)
		return slice.Map(values, func(p float64) bool { return p > .5 }), err
	}, nil
}
