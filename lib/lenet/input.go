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
	Unit         Scaling = "0 to 1"   // g / 255 (chosen)
	Raw          Scaling = "0 to 255" // g
	Signed       Scaling = "-1 to 1"  // g / 127.5 − 1
	Standardised Scaling = "training set standardised"
	Centred      Scaling = "image mean removed" // (g − the image's mean) / 255
	Normalised   Scaling = "image standardised" // (g − the image's mean) / the image's SD
)

// Scalings lists the scalings.
func Scalings() []Scaling {
	return []Scaling{Unit, Raw, Signed, Standardised, Centred, Normalised}
}

// greyLevels is the largest grey level.
const greyLevels = 255

// Input is a scaling with the numbers that it takes from the training set. It
// belongs to a trained network: what looks through the network has to scale alike.
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

// Scale returns the network's input for images of size pixels each.
func (in Input) Scale(grey []float32, size int) []float32 {
	x := make([]float32, len(grey))
	for at := 0; at+size <= len(grey); at += size {
		in.scale(x[at:at+size], grey[at:at+size])
	}
	return x
}

// scale scales one image.
func (in Input) scale(x, grey []float32) {
	offset, size := in.of(grey)
	for i, g := range grey {
		x[i] = (g - offset) / size
	}
}

// of are the offset and the size of the scaling of one image: x = (g − offset) / size.
func (in Input) of(grey []float32) (offset, size float32) {
	switch in.Scaling {
	case Raw:
		return 0, 1
	case Signed:
		return greyLevels / 2., greyLevels / 2.
	case Standardised:
		return float32(in.Mean), float32(in.SD)
	case Centred:
		mean, _ := moments(grey)
		return float32(mean), greyLevels
	case Normalised:
		mean, sd := moments(grey)
		return float32(mean), float32(max(sd, 1)) // an empty image stays empty
	}
	return 0, greyLevels
}

// moments are mean and standard deviation of grey levels.
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
