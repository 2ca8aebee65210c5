package gomlx

import (
	"github.com/gomlx/compute/shapes"
	. "github.com/gomlx/gomlx/core/graph" // the graph idiom, as in GoMLX's own models
)

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
func onSphere(z *Node) *Node {
	return Div(z, Sqrt(AddScalar(ReduceAndKeep(Square(z), ReduceSum, 1), 1e-12)))
}

// others is 0 on the diagonal, where a sample meets itself, and 1 elsewhere:
// [1, B, B].
func others(labels *Node) *Node {
	b := labels.Shape().Dim(-1)
	square := shapes.Make(labels.DType(), 1, b, b)
	return ConvertDType(NotEqual(Iota(labels.Graph(), square, 1), Iota(labels.Graph(), square, 2)), labels.DType())
}

// atLeast1 makes counts divisors: 0 becomes 1.
func atLeast1(x *Node) *Node { return MaxScalar(x, 1) }
