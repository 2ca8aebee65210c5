package nodule

import (
	"fmt"
	"strings"

	"nodulelab/lib/internal/stream"
)

// Single is one sample of a test set, taken apart: what was drawn at random for it, so
// that it can be drawn again with another shape, size or intensity ([Single.Draw]).
type Single struct {
	Factors Factors   // the deformation; its area is not known
	Noise   []float64 // Side×Side standard normal numbers, row-major
	Class   Class     // of the sample in its set
}

// Look says how a [Single] is drawn: what [Config] fixes for a class, chosen for one
// nodule.
type Look struct {
	Shape      float64 // from 0, the benign base outline, to 1, the malignant one
	Area       float64 // of the base outline, a fraction of the image
	Intensity  float64 // of the foreground, without noise, in grey levels
	Background float64 // grey level
	NoiseSD    float64 // grey levels
	Turn       float64 // rotation beside that of the factors, in radians
}

// Single returns sample i of the test set of a seed and a distribution
// ([Config.TestSet]), taken apart. Errors are as for [Config.Draw]; a configuration with
// outlines of its own, or with several objects, is an error too.
func (c Config) Single(seed uint64, d Distribution, i int) (Single, error) {
	if i < 0 {
		return Single{}, fmt.Errorf("nodule: sample %d: want 0 or more", i)
	}
	if err := c.checkDraw(seed, d, i+1); err != nil {
		return Single{}, err
	}
	if err := c.checkSingle(); err != nil {
		return Single{}, err
	}
	shapes := c.newSampler(seed, testPurpose, d)
	noise := stream.New(seed, testPurpose+": noise", d.Malignant, d.Benign)
	r := recipe{.5, itself}
	var s Single
	for j := range i + 1 {
		s.Class = r.class(j)
		s.Factors, s.Noise = shapes.draw(s.Class)[0], c.noise(noise)
	}
	return s, nil
}

// checkSingle returns an error unless a sample consists of one of the two base shapes.
func (c Config) checkSingle() error {
	if c.objects() > 1 || !c.Outlines.IsZero() {
		return fmt.Errorf("nodule: a single nodule has one of the two base shapes: want Objects 1 and no Outlines")
	}
	return nil
}

// LookOf returns the look that a class has in sets that are drawn from a distribution.
func (c Config) LookOf(class Class, d Distribution) Look {
	return Look{
		Shape: float64(class), Area: c.area(class), Intensity: float64(d.Intensity(class)),
		Background: c.Background, NoiseSD: c.NoiseSD,
	}
}

// Draw draws the nodule with a look and returns its image, Side×Side grey levels, and its
// mask, Side×Side coverages, both row-major. With the look of its class ([Config.LookOf])
// the image is that of its test set. A look out of range is an error.
func (s Single) Draw(c Config, look Look) (image, mask []float32, err error) {
	if err := look.check(c); err != nil {
		return nil, nil, err
	}
	f := s.Factors
	f.Affine.Rotation += look.Turn
	mask = c.mask(f.Deform(c.between(look.Shape, look.Area)))
	return s.Paint(c, mask, look), mask, nil
}

// Paint paints a mask that [Single.Draw] has returned with the grey levels and the noise
// of a look.
func (s Single) Paint(c Config, mask []float32, look Look) []float32 {
	c.Background, c.NoiseSD = look.Background, look.NoiseSD
	return c.paint(mask, look.Intensity, s.Noise)
}

func (l Look) check(c Config) error {
	var wrong faults
	wrong.within("Shape", l.Shape, 0, 1)
	wrong.within("Area", l.Area, .01, .6)
	wrong.within("Intensity", l.Intensity, 0, 255)
	wrong.within("Background", l.Background, 0, 255)
	wrong.within("NoiseSD", l.NoiseSD, 0, 255)
	wrong.unless(finite(l.Turn), "Turn %g: want a finite angle", l.Turn)
	if wrong != nil {
		return fmt.Errorf("nodule: look: %s", strings.Join(wrong, "; "))
	}
	return c.checkSingle()
}

// between returns an outline between the two base outlines of an area: every vertex goes
// the given part of the way, 0 to 1, from the benign outline to the malignant one.
func (c Config) between(part, area float64) Outline {
	benign, malignant := BenignOutline(area), MalignantOutline(area, c.Spikes, c.SpikeDepth)
	switch part {
	case 0:
		return benign
	case 1:
		return malignant
	}
	for i, m := range malignant {
		benign[i] = Point{(1-part)*benign[i].X + part*m.X, (1-part)*benign[i].Y + part*m.Y}
	}
	return benign.scaled(area)
}
