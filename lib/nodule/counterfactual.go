package nodule

// Repaint returns a copy of the set with the foreground intensities of d, and
// otherwise the same: masks, noise and classes stay. Each pixel changes by
// (new − old)·mask and is clipped to grey levels 0 to 255. A pixel that was clipped
// before has lost part of its noise, which does not come back.
func (s *Set) Repaint(d Distribution) *Set {
	painted := s.head(s.Len())
	painted.Distribution = d
	for i, class := range s.Classes {
		step, image := float32(d.Intensity(class)-s.Distribution.Intensity(class)), painted.Image(i)
		for p, m := range s.Mask(i) {
			image[p] = min(max(image[p]+step*m, 0), 255)
		}
	}
	return painted
}

// ReshapedTestSet draws the set of [Config.TestSet] with the base shapes of the two
// classes exchanged. Sample i keeps its deformation, its foreground intensity and its
// noise, but has the outline of the other class, with that outline's area. The class
// of a sample is the class of its new outline, so the set's distribution is d with
// the two intensities exchanged. Errors are as for [Config.Draw].
func (c Config) ReshapedTestSet(seed uint64, d Distribution) (*Set, error) {
	s, err := c.draw(seed, "test set", d, c.Samples, recipe{.5, func(own Class) Class { return Malignant - own }})
	if err != nil {
		return nil, err
	}
	s.Distribution = D(d.Benign, d.Malignant)
	return s, nil
}
