package loss

import "math"

// CrossEntropyLoss is what [CrossEntropy] returns.
type CrossEntropyLoss struct{}

// CrossEntropy returns the binary cross-entropy of Eq. 1, averaged over the batch.
func CrossEntropy() CrossEntropyLoss { return CrossEntropyLoss{} }

// Name returns CE.
func (CrossEntropyLoss) Name() Name { return CE }

// On returns Logits.
func (CrossEntropyLoss) On() Output { return Logits }

func (CrossEntropyLoss) check() error { return nil }

// Evaluate implements [Loss].
func (CrossEntropyLoss) Evaluate(rows [][]float64, labels []float64, gradient [][]float64) (value float64) {
	n := float64(len(labels))
	for i, y := range labels {
		cost, slope := SampleCost(rows[i][0], y)
		value += cost / n
		gradient[i][0] += slope / n
	}
	return value
}

// SampleCost is Eq. 1 for one sample, −y log p − (1−y) log(1−p) with p the sigmoid
// of the logit, and its derivative by the logit, p − y. It is finite for every
// finite logit: −y log p − (1−y) log(1−p) = log(1 + e^logit) − y·logit.
func SampleCost(logit, y float64) (cost, slope float64) {
	return softplus(logit) - y*logit, sigmoid(logit) - y
}

// softplus is log(1 + eˣ) without overflow.
func softplus(x float64) float64 { return max(x, 0) + math.Log1p(math.Exp(-math.Abs(x))) }

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
