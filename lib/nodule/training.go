package nodule

import (
	"math"
	"math/rand/v2"

	"nodulelab/lib/internal/stream"
)

// TrainingSets draws c.Samples images from the training distribution of a seed and
// splits them at random into a training set of c.Training images and a validation set
// of the rest (170 + 30 in the paper). Errors are as for [Config.Draw].
func (c Config) TrainingSets(seed uint64, d Distribution) (training, validation *Set, err error) {
	all, err := c.draw(seed, "training set", d, c.Samples, recipe{c.Share, itself})
	if err != nil {
		return nil, nil, err
	}
	order := stream.New(seed, "split").Perm(c.Samples)
	training, validation = all.Subset(order[:c.Training]), all.Subset(order[c.Training:])
	c.augment(training, stream.New(seed, "augmentation"))
	return training, validation, nil
}

// augment multiplies the contrast between each image and the background by a random
// factor ([Config.ContrastJitter]), in place.
func (c Config) augment(s *Set, r *rand.Rand) {
	if c.ContrastJitter == 0 {
		return
	}
	for i := range s.Len() {
		gain, image := math.Exp(c.ContrastJitter*(2*r.Float64()-1)), s.Image(i)
		for p, g := range image {
			image[p] = float32(min(max(c.Background+gain*(float64(g)-c.Background), 0), 255))
		}
	}
}
