package probe

import (
	"context"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/lenet"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/train"
)

// Flips is how one network's decisions change when one thing of an image becomes
// the other class's: shares of the images of both test sets, which are of one size,
// whose predicted class flips.
type Flips struct {
	Subject

	// Intensity: the foreground's changes; mask and noise stay ([nodule.Set.Repaint]).
	// Shape: the mask changes; intensity, deformation and noise stay
	// ([nodule.Config.ReshapedTestSet]). The whole image's mean changes with either.
	Intensity, Shape float64

	// The same changes with the mean held: the background moves until the mean is what
	// it was.
	IntensityHeld, ShapeHeld float64

	// What that move of the background flips by itself, with intensity and shape as
	// they were.
	IntensityBackground, ShapeBackground float64

	// The mask changes, and its outline is drawn with the area that the class of the image
	// has in the test set; intensity, deformation, noise and background stay. So the mean
	// stays as well, without a move of the background.
	ShapeAreaHeld float64
}

// MeasureFlips flips features under the eyes of each trained network.
func MeasureFlips(ctx context.Context, l *lab.Lab) ([]Flips, error) {
	return measure(ctx, l, bench.flips)
}

func (b bench) flips(ctx context.Context, e train.Engine) ([]Flips, error) {
	if err := b.needRecipe("flips"); err != nil {
		return nil, err
	}
	versions := func(s paper.Scenario) ([][]*nodule.Set, error) { return slice.Try(s.Tests, b.versions) }
	return byScenario(b.networks, versions, func(n network, tests [][]*nodule.Set) (Flips, error) {
		f, err := flip(ctx, e, n.weights, tests)
		f.Subject = n.Subject
		return f, err
	})
}

// flip flips features of tests, which come in versions, under the eyes of a network.
func flip(ctx context.Context, e train.Engine, w lenet.Weights, tests [][]*nodule.Set) (f Flips, err error) {
	for _, v := range tests {
		flips, err := flipped(ctx, e, w, v[0], v[1:])
		if err != nil {
			return f, err
		}
		for j, share := range f.shares() {
			*share += flips[j] / float64(len(tests))
		}
	}
	return f, nil
}

// shares are the measured values, in the order of versions.
func (f *Flips) shares() []*float64 {
	return []*float64{&f.Intensity, &f.IntensityHeld, &f.IntensityBackground, &f.Shape, &f.ShapeHeld, &f.ShapeBackground, &f.ShapeAreaHeld}
}

// versions returns a test set and seven versions of it: other intensities with the mean
// changed, with the mean held, and with that move of the background alone; then the same
// three for other shapes; and other shapes of the same area.
func (b bench) versions(d nodule.Distribution) ([]*nodule.Set, error) {
	s, err := b.plan.Config.TestSet(b.seed, d)
	if err != nil {
		return nil, err
	}
	reshaped, err := b.plan.Config.ReshapedTestSet(b.seed, d)
	if err != nil {
		return nil, err
	}
	painted, err := s.Repaint(nodule.D(d.Benign, d.Malignant))
	if err != nil {
		return nil, err
	}
	all := []*nodule.Set{s}
	for _, changed := range []*nodule.Set{painted, reshaped} {
		steps, err := changed.BackgroundSteps(wholeImage(s))
		if err != nil {
			return nil, err
		}
		moved, err := slice.Try([]*nodule.Set{changed, s}, func(s *nodule.Set) (*nodule.Set, error) { return s.Move(nil, steps) })
		if err != nil {
			return nil, err
		}
		all = append(all, changed, moved[0], moved[1])
	}
	held, err := b.sameArea().ReshapedTestSet(b.seed, d)
	return append(all, held), err
}

// sameArea is the configuration in which each class's outline has the other class's area:
// exchanged outlines then have the area of the samples that they replace.
func (b bench) sameArea() nodule.Config {
	c := b.plan.Config
	c.BenignArea, c.MalignantArea = c.MalignantArea, c.BenignArea
	return c
}

// flipped returns, for each version of a set, the share of images whose predicted
// class is another.
func flipped(ctx context.Context, e train.Engine, w lenet.Weights, s *nodule.Set, versions []*nodule.Set) ([]float64, error) {
	before, err := e.Forward(ctx, w, s)
	if err != nil {
		return nil, err
	}
	return slice.Try(versions, func(v *nodule.Set) (float64, error) {
		after, err := e.Forward(ctx, w, v)
		if err != nil {
			return 0, err
		}
		same, err := metrics.Agreement(before.Predictions(), after.Predictions())
		return metrics.Proportion{Hits: same.Total - same.Hits, Total: same.Total}.Value(), err
	})
}
