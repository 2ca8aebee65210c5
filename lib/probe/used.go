package probe

import (
	"context"

	"nodulelab/lib/lab"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
)

// Used is how one network's decisions change when one thing of an image becomes
// the other class's: shares of the images of both test sets whose predicted class
// flips. Intensity and Shape are those of [nodulelab/lib/claims.Flips]; with them
// the whole image's mean changes. In Held versions it does not: the background
// moves until the mean is what it was. What that move alone flips, with shape and
// intensity as they were, are the Background shares.
type Used struct {
	Subject
	Intensity, Shape                     float64
	IntensityHeld, ShapeHeld             float64
	IntensityBackground, ShapeBackground float64
}

// MeasureUsed flips features under the eyes of each trained network.
func MeasureUsed(ctx context.Context, l *lab.Lab) ([]Used, error) {
	return measure(ctx, l, bench.used)
}

func (b bench) used() ([]Used, error) {
	var all []Used
	err := byScenario(b.networks, b.versions, func(n network, tests [][]*nodule.Set) error {
		u := Used{Subject: n.Subject}
		for _, v := range tests {
			flips, err := b.flips(n, v[0], v[1:])
			if err != nil {
				return err
			}
			for j, share := range u.shares() {
				*share += flips[j] / float64(len(tests))
			}
		}
		all = append(all, u)
		return nil
	})
	return all, err
}

// shares are the measured values, in the order of versions.
func (u *Used) shares() []*float64 {
	return []*float64{&u.Intensity, &u.IntensityHeld, &u.IntensityBackground, &u.Shape, &u.ShapeHeld, &u.ShapeBackground}
}

// versions are those of each test set of a scenario.
func (b bench) versions(s paper.Scenario) ([][]*nodule.Set, error) {
	var all [][]*nodule.Set
	for _, d := range s.Tests {
		v, err := b.versionsOf(d)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, nil
}

// versionsOf returns a test set and what becomes of it: other intensities (as they
// are, with the mean held, and the background's part of that alone), then other
// shapes.
func (b bench) versionsOf(d nodule.Distribution) ([]*nodule.Set, error) {
	s, err := b.plan.Config.TestSet(b.seed, d)
	if err != nil {
		return nil, err
	}
	reshaped, err := b.plan.Config.ReshapedTestSet(b.seed, d)
	if err != nil {
		return nil, err
	}
	all := []*nodule.Set{s}
	for _, changed := range []*nodule.Set{s.Repaint(nodule.D(d.Benign, d.Malignant)), reshaped} {
		steps, err := changed.BackgroundSteps(wholeImage(s))
		if err != nil {
			return nil, err
		}
		held, err := changed.Move(nil, steps)
		if err != nil {
			return nil, err
		}
		alone, err := s.Move(nil, steps)
		if err != nil {
			return nil, err
		}
		all = append(all, changed, held, alone)
	}
	return all, nil
}

// flips returns, for each version of a set, the share of images whose predicted
// class is another.
func (b bench) flips(n network, s *nodule.Set, versions []*nodule.Set) ([]float64, error) {
	before, err := b.calls(n, s)
	if err != nil {
		return nil, err
	}
	shares := make([]float64, len(versions))
	for i, v := range versions {
		after, err := b.calls(n, v)
		if err != nil {
			return nil, err
		}
		shares[i] = 1 - agreement(before, after)
	}
	return shares, nil
}
