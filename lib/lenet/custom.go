package lenet

import (
	"fmt"
)

// Custom is a network that somebody has written, in the place of a [Variant] of LeNet-5.
// Package train/gomlx makes one of two graphs.
type Custom interface {
	// Name identifies the network in messages and run keys.
	Name() string

	// Parameters lists the network's parameters for square images of a side, in pixels.
	// Their values are 0.
	Parameters(side int) ([]Parameter, error)

	// EmbeddingSize is the width of the embedding of images of a side.
	EmbeddingSize(side int) (int, error)
}

// Parameter is a tensor of weights before training. FanIn is the number of inputs of a
// unit that it belongs to, which sets the scale of its initial values. A tensor of one
// axis is a bias.
type Parameter struct {
	Tensor
	FanIn int
}

// Form is what two networks must have in common to be computed by the same code.
type Form struct {
	Side    int     // of the images, in pixels
	Variant Variant // of LeNet-5, if Custom is nil
	Custom  Custom
}

// Form returns the form of the network.
func (w Weights) Form() Form { return Form{w.Side, w.Variant, w.Custom} }

// String names the network: its variant, or the name that somebody gave it.
func (f Form) String() string {
	if f.Custom != nil {
		return fmt.Sprintf("%q", f.Custom.Name())
	}
	return fmt.Sprint(f.Variant)
}

// Parameters lists the parameters of networks of the form, with values 0: for LeNet-5 in
// the order of the layers, weight before bias.
func (f Form) Parameters() ([]Parameter, error) {
	if f.Custom != nil {
		return f.Custom.Parameters(f.Side)
	}
	layers, err := f.Variant.Layers(f.Side)
	if err != nil {
		return nil, err
	}
	var all []Parameter
	for _, l := range layers {
		if l.Parameters == 0 {
			continue
		}
		weight := weightShape(l)
		in := Size(weight[1:])
		all = append(all,
			Parameter{zeros(l.WeightsName()+".weight", weight), in}, Parameter{zeros(l.WeightsName()+".bias", []int{l.Out[0]}), in})
	}
	return all, nil
}

// Shapes returns weights of the form with all values zero, and inputs scaled to [Unit].
func (f Form) Shapes() (Weights, error) {
	parameters, err := f.Parameters()
	if err != nil {
		return Weights{}, err
	}
	return f.weights(parameters), nil
}

// weights are weights of the form with the values of its parameters.
func (f Form) weights(parameters []Parameter) Weights {
	w := Weights{Side: f.Side, Variant: f.Variant, Custom: f.Custom, Input: Input{Scaling: Unit}}
	for _, p := range parameters {
		w.Tensors = append(w.Tensors, p.Tensor)
	}
	return w
}

// EmbeddingSize is the width of the embedding of networks of the form.
func (f Form) EmbeddingSize() (int, error) {
	if f.Custom != nil {
		return f.Custom.EmbeddingSize(f.Side)
	}
	return f.Variant.EmbeddingSize(f.Side), nil
}
