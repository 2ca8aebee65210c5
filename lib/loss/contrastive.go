package loss

import (
	"fmt"
	"math"
)

// ContrastiveLoss is what [Contrastive] returns.
type ContrastiveLoss struct{ Margin float64 }

// Contrastive returns the contrastive loss of Eq. 2 at a margin m > 0, averaged
// over all pairs of the batch ("dynamically formed within each batch", section 3;
// all pairs: chosen). The paper's margin is 1.
func Contrastive(margin float64) ContrastiveLoss { return ContrastiveLoss{margin} }

// Name returns Contrast.
func (ContrastiveLoss) Name() Name { return Contrast }

// On returns Embeddings.
func (ContrastiveLoss) On() Output { return Embeddings }

func (l ContrastiveLoss) check() error { return checkMargin(l.Name(), l.Margin) }

// Evaluate implements [Loss]. A batch of one sample has no pair and costs 0.
func (l ContrastiveLoss) Evaluate(rows [][]float64, labels []float64, gradient [][]float64) (value float64) {
	pairs := Pairs(len(rows))
	for i := range rows {
		for j := range i {
			cost, slope := PairCost(labels[i] == labels[j], SquaredDistance(rows[i], rows[j]), l.Margin)
			value += cost / pairs
			Pull(rows, gradient, i, j, slope/pairs)
		}
	}
	return value
}

// ContrastiveInPairsLoss is what [ContrastiveInPairs] returns.
type ContrastiveInPairsLoss struct{ Margin float64 }

// ContrastiveInPairs returns the loss of Eq. 2 at a margin m > 0, averaged over
// pairs that share no sample: the i-th of the batch's first half with the i-th of
// its second half. The last sample of an odd batch has no pair.
func ContrastiveInPairs(margin float64) ContrastiveInPairsLoss {
	return ContrastiveInPairsLoss{margin}
}

// Name returns Contrast.
func (ContrastiveInPairsLoss) Name() Name { return Contrast }

// On returns Embeddings.
func (ContrastiveInPairsLoss) On() Output { return Embeddings }

func (l ContrastiveInPairsLoss) check() error { return checkMargin(l.Name(), l.Margin) }

// Evaluate implements [Loss]. A batch of one sample costs 0.
func (l ContrastiveInPairsLoss) Evaluate(rows [][]float64, labels []float64, gradient [][]float64) (value float64) {
	half := len(rows) / 2
	for i := range half {
		d2 := SquaredDistance(rows[i], rows[i+half])
		cost, slope := PairCost(labels[i] == labels[i+half], d2, l.Margin)
		value += cost / float64(half)
		Pull(rows, gradient, i, i+half, slope/float64(half))
	}
	return value
}

// PairCost is Eq. 2 for one pair of embeddings at the squared distance d², and its
// derivative by d². Two samples of the same class cost d²; two samples of
// different classes cost max(0, m − d)², where d is [Distance] and m the margin.
func PairCost(same bool, d2, margin float64) (cost, slope float64) {
	if same {
		return d2, 1
	}
	d := Distance(d2)
	short := max(0, margin-d)
	return short * short, -short / d
}

// Distance is Eq. 3, the Euclidean distance d of two embeddings, from its square:
// √(d² + 1e-12). The small number gives the root a gradient where two embeddings
// coincide.
func Distance(d2 float64) float64 { return math.Sqrt(d2 + 1e-12) }

// SquaredDistance is ‖a − b‖².
func SquaredDistance(a, b []float64) (d2 float64) {
	for k := range a {
		d2 += (a[k] - b[k]) * (a[k] - b[k])
	}
	return d2
}

// Pairs counts the pairs of n samples, n(n−1)/2, as a divisor: it is 1 for fewer
// than two samples.
func Pairs(n int) float64 { return max(float64(n*(n-1))/2, 1) }

// Pull adds to the gradient what a pair of rows contributes, slope being the
// derivative of the loss by their squared distance: ∂‖zᵢ − zⱼ‖²/∂zᵢ = 2 (zᵢ − zⱼ).
func Pull(rows, gradient [][]float64, i, j int, slope float64) {
	for k := range rows[i] {
		d := 2 * slope * (rows[i][k] - rows[j][k])
		gradient[i][k] += d
		gradient[j][k] -= d
	}
}

// checkMargin returns an error unless a loss's margin is above 0.
func checkMargin(of Name, margin float64) error {
	if !(margin > 0) {
		return fmt.Errorf("loss: %s: Margin %g: want more than 0; the paper's is 1", of, margin)
	}
	return nil
}
