package loss

import (
	"fmt"
	"math"
)

// SupervisedContrastiveLoss is what [SupervisedContrastive] returns.
type SupervisedContrastiveLoss struct{ Temperature float64 }

// SupervisedContrastive returns L_out of Khosla et al. 2020 (Eq. 2 there) without
// its projection head: embeddings are scaled to length 1, and for each sample, the
// anchor, the softmax over all other samples, of the cosine divided by the
// temperature, should favour the samples of its class. The loss is the mean over
// the anchors; a sample without another of its class is no anchor. The
// temperature, .1 in Khosla et al., must be .02 or more.
func SupervisedContrastive(temperature float64) SupervisedContrastiveLoss {
	return SupervisedContrastiveLoss{temperature}
}

// Name returns SupCon.
func (SupervisedContrastiveLoss) Name() Name { return SupCon }

// On returns Embeddings.
func (SupervisedContrastiveLoss) On() Output { return Embeddings }

// lowestTemperature is where e^(−2/temperature), the smallest term of the softmax,
// can still be told from 0 in float32.
const lowestTemperature = .02

func (l SupervisedContrastiveLoss) check() error {
	if !(l.Temperature >= lowestTemperature) {
		return fmt.Errorf("loss: %s: Temperature %g: want %g or more, where its exponentials can still be told from 0", l.Name(), l.Temperature, lowestTemperature)
	}
	return nil
}

// Evaluate implements [Loss].
func (l SupervisedContrastiveLoss) Evaluate(rows [][]float64, labels []float64, gradient [][]float64) (value float64) {
	u, lengths := onSphere(rows)
	slopes, anchors := Zeros(len(rows), len(rows)), 0. // slopes are ∂value/∂(uᵢ·uⱼ), times the anchors
	for i := range u {
		cost, isAnchor := anchorCost(u, labels, i, l.Temperature, slopes[i])
		value += cost
		if isAnchor {
			anchors++
		}
	}
	anchors = max(anchors, 1)
	for i := range u {
		du := make([]float64, len(u[i]))
		for j := range u {
			addScaled(du, u[j], (slopes[i][j]+slopes[j][i])/anchors)
		}
		addScaled(du, u[i], -dot(du, u[i])) // the part along the sphere
		addScaled(gradient[i], du, 1/lengths[i])
	}
	return value / anchors
}

// anchorCost is the cost of sample i as an anchor. It sets slopes[j] to its
// derivative by uᵢ·uⱼ. Without another sample of its class it is no anchor and
// costs 0.
func anchorCost(u [][]float64, labels []float64, i int, temperature float64, slopes []float64) (cost float64, isAnchor bool) {
	logits, sum, positives := make([]float64, len(u)), 0., 0.
	for j := range u {
		if j != i {
			logits[j] = (dot(u[i], u[j]) - 1) / temperature
			sum += math.Exp(logits[j])
			if labels[j] == labels[i] {
				positives++
			}
		}
	}
	if positives == 0 {
		return 0, false
	}
	for j := range u {
		if j == i {
			continue
		}
		slopes[j] = math.Exp(logits[j]) / sum / temperature
		if labels[j] == labels[i] {
			cost += (math.Log(sum) - logits[j]) / positives
			slopes[j] -= 1 / positives / temperature
		}
	}
	return cost, true
}

// onSphere scales rows to length 1 and returns the lengths that they had, each
// √(‖z‖² + 1e-12) as in [Distance].
func onSphere(rows [][]float64) (u [][]float64, lengths []float64) {
	u, lengths = Zeros(len(rows), len(rows[0])), make([]float64, len(rows))
	for i := range rows {
		lengths[i] = Distance(dot(rows[i], rows[i]))
		addScaled(u[i], rows[i], 1/lengths[i])
	}
	return u, lengths
}

func dot(a, b []float64) (sum float64) {
	for k := range a {
		sum += a[k] * b[k]
	}
	return sum
}

// addScaled is to ← to + s·v.
func addScaled(to, v []float64, s float64) {
	for k := range to {
		to[k] += s * v[k]
	}
}
