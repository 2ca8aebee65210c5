package native

// Embed runs the encoder fθ on images: rows of side² pixels in [0, 1]. Any number
// of them is one batch.
func (n *Net) Embed(images [][]float32) {
	n.begin(len(images))
	for i, b := range n.blocks {
		pack(b.pixels.vecs, of(i, images))
		n.embed(b)
	}
}

func (n *Net) embed(b *block) {
	k := n.kernels
	n.convolve(n.c1, b.pixels, b.c1)
	k.tanh(b.c1.vecs)
	n.average(b.c1, b.s2)
	n.convolve(n.c2, b.s2, b.c2)
	k.tanh(b.c2.vecs)
	n.average(b.c2, b.s4)
	n.dense(n.f1, b.s4.vecs, b.f1)
	k.tanh(b.f1)
	n.dense(n.f2, b.f1, b.z)
	k.tanh(b.z)
}

// SetEmbeddings puts embeddings, rows of 84, in the place of [Net.Embed]'s.
func (n *Net) SetEmbeddings(rows [][]float32) {
	n.begin(len(rows))
	for i, b := range n.blocks {
		pack(b.z, of(i, rows))
	}
}

// Classify runs the classifier gω, without its sigmoid, on the embeddings.
func (n *Net) Classify() {
	for _, b := range n.blocks {
		n.dense(n.cls, b.z, b.logit)
	}
}

// Embeddings copies the batch's embeddings, one row of 84 a sample.
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

// BackClassify takes the gradient of the logits, which a loss has left, to the
// classifier's weights and to the embeddings.
func (n *Net) BackClassify() {
	n.addUp(n.Classifier(), func(b *block, g []float32) {
		n.denseGradient(n.cls, b, b.z, b.dLogit, g)
		n.denseInputGradient(n.cls, b.dLogit, b.dz)
	})
}

// BackEmbed takes the gradient of the embeddings to the encoder's weights.
func (n *Net) BackEmbed() {
	n.addUp(n.Encoder(), func(b *block, g []float32) {
		n.backMaps(b)
		n.denseGradient(n.f2, b, b.f1, b.dz, g)
		n.denseGradient(n.f1, b, b.s4.vecs, b.df1, g)
		n.kernelGradient(n.c2, b.s2, b.dc2, g)
		n.kernelGradient(n.c1, b.pixels, b.dc1, g)
	})
}

// backMaps takes the gradient of the embeddings to every layer's output, before
// its tanh.
func (n *Net) backMaps(b *block) {
	k := n.kernels
	k.tanhGradient(b.dz, b.z)
	n.denseInputGradient(n.f2, b.dz, b.df1)
	k.tanhGradient(b.df1, b.f1)
	n.denseInputGradient(n.f1, b.df1, b.ds4)
	ds4 := b.s4
	ds4.vecs = b.ds4
	n.spread(ds4, b.c2, b.dc2)
	n.inputGradient(n.c2, b.dc2, b.ds2, b.edge)
	n.spread(b.ds2, b.c1, b.dc1)
}

// Saliency writes |∂logit/∂pixel| (Simonyan et al. 2014) of a batch that was
// embedded: one row of side² a sample.
func (n *Net) Saliency(rows [][]float32) {
	for i, b := range n.blocks {
		for lane := range Lanes {
			b.dLogit[0][lane] = 1
		}
		n.denseInputGradient(n.cls, b.dLogit, b.dz)
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
