package lenet

import (
	"fmt"
	"math"
	"math/rand/v2"
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
	Side    int     // of the images it was made for, in pixels
	Variant Variant // of the network they belong to, if Custom is nil
	Custom  Custom
	Input   Input // how images are scaled for it
	Tensors []Tensor
}

// Shapes returns the parameters of the variant for images of the given side, in
// pixels, with all values zero, and inputs scaled to [Unit].
func (v Variant) Shapes(side int) (Weights, error) { return Form{Side: side, Variant: v}.Shapes() }

func weightShape(l Layer) []int {
	if l.Kind == ConvolutionLayer {
		return []int{l.Out[0], l.In[0], Kernel, Kernel}
	}
	return []int{l.Out[0], Size(l.In)}
}

func zeros(name string, shape []int) Tensor {
	return Tensor{Name: name, Shape: shape, Data: make([]float32, Size(shape))}
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
	c := w
	c.Tensors = slices.Clone(w.Tensors)
	for i := range c.Tensors {
		c.Tensors[i].Data = slices.Clone(c.Tensors[i].Data)
	}
	return c
}

// Check returns an error unless w has the network's tensors, in order, with
// their shapes and finite values.
func (w Weights) Check() error {
	want, err := w.Form().Shapes()
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

// Initialisation is how a network's weights are drawn before training.
type Initialisation string

// The initialisations, for a layer of fan_in inputs and fan_out outputs a unit.
const (
	UniformFanIn Initialisation = "uniform fan-in" // weights, biases U(±1/√fan_in): PyTorch's default (chosen)
	Glorot       Initialisation = "Glorot uniform" // weights U(±√(6/(fan_in+fan_out))), biases 0: Keras's default
	He           Initialisation = "He normal"      // weights N(0, 2/fan_in), biases 0
)

// Initialisations lists the initialisations.
func Initialisations() []Initialisation { return []Initialisation{UniformFanIn, Glorot, He} }

// Init draws the initial weights of a seed for the paper's network: weights and
// biases of a layer are uniform in ±1/√fan_in, PyTorch's default. Seed 0 is refused.
func Init(seed uint64, side int) (Weights, error) { return Paper().Init(seed, side, UniformFanIn) }

// Init draws the initial weights of a seed. Seed 0 is refused.
func (v Variant) Init(seed uint64, side int, how Initialisation) (Weights, error) {
	return Form{Side: side, Variant: v}.Init(seed, how)
}

// Init draws the initial weights of a seed. Seed 0 is refused.
func (f Form) Init(seed uint64, how Initialisation) (Weights, error) {
	if seed == 0 {
		return Weights{}, fmt.Errorf("lenet: seed 0: seeds start at 1")
	}
	if !slices.Contains(Initialisations(), how) {
		return Weights{}, unknown("initialisation", how, Initialisations())
	}
	parameters, err := f.Parameters()
	if err != nil {
		return Weights{}, err
	}
	r := stream.New(seed, "weights", f.Side)
	for _, p := range parameters {
		p.draw(r, how)
	}
	return f.weights(parameters), nil
}

// draw draws the initial values of a parameter. Fan-in and fan-out of a convolution count
// its kernel's area.
func (p Parameter) draw(r *rand.Rand, how Initialisation) {
	in, bias := float64(p.FanIn), len(p.Shape) == 1
	switch {
	case how == UniformFanIn:
		uniform(r, p.Data, 1/math.Sqrt(in))
	case bias: // stays 0
	case how == Glorot:
		out := float64(Size(p.Shape) / p.Shape[1])
		uniform(r, p.Data, math.Sqrt(6/(in+out)))
	default:
		for i := range p.Data {
			p.Data[i] = float32(math.Sqrt(2/in) * r.NormFloat64())
		}
	}
}

// uniform draws numbers within ±bound.
func uniform(r *rand.Rand, to []float32, bound float64) {
	for i := range to {
		to[i] = float32(bound * (2*r.Float64() - 1))
	}
}
