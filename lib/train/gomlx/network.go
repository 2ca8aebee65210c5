package gomlx

import (
	"fmt"
	"slices"

	. "github.com/gomlx/gomlx/core/graph" // the graph idiom, as in GoMLX's own models
	"github.com/gomlx/gomlx/ml/model"
	"github.com/gomlx/gomlx/support/exceptions"

	"nodulelab/lib/lenet"
)

// The graphs below carry R networks at once. Axes, outermost first: R replicas,
// C channels, H height, W width, B samples of the batch. With the batch
// innermost every operation runs along contiguous memory.

// Part is a part of a network: it maps what goes in to what comes out, with variables
// under scope.
type Part = func(scope *model.Scope, x *Node) *Node

// Network is a network as two graphs.
type Network struct {
	// Encoder is fθ: it returns the embeddings [R, D, B] of images [R, 1, H, W, B],
	// scaled as [lenet.Input] says; D is 84 in the paper's network.
	Encoder Part

	// Classifier is gω before its sigmoid: it returns the logits [R, B] of embeddings
	// [R, D, B].
	Classifier Part
}

// NetworkOf returns the network of a form: LeNet-5, built from the list of its layers,
// or a network of [NewCustom]. Its variables are the ones that [Load] puts under scope.
func NetworkOf(f lenet.Form) (Network, error) {
	switch c := f.Custom.(type) {
	case nil:
	case *custom:
		return c.Network, nil
	default:
		return Network{}, fmt.Errorf("gomlx: the network %s is a %T: make one by gomlx.NewCustom", f, c)
	}
	layers, err := f.Variant.Layers(f.Side)
	if err != nil {
		return Network{}, err
	}
	first := slices.IndexFunc(layers, func(l lenet.Layer) bool { return l.Part() == "cls" })
	return Network{
		func(scope *model.Scope, x *Node) *Node { return Flatten(inOrder(layers[:first], scope, x)) },
		func(scope *model.Scope, x *Node) *Node { return Squeeze(inOrder(layers[first:], scope, x), 1) },
	}, nil
}

// inOrder computes layers one after the other, up to the sigmoid.
func inOrder(layers []lenet.Layer, scope *model.Scope, x *Node) *Node {
	for _, l := range layers {
		if l.Kind != lenet.SigmoidLayer {
			x = apply(l, scope, x)
		}
	}
	return x
}

// apply computes one layer.
func apply(l lenet.Layer, scope *model.Scope, x *Node) *Node {
	switch l.Kind {
	case lenet.ConvolutionLayer:
		return Convolution(scope, l.WeightsName(), x, l.Out[0], lenet.Kernel)
	case lenet.DenseLayer:
		return Dense(scope, l.WeightsName(), x, l.Out[0])
	case lenet.TanhLayer:
		return Tanh(x)
	case lenet.ReLULayer:
		return ReLU(x)
	case lenet.PoolingLayer:
		return AveragePooling(x)
	case lenet.MaxPoolingLayer:
		return MaxPooling(x)
	}
	exceptions.Panicf("gomlx: layer %s is of kind %q, which has no graph", l.Name, l.Kind)
	return nil
}
