package lenet

import (
	"strings"

	. "github.com/gomlx/gomlx/core/graph" // the graph idiom, as in GoMLX's own models
	"github.com/gomlx/gomlx/core/tensors/images"
	"github.com/gomlx/gomlx/ml/model"
	"github.com/gomlx/gomlx/support/exceptions"
)

// The graphs below carry R networks at once. Axes, outermost first: R replicas,
// C channels, H height, W width, B samples of the batch. With the batch
// innermost every operation runs along contiguous memory.

// Encoder is fθ: it returns the embeddings [R, D, B] of images [R, 1, H, W, B],
// scaled as [Input] says; D is 84 in the paper's network. Its variables are those
// that [Load] put under scope.
func (v Variant) Encoder(scope *model.Scope, pixels *Node) *Node {
	enc := scope.At("enc")
	x := pixels
	x = v.pool(v.activate(convolution(enc.At("c1"), x)))
	x = v.pool(v.activate(convolution(enc.At("c2"), x)))
	x = flatten(x)
	for i := range v.dense() {
		x = v.activate(dense(enc.At("%s", encoderDense(i)), x))
	}
	return x
}

// Classifier is gω before its sigmoid: it returns the logits [R, B] of
// embeddings [R, D, B].
func (v Variant) Classifier(scope *model.Scope, embeddings *Node) *Node {
	cls, x := scope.At("cls"), embeddings
	for i := range v.hidden() {
		x = v.activate(dense(cls.At("%s", hiddenDense(i)), x))
	}
	return Squeeze(dense(cls, x), 1)
}

func (v Variant) activate(x *Node) *Node {
	if v.Activation == ReLUActivation {
		return Where(IsPositive(x), x, ZerosLike(x))
	}
	return Tanh(x)
}

// pool halves height and width of [R, C, H, W, B].
func (v Variant) pool(x *Node) *Node {
	if v.Pooling == MaxPooling {
		return squares(x, larger)
	}
	return MulScalar(squares(x, Add), .25)
}

// larger is the larger of two numbers. Where they are equal, as everywhere in the
// background, the whole gradient goes to the first.
func larger(a, b *Node) *Node { return Where(GreaterOrEqual(a, b), a, b) }

// convolution maps [R, C, H, W, B] to [R, O, H-4, W-4, B].
func convolution(scope *model.Scope, x *Node) *Node {
	kernels, bias := variable(scope, "weight", x), variable(scope, "bias", x)
	y := byForm(x)(kernels, x)
	return Add(y, Reshape(bias, x.Shape().Dim(0), -1, 1, 1, 1))
}

// byForm returns the faster of the two forms that a convolution of many networks
// can take. Patches are it nearly everywhere. On XLA's CPU plugin groups take two
// thirds of the time if there are several networks, and longer for one.
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

// inGroups convolves by one convolution of images whose channels are those of all
// networks, a group for each.
func inGroups(kernels, x *Node) *Node {
	d, o := x.Shape().Dimensions, kernels.Shape().Dim(1)
	r, c, h, w, b := d[0], d[1], d[2], d[3], d[4]
	channelsLast := Reshape(TransposeAllDims(x, 4, 2, 3, 0, 1), b, h, w, r*c)
	filters := Reshape(TransposeAllDims(kernels, 3, 4, 2, 0, 1), Kernel, Kernel, c, r*o)
	y := Convolve(channelsLast, filters).ChannelsAxis(images.ChannelsLast).NoPadding().ChannelGroupCount(r).Done()
	return TransposeAllDims(Reshape(y, b, h-Kernel+1, w-Kernel+1, r, o), 3, 4, 1, 2, 0)
}

// patches gathers the 5×5 neighbourhood of each pixel:
// [R, C, H, W, B] to [R, C, 25, H-4, W-4, B].
func patches(x *Node) *Node {
	h, w := x.Shape().Dim(2)-Kernel+1, x.Shape().Dim(3)-Kernel+1
	shifted := make([]*Node, 0, Kernel*Kernel)
	for dy := range Kernel {
		for dx := range Kernel {
			shifted = append(shifted, Slice(x, AxisRange(), AxisRange(), AxisRange(dy, dy+h), AxisRange(dx, dx+w)))
		}
	}
	return Stack(shifted, 2)
}

// squares joins the four numbers of each 2×2 square of [R, C, H, W, B], first those
// above each other.
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

// flatten maps [R, C, H, W, B] to [R, C·H·W, B].
func flatten(x *Node) *Node {
	d := x.Shape().Dimensions
	return Reshape(x, d[0], d[1]*d[2]*d[3], d[4])
}

// dense maps [R, I, B] to [R, O, B].
func dense(scope *model.Scope, x *Node) *Node {
	weight, bias := variable(scope, "weight", x), variable(scope, "bias", x)
	return Add(Einsum("roi,rib->rob", weight, x), ExpandAxes(bias, -1))
}

// variable returns the value in the graph of a variable that Load has created.
func variable(scope *model.Scope, name string, in *Node) *Node {
	v := scope.GetVariable(name)
	if v == nil {
		exceptions.Panicf("lenet: no variable %s/%s: call Load before building the graph", scope.Scope(), name)
	}
	return v.NodeValue(in.Graph())
}
