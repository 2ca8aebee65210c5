package nodule

import (
	"fmt"

	"nodulelab/lib/internal/stream"
)

// Shape is a base outline with its class: what one sample is made of where each has an
// outline of its own.
type Shape struct {
	Outline Outline
	Class   Class
}

// Division is which shapes train, which validate and which test. Each makes one sample.
type Division struct{ Training, Validation, Test []Shape }

// DrawShapes draws one sample for each of some shapes, in their order. A shape is moved so
// that the centroid of its area lies in the origin, is scaled to the area of its class, and
// is then deformed and painted as in [Config.Draw]. What lies outside the image is cut off.
// Factors.Outline of sample i is i. Errors are as for Config.Draw; an outline without a
// clear inside ([Outline.Check]), a configuration with Outlines or with several Objects,
// and a class other than 0 and 1 are errors too.
func (c Config) DrawShapes(seed uint64, purpose string, d Distribution, shapes []Shape) (*Set, error) {
	if err := c.checkDraw(seed, d, len(shapes)); err != nil {
		return nil, err
	}
	if err := c.checkShapesOf(shapes); err != nil {
		return nil, err
	}
	s := &Set{Side: c.Side, Distribution: d}
	deformations := stream.New(seed, purpose+": shapes", d.Malignant, d.Benign)
	noise := stream.New(seed, purpose+": noise", d.Malignant, d.Benign)
	for i, shape := range shapes {
		f := c.factors(deformations)
		mask := c.mask(f.Deform(shape.Outline.centred().scaled(c.area(shape.Class))))
		f.Area, f.Outline = mean(mask), i
		s.add(c, f, mask, shape.Class, d.Intensity(shape.Class), c.noise(noise))
	}
	return s, nil
}

// add paints a sample and adds it to the set.
func (s *Set) add(c Config, f Factors, mask []float32, class Class, intensity int, noise []float64) {
	s.Classes = append(s.Classes, class)
	s.Factors = append(s.Factors, f)
	s.Masks = append(s.Masks, mask...)
	s.Images = append(s.Images, c.paint(mask, float64(intensity), noise)...)
}

func (c Config) checkShapesOf(shapes []Shape) error {
	if c.objects() > 1 || !c.Outlines.IsZero() {
		return fmt.Errorf("nodule: samples with outlines of their own: want Objects 1 and no Outlines in the configuration")
	}
	for i, s := range shapes {
		if s.Class != Benign && s.Class != Malignant {
			return fmt.Errorf("nodule: class %d of shape %d: want 0 (benign) or 1 (malignant)", int(s.Class), i)
		}
		if len(s.Outline) > mostVertices {
			return fmt.Errorf("nodule: shape %d of %d vertices: want 3 to %d", i, len(s.Outline), mostVertices)
		}
		if fault := s.Outline.fault(); fault != nil {
			return fmt.Errorf("nodule: shape %d: outline %w", i, fault)
		}
	}
	return nil
}

// ShapeSource returns the source that divides shapes anew for each seed, and draws the
// training set ([Config.ContrastJitter] augments it) and the validation set from one
// distribution, and the test set from each of some others. The shapes of a test set are the
// same in all distributions; their deformation and their noise are not. Samples, Training
// and Share do not matter.
func (c Config) ShapeSource(divide func(seed uint64) (Division, error), training Distribution, tests ...Distribution) Source {
	return func(seed uint64) (sets Sets, err error) {
		division, err := divide(seed)
		if err != nil {
			return Sets{}, err
		}
		if sets.Training, err = c.DrawShapes(seed, "training set", training, division.Training); err != nil {
			return Sets{}, err
		}
		c.augment(sets.Training, stream.New(seed, "augmentation"))
		if sets.Validation, err = c.DrawShapes(seed, "validation set", training, division.Validation); err != nil {
			return Sets{}, err
		}
		for _, d := range tests {
			s, err := c.DrawShapes(seed, testPurpose, d, division.Test)
			if err != nil {
				return Sets{}, err
			}
			sets.Tests = append(sets.Tests, s)
		}
		return sets, nil
	}
}
