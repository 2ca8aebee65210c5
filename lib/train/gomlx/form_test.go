package gomlx

import (
	"testing"

	. "github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/core/tensors"

	"nodulelab/lib/internal/golden"
	"nodulelab/lib/internal/stream"
	"nodulelab/lib/lenet"
)

// Both forms of a convolution of two networks give the same, and the same
// gradients.
func TestForms(t *testing.T) {
	b := openBackend(t)
	random := stream.New(1, "forms")
	draw := func(dimensions ...int) *tensors.Tensor {
		n := 1
		for _, d := range dimensions {
			n *= d
		}
		values := make([]float32, n)
		for i := range values {
			values[i] = 2*random.Float32() - 1
		}
		return tensors.FromFlatDataAndDimensions(values, dimensions...)
	}
	kernels, x := draw(2, 4, 3, lenet.Kernel, lenet.Kernel), draw(2, 3, 9, 7, 5)
	var all [2][]*tensors.Tensor
	for i, form := range []func(kernels, x *Node) *Node{byPatches, inGroups} {
		exec, err := NewExec(b, func(kernels, x *Node) []*Node {
			y := form(kernels, x)
			return append(Gradient(ReduceAllSum(Square(y)), kernels, x), y)
		})
		if err != nil {
			t.Fatal(err)
		}
		if all[i], err = exec.Call(kernels, x); err != nil {
			t.Fatal(err)
		}
	}
	for i, name := range []string{"gradient of the kernels", "gradient of the input", "output"} {
		golden.Near(t, name, tensors.MustCopyFlatData[float32](all[0][i]), tensors.MustCopyFlatData[float32](all[1][i]), 1e-5)
	}
}
