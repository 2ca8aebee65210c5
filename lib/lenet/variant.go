package lenet

import (
	"fmt"
	"slices"

	"nodulelab/lib/internal/words"
)

// Variant holds what the paper leaves open about LeNet-5. Each field is a choice;
// [Paper] returns the protocol's.
type Variant struct {
	Activation Activation `json:"activation"` // of every hidden layer: tanh (chosen)
	Pooling    Pooling    `json:"pooling"`    // of 2×2 squares: average (chosen)
	Cut        Cut        `json:"cut"`        // where the encoder ends: f2 (chosen)
	Head       int        `json:"head"`       // layers of the classifier, 1 to 3: 1 (chosen)
}

// Activation is the function that follows every hidden layer.
type Activation string

// The two activations.
const (
	TanhActivation Activation = "tanh"
	ReLUActivation Activation = "ReLU"
)

// Pooling is how a square of 2×2 numbers becomes one number.
type Pooling string

// The two kinds of pooling.
const (
	AveragePooling Pooling = "average"
	MaxPooling     Pooling = "max"
)

// Cut names the last layer of the encoder, whose output is the embedding.
type Cut string

// The three cuts.
const (
	CutS4 Cut = "s4" // behind the convolutions: 400 units at 32×32 pixels
	CutF1 Cut = "f1" // 120 units
	CutF2 Cut = "f2" // 84 units
)

// Activations lists the activations.
func Activations() []Activation { return []Activation{TanhActivation, ReLUActivation} }

// Poolings lists the kinds of pooling.
func Poolings() []Pooling { return []Pooling{AveragePooling, MaxPooling} }

// Cuts lists the cuts.
func Cuts() []Cut { return []Cut{CutS4, CutF1, CutF2} }

// Paper is the network of the protocol, as in LeCun et al. 1998.
func Paper() Variant { return Variant{TanhActivation, AveragePooling, CutF2, 1} }

// widths are the widths of LeNet-5's dense layers. The encoder has the first of
// them, up to its cut; the classifier's hidden layers are the last of them, whatever
// the encoder has, so that a cut at s4 with a head of three layers is LeNet-5 again.
var widths = []int{120, EmbeddingSize}

// dense returns the widths of the encoder's dense layers.
func (v Variant) dense() []int { return widths[:max(0, slices.Index(Cuts(), v.Cut))] }

// hidden returns the widths of the classifier's layers before its last.
func (v Variant) hidden() []int { return widths[len(widths)+1-v.Head:] }

// Validate returns an error unless the network can be built.
func (v Variant) Validate() error {
	switch {
	case !slices.Contains(Activations(), v.Activation):
		return unknown("activation", v.Activation, Activations())
	case !slices.Contains(Poolings(), v.Pooling):
		return unknown("pooling", v.Pooling, Poolings())
	case !slices.Contains(Cuts(), v.Cut):
		return unknown("cut", v.Cut, Cuts())
	case v.Head < 1 || v.Head > 1+len(widths):
		return fmt.Errorf("lenet: a classifier of %d layers: want 1 to %d; the protocol's has 1", v.Head, 1+len(widths))
	}
	return nil
}

// unknown is the error of a word that is not among those allowed.
func unknown[T ~string](what string, given T, allowed []T) error {
	return fmt.Errorf("lenet: %s %q: want %s", what, string(given), words.Or(allowed))
}

// EmbeddingSize is the width of the embedding of images of the given side: 84 for
// a cut at f2, 120 at f1, and at s4 as many as the pooled maps have numbers.
func (v Variant) EmbeddingSize(side int) int {
	if d := v.dense(); len(d) > 0 {
		return d[len(d)-1]
	}
	pooled := ((side-Kernel+1)/2 - Kernel + 1) / 2
	return 16 * pooled * pooled
}
