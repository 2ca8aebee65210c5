package lenet

import (
	"fmt"
	"math"
	"slices"

	"nodulelab/lib/internal/stream"
)

// Tensor is one named array of weights in row-major order.
type Tensor struct {
	Name  string // "enc.c1.weight"
	Shape []int
	Data  []float32
}

// Weights are all parameters of one network, in the order of the layers, weight
// before bias. Names and layouts are PyTorch's: convolutions
// [out, in, height, width], dense layers [out, in].
type Weights struct {
	Side    int // of the images it was made for, in pixels
	Tensors []Tensor
}

// Shapes returns the parameters of the network for images of the given side
// with all values zero.
func Shapes(side int) (Weights, error) {
	layers, err := Layers(side)
	if err != nil {
		return Weights{}, err
	}
	w := Weights{Side: side}
	for _, l := range layers {
		if l.Parameters == 0 {
			continue
		}
		name := l.Part() + "." + l.Name
		if l.Part() == "cls" {
			name = "cls"
		}
		w.Tensors = append(w.Tensors,
			zeros(name+".weight", weightShape(l)), zeros(name+".bias", []int{l.Out[0]}))
	}
	return w, nil
}

func weightShape(l Layer) []int {
	if l.Kind == ConvolutionLayer {
		return []int{l.Out[0], l.In[0], Kernel, Kernel}
	}
	return []int{l.Out[0], size(l.In)}
}

func zeros(name string, shape []int) Tensor {
	return Tensor{Name: name, Shape: shape, Data: make([]float32, size(shape))}
}

// Init draws the initial weights of a seed: weights and biases of a layer are
// uniform in ±1/√fan_in, PyTorch's default. Seed 0 is refused.
func Init(seed uint64, side int) (Weights, error) {
	if seed == 0 {
		return Weights{}, fmt.Errorf("lenet: seed 0: seeds start at 1")
	}
	w, err := Shapes(side)
	if err != nil {
		return Weights{}, err
	}
	r := stream.New(seed, "weights", side)
	for i := 0; i < len(w.Tensors); i += 2 {
		weight, bias := w.Tensors[i], w.Tensors[i+1]
		bound := 1 / math.Sqrt(float64(size(weight.Shape[1:])))
		for _, t := range [][]float32{weight.Data, bias.Data} {
			for j := range t {
				t[j] = float32(bound * (2*r.Float64() - 1))
			}
		}
	}
	return w, nil
}

// Count is the number of parameters.
func (w Weights) Count() int {
	n := 0
	for _, t := range w.Tensors {
		n += len(t.Data)
	}
	return n
}

// Clone returns a copy that shares no memory with w.
func (w Weights) Clone() Weights {
	c := Weights{Side: w.Side, Tensors: slices.Clone(w.Tensors)}
	for i := range c.Tensors {
		c.Tensors[i].Data = slices.Clone(c.Tensors[i].Data)
	}
	return c
}

// Check returns an error unless w has the network's tensors, in order, with
// their shapes and finite values.
func (w Weights) Check() error {
	want, err := Shapes(w.Side)
	if err != nil {
		return err
	}
	if len(w.Tensors) != len(want.Tensors) {
		return fmt.Errorf("lenet: %d tensors of weights, want %d", len(w.Tensors), len(want.Tensors))
	}
	for i, t := range w.Tensors {
		if err := t.check(want.Tensors[i]); err != nil {
			return err
		}
	}
	return nil
}

func (t Tensor) check(want Tensor) error {
	if t.Name != want.Name || !slices.Equal(t.Shape, want.Shape) || len(t.Data) != len(want.Data) {
		return fmt.Errorf("lenet: tensor %s %v of %d values, want %s %v", t.Name, t.Shape, len(t.Data), want.Name, want.Shape)
	}
	for i, v := range t.Data {
		if v != v || math.IsInf(float64(v), 0) {
			return fmt.Errorf("lenet: tensor %s has %v at %d: weights must be finite", t.Name, v, i)
		}
	}
	return nil
}
