package native

import "math"

// Adam moves a part of a network's weights against their gradient (Kingma and Ba
// 2015). Its zero moments belong to the part of its first step, so that each part
// and each stage of training needs an Adam of its own.
type Adam struct {
	Rate, Beta1, Beta2, Epsilon float64

	step         int
	mean, square []float32 // moments of the part's gradient
}

// Step takes one step with the network's gradient, as the steps back have left it.
func (a *Adam) Step(n *Net, p Part) {
	if a.mean == nil {
		a.mean, a.square = make([]float32, p.to-p.from), make([]float32, p.to-p.from)
	}
	a.step++
	t := float64(a.step)
	r := rates{
		beta1: float32(a.Beta1), rest1: float32(1 - a.Beta1),
		beta2: float32(a.Beta2), rest2: float32(1 - a.Beta2),
		mean: float32(1 / (1 - math.Pow(a.Beta1, t))), square: float32(1 / (1 - math.Pow(a.Beta2, t))),
		epsilon: float32(a.Epsilon), rate: float32(a.Rate),
	}
	n.kernels.adam(&r, n.weights[p.from:p.to], n.gradient[p.from:p.to], a.mean, a.square)
}
