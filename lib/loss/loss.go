// Package loss holds the two losses of the paper as GoMLX graphs: Eq. 1, and
// Eq. 2 with the distance of Eq. 3.
//
// Axes: R replicas (independent networks), D units of an embedding, B samples
// of a batch. Labels are [R, B], 1 for malignant and 0 for benign. Each function
// returns one value per replica, [R], so that replicas stay independent: the
// gradient of their sum is the gradient of each.
package loss

import . "github.com/gomlx/gomlx/core/graph" // the graph idiom, as in GoMLX's own models

// CrossEntropy is Eq. 1, −y log p − (1−y) log(1−p) with p the sigmoid of the
// logit, averaged over the batch: [R] from logits [R, B].
func CrossEntropy(logits, labels *Node) *Node {
	y := labels
	perSample := Sub(softplus(logits), Mul(y, logits))
	return ReduceMean(perSample, -1)
}

// softplus is log(1 + eˣ) = x/2 + |x|/2 + log(1 + e^−|x|): no overflow at any x,
// and the right gradient, ½, at 0.
func softplus(x *Node) *Node {
	size := Abs(x)
	return Add(MulScalar(Add(x, size), .5), Log1p(Exp(Neg(size))))
}

// Contrastive is Eq. 2 averaged over all pairs i<j of the batch: [R] from
// embeddings [R, D, B]. A pair of one class costs its squared distance; a pair
// of two classes costs the square of what it lacks to the margin m.
func Contrastive(embeddings, labels *Node, margin float64) *Node {
	return meanOverPairs(pair(squaredDistances(embeddings), sameClass(labels), margin))
}

// pair is Eq. 2 for pairs at squared distances d²; same is 1 for two of one class.
func pair(d2, same *Node, margin float64) *Node {
	pull := Mul(same, d2)
	push := Mul(OneMinus(same), Square(MaxScalar(Neg(SubScalar(distance(d2), margin)), 0)))
	return Add(pull, push)
}

// distance is Eq. 3. The 1e-12 gives the root a gradient where two embeddings
// coincide.
func distance(d2 *Node) *Node {
	return Sqrt(AddScalar(d2, 1e-12))
}

// squaredDistances returns ‖zᵢ − zⱼ‖² for every two samples: [R, B, B]. It takes
// the difference before the square, since ‖zᵢ‖² + ‖zⱼ‖² − 2 zᵢ·zⱼ cancels to
// noise where two samples are close.
func squaredDistances(z *Node) *Node {
	return ReduceSum(Square(Sub(ExpandAxes(z, -1), ExpandAxes(z, -2))), 1)
}

// sameClass is 1 where two samples have one label, else 0: [R, B, B].
func sameClass(labels *Node) *Node {
	return ConvertDType(Equal(ExpandAxes(labels, -1), ExpandAxes(labels, -2)), labels.DType())
}

// meanOverPairs averages costs [R, B, B], symmetric with a zero diagonal, over
// the B(B−1)/2 pairs i<j.
func meanOverPairs(costs *Node) *Node {
	b := float64(costs.Shape().Dim(-1))
	return DivScalar(ReduceSum(costs, 1, 2), b*(b-1))
}
