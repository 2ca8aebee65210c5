package nodule

import "fmt"

// Move returns a set with the same masks and noise in which the foreground of
// image i is brighter by foreground[i] grey levels, and its background by
// background[i]: every pixel moves by foreground·mask + background·(1 − mask),
// clipped to grey levels. A nil slice moves nothing. The set keeps the name of its
// distribution, whose intensities it no longer has.
func (s *Set) Move(foreground, background []float64) (*Set, error) {
	for _, steps := range [][]float64{foreground, background} {
		if err := s.checkSteps(steps); err != nil {
			return nil, err
		}
	}
	all := make([]int, s.Len())
	for i := range all {
		all[i] = i
	}
	moved := s.Subset(all)
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
		return fmt.Errorf("nodule: %d steps for %d images: want one an image", len(steps), s.Len())
	}
	for i, v := range steps {
		if !finite(v) {
			return fmt.Errorf("nodule: step %d is %v: want a finite number of grey levels", i, v)
		}
	}
	return nil
}

func at(steps []float64, i int) float32 {
	if steps == nil {
		return 0
	}
	return float32(steps[i])
}

// BackgroundSteps returns how far the background of each image has to move
// ([Set.Move]) for the whole image to have the given mean, n of them, while its
// foreground stays as it is. It is infinite where there is no background.
func (s *Set) BackgroundSteps(means []float64) ([]float64, error) {
	if len(means) != s.Len() {
		return nil, fmt.Errorf("nodule: %d means for %d images: want one an image", len(means), s.Len())
	}
	steps := make([]float64, s.Len())
	for i, want := range means {
		steps[i] = (want - mean(s.Image(i))) / (1 - mean(s.Mask(i)))
	}
	return steps, nil
}
