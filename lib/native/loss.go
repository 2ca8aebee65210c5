package native

import "nodulelab/lib/loss"

// Loss computes a loss of the batch that was classified, for a loss of logits, or
// embedded, for one of embeddings. It returns the value and leaves the gradient
// where [Net.BackClassify] or [Net.BackEmbed] takes it from. Labels are 1 for
// malignant and 0 for benign.
//
// Cross-entropy and the contrastive loss over all pairs have code of their own;
// every other loss is evaluated on rows in double precision.
func (n *Net) Loss(l loss.Loss, labels []float32) (value float64) {
	switch l := loss.Unwrap(l).(type) {
	case loss.CrossEntropyLoss:
		return n.crossEntropy(labels)
	case loss.ContrastiveLoss:
		return n.contrastive(labels, l.Margin)
	}
	return n.onRows(l, labels)
}

// Accuracy is the fraction of the batch's logits on their label's side of 0.
func (n *Net) Accuracy(labels []float32) float64 {
	right := 0.
	for i, b := range n.blocks {
		for lane, y := range of(i, labels) {
			if (b.logit[0][lane] > 0) == (y > 0) {
				right++
			}
		}
	}
	return right / float64(len(labels))
}

// crossEntropy is [loss.CrossEntropy] on the logits.
func (n *Net) crossEntropy(labels []float32) (value float64) {
	size := float64(len(labels))
	for i, b := range n.blocks {
		b.dLogit[0] = Vec{}
		for lane, y := range of(i, labels) {
			cost, slope := loss.SampleCost(float64(b.logit[0][lane]), float64(y))
			value += cost
			b.dLogit[0][lane] = float32(slope / size)
		}
	}
	return value / size
}

// contrastive is [loss.Contrastive] on the embeddings. Distances are in single
// precision.
func (n *Net) contrastive(labels []float32, margin float64) (value float64) {
	pairs := loss.Pairs(len(labels))
	for i, b := range n.blocks {
		clear(b.dz)
		for j, other := range n.blocks {
			value += n.pairs(b, other, of(i, labels), of(j, labels), margin, pairs)
		}
	}
	return value / 2 / pairs // each pair was met twice
}

// pairs adds up the costs of the pairs of a block's samples with the samples of
// another block, which may be the same one, and adds to the gradient of the former.
// A sample in a pair with itself costs nothing, at a distance of 0.
func (n *Net) pairs(b, other *block, labels, others []float32, margin, pairs float64) (value float64) {
	transpose(other.rows, other.z)
	var d2, c Vec
	for j, label := range others {
		y := other.rows[j*len(other.z):]
		n.kernels.distances(b.z, y, &d2)
		for lane, own := range labels {
			cost, slope := loss.PairCost(own == label, float64(d2[lane]), margin)
			value += cost
			c[lane] = float32(2 * slope / pairs) // ∂‖z−y‖²/∂z = 2 (z − y)
		}
		n.kernels.pull(b.z, y, &c, b.dz)
	}
	return value
}

// onRows evaluates a loss on the batch's logits or embeddings, one row a sample.
func (n *Net) onRows(l loss.Loss, labels []float32) (value float64) {
	width := len(n.blocks[0].output(l.On()).values)
	rows, y := loss.Zeros(len(labels), width), make([]float64, len(labels))
	for i, b := range n.blocks {
		unpack(of(i, rows), b.output(l.On()).values)
	}
	for i := range labels {
		y[i] = float64(labels[i])
	}
	value, gradient := loss.Evaluate(l, rows, y)
	for i, b := range n.blocks {
		pack(b.output(l.On()).gradient, of(i, gradient))
	}
	return value
}

// output is what a loss looks at: values, and the place of their gradient.
type output struct{ values, gradient []Vec }

func (b *block) output(o loss.Output) output {
	if o == loss.Logits {
		return output{b.logit[:1], b.dLogit}
	}
	return output{b.z, b.dz}
}
