package explain

import "nodulelab/lib/nodule"

// Feature is a number that can be read from an image, and that a network may have
// learned to use (section 4 of the paper).
type Feature struct {
	Name string
	Of   func(s *nodule.Set, i int) float64 // the value of sample i
}

// Features returns the two intensities that the paper names, in grey levels: the mean of
// the whole image and the mean of the foreground. The paper's third feature, shape, is no
// single number.
func Features() []Feature {
	return []Feature{
		{"mean of the whole image", (*nodule.Set).ImageMean},
		{"mean of the foreground", foreground},
	}
}

// Values returns the feature's value for each sample of a set.
func (f Feature) Values(s *nodule.Set) []float64 {
	values := make([]float64, s.Len())
	for i := range values {
		values[i] = f.Of(s, i)
	}
	return values
}

// foreground returns the mean of the pixels that the shape covers completely, since other
// pixels contain some background; NaN if there is none.
func foreground(s *nodule.Set, i int) float64 {
	var sum, n float64
	for p, m := range s.Mask(i) {
		if m >= 1 {
			sum += float64(s.Image(i)[p])
			n++
		}
	}
	return sum / n
}
