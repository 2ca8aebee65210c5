package nodule

import (
	"fmt"
	"strings"
)

// Config holds every number of the data. The word behind each is its origin:
// paper (stated), derived (follows from what is stated), chosen (the paper is
// silent).
type Config struct {
	Side          int     // of the image, in pixels: 32 (chosen: LeNet-5's input)
	Background    float64 // grey level, fixed, no noise: 98 (derived)
	NoiseSD       float64 // of the foreground, grey levels: 10 (noise: paper; its size: chosen)
	BenignArea    float64 // fraction of the image: .30 (derived)
	MalignantArea float64 // fraction of the image: 7/30 (derived)
	Spikes        int     // of the malignant outline: 9 (chosen)
	SpikeDepth    float64 // of the malignant outline, 0 to 1: .5 (chosen)

	NoiseEverywhere bool // noise on the background too: no (paper: the noise is the foreground's)
	HardEdges       bool // a pixel is foreground or not, by half its area: no, edges are anti-aliased (chosen)

	Rotation    float64 // ± half turns, uniform: 1 (chosen)
	ScaleJitter float64 // scale of x and y: 1 ± .03, uniform (chosen)
	ShearJitter float64 // ± .03, uniform (chosen)
	Shift       float64 // of x and y: ± .06 of the side, uniform (chosen)
	Cells       int     // of the FFD lattice along a side: 4 (chosen)
	ControlSD   float64 // of the FFD displacements: .04 of the side (chosen)

	Samples  int     // in each set: 200 (paper)
	Training int     // of the training samples, the rest validates: 170 (paper, 85 %)
	Share    float64 // of malignant samples in training and validation: .5 (chosen); tests have .5

	// ContrastJitter multiplies the contrast of each training image to the background
	// by e^U(±ContrastJitter), once: 0 (the paper has no augmentation).
	ContrastJitter float64

	AnyIntensity bool // allow grey levels beyond the paper's 110, 120 … 200
}

// Paper returns the paper's configuration, with this project's choices where
// the paper is silent.
func Paper() Config {
	return Config{
		Side: 32, Background: 98, NoiseSD: 10,
		BenignArea: .30, MalignantArea: 7. / 30, Spikes: 9, SpikeDepth: .5,
		Rotation: 1, ScaleJitter: .03, ShearJitter: .03, Shift: .06, Cells: 4, ControlSD: .04,
		Samples: 200, Training: 170, Share: .5,
	}
}

// Validate returns an error that names every field out of its range.
func (c Config) Validate() error {
	var wrong []string
	check := func(ok bool, format string, args ...any) {
		if !ok {
			wrong = append(wrong, fmt.Sprintf(format, args...))
		}
	}
	within := func(name string, v, low, high float64) {
		check(v >= low && v <= high, "%s %g: want %g to %g", name, v, low, high)
	}
	check(c.Side >= 16 && c.Side <= 256, "Side %d: want 16 to 256 pixels", c.Side)
	within("Background", c.Background, 0, 255)
	within("NoiseSD", c.NoiseSD, 0, 255)
	within("BenignArea", c.BenignArea, .01, .6)
	within("MalignantArea", c.MalignantArea, .01, .6)
	check(c.Spikes >= 1 && c.Spikes <= 60, "Spikes %d: want 1 to 60", c.Spikes)
	within("SpikeDepth", c.SpikeDepth, 0, .95)
	within("Rotation", c.Rotation, 0, 1)
	within("ScaleJitter", c.ScaleJitter, 0, .5)
	within("ShearJitter", c.ShearJitter, 0, .5)
	within("Shift", c.Shift, 0, .5)
	check(c.Cells >= 1 && c.Cells <= 64, "Cells %d: want 1 to 64", c.Cells)
	within("ControlSD", c.ControlSD, 0, .25)
	check(c.Samples >= 4 && c.Samples%2 == 0, "Samples %d: want an even number from 4", c.Samples)
	check(c.Training >= 2 && c.Training <= c.Samples-2, "Training %d: want 2 to Samples-2, so that 2 validate", c.Training)
	within("Share", c.Share, .05, .95)
	within("ContrastJitter", c.ContrastJitter, 0, 3)
	if wrong != nil {
		return fmt.Errorf("nodule: %s", strings.Join(wrong, "; "))
	}
	return nil
}
