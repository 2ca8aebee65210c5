package probe

import (
	"fmt"
	"math"

	"nodulelab/lib/lenet"
)

// small is the largest size of any number within an averaging network. At this size tanh
// is linear: its slope lies within .0001 of 1.
const small = .01

// averaging returns a network of a form, a variant of LeNet-5, that can do nothing but
// average an image, for images scaled as given. All weights of a layer are equal and
// positive, and the biases are 0: in the first layer they sum up to small over the largest
// size of a pixel, in all others to 1. So each unit holds the mean of the units that it
// sees, and no number within exceeds small. ReLU would cut negative means off; before it
// the first layer's bias is small. With max pooling the network averages the largest of
// each four neighbours.
//
// It is the null of a saliency map: where its map is dense, the architecture looks there,
// whatever is learned.
func averaging(f lenet.Form, in lenet.Input, images []float32) (lenet.Weights, error) {
	if f.Custom != nil {
		return lenet.Weights{}, fmt.Errorf("equal weights average an image in LeNet-5, not in the network %s", f)
	}
	parameters, err := f.Parameters()
	if err != nil {
		return lenet.Weights{}, err
	}
	w := lenet.Weights{Side: f.Side, Variant: f.Variant, Input: in}
	for i, p := range parameters {
		sum := 1.
		if i == 0 {
			sum = small / largest(in.Scale(images, f.Side*f.Side))
		}
		switch isBias := len(p.Shape) == 1; {
		case !isBias:
			fill(p.Data, sum/float64(p.FanIn))
		case i == 1 && f.Variant.Activation == lenet.ReLUActivation:
			fill(p.Data, small)
		}
		w.Tensors = append(w.Tensors, p.Tensor)
	}
	return w, w.Check()
}

// largest is the largest size of some numbers.
func largest(values []float32) float64 {
	size := 0.
	for _, v := range values {
		size = max(size, math.Abs(float64(v)))
	}
	return size
}

// fill makes all numbers equal.
func fill(to []float32, v float64) {
	for i := range to {
		to[i] = float32(v)
	}
}
