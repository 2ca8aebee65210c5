package native

import "nodulelab/lib/lenet"

// reach is how far the gradient of a convolution's input reaches over the edge of
// its output's gradient: the kernel's side less one.
const reach = lenet.Kernel - 1

// block holds the activations of up to 32 samples, and their gradients.
type block struct {
	samples int

	pixels, c1, s2, c2, s4 fmap    // c1, c2 behind their activation
	encoder, hidden        [][]Vec // outputs of dense layers, behind their activation
	z                      []Vec   // the embedding: the last of the encoder, or s4
	logit                  []Vec   // the first; dense computes four

	dLogit, dz, ds4   []Vec
	dEncoder, dHidden [][]Vec // like the outputs
	dc2, ds2, dc1     fmap    // dc1, dc2 before their activation
	dPixels           fmap

	rows, dRows []float32 // transposed vectors of a dense layer
	edge        []Vec     // where an odd channel's twin goes
}

func (n *Net) newBlock() *block {
	h1, h2 := n.side-reach, (n.side-reach)/2-reach
	b := &block{
		pixels: newMap(1, n.side, n.side, 0), c1: newMap(6, h1, h1, 0), s2: newMap(6, h1/2, h1/2, 0),
		c2: newMap(16, h2, h2, 0), s4: newMap(16, h2/2, h2/2, 0), logit: make([]Vec, 4),
		dLogit: make([]Vec, 1),
		dc2:    newMap(16, h2, h2, reach), ds2: newMap(6, h1/2, h1/2, 0), dc1: newMap(6, h1, h1, reach),
		edge: make([]Vec, 2),
	}
	b.ds4 = make([]Vec, len(b.s4.vecs))
	b.z, b.dz = b.s4.vecs, b.ds4
	for _, l := range n.encoder {
		b.z, b.dz = make([]Vec, l.out), make([]Vec, l.out)
		b.encoder, b.dEncoder = append(b.encoder, b.z), append(b.dEncoder, b.dz)
	}
	for _, l := range n.head[:len(n.head)-1] {
		b.hidden, b.dHidden = append(b.hidden, make([]Vec, l.out)), append(b.dHidden, make([]Vec, l.out))
	}
	b.rows, b.dRows = numbers(Lanes*max(len(b.s4.vecs), widest)), numbers(Lanes*widest)
	return b
}

// widest is the width of the widest dense layer.
const widest = 120

// begin provides the blocks of a batch and tells each how many samples it holds.
func (n *Net) begin(samples int) {
	for len(n.pool)*Lanes < samples {
		n.pool = append(n.pool, n.newBlock())
	}
	n.blocks = n.pool[:(samples+Lanes-1)/Lanes]
	for i, b := range n.blocks {
		b.samples = min(Lanes, samples-i*Lanes)
	}
}

// of returns the part of a list of samples that belongs to block i.
func of[T any](i int, all []T) []T { return all[i*Lanes : min(len(all), (i+1)*Lanes)] }

// addUp computes the gradient of a part of the weights as the sum over blocks; f
// writes the gradient of one block to g.
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
