package native

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"nodulelab/lib/internal/golden"
	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
)

// variants are networks of every part that a network can have.
var variants = []lenet.Variant{
	lenet.Paper(),
	{Activation: lenet.ReLUActivation, Pooling: lenet.AveragePooling, Cut: lenet.CutF1, Head: 2},
	{Activation: lenet.TanhActivation, Pooling: lenet.MaxPooling, Cut: lenet.CutS4, Head: 3},
	{Activation: lenet.ReLUActivation, Pooling: lenet.MaxPooling, Cut: lenet.CutF2, Head: 3},
	{Activation: lenet.TanhActivation, Pooling: lenet.AveragePooling, Cut: lenet.CutS4, Head: 1},
}

// loaded returns a variant's network with weights, on one kind of kernels, and the
// same network by definition.
func loaded(t testing.TB, v lenet.Variant, side int, k *kernels) (*Net, slow) {
	t.Helper()
	n, err := newNet(v, side, k)
	if err != nil {
		t.Fatal(err)
	}
	w, err := v.Init(6, side, lenet.UniformFanIn)
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Load(w); err != nil {
		t.Fatal(err)
	}
	return n, newSlow(w)
}

// eachNetwork runs a test for every variant on every kind of kernels.
func eachNetwork(t *testing.T, side int, f func(t *testing.T, n *Net, definition slow)) {
	for _, k := range all() {
		for _, v := range variants {
			t.Run(fmt.Sprintf("%s %v", k.name, v), func(t *testing.T) {
				n, definition := loaded(t, v, side, k)
				f(t, n, definition)
			})
		}
	}
}

// Embeddings and logits are what the layers define, in batches that fill no block,
// one, and one and a bit; images of three sizes.
func TestForwardIsTheDefinition(t *testing.T) {
	for _, side := range []int{16, 20, 32} {
		eachNetwork(t, side, func(t *testing.T, n *Net, definition slow) {
			for _, size := range []int{3, 32, 35} {
				if side == 32 && size > 3 {
					continue
				}
				images, _ := random(uint64(size), size, side)
				n.Embed(images)
				n.Classify()
				z, logits := blank(size, n.variant.EmbeddingSize(side)), make([]float32, size)
				n.Embeddings(z)
				n.Logits(logits)
				golden.Near(t, "embeddings", flat(z), narrowed(definition.outputs(loss.Embeddings, images)), 1e-5)
				golden.Near(t, "logits", logits, narrowed(definition.outputs(loss.Logits, images)), 1e-5)
			}
		})
	}
}

func narrowed(rows [][]float64) (all []float32) {
	for _, row := range rows {
		for _, x := range row {
			all = append(all, float32(x))
		}
	}
	return all
}

// The gradient of every tensor is the derivative of the loss as defined, for the
// losses with kernels and for one without.
func TestGradientIsTheDefinition(t *testing.T) {
	eachNetwork(t, 16, func(t *testing.T, n *Net, definition slow) {
		images, labels := random(2, 6, 16)
		for _, l := range []loss.Loss{loss.CrossEntropy(), loss.Contrastive(.8), loss.TripletMargin(1)} {
			value := backward(n, l, images, labels)
			if want := definition.loss(l, images, labels); !(math.Abs(value-want) <= 1e-5*(1+want)) {
				t.Errorf("%s is %v, by definition %v", l.Name(), value, want)
			}
			r := rand.New(rand.NewPCG(4, 4))
			for i, g := range n.Gradient().Tensors {
				if l.On() == loss.Embeddings && g.Name[:3] == "cls" {
					continue
				}
				for range 2 {
					at := r.IntN(len(g.Data))
					got, want := float64(g.Data[at]), definition.slope(l, images, labels, i, at)
					if !(math.Abs(got-want) <= 2e-5+2e-3*math.Abs(want)) {
						t.Errorf("%s: gradient of %s at %d is %v, by definition %v", l.Name(), g.Name, at, got, want)
					}
				}
			}
		}
	})
}

// backward computes a loss and its gradient by the weights.
func backward(n *Net, l loss.Loss, images [][]float32, labels []float32) float64 {
	n.Embed(images)
	if l.On() == loss.Logits {
		n.Classify()
	}
	value := n.Loss(l, labels)
	if l.On() == loss.Logits {
		n.BackClassify()
	}
	n.BackEmbed()
	return value
}

// Saliency is the size of the derivative of each image's own logit by its pixels,
// whatever was computed before, in every block.
func TestSaliencyIsTheDefinition(t *testing.T) {
	eachNetwork(t, 16, func(t *testing.T, n *Net, definition slow) {
		images, _ := random(8, 40, 16)
		n.Embed(images)
		maps := blank(len(images), 16*16)
		n.Saliency(maps)
		r := rand.New(rand.NewPCG(5, 5))
		for _, i := range []int{0, 31, 32, 39} {
			x := widened(images[i])
			for range 4 {
				at := r.IntN(len(x))
				pixel := x[at]
				x[at] = pixel + 1e-6
				_, above := definition.run(x)
				x[at] = pixel - 1e-6
				_, below := definition.run(x)
				x[at] = pixel
				want := math.Abs(above-below) / 2e-6
				if got := float64(maps[i][at]); !(math.Abs(got-want) <= 1e-5+2e-3*want) {
					t.Errorf("image %d, pixel %d: %v, by definition %v", i, at, got, want)
				}
			}
		}
	})
}

// The parts of a network are the tensors of their names, one behind the other.
func TestParts(t *testing.T) {
	for _, v := range variants {
		n, _ := loaded(t, v, 16, &plain)
		encoder, classifier := 0, 0
		for _, tensor := range n.Weights().Tensors {
			if tensor.Name[:3] == "enc" {
				encoder += len(tensor.Data)
			} else {
				classifier += len(tensor.Data)
			}
		}
		if n.All() != (Part{0, encoder + classifier}) || n.Encoder() != (Part{0, encoder}) || n.Classifier() != (Part{encoder, encoder + classifier}) {
			t.Errorf("%v: parts %v, %v, %v of %d and %d weights", v, n.All(), n.Encoder(), n.Classifier(), encoder, classifier)
		}
	}
}

// Weights come back as they were loaded, as copies.
func TestLoadAndWeights(t *testing.T) {
	for _, v := range variants {
		n, definition := loaded(t, v, 20, best())
		first := n.Weights()
		for i, tensor := range first.Tensors {
			golden.Near(t, tensor.Name, tensor.Data, narrowed(definition.weights[i:i+1]), 0)
		}
		first.Tensors[0].Data[0]++
		if n.Weights().Tensors[0].Data[0] == first.Tensors[0].Data[0] {
			t.Error("the network shares its memory")
		}
		if first.Side != 20 || first.Variant != v {
			t.Errorf("side %d, variant %v", first.Side, first.Variant)
		}
	}
}
