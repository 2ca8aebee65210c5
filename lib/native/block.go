package native

import "nodulelab/lib/lenet"

// reach is how far a convolution's input gradient reaches over the edge of its
// output's: the kernel's side less one.
const reach = lenet.Kernel - 1

// block holds the activations of up to 32 samples, and their gradients.
type block struct {
	samples int

	pixels, c1, s2, c2, s4 fmap // c1, c2 after tanh
	f1, z                  []Vec
	logit                  []Vec // the first; dense computes four

	dLogit, dz, df1, ds4 []Vec
	dc2, ds2, dc1        fmap // dc1, dc2 before tanh
	dPixels              fmap

	rows, dRows []float32 // transposed vectors of a dense layer
	edge        []Vec     // where an odd channel's twin goes
}

func newBlock(side int) *block {
	h1, h2 := side-reach, (side-reach)/2-reach
	s4 := newMap(16, h2/2, h2/2, 0)
	b := &block{
		pixels: newMap(1, side, side, 0), c1: newMap(6, h1, h1, 0), s2: newMap(6, h1/2, h1/2, 0),
		c2: newMap(16, h2, h2, 0), s4: s4,
		f1: make([]Vec, 120), z: make([]Vec, lenet.EmbeddingSize), logit: make([]Vec, 4),
		dLogit: make([]Vec, 1), dz: make([]Vec, lenet.EmbeddingSize), df1: make([]Vec, 120), ds4: make([]Vec, len(s4.vecs)),
		dc2: newMap(16, h2, h2, reach), ds2: newMap(6, h1/2, h1/2, 0), dc1: newMap(6, h1, h1, reach),
		rows: numbers(Lanes * max(len(s4.vecs), 120)), dRows: numbers(Lanes * 120),
		edge: make([]Vec, 2),
	}
	return b
}

// begin makes blocks for a batch of n samples, and tells each which are its own.
func (n *Net) begin(samples int) {
	for len(n.pool)*Lanes < samples {
		n.pool = append(n.pool, newBlock(n.side))
	}
	n.blocks = n.pool[:(samples+Lanes-1)/Lanes]
	for i, b := range n.blocks {
		b.samples = min(Lanes, samples-i*Lanes)
	}
}

// of returns a block's part of what is listed by samples.
func of[T any](i int, all []T) []T { return all[i*Lanes : min(len(all), (i+1)*Lanes)] }

// addUp computes a gradient block by block: f writes that of one block.
func (n *Net) addUp(p Part, f func(b *block, g []float32)) {
	for i, b := range n.blocks {
		if i == 0 {
			f(b, n.gradient)
			continue
		}
		f(b, n.later)
		for j := p.from; j < p.to; j++ {
			n.gradient[j] += n.later[j]
		}
	}
}
