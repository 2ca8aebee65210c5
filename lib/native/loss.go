package native

import "math"

// CrossEntropy is Eq. 1, −y log p − (1−y) log(1−p) with p the sigmoid of the
// logit, averaged over the batch. It returns the loss and the fraction of logits
// on their label's side of 0, and leaves the gradient of the logits.
func (n *Net) CrossEntropy(labels []float32) (loss, accuracy float64) {
	size := float64(len(labels))
	for i, b := range n.blocks {
		b.dLogit[0] = Vec{}
		for lane, y := range of(i, labels) {
			logit := b.logit[0][lane]
			loss += softplus(float64(logit)) - float64(y)*float64(logit)
			b.dLogit[0][lane] = float32((sigmoid(float64(logit)) - float64(y)) / size)
			if (logit > 0) == (y > 0) {
				accuracy++
			}
		}
	}
	return loss / size, accuracy / size
}

// softplus is log(1 + eˣ) without overflow.
func softplus(x float64) float64 { return max(x, 0) + math.Log1p(math.Exp(-math.Abs(x))) }

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// Contrastive is Eq. 2 averaged over all pairs i<j of the batch: a pair of one
// class costs its squared distance, a pair of two classes the square of what it
// lacks to the margin. It returns the loss and leaves the gradient of the
// embeddings.
func (n *Net) Contrastive(labels []float32, margin float64) float64 {
	pairs := float64(len(labels)*(len(labels)-1)) / 2
	var loss float64
	for i, b := range n.blocks {
		clear(b.dz)
		for j, other := range n.blocks {
			loss += n.pairs(b, other, of(i, labels), of(j, labels), margin, pairs)
		}
	}
	return loss / 2 / pairs // each pair was met twice
}

// pairs adds up what the samples of a block cost in pairs with those of another
// one, which may be the same, and adds to their gradient.
func (n *Net) pairs(b, other *block, labels, others []float32, margin, pairs float64) (loss float64) {
	transpose(other.rows, other.z)
	var d2, c Vec
	for j, label := range others {
		y := other.rows[j*len(other.z):]
		n.kernels.distances(b.z, y, &d2)
		c = Vec{}
		for lane, own := range labels {
			if b == other && lane == j {
				continue
			}
			cost, slope := pair(own == label, float64(d2[lane]), margin)
			loss += cost
			c[lane] = float32(2 * slope / pairs) // ∂‖z−y‖²/∂z = 2 (z − y)
		}
		n.kernels.pull(b.z, y, &c, b.dz)
	}
	return loss
}

// pair is Eq. 2 for one pair, and its derivative by the squared distance d². The
// distance is Eq. 3, its root taken of d² + 1e-12, so that it has a gradient where
// two embeddings coincide.
func pair(same bool, d2, margin float64) (cost, slope float64) {
	if same {
		return d2, 1
	}
	d := math.Sqrt(d2 + 1e-12)
	short := max(0, margin-d)
	return short * short, -short / d
}
