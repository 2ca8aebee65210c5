// Package lenet holds the one network of the study: LeNet-5 (LeCun et al.
// 1998) cut after its 84-unit layer, which is the encoder fθ of the paper, and
// the dense 84→1 classifier gω on top of it (Fig. 1, section 2.2).
//
// The package describes the network and computes nothing with it. [Layers] is the
// architecture as data: Figure 1, the parameter count, the weights' shapes and the
// engines are made from it. [Weights] are the numbers of one network, in PyTorch's
// names and layouts, so that they can be exchanged with other programs.
// [Variant.Init] draws them before training, [Input] scales the pixels that go in.
// Two packages compute: native with this project's own kernels, train/gomlx with
// GoMLX.
//
// The paper names LeNet-5. What it leaves open (tanh, average pooling, the cut
// at 84, a classifier of one layer) follows LeCun et al. 1998, and is a [Variant]
// that can be varied.
package lenet

import (
	"fmt"
	"strings"
)

const (
	// EmbeddingSize is the width of the embedding fθ(X) of the paper's network, the
	// last layer before the classifier; PCA (Fig. 2) looks at this vector.
	EmbeddingSize = 84

	// Kernel is the side of every convolution kernel, in pixels.
	Kernel = 5

	smallestSide, largestSide = 16, 256
)

// Kind says what a layer computes.
type Kind string

// The kinds of layers.
const (
	ConvolutionLayer Kind = "convolution"
	TanhLayer        Kind = "tanh"
	ReLULayer        Kind = "ReLU"
	PoolingLayer     Kind = "average pooling"
	MaxPoolingLayer  Kind = "max pooling"
	DenseLayer       Kind = "dense"
	SigmoidLayer     Kind = "sigmoid"
)

// Layer is one step of the network. In and Out are the shapes of one sample
// before and after it: [channels, height, width], or [units] once flattened.
type Layer struct {
	Name       string // "c1"; the name of its weights where it has any
	Kind       Kind
	In, Out    []int
	Parameters int // weights and biases
}

// Part tells to which of the paper's two functions a layer belongs:
// "enc" (encoder fθ) or "cls" (classifier gω).
func (l Layer) Part() string {
	if strings.HasPrefix(l.Name, "cls") || l.Kind == SigmoidLayer {
		return "cls"
	}
	return "enc"
}

// WeightsName is the common part of the names of a layer's two tensors among
// [Weights]: of "enc.c1" they are "enc.c1.weight" and "enc.c1.bias".
func (l Layer) WeightsName() string {
	if l.Part() == "enc" {
		return "enc." + l.Name
	}
	return l.Name
}

// Layers lists the paper's network for square images of the given side, in
// pixels: first the encoder, then the classifier. The side must be a multiple of 4
// from 16 to 256, so that both poolings halve a whole number.
func Layers(side int) ([]Layer, error) { return Paper().Layers(side) }

// Layers lists the layers of the variant, as the function [Layers] does for the
// paper's network.
func (v Variant) Layers(side int) ([]Layer, error) {
	if err := CheckSide(side); err != nil {
		return nil, err
	}
	if err := v.Validate(); err != nil {
		return nil, err
	}
	b := &builder{variant: v, shape: []int{1, side, side}}
	b.convolution("c1", 6)
	b.activation("c1")
	b.pooling("s2")
	b.convolution("c2", 16)
	b.activation("c2")
	b.pooling("s4")
	for i, units := range v.dense() {
		b.dense(encoderDense(i), units)
		b.activation(encoderDense(i))
	}
	for i, units := range v.hidden() {
		b.dense("cls."+hiddenDense(i), units)
		b.activation("cls." + hiddenDense(i))
	}
	b.dense("cls", 1)
	b.add("probability", SigmoidLayer, []int{1}, 0)
	return b.layers, nil
}

// encoderDense and hiddenDense name the i-th dense layer of the encoder, and the
// i-th hidden one of the classifier.
func encoderDense(i int) string { return fmt.Sprintf("f%d", i+1) }
func hiddenDense(i int) string  { return fmt.Sprintf("h%d", i+1) }

// CheckSide returns an error unless LeNet can take images of the given side, in
// pixels.
func CheckSide(side int) error {
	if side < smallestSide || side > largestSide || side%4 != 0 {
		return fmt.Errorf("lenet: image side %d: want a multiple of 4 from %d to %d (5×5 kernels, two poolings by 2); the paper's is 32",
			side, smallestSide, largestSide)
	}
	return nil
}

// builder lists layers, each of which takes the output of the one before.
type builder struct {
	variant Variant
	shape   []int
	layers  []Layer
}

func (b *builder) add(name string, kind Kind, out []int, parameters int) {
	b.layers = append(b.layers, Layer{Name: name, Kind: kind, In: b.shape, Out: out, Parameters: parameters})
	b.shape = out
}

func (b *builder) convolution(name string, channels int) {
	in, h, w := b.shape[0], b.shape[1], b.shape[2]
	out := []int{channels, h - Kernel + 1, w - Kernel + 1}
	b.add(name, ConvolutionLayer, out, channels*(in*Kernel*Kernel+1))
}

func (b *builder) pooling(name string) {
	kind := PoolingLayer
	if b.variant.Pooling == MaxPooling {
		kind = MaxPoolingLayer
	}
	b.add(name, kind, []int{b.shape[0], b.shape[1] / 2, b.shape[2] / 2}, 0)
}

func (b *builder) dense(name string, units int) {
	b.add(name, DenseLayer, []int{units}, units*(Size(b.shape)+1))
}

// activation adds the activation behind a layer, named "c1.tanh".
func (b *builder) activation(behind string) {
	kind := TanhLayer
	if b.variant.Activation == ReLUActivation {
		kind = ReLULayer
	}
	b.add(behind+"."+string(kind), kind, b.shape, 0)
}

// Size is the number of elements in a shape.
func Size(shape []int) int {
	n := 1
	for _, d := range shape {
		n *= d
	}
	return n
}
