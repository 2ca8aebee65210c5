package nodule

// Repaint returns a set with the same masks and the same noise, whose shapes have
// the foreground intensities of d: every pixel moves by (new − old)·mask, clipped
// to grey levels. Only pixels that were clipped before lose part of their noise.
func (s *Set) Repaint(d Distribution) *Set {
	all := make([]int, s.Len())
	for i := range all {
		all[i] = i
	}
	painted := s.Subset(all)
	painted.Distribution = d
	for i, class := range s.Classes {
		step, image := float32(d.Intensity(class)-s.Distribution.Intensity(class)), painted.Image(i)
		for p, m := range s.Mask(i) {
			image[p] = min(max(image[p]+step*m, 0), 255)
		}
	}
	return painted
}

// ReshapedTestSet is [Config.TestSet] with the base shapes exchanged: sample i has
// the deformation, the foreground intensity and the noise that it has there, but
// the outline of the other class. Classes are those of the outlines, and so the
// set's distribution is d with its intensities exchanged. A shape's area goes with
// its outline.
func (c Config) ReshapedTestSet(seed uint64, d Distribution) (*Set, error) {
	s, err := c.draw(seed, "test set", d, c.Samples, recipe{.5, func(own Class) Class { return Malignant - own }})
	if err != nil {
		return nil, err
	}
	s.Distribution = D(d.Benign, d.Malignant)
	return s, nil
}
