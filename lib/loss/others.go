package loss

import (
	"github.com/gomlx/compute/shapes"
	. "github.com/gomlx/gomlx/core/graph" // the graph idiom, as in GoMLX's own models
)

// The losses below are not the paper's. They are other ways to ask for embeddings
// in which the classes lie apart, to tell what is Eq. 2's own from what is theirs.

// ContrastiveInPairs is Eq. 2 averaged over pairs that share no sample: the i-th
// of the batch's first half with the i-th of its second one. [R] from embeddings
// [R, D, B]. The last sample of an odd batch has no pair.
func ContrastiveInPairs(embeddings, labels *Node, margin float64) *Node {
	half := embeddings.Shape().Dim(-1) / 2
	first, second := AxisRange(0, half), AxisRange(half, 2*half)
	difference := Sub(Slice(embeddings, AxisRange(), AxisRange(), first), Slice(embeddings, AxisRange(), AxisRange(), second))
	same := Equal(Slice(labels, AxisRange(), first), Slice(labels, AxisRange(), second))
	return ReduceMean(pair(ReduceSum(Square(difference), 1), ConvertDType(same, labels.DType()), margin), -1)
}

// SupervisedContrastive is L_out of Khosla et al. 2020 (Eq. 2 there) without their
// projection: the embeddings go to the unit sphere, and each sample asks that those
// of its class be the likely ones among all others, at a temperature. [R] from
// embeddings [R, D, B]. Samples without another of their class ask nothing.
func SupervisedContrastive(embeddings, labels *Node, temperature float64) *Node {
	u := onSphere(embeddings)
	likeness := DivScalar(AddScalar(Einsum("rdi,rdj->rij", u, u), -1), temperature)
	others := others(labels)
	all := Log(ReduceSum(Mul(Exp(likeness), others), -1))
	positives := Mul(sameClass(labels), others)
	surprise := ReduceSum(Mul(Sub(ExpandAxes(all, -1), likeness), positives), -1)
	count := ReduceSum(positives, -1)
	return Div(ReduceSum(Div(surprise, atLeast1(count)), -1), atLeast1(ReduceSum(Min(count, OnesLike(count)), -1)))
}

// Triplet asks that each sample lie nearer to one of its class than to one of the
// other, by a margin (Schroff et al. 2015), with the distance of Eq. 3 and averaged
// over all triplets of the batch (Hermans et al. 2017). [R] from embeddings
// [R, D, B].
func Triplet(embeddings, labels *Node, margin float64) *Node {
	d := distance(squaredDistances(embeddings))
	same := sameClass(labels)
	lacking := AddScalar(Sub(ExpandAxes(d, -1), ExpandAxes(d, -2)), margin)
	triplets := Mul(ExpandAxes(Mul(same, others(labels)), -1), ExpandAxes(OneMinus(same), -2))
	return Div(ReduceSum(Mul(MaxScalar(lacking, 0), triplets), 1, 2, 3), atLeast1(ReduceSum(triplets, 1, 2, 3)))
}

// onSphere scales embeddings [R, D, B] to length 1.
func onSphere(z *Node) *Node {
	return Div(z, Sqrt(AddScalar(ReduceAndKeep(Square(z), ReduceSum, 1), 1e-12)))
}

// others is 1 but where a sample meets itself: [1, B, B].
func others(labels *Node) *Node {
	b := labels.Shape().Dim(-1)
	square := shapes.Make(labels.DType(), 1, b, b)
	return ConvertDType(NotEqual(Iota(labels.Graph(), square, 1), Iota(labels.Graph(), square, 2)), labels.DType())
}

func atLeast1(x *Node) *Node { return MaxScalar(x, 1) }
