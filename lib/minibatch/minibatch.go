// Package minibatch brings a set of images to a network batch by batch, so that a loop of
// training can be written out in a few lines of a notebook. Package train has its own loop
// for all losses and engines; the samples of a batch and their order are the same.
package minibatch

import (
	"fmt"
	"iter"
	"math/rand/v2"

	"nodulelab/lib/internal/stream"
	"nodulelab/lib/lenet"
	"nodulelab/lib/nodule"
)

// Samples are the n samples of a set as a network takes them.
type Samples struct {
	Images [][]float32 // n rows of side² pixels, scaled as the network's input
	Labels []float32   // n: 1 malignant, 0 benign
}

// Of returns the samples of a set, scaled for a network with an input. A set that is not
// whole is an error ([nodule.Set.Check]).
func Of(s *nodule.Set, in lenet.Input) (Samples, error) {
	if err := s.Check(); err != nil {
		return Samples{}, fmt.Errorf("minibatch: %w", err)
	}
	size := s.Side * s.Side
	pixels := in.Scale(s.Images, size)
	all := Samples{Labels: s.Labels()}
	for i := range s.Len() {
		all.Images = append(all.Images, pixels[i*size:][:size])
	}
	return all, nil
}

// Order returns the random numbers that order the samples of a seed, epoch after epoch.
func Order(seed uint64) *rand.Rand { return stream.New(seed, "batches") }

// Epoch goes through all samples once, in a new order, in batches of a size. The last
// batch is smaller if the size does not divide the number of samples. A size below 1 gives
// one batch.
func (s Samples) Epoch(order *rand.Rand, size int) iter.Seq2[[][]float32, []float32] {
	if size < 1 {
		size = max(1, len(s.Labels))
	}
	return func(yield func([][]float32, []float32) bool) {
		shuffled := order.Perm(len(s.Labels))
		for start := 0; start < len(shuffled); start += size {
			var batch Samples
			for _, i := range shuffled[start:min(start+size, len(shuffled))] {
				batch.Images, batch.Labels = append(batch.Images, s.Images[i]), append(batch.Labels, s.Labels[i])
			}
			if !yield(batch.Images, batch.Labels) {
				return
			}
		}
	}
}
