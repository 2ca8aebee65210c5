package gomlx

import (
	"strings"

	. "github.com/gomlx/gomlx/core/graph" // the graph idiom, as in GoMLX's own models
	"github.com/gomlx/gomlx/core/tensors/images"
	"github.com/gomlx/gomlx/ml/model"
	"github.com/gomlx/gomlx/support/exceptions"
)

// The building blocks of networks. They panic where they cannot be built, as all graphs
// of GoMLX do; what builds a network turns that into an error. Their weights are named
// "<name>.weight" and "<name>.bias"; two blocks of one name share them.

// Convolution maps [R, C, H, W, B] to [R, channels, H−k+1, W−k+1, B] by k×k kernels,
// without padding.
func Convolution(scope *model.Scope, name string, x *Node, channels, k int) *Node {
	d := x.Shape().Dimensions
	if len(d) != 5 || k < 1 || k > d[2] || k > d[3] || channels < 1 {
		exceptions.Panicf("gomlx: the convolution %q by %d kernels of %d×%d of the shape %v: want [R, C, H, W, B] no smaller than the kernels", name, channels, k, k, x.Shape())
	}
	fanIn := d[1] * k * k
	kernels := Weight(scope, name+".weight", x, fanIn, channels, d[1], k, k)
	bias := Weight(scope, name+".bias", x, fanIn, channels)
	y := byForm(x)(kernels, x)
	return Add(y, Reshape(bias, d[0], -1, 1, 1, 1))
}

// PaddedConvolution is [Convolution] of an image with zeros around it, so that height
// and width stay as they are. The kernels' side k is odd.
func PaddedConvolution(scope *model.Scope, name string, x *Node, channels, k int) *Node {
	if k%2 == 0 || x.Rank() != 5 {
		exceptions.Panicf("gomlx: the padded convolution %q by kernels of %d×%d of the shape %v: want an odd side, and [R, C, H, W, B]", name, k, k, x.Shape())
	}
	return Convolution(scope, name, pad(pad(x, 2, k/2), 3, k/2), channels, k)
}

// pad puts n zeros before and after an axis. GoMLX's own Pad has no gradient.
func pad(x *Node, axis, n int) *Node {
	if n == 0 {
		return x
	}
	zeros := ZerosLike(SliceAxis(x, axis, AxisRange(0, n)))
	return Concatenate([]*Node{zeros, x, zeros}, axis)
}

// Dense maps [R, I, B], or what [Flatten] makes of x, to [R, units, B].
func Dense(scope *model.Scope, name string, x *Node, units int) *Node {
	x = Flatten(x)
	in := x.Shape().Dim(1)
	weight := Weight(scope, name+".weight", x, in, units, in)
	bias := Weight(scope, name+".bias", x, in, units)
	return Add(Einsum("roi,rib->rob", weight, x), ExpandAxes(bias, -1))
}

// ReLU is max(x, 0).
func ReLU(x *Node) *Node { return Where(IsPositive(x), x, ZerosLike(x)) }

// AveragePooling maps [R, C, H, W, B] to [R, C, H/2, W/2, B] by the mean of each 2×2
// square.
func AveragePooling(x *Node) *Node { return MulScalar(squares(x, Add), .25) }

// MaxPooling maps [R, C, H, W, B] to [R, C, H/2, W/2, B] by the largest of each 2×2 square.
func MaxPooling(x *Node) *Node { return squares(x, larger) }

// Flatten maps [R, C, H, W, B] to [R, C·H·W, B]; what is flat stays as it is.
func Flatten(x *Node) *Node {
	if x.Rank() == 3 {
		return x
	}
	d := x.Shape().Dimensions
	return Reshape(x, d[0], d[1]*d[2]*d[3], d[4])
}

// larger is the larger of two numbers. Where they are equal, as everywhere in the
// background, the whole gradient goes to the first.
func larger(a, b *Node) *Node { return Where(GreaterOrEqual(a, b), a, b) }

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

// byPatches convolves by a matrix product of the kernels [R, O, C, k, k] with the
// k×k patches of the image.
func byPatches(kernels, x *Node) *Node {
	patches := patches(x, kernels.Shape().Dim(-1))
	r, o := kernels.Shape().Dim(0), kernels.Shape().Dim(1)
	h, w, b := patches.Shape().Dim(3), patches.Shape().Dim(4), patches.Shape().Dim(5)
	y := Einsum("rok,rkn->ron", Reshape(kernels, r, o, -1), Reshape(patches, r, -1, h*w*b))
	return Reshape(y, r, o, h, w, b)
}

// inGroups convolves all networks at once: it lists the channels of all of them
// side by side, one group of channels a network.
func inGroups(kernels, x *Node) *Node {
	d, o, k := x.Shape().Dimensions, kernels.Shape().Dim(1), kernels.Shape().Dim(-1)
	r, c, h, w, b := d[0], d[1], d[2], d[3], d[4]
	channelsLast := Reshape(TransposeAllDims(x, 4, 2, 3, 0, 1), b, h, w, r*c)
	filters := Reshape(TransposeAllDims(kernels, 3, 4, 2, 0, 1), k, k, c, r*o)
	y := Convolve(channelsLast, filters).ChannelsAxis(images.ChannelsLast).NoPadding().ChannelGroupCount(r).Done()
	return TransposeAllDims(Reshape(y, b, h-k+1, w-k+1, r, o), 3, 4, 1, 2, 0)
}

// patches gathers the k×k neighbourhood of each pixel:
// [R, C, H, W, B] to [R, C, k², H−k+1, W−k+1, B].
func patches(x *Node, k int) *Node {
	h, w := x.Shape().Dim(2)-k+1, x.Shape().Dim(3)-k+1
	shifted := make([]*Node, 0, k*k)
	for dy := range k {
		for dx := range k {
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

// Weight returns weights [R, shape…] of R networks, by the name that they have in
// [lenet.Weights]. The fan-in is the number of inputs of a unit; initial values follow
// from it, as [lenet.Initialisation] says. One axis makes a bias. The number of networks
// R is that of x.
func Weight(scope *model.Scope, name string, x *Node, fanIn int, shape ...int) *Node {
	if r := recorderOf(x.Graph()); r != nil {
		r.record(name, fanIn, shape)
	}
	path := scopePath(scope, name)
	v := scope.Store().GetVariable(path)
	if v == nil {
		exceptions.Panicf("gomlx: no variable %s: call Load before building the graph", path)
	}
	return v.NodeValue(x.Graph())
}

func scopePath(scope *model.Scope, name string) string {
	return model.JoinPath(append([]string{scope.Scope()}, strings.Split(name, ".")...)...)
}
