package lenet

import (
	"fmt"
	"math"
	"slices"
)

// Scaling says how grey levels, 0 to 255, become a network's input.
type Scaling string

// The scalings. The paper names none.
const (
	Unit         Scaling = "0 to 1"                    // g / 255 (chosen)
	Raw          Scaling = "0 to 255"                  // g
	Signed       Scaling = "-1 to 1"                   // g / 127.5 − 1
	Standardised Scaling = "training set standardised" // (g − mean) / SD of all pixels of the training set
	Centred      Scaling = "image mean removed"        // (g − the image's mean) / 255
	Normalised   Scaling = "image standardised"        // (g − the image's mean) / the image's SD, or 1 grey level if that is more
)

// Scalings lists the scalings.
func Scalings() []Scaling {
	return []Scaling{Unit, Raw, Signed, Standardised, Centred, Normalised}
}

const (
	// largestGrey is the largest grey level.
	largestGrey = 255

	// smallestSD is the least standard deviation, in grey levels, that an image is
	// divided by. Without it an image of one grey level would become NaN, and the
	// noise of a nearly empty one would be blown up to the contrast of a nodule.
	smallestSD = 1
)

// Input is a scaling with the numbers that it takes from the training set. It
// belongs to a trained network: whatever runs the network has to scale images in
// the same way.
type Input struct {
	Scaling Scaling `json:"scaling"`
	Mean    float64 `json:"mean,omitempty"` // of all pixels, grey levels; Standardised only
	SD      float64 `json:"sd,omitempty"`
}

// NewInput fits a scaling to the pixels of a training set.
func NewInput(s Scaling, pixels []float32) (Input, error) {
	if !slices.Contains(Scalings(), s) {
		return Input{}, unknown("scaling", s, Scalings())
	}
	in := Input{Scaling: s}
	if s != Standardised {
		return in, nil
	}
	if in.Mean, in.SD = moments(pixels); !(in.SD > 0) {
		return Input{}, fmt.Errorf("lenet: standardising %d pixels that are all alike: want at least two grey levels", len(pixels))
	}
	return in, nil
}

// Scale returns the network's input for images, given as grey levels one after the
// other, of size pixels each. len(grey) must be a multiple of size.
func (in Input) Scale(grey []float32, size int) []float32 {
	x := make([]float32, len(grey))
	for at := 0; at+size <= len(grey); at += size {
		in.scale(x[at:at+size], grey[at:at+size])
	}
	return x
}

// scale scales one image.
func (in Input) scale(x, grey []float32) {
	offset, divisor := in.parameters(grey)
	for i, g := range grey {
		x[i] = (g - offset) / divisor
	}
}

// parameters returns how one image is scaled: x = (g − offset) / divisor.
func (in Input) parameters(grey []float32) (offset, divisor float32) {
	switch in.Scaling {
	case Raw:
		return 0, 1
	case Signed:
		return largestGrey / 2., largestGrey / 2.
	case Standardised:
		return float32(in.Mean), float32(in.SD)
	case Centred:
		mean, _ := moments(grey)
		return float32(mean), largestGrey
	case Normalised:
		mean, sd := moments(grey)
		return float32(mean), float32(max(sd, smallestSD))
	}
	return 0, largestGrey
}

// moments returns mean and standard deviation of grey levels.
func moments(grey []float32) (mean, sd float64) {
	var sum, squares float64
	for _, g := range grey {
		sum += float64(g)
	}
	mean = sum / float64(len(grey))
	for _, g := range grey {
		squares += (float64(g) - mean) * (float64(g) - mean)
	}
	return mean, math.Sqrt(squares / float64(len(grey)))
}
