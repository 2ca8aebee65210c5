package lenet

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"nodulelab/lib/internal/stream"
)

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
	if seed == 0 {
		return Weights{}, fmt.Errorf("lenet: seed 0: seeds start at 1")
	}
	if !slices.Contains(Initialisations(), how) {
		return Weights{}, unknown("initialisation", how, Initialisations())
	}
	w, err := v.Shapes(side)
	if err != nil {
		return Weights{}, err
	}
	r := stream.New(seed, "weights", side)
	for i := 0; i < len(w.Tensors); i += 2 {
		how.draw(r, w.Tensors[i], w.Tensors[i+1])
	}
	return w, nil
}

// draw draws a layer's weights and biases. Fan-in and fan-out of a convolution count
// its kernel's area.
func (how Initialisation) draw(r *rand.Rand, weight, bias Tensor) {
	in := float64(size(weight.Shape[1:]))
	out := float64(weight.Shape[0] * size(weight.Shape[1:]) / weight.Shape[1])
	switch how {
	case Glorot:
		uniform(r, weight.Data, math.Sqrt(6/(in+out)))
	case He:
		for i := range weight.Data {
			weight.Data[i] = float32(math.Sqrt(2/in) * r.NormFloat64())
		}
	default:
		uniform(r, weight.Data, 1/math.Sqrt(in))
		uniform(r, bias.Data, 1/math.Sqrt(in))
	}
}

// uniform draws numbers within ±bound.
func uniform(r *rand.Rand, to []float32, bound float64) {
	for i := range to {
		to[i] = float32(bound * (2*r.Float64() - 1))
	}
}
