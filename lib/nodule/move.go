package nodule

import "fmt"

// Move returns a copy of the set in which the foreground of image i is brighter by
// foreground[i] grey levels and its background by background[i]; masks and noise stay.
// Each pixel changes by foreground·mask + background·(1 − mask) and is clipped to grey
// levels 0 to 255. A nil slice changes nothing; otherwise a slice that does not hold
// one finite value per image is an error, and so is a set without masks. The copy keeps
// the set's Distribution, although its intensities are no longer the ones named there.
func (s *Set) Move(foreground, background []float64) (*Set, error) {
	if err := s.NeedMasks("moving foreground or background"); err != nil {
		return nil, err
	}
	for _, steps := range [][]float64{foreground, background} {
		if err := s.checkSteps(steps); err != nil {
			return nil, err
		}
	}
	moved := s.head(s.Len())
	for i := range moved.Len() {
		f, b, image := at(foreground, i), at(background, i), moved.Image(i)
		for p, m := range moved.Mask(i) {
			image[p] = min(max(image[p]+f*m+b*(1-m), 0), 255)
		}
	}
	return moved, nil
}

func (s *Set) checkSteps(steps []float64) error {
	if steps != nil && len(steps) != s.Len() {
		return fmt.Errorf("nodule: %d steps for %d images: want one per image", len(steps), s.Len())
	}
	for i, v := range steps {
		if !finite(v) {
			return fmt.Errorf("nodule: step %d is %v: want a finite number of grey levels", i, v)
		}
	}
	return nil
}

// at returns step i, 0 if there are none.
func at(steps []float64, i int) float32 {
	if steps == nil {
		return 0
	}
	return float32(steps[i])
}

// BackgroundSteps returns by how many grey levels [Set.Move] has to move the
// background of each image so that image i as a whole has the mean means[i], while its
// foreground stays as it is. For an image without background the step is infinite or
// NaN. It is an error if there is not one mean per image, or if the set has no masks.
func (s *Set) BackgroundSteps(means []float64) ([]float64, error) {
	if err := s.NeedMasks("a move of the background"); err != nil {
		return nil, err
	}
	if len(means) != s.Len() {
		return nil, fmt.Errorf("nodule: %d means for %d images: want one per image", len(means), s.Len())
	}
	steps := make([]float64, s.Len())
	for i, want := range means {
		steps[i] = (want - s.ImageMean(i)) / (1 - mean(s.Mask(i)))
	}
	return steps, nil
}

// Repaint returns a copy of the set with the foreground intensities of d, and
// otherwise the same: masks, noise and classes stay. Each pixel changes by
// (new − old)·mask and is clipped to grey levels 0 to 255. A pixel that was clipped
// before has lost part of its noise, which does not come back. It is an error if the set
// has no masks or no intensities of its own, or if d is not of grey levels.
func (s *Set) Repaint(d Distribution) (*Set, error) {
	if err := s.NeedMasks("repainting"); err != nil {
		return nil, err
	}
	if err := s.NeedIntensities("repainting"); err != nil {
		return nil, err
	}
	if err := d.Check(); err != nil {
		return nil, err
	}
	painted := s.head(s.Len())
	painted.Distribution = d
	for i, class := range s.Classes {
		step, image := float32(d.Intensity(class)-s.Distribution.Intensity(class)), painted.Image(i)
		for p, m := range s.Mask(i) {
			image[p] = min(max(image[p]+step*m, 0), 255)
		}
	}
	return painted, nil
}

// ReshapedTestSet draws the set of [Config.TestSet] with the base shapes of the two
// classes exchanged. Sample i keeps its deformation, its foreground intensity and its
// noise, but has the outline of the other class, with that outline's area. The class
// of a sample is the class of its new outline, so the set's distribution is d with
// the two intensities exchanged. Errors are as for [Config.Draw].
func (c Config) ReshapedTestSet(seed uint64, d Distribution) (*Set, error) {
	s, err := c.draw(seed, testPurpose, d, c.Samples, recipe{.5, func(own Class) Class { return Malignant - own }})
	if err != nil {
		return nil, err
	}
	s.Distribution = D(d.Benign, d.Malignant)
	return s, nil
}
