package native

import (
	"fmt"
	"slices"

	"nodulelab/lib/lenet"
)

// Net is one network: its weights, their gradient, and the activations of a
// batch. A batch goes through it step by step, each step using what the one before
// has left: [Net.Embed], [Net.Classify], [Net.Loss], and back with
// [Net.BackClassify] and [Net.BackEmbed]. Then an [Adam] moves the weights.
//
// A Net is used by one goroutine at a time.
type Net struct {
	kernels *kernels
	side    int
	variant lenet.Variant

	c1, c2  layer
	encoder []layer // its dense layers
	head    []layer // the classifier's, all dense; the last gives the logit

	weights  []float32 // all, in the order of lenet.Weights, and spare
	gradient []float32 // of the loss
	later    []float32 // the gradient of a later block, before it is added
	twins    []float32 // the weights of a convolution in the order in which its kernel takes them
	rows     []row     // of a convolution's window
	zeros    []float32 // the bias where there is none

	blocks []*block // of the batch, 32 samples each
	pool   []*block // all blocks made so far
}

// layer says how large a layer is and where its weights and biases begin in
// [Net.weights].
type layer struct {
	in, out      int // channels of a convolution, units of a dense layer
	weight, bias int
}

// New returns a network without weights for images of the given side, in pixels,
// with the fastest kernels that the processor has.
func New(v lenet.Variant, side int) (*Net, error) { return newNet(v, side, best()) }

func newNet(v lenet.Variant, side int, k *kernels) (*Net, error) {
	layers, err := v.Layers(side)
	if err != nil {
		return nil, err
	}
	n := &Net{kernels: k, side: side, variant: v}
	total := 0
	for _, l := range layers {
		if l.Parameters > 0 {
			n.place(l, layer{count(l), l.Out[0], total, total + l.Parameters - l.Out[0]})
			total += l.Parameters
		}
	}
	n.weights, n.gradient, n.later = numbers(total), numbers(total), numbers(total)
	n.twins, n.rows, n.zeros = numbers(2*(n.c2.bias+n.c2.out)), make([]row, 0, 16*lenet.Kernel), numbers(0)
	return n, nil
}

// place notes where a layer's weights are.
func (n *Net) place(l lenet.Layer, at layer) {
	switch {
	case l.Name == "c1":
		n.c1 = at
	case l.Name == "c2":
		n.c2 = at
	case l.Part() == "enc":
		n.encoder = append(n.encoder, at)
	default:
		n.head = append(n.head, at)
	}
}

// count is the number of input channels of a convolution, of input units of a dense
// layer.
func count(l lenet.Layer) int {
	if l.Kind == lenet.ConvolutionLayer {
		return l.In[0]
	}
	return lenet.Size(l.In)
}

// numbers makes a slice of n numbers with spare ones behind them.
func numbers(n int) []float32 { return make([]float32, n+spare) }

// Kernels names the instruction set that computes: "AVX-512", "AVX2", "plain Go".
func Kernels() string { return best().name }

// Load copies weights into the network. They must belong to a network of the same
// variant for the same image side.
func (n *Net) Load(w lenet.Weights) error {
	if err := w.Check(); err != nil {
		return err
	}
	if w.Side != n.side {
		return fmt.Errorf("native: weights for images of side %d, but the network is for side %d", w.Side, n.side)
	}
	if w.Variant != n.variant {
		return fmt.Errorf("native: weights of the network %v, but this one is %v", w.Variant, n.variant)
	}
	to := n.weights
	for _, t := range w.Tensors {
		to = to[copy(to, t.Data):]
	}
	return nil
}

// Weights returns a copy of the network's weights.
func (n *Net) Weights() lenet.Weights { return n.tensors(n.weights) }

// Gradient returns a copy of the gradient that [Net.BackClassify] and
// [Net.BackEmbed] have left, in the form of weights.
func (n *Net) Gradient() lenet.Weights { return n.tensors(n.gradient) }

func (n *Net) tensors(from []float32) lenet.Weights {
	w, err := n.variant.Shapes(n.side)
	if err != nil {
		panic(err) // New has checked both
	}
	for _, t := range w.Tensors {
		from = from[copy(t.Data, from):]
	}
	return w
}

// Part is a range of a network's weights.
type Part struct{ from, to int }

// All returns all weights.
func (n *Net) All() Part { return Part{0, len(n.weights) - spare} }

// Encoder returns the weights of the encoder fθ.
func (n *Net) Encoder() Part { return Part{0, n.head[0].weight} }

// Classifier returns the weights of the classifier gω.
func (n *Net) Classifier() Part { return Part{n.head[0].weight, len(n.weights) - spare} }

// MultiplyAdds counts the multiplications of one training step, forward and back,
// on one image: each weight of a convolution counts once a pixel, and twice more
// on the way back, except for the gradient of the image, which no step needs.
func (n *Net) MultiplyAdds() int {
	b := n.newBlock()
	c1, rest := n.c1.size(25)*b.c1.height*b.c1.width, n.c2.size(25)*b.c2.height*b.c2.width
	for _, l := range slices.Concat(n.encoder, n.head) {
		rest += l.size(1)
	}
	return 2*c1 + 3*rest
}

// size is the number of a layer's weights without its biases; kernel is the area of
// a convolution's kernels, 1 for a dense layer.
func (l layer) size(kernel int) int { return l.in * l.out * kernel }
