package nodule

import (
	"fmt"
	"strings"
)

// Config holds every parameter of the data. Each field's comment gives its value in
// [Paper] and the origin of that value: paper (stated there), derived (it follows
// from what is stated) or chosen (the paper does not say).
type Config struct {
	Side          int     // side of the image in pixels: 32 (chosen: the input of LeNet-5)
	Background    float64 // grey level of the background, without noise: 98 (derived)
	NoiseSD       float64 // standard deviation of the foreground's noise in grey levels: 10 (noise: paper; its size: chosen)
	BenignArea    float64 // area of a benign shape, a fraction of the image: .30 (derived)
	MalignantArea float64 // area of a malignant shape, a fraction of the image: 7/30 (derived)
	Spikes        int     // number of spikes of the malignant outline: 9 (chosen)
	SpikeDepth    float64 // depth of the spikes, 0 (a disc) to 1: .5 (chosen)

	NoiseEverywhere bool // noise on the background too: false (the paper adds noise to the foreground)
	HardEdges       bool // round each pixel's coverage to 0 or 1: false, edges are anti-aliased (chosen)

	Rotation    float64 // rotation in half turns, uniform from −Rotation to Rotation: 1 (chosen)
	ScaleJitter float64 // scales of x and y, each uniform from 1 − ScaleJitter to 1 + ScaleJitter: .03 (chosen)
	ShearJitter float64 // shear, uniform from −ShearJitter to ShearJitter: .03 (chosen)
	Shift       float64 // shifts of x and y as fractions of the side, each uniform from −Shift to Shift: .06 (chosen)
	Cells       int     // cells of the FFD lattice along a side: 4 (chosen)
	ControlSD   float64 // standard deviation of the FFD displacements, a fraction of the side: .04 (chosen)

	Samples  int     // samples in each set: 200 (paper)
	Training int     // samples that train, out of Samples; the rest validates: 170 (paper, 85 %)
	Share    float64 // share of malignant samples in training and validation sets: .5 (chosen); test sets always have .5

	// ContrastJitter is the strength j of augmentation: the contrast of each training
	// image to the background is multiplied, once, by exp(u), with u uniform from −j to
	// j. It is 0 in the paper, which does not augment.
	ContrastJitter float64

	// Objects is the number of shapes in an image, 1 to 9; 0 means 1, as in the paper. The
	// shapes of a sample share its class's area equally. Each lies in a cell of its own of
	// a k×k grid, k = ⌈√Objects⌉, and is deformed there by itself. Which cells are taken is
	// drawn at random for each sample.
	Objects int `json:",omitempty"`

	// Outlines are base outlines in place of the drawn ones; the paper has none.
	Outlines Outlines `json:",omitzero"`
}

// Paper returns the paper's configuration, with this project's choices where the
// paper does not say.
func Paper() Config {
	return Config{
		Side: 32, Background: 98, NoiseSD: 10,
		BenignArea: .30, MalignantArea: 7. / 30, Spikes: 9, SpikeDepth: .5,
		Rotation: 1, ScaleJitter: .03, ShearJitter: .03, Shift: .06, Cells: 4, ControlSD: .04,
		Samples: 200, Training: 170, Share: .5,
	}
}

// Validate returns an error that names every field that is out of range, with its
// value and the values that are allowed; nil if there is none.
func (c Config) Validate() error {
	var wrong faults
	c.checkShapes(&wrong)
	c.checkObjects(&wrong)
	c.Outlines.check(&wrong)
	c.checkDeformation(&wrong)
	c.checkSets(&wrong)
	if wrong != nil {
		return fmt.Errorf("nodule: %s", strings.Join(wrong, "; "))
	}
	return nil
}

func (c Config) checkShapes(wrong *faults) {
	wrong.unless(c.Side >= 16 && c.Side <= 256, "Side %d: want 16 to 256 pixels", c.Side)
	wrong.within("Background", c.Background, 0, 255)
	wrong.within("NoiseSD", c.NoiseSD, 0, 255)
	wrong.within("BenignArea", c.BenignArea, .01, .6)
	wrong.within("MalignantArea", c.MalignantArea, .01, .6)
	wrong.unless(c.Spikes >= 1 && c.Spikes <= 60, "Spikes %d: want 1 to 60", c.Spikes)
	wrong.within("SpikeDepth", c.SpikeDepth, 0, .95)
}

func (c Config) checkDeformation(wrong *faults) {
	wrong.within("Rotation", c.Rotation, 0, 1)
	wrong.within("ScaleJitter", c.ScaleJitter, 0, .5)
	wrong.within("ShearJitter", c.ShearJitter, 0, .5)
	wrong.within("Shift", c.Shift, 0, .5)
	wrong.unless(c.Cells >= 1 && c.Cells <= 64, "Cells %d: want 1 to 64", c.Cells)
	wrong.within("ControlSD", c.ControlSD, 0, .25)
}

func (c Config) checkSets(wrong *faults) {
	wrong.unless(c.Samples >= 4 && c.Samples%2 == 0, "Samples %d: want an even number from 4", c.Samples)
	wrong.unless(c.Training >= 2 && c.Training <= c.Samples-2, "Training %d: want 2 to Samples-2, so that 2 validate", c.Training)
	wrong.within("Share", c.Share, .05, .95)
	wrong.within("ContrastJitter", c.ContrastJitter, 0, 3)
}

// faults lists what is wrong with a configuration, one message per field.
type faults []string

func (f *faults) unless(ok bool, format string, args ...any) {
	if !ok {
		*f = append(*f, fmt.Sprintf(format, args...))
	}
}

// within also refuses NaN.
func (f *faults) within(name string, v, low, high float64) {
	f.unless(v >= low && v <= high, "%s %g: want %g to %g", name, v, low, high)
}
