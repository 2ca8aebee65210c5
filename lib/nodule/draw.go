package nodule

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"

	"nodulelab/lib/internal/stream"
)

// TestSet draws the test set of a seed and a distribution, c.Samples images (200 in
// the paper). Errors are as for [Config.Draw].
func (c Config) TestSet(seed uint64, d Distribution) (*Set, error) {
	return c.Draw(seed, testPurpose, d, c.Samples)
}

// testPurpose is the purpose of the test sets' random streams.
const testPurpose = "test set"

// Draw draws n samples from a distribution, alternately benign and malignant, starting
// with benign. The purpose names the random stream: sets with one seed and different
// purposes or distributions are independent, and of two sets that differ in n alone
// the smaller is the beginning of the larger. It is an error if the seed is 0 (seeds
// start at 1), if n is less than 1, if the configuration is out of range, or if nothing can
// be drawn from the distribution ([Distribution.Check]).
func (c Config) Draw(seed uint64, purpose string, d Distribution, n int) (*Set, error) {
	return c.draw(seed, purpose, d, n, recipe{.5, itself})
}

// recipe says what a set consists of. A share of its samples is malignant, spread
// evenly over the set. A sample is painted in the intensity of its own class; its
// outline and its label are of the class shape(own).
type recipe struct {
	share float64
	shape func(own Class) Class
}

// itself gives each sample the outline of its own class, as in every set that is not
// counterfactual.
func itself(own Class) Class { return own }

// class returns the own class of sample i.
func (r recipe) class(i int) Class {
	return Class(math.Floor(r.share*float64(i+1)) - math.Floor(r.share*float64(i)))
}

// draw draws n samples by a recipe.
func (c Config) draw(seed uint64, purpose string, d Distribution, n int, r recipe) (*Set, error) {
	if err := c.checkDraw(seed, d, n); err != nil {
		return nil, err
	}
	s := &Set{Side: c.Side, Distribution: d}
	shapes := c.newSampler(seed, purpose, d)
	noise := stream.New(seed, purpose+": noise", d.Malignant, d.Benign)
	for i := range n {
		own := r.class(i)
		class := r.shape(own)
		f, mask := shapes.sample(class)
		s.add(c, f, mask, class, d.Intensity(own), c.noise(noise))
	}
	return s, nil
}

// errSeed is the error of a seed that is 0.
var errSeed = errors.New("nodule: seed 0: seeds start at 1")

func (c Config) checkDraw(seed uint64, d Distribution, n int) error {
	if seed == 0 {
		return errSeed
	}
	if n < 1 {
		return fmt.Errorf("nodule: %d samples: want at least 1", n)
	}
	if err := c.Validate(); err != nil {
		return err
	}
	return d.Check()
}

// TrainingSets draws c.Samples images from the training distribution of a seed and
// splits them at random into a training set of c.Training images and a validation set
// of the rest (170 + 30 in the paper). Errors are as for [Config.Draw].
func (c Config) TrainingSets(seed uint64, d Distribution) (training, validation *Set, err error) {
	all, err := c.draw(seed, "training set", d, c.Samples, recipe{c.Share, itself})
	if err != nil {
		return nil, nil, err
	}
	training, validation = all.split(seed, c.Training)
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
