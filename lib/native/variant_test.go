package native

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"nodulelab/lib/lenet"
)

// The kernels of ReLU and of max pooling against their definitions, with ties as
// the background of an image has them.
func TestVariantKernels(t *testing.T) {
	eachKind(t, func(t *testing.T, k *kernels, r *rand.Rand) {
		const squares = 7
		v, gradient, upper, lower := vecs(r, squares), vecs(r, squares), vecs(r, 2*squares), vecs(r, 2*squares)
		var high Vec // above all others
		fill(&high, 2)
		upper[0], upper[1], lower[0], lower[1] = high, high, high, high // four alike
		upper[2], lower[2] = high, high                                 // two above each other, left
		upper[5], lower[5] = high, high                                 // and right
		upper[6], upper[7] = high, high                                 // two side by side, above
		lower[8], lower[9] = high, high                                 // and below
		upper[11], lower[10] = high, high                               // across; the last square has no tie
		before, dBefore := append([]Vec(nil), v...), append([]Vec(nil), gradient...)
		k.relu(v)
		k.reluGradient(gradient, v)
		pooled, up, low := vecs(r, squares), vecs(r, 2*squares), vecs(r, 2*squares)
		k.maxPool(upper, lower, pooled)
		k.unpoolMax(dBefore, upper, lower, up, low)
		for i := range squares {
			for lane := range Lanes {
				on := float64(0)
				if before[i][lane] > 0 {
					on = 1
				}
				closeTo(t, "ReLU", v[i][lane], on*float64(before[i][lane]))
				closeTo(t, "ReLU gradient", gradient[i][lane], on*float64(dBefore[i][lane]))
				square := [4]float32{upper[2*i][lane], lower[2*i][lane], upper[2*i+1][lane], lower[2*i+1][lane]}
				first := firstOfLargest(square[:])
				closeTo(t, "max", pooled[i][lane], float64(square[first]))
				for j, got := range [4]float32{up[2*i][lane], low[2*i][lane], up[2*i+1][lane], low[2*i+1][lane]} {
					want := 0.
					if j == first {
						want = float64(dBefore[i][lane])
					}
					closeTo(t, fmt.Sprint("unpooled ", i, lane, j), got, want)
				}
			}
		}
	})
}

func firstOfLargest(values []float32) int {
	first := 0
	for i, v := range values {
		if v > values[first] {
			first = i
		}
	}
	return first
}

// All kinds of kernels compute the same network, whatever it is made of.
func TestKernelsAgreeOnVariants(t *testing.T) {
	images, labels := random(4, 40, 16)
	for _, v := range []lenet.Variant{
		{Activation: lenet.ReLUActivation, Pooling: lenet.AveragePooling, Cut: lenet.CutF1, Head: 2},
		{Activation: lenet.TanhActivation, Pooling: lenet.MaxPooling, Cut: lenet.CutS4, Head: 3},
	} {
		w, err := v.Init(2, 16, lenet.UniformFanIn)
		if err != nil {
			t.Fatal(err)
		}
		var first lenet.Weights
		for i, k := range all() {
			n, err := newNet(v, 16, k)
			if err != nil {
				t.Fatal(err)
			}
			if err := n.Load(w); err != nil {
				t.Fatal(err)
			}
			end(n, images, labels)
			g := n.Gradient()
			if i == 0 {
				first = g
			}
			for j, tensor := range g.Tensors {
				for at, x := range tensor.Data {
					closeTo(t, k.name+" "+tensor.Name, x, float64(first.Tensors[j].Data[at]))
				}
			}
		}
	}
}

// BenchmarkVariants measures a training step of cross-entropy by what the network
// is made of.
func BenchmarkVariants(b *testing.B) {
	for name, v := range map[string]lenet.Variant{
		"paper":     lenet.Paper(),
		"ReLU":      {Activation: lenet.ReLUActivation, Pooling: lenet.AveragePooling, Cut: lenet.CutF2, Head: 1},
		"max":       {Activation: lenet.TanhActivation, Pooling: lenet.MaxPooling, Cut: lenet.CutF2, Head: 1},
		"ReLU, max": {Activation: lenet.ReLUActivation, Pooling: lenet.MaxPooling, Cut: lenet.CutF2, Head: 1},
	} {
		b.Run(name, func(b *testing.B) {
			n, err := New(v, 32)
			if err != nil {
				b.Fatal(err)
			}
			w, err := v.Init(1, 32, lenet.UniformFanIn)
			if err != nil {
				b.Fatal(err)
			}
			if err := n.Load(w); err != nil {
				b.Fatal(err)
			}
			images, labels := random(1, 32, 32)
			for b.Loop() {
				end(n, images, labels)
			}
		})
	}
}
