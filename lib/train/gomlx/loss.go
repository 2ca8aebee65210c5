package gomlx

import (
	"fmt"

	"github.com/gomlx/compute/shapes"
	. "github.com/gomlx/gomlx/core/graph" // the graph idiom, as in GoMLX's own models

	"nodulelab/lib/loss"
)

// The graphs of the losses. Axes: R replicas, D units of an embedding, B samples
// of a batch. Labels are [R, B], 1 for malignant and 0 for benign. Each loss is one
// value per replica, [R], so that replicas stay independent: the gradient of their
// sum is the gradient of each.

// lossGraph is a loss as a graph: [R] from logits [R, B] or embeddings [R, D, B],
// whatever the loss looks at, and labels.
type lossGraph func(rows, labels *Node) *Node

// graphOf returns the graph of a loss, or an error for a loss that has none.
func graphOf(l loss.Loss) (lossGraph, error) {
	switch l := loss.Unwrap(l).(type) {
	case *graphLoss:
		return l.replicas, nil
	case loss.CrossEntropyLoss:
		return crossEntropy, nil
	case loss.ContrastiveLoss:
		return func(z, labels *Node) *Node { return contrastive(z, labels, l.Margin) }, nil
	case loss.ContrastiveInPairsLoss:
		return func(z, labels *Node) *Node { return contrastiveInPairs(z, labels, l.Margin) }, nil
	case loss.SupervisedContrastiveLoss:
		return func(z, labels *Node) *Node { return supervisedContrastive(z, labels, l.Temperature) }, nil
	case loss.TripletMarginLoss:
		return func(z, labels *Node) *Node { return tripletMargin(z, labels, l.Margin) }, nil
	}
	return nil, fmt.Errorf("gomlx: the loss %q is plain Go and has no graph: train by it on the native engine, or give it a graph by gomlx.WithGraph", l.Name())
}

// crossEntropy is Eq. 1, −y log p − (1−y) log(1−p) with p the sigmoid of the
// logit, averaged over the batch: [R] from logits [R, B].
func crossEntropy(logits, labels *Node) *Node {
	return ReduceMean(Sub(softplus(logits), Mul(labels, logits)), -1)
}

// softplus is log(1 + eˣ) = x/2 + |x|/2 + log(1 + e^−|x|): no overflow at any x,
// and the right gradient, ½, at 0.
func softplus(x *Node) *Node {
	size := Abs(x)
	return Add(MulScalar(Add(x, size), .5), Log1p(Exp(Neg(size))))
}

// contrastive is Eq. 2 averaged over all pairs i<j of the batch: [R] from
// embeddings [R, D, B].
func contrastive(embeddings, labels *Node, margin float64) *Node {
	return meanOverPairs(pairCost(squaredDistances(embeddings), sameClass(labels), margin))
}

// contrastiveInPairs is Eq. 2 averaged over the pairs of the batch's first half
// with its second half: [R] from embeddings [R, D, B].
func contrastiveInPairs(embeddings, labels *Node, margin float64) *Node {
	half := embeddings.Shape().Dim(-1) / 2
	if half == 0 {
		return nothing(labels)
	}
	first, second := AxisRange(0, half), AxisRange(half, 2*half)
	difference := Sub(Slice(embeddings, AxisRange(), AxisRange(), first), Slice(embeddings, AxisRange(), AxisRange(), second))
	same := Equal(Slice(labels, AxisRange(), first), Slice(labels, AxisRange(), second))
	return ReduceMean(pairCost(ReduceSum(Square(difference), 1), ConvertDType(same, labels.DType()), margin), -1)
}

// nothing is what a batch of one sample costs, which has nobody to compare with:
// 0, [R].
func nothing(labels *Node) *Node { return ReduceSum(ZerosLike(labels), -1) }

// pairCost is Eq. 2 for pairs at squared distances d²; same is 1 for two samples
// of the same class and 0 for two of different classes.
func pairCost(d2, same *Node, margin float64) *Node {
	pull := Mul(same, d2)
	push := Mul(OneMinus(same), Square(MaxScalar(Neg(SubScalar(distance(d2), margin)), 0)))
	return Add(pull, push)
}

// distance is Eq. 3 of squared distances. The 1e-12 gives the root a gradient where
// two embeddings coincide.
func distance(d2 *Node) *Node { return Sqrt(AddScalar(d2, 1e-12)) }

// squaredDistances returns ‖zᵢ − zⱼ‖² for every two samples: [R, B, B]. It takes
// the difference before the square, since ‖zᵢ‖² + ‖zⱼ‖² − 2 zᵢ·zⱼ cancels to
// noise where two samples are close.
func squaredDistances(z *Node) *Node {
	return ReduceSum(Square(Sub(ExpandAxes(z, -1), ExpandAxes(z, -2))), 1)
}

// sameClass is 1 where two samples have the same label, else 0: [R, B, B].
func sameClass(labels *Node) *Node {
	return ConvertDType(Equal(ExpandAxes(labels, -1), ExpandAxes(labels, -2)), labels.DType())
}

// meanOverPairs averages costs [R, B, B], symmetric with a zero diagonal, over
// the B(B−1)/2 pairs i<j.
func meanOverPairs(costs *Node) *Node {
	return DivScalar(ReduceSum(costs, 1, 2), 2*loss.Pairs(costs.Shape().Dim(-1)))
}

// supervisedContrastive is L_out of Khosla et al. 2020: [R] from embeddings
// [R, D, B].
func supervisedContrastive(embeddings, labels *Node, temperature float64) *Node {
	if embeddings.Shape().Dim(-1) == 1 {
		return nothing(labels)
	}
	u := onSphere(embeddings)
	logits := DivScalar(AddScalar(Einsum("rdi,rdj->rij", u, u), -1), temperature)
	others := others(labels)
	logSum := Log(ReduceSum(Mul(Exp(logits), others), -1))
	positives := Mul(sameClass(labels), others)
	costs := ReduceSum(Mul(Sub(ExpandAxes(logSum, -1), logits), positives), -1)
	count := ReduceSum(positives, -1)
	anchors := ReduceSum(Min(count, OnesLike(count)), -1)
	return Div(ReduceSum(Div(costs, atLeast1(count)), -1), atLeast1(anchors))
}

// tripletMargin is the triplet loss averaged over all triplets of the batch: [R]
// from embeddings [R, D, B].
func tripletMargin(embeddings, labels *Node, margin float64) *Node {
	d := distance(squaredDistances(embeddings))
	same := sameClass(labels)
	short := AddScalar(Sub(ExpandAxes(d, -1), ExpandAxes(d, -2)), margin)
	triplets := Mul(ExpandAxes(Mul(same, others(labels)), -1), ExpandAxes(OneMinus(same), -2))
	return Div(ReduceSum(Mul(MaxScalar(short, 0), triplets), 1, 2, 3), atLeast1(ReduceSum(triplets, 1, 2, 3)))
}

// onSphere scales embeddings [R, D, B] to length 1.
func onSphere(z *Node) *Node { return Div(z, distance(ReduceAndKeep(Square(z), ReduceSum, 1))) }

// others is 0 on the diagonal, where a sample meets itself, and 1 elsewhere:
// [1, B, B].
func others(labels *Node) *Node {
	b := labels.Shape().Dim(-1)
	square := shapes.Make(labels.DType(), 1, b, b)
	return ConvertDType(NotEqual(Iota(labels.Graph(), square, 1), Iota(labels.Graph(), square, 2)), labels.DType())
}

// atLeast1 makes counts divisors: 0 becomes 1.
func atLeast1(x *Node) *Node { return MaxScalar(x, 1) }
