package gomlx

import (
	"slices"
	"strings"

	. "github.com/gomlx/gomlx/core/graph" // the graph idiom, as in GoMLX's own models
	"github.com/gomlx/gomlx/core/tensors/images"
	"github.com/gomlx/gomlx/ml/model"
	"github.com/gomlx/gomlx/support/exceptions"

	"nodulelab/lib/lenet"
)

// The graphs below carry R networks at once. Axes, outermost first: R replicas,
// C channels, H height, W width, B samples of the batch. With the batch
// innermost every operation runs along contiguous memory.

// Network is LeNet-5 as a graph, built from the list of its layers.
type Network struct{ encoder, classifier []lenet.Layer }

// NewNetwork returns the network of a variant for images of the given side, in
// pixels.
func NewNetwork(v lenet.Variant, side int) (Network, error) {
	layers, err := v.Layers(side)
	if err != nil {
		return Network{}, err
	}
	first := slices.IndexFunc(layers, func(l lenet.Layer) bool { return l.Part() == "cls" })
	return Network{layers[:first], layers[first:]}, nil
}

// Encoder is fθ: it returns the embeddings [R, D, B] of images [R, 1, H, W, B],
// scaled as [lenet.Input] says; D is 84 in the paper's network. Its variables are
// the ones that [Load] has put under scope.
func (n Network) Encoder(scope *model.Scope, pixels *Node) *Node {
	x := pixels
	for _, l := range n.encoder {
		x = apply(l, scope, x)
	}
	return flatten(x)
}

// Classifier is gω before its sigmoid: it returns the logits [R, B] of
// embeddings [R, D, B].
func (n Network) Classifier(scope *model.Scope, embeddings *Node) *Node {
	x := embeddings
	for _, l := range n.classifier {
		if l.Kind != lenet.SigmoidLayer {
			x = apply(l, scope, x)
		}
	}
	return Squeeze(x, 1)
}

// apply computes one layer.
func apply(l lenet.Layer, scope *model.Scope, x *Node) *Node {
	switch l.Kind {
	case lenet.ConvolutionLayer:
		return convolution(scope, l.WeightsName(), x)
	case lenet.DenseLayer:
		return dense(scope, l.WeightsName(), flatten(x))
	case lenet.TanhLayer:
		return Tanh(x)
	case lenet.ReLULayer:
		return Where(IsPositive(x), x, ZerosLike(x))
	case lenet.PoolingLayer:
		return MulScalar(squares(x, Add), .25)
	case lenet.MaxPoolingLayer:
		return squares(x, larger)
	}
	exceptions.Panicf("gomlx: layer %s is of kind %q, which has no graph", l.Name, l.Kind)
	return nil
}

// larger is the larger of two numbers. Where they are equal, as everywhere in the
// background, the whole gradient goes to the first.
func larger(a, b *Node) *Node { return Where(GreaterOrEqual(a, b), a, b) }

// convolution maps [R, C, H, W, B] to [R, O, H-4, W-4, B], with the weights of a layer.
func convolution(scope *model.Scope, layer string, x *Node) *Node {
	kernels, bias := variable(scope, layer+".weight", x), variable(scope, layer+".bias", x)
	y := byForm(x)(kernels, x)
	return Add(y, Reshape(bias, x.Shape().Dim(0), -1, 1, 1, 1))
}

// byForm returns the faster of the two forms that a convolution of many networks
// can take. Patches are faster nearly everywhere. On XLA's CPU plugin groups take
// two thirds of the time if there are several networks, and longer for one.
func byForm(x *Node) func(kernels, x *Node) *Node {
	plugin, ok := x.Graph().Backend().(interface{ PluginName() string })
	if ok && !strings.Contains(plugin.PluginName(), "cuda") && x.Shape().Dim(0) > 1 {
		return inGroups
	}
	return byPatches
}

// byPatches convolves by a matrix product of the kernels [R, O, C, 5, 5] with the
// 5×5 patches of the image.
func byPatches(kernels, x *Node) *Node {
	patches := patches(x)
	r, o := kernels.Shape().Dim(0), kernels.Shape().Dim(1)
	h, w, b := patches.Shape().Dim(3), patches.Shape().Dim(4), patches.Shape().Dim(5)
	y := Einsum("rok,rkn->ron", Reshape(kernels, r, o, -1), Reshape(patches, r, -1, h*w*b))
	return Reshape(y, r, o, h, w, b)
}

// inGroups convolves all networks at once: it lists the channels of all of them
// side by side, one group of channels a network.
func inGroups(kernels, x *Node) *Node {
	d, o := x.Shape().Dimensions, kernels.Shape().Dim(1)
	r, c, h, w, b := d[0], d[1], d[2], d[3], d[4]
	channelsLast := Reshape(TransposeAllDims(x, 4, 2, 3, 0, 1), b, h, w, r*c)
	filters := Reshape(TransposeAllDims(kernels, 3, 4, 2, 0, 1), lenet.Kernel, lenet.Kernel, c, r*o)
	y := Convolve(channelsLast, filters).ChannelsAxis(images.ChannelsLast).NoPadding().ChannelGroupCount(r).Done()
	return TransposeAllDims(Reshape(y, b, h-lenet.Kernel+1, w-lenet.Kernel+1, r, o), 3, 4, 1, 2, 0)
}

// patches gathers the 5×5 neighbourhood of each pixel:
// [R, C, H, W, B] to [R, C, 25, H-4, W-4, B].
func patches(x *Node) *Node {
	h, w := x.Shape().Dim(2)-lenet.Kernel+1, x.Shape().Dim(3)-lenet.Kernel+1
	shifted := make([]*Node, 0, lenet.Kernel*lenet.Kernel)
	for dy := range lenet.Kernel {
		for dx := range lenet.Kernel {
			shifted = append(shifted, Slice(x, AxisRange(), AxisRange(), AxisRange(dy, dy+h), AxisRange(dx, dx+w)))
		}
	}
	return Stack(shifted, 2)
}

// squares joins the four numbers of each 2×2 square of [R, C, H, W, B]: first the
// upper with the lower ones, then the left with the right one.
func squares(x *Node, join func(a, b *Node) *Node) *Node {
	d := x.Shape().Dimensions
	rows := Reshape(x, d[0], d[1], d[2]/2, 2, d[3]*d[4])
	x = join(half(rows, 3, 0), half(rows, 3, 1))
	columns := Reshape(x, d[0], d[1], d[2]/2, d[3]/2, 2, d[4])
	return join(half(columns, 4, 0), half(columns, 4, 1))
}

// half takes element i of an axis and drops the axis.
func half(x *Node, axis, i int) *Node {
	return Squeeze(SliceAxis(x, axis, AxisElem(i)), axis)
}

// flatten maps [R, C, H, W, B] to [R, C·H·W, B]; what is flat stays as it is.
func flatten(x *Node) *Node {
	if x.Rank() == 3 {
		return x
	}
	d := x.Shape().Dimensions
	return Reshape(x, d[0], d[1]*d[2]*d[3], d[4])
}

// dense maps [R, I, B] to [R, O, B], with the weights of a layer.
func dense(scope *model.Scope, layer string, x *Node) *Node {
	weight, bias := variable(scope, layer+".weight", x), variable(scope, layer+".bias", x)
	return Add(Einsum("roi,rib->rob", weight, x), ExpandAxes(bias, -1))
}

// variable returns the value in the graph of a variable that Load has created.
func variable(scope *model.Scope, name string, in *Node) *Node {
	path := scopePath(scope, name)
	v := scope.Store().GetVariable(path)
	if v == nil {
		exceptions.Panicf("gomlx: no variable %s: call Load before building the graph", path)
	}
	return v.NodeValue(in.Graph())
}
