package native

// Embed runs the encoder fθ on images: rows of side² numbers, scaled as
// [lenet.Input] says. Any number of them is one batch.
func (n *Net) Embed(images [][]float32) {
	n.begin(len(images))
	for i, b := range n.blocks {
		pack(b.pixels.vecs, of(i, images))
		n.embed(b)
	}
}

func (n *Net) embed(b *block) {
	n.convolve(n.c1, b.pixels, b.c1)
	n.activate(b.c1.vecs)
	n.poolMap(b.c1, b.s2)
	n.convolve(n.c2, b.s2, b.c2)
	n.activate(b.c2.vecs)
	n.poolMap(b.c2, b.s4)
	x := b.s4.vecs
	for i, l := range n.encoder {
		n.dense(l, x, b.encoder[i])
		n.activate(b.encoder[i])
		x = b.encoder[i]
	}
}

// SetEmbeddings puts embeddings, one row a sample, in the place of [Net.Embed]'s.
func (n *Net) SetEmbeddings(rows [][]float32) {
	n.begin(len(rows))
	for i, b := range n.blocks {
		pack(b.z, of(i, rows))
	}
}

// Classify runs the classifier gω, without its sigmoid, on the embeddings.
func (n *Net) Classify() {
	for _, b := range n.blocks {
		x := b.z
		for i, out := range b.hidden {
			n.dense(n.head[i], x, out)
			n.activate(out)
			x = out
		}
		n.dense(n.last(), x, b.logit)
	}
}

// last is the classifier's last layer, which gives the logit.
func (n *Net) last() layer { return n.head[len(n.head)-1] }

// Embeddings copies the batch's embeddings, one row a sample.
func (n *Net) Embeddings(rows [][]float32) {
	for i, b := range n.blocks {
		unpack(of(i, rows), b.z)
	}
}

// Logits copies the batch's logits.
func (n *Net) Logits(to []float32) {
	for i, b := range n.blocks {
		copy(of(i, to), b.logit[0][:])
	}
}

// BackClassify takes the gradient of the logits, which [Net.Loss] has left, back to
// the classifier's weights and to the embeddings.
func (n *Net) BackClassify() {
	n.addUp(n.Classifier(), func(b *block, g []float32) {
		n.backHead(b)
		in, d := append([][]Vec{b.z}, b.hidden...), append(b.dHidden[:len(b.dHidden):len(b.dHidden)], b.dLogit)
		for i, l := range n.head {
			n.denseGradient(l, b, in[i], d[i], g)
		}
	})
}

// backHead takes the gradient of the logits back to every hidden layer of the
// classifier, before its activation, and to the embeddings.
func (n *Net) backHead(b *block) {
	d := b.dLogit
	for i := len(b.hidden) - 1; i >= 0; i-- {
		n.denseInputGradient(n.head[i+1], d, b.dHidden[i])
		n.activationGradient(b.dHidden[i], b.hidden[i])
		d = b.dHidden[i]
	}
	n.denseInputGradient(n.head[0], d, b.dz)
}

// BackEmbed takes the gradient of the embeddings, which [Net.Loss] or
// [Net.BackClassify] has left, back to the encoder's weights.
func (n *Net) BackEmbed() {
	n.addUp(n.Encoder(), func(b *block, g []float32) {
		n.backMaps(b)
		in := append([][]Vec{b.s4.vecs}, b.encoder...)
		for i, l := range n.encoder {
			n.denseGradient(l, b, in[i], b.dEncoder[i], g)
		}
		n.kernelGradient(n.c2, b.s2, b.dc2, g)
		n.kernelGradient(n.c1, b.pixels, b.dc1, g)
	})
}

// backMaps takes the gradient of the embeddings back to every layer's output, before
// its activation.
func (n *Net) backMaps(b *block) {
	before := append([][]Vec{b.ds4}, b.dEncoder...)
	for i := len(n.encoder) - 1; i >= 0; i-- {
		n.activationGradient(b.dEncoder[i], b.encoder[i])
		n.denseInputGradient(n.encoder[i], b.dEncoder[i], before[i])
	}
	ds4 := b.s4
	ds4.vecs = b.ds4
	n.unpoolMap(ds4, b.c2, b.dc2)
	n.inputGradient(n.c2, b.dc2, b.ds2, b.edge)
	n.unpoolMap(b.ds2, b.c1, b.dc1)
}

// Saliency writes |∂logit/∂pixel| (Simonyan et al. 2014) of a batch that was
// embedded: one row of side² numbers a sample.
func (n *Net) Saliency(rows [][]float32) {
	n.Classify() // for the hidden layers of the classifier
	for i, b := range n.blocks {
		for lane := range Lanes {
			b.dLogit[0][lane] = 1
		}
		n.backHead(b)
		n.backMaps(b)
		if b.dPixels.vecs == nil {
			b.dPixels = newMap(1, n.side, n.side, 0)
		}
		n.inputGradient(n.c1, b.dc1, b.dPixels, b.edge)
		own := of(i, rows)
		unpack(own, b.dPixels.vecs)
		for _, row := range own {
			for j, x := range row {
				row[j] = max(x, -x)
			}
		}
	}
}
