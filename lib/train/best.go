package train

import (
	"math"

	"nodulelab/lib/lenet"
)

// best holds the weights of each replica's best epoch so far, if they are to be
// kept: the epoch of the lowest validation loss, of equal ones the first.
type best struct {
	loss    []float64
	weights []lenet.Weights // nil before the first epoch
}

func newBest(k Kept, replicas int) *best {
	b := &best{}
	if k == BestEpoch {
		b.loss = make([]float64, replicas)
		for i := range b.loss {
			b.loss[i] = math.Inf(1)
		}
	}
	return b
}

// see looks at an epoch's validation losses, and takes the weights of the replicas
// that were never better.
func (b *best) see(loss []float64, weights func() ([]lenet.Weights, error)) error {
	if b.loss == nil || !b.better(loss) {
		return nil
	}
	now, err := weights()
	if err != nil {
		return err
	}
	if b.weights == nil {
		b.weights = make([]lenet.Weights, len(now))
	}
	for i := range now {
		if loss[i] < b.loss[i] {
			b.loss[i], b.weights[i] = loss[i], now[i]
		}
	}
	return nil
}

// better tells whether a replica has never been better.
func (b *best) better(loss []float64) bool {
	for i := range loss {
		if loss[i] < b.loss[i] {
			return true
		}
	}
	return false
}
