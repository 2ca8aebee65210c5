package explain

import "nodulelab/lib/nodule"

// Feature is a number that can be read off a sample, one of those that a network
// may have learned (section 4 of the paper).
type Feature struct {
	Name string
	Of   func(s *nodule.Set, i int) float64 // the value of sample i
}

// Features returns the two intensities that the paper names: the mean grey level
// of the whole image, and that of the foreground. Its third feature, shape, is
// no single number.
func Features() []Feature {
	return []Feature{
		{"mean of the whole image", wholeImage},
		{"mean of the foreground", foreground},
	}
}

// Values returns a feature of every sample of a set.
func (f Feature) Values(s *nodule.Set) []float64 {
	values := make([]float64, s.Len())
	for i := range values {
		values[i] = f.Of(s, i)
	}
	return values
}

func wholeImage(s *nodule.Set, i int) float64 {
	var sum float64
	for _, v := range s.Image(i) {
		sum += float64(v)
	}
	return sum / float64(len(s.Image(i)))
}

// foreground is the mean over the pixels that the shape covers in full: others
// hold some background. A shape without such a pixel has NaN.
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
