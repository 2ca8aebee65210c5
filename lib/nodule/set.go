package nodule

import (
	"fmt"
	"slices"
)

// Set is n images drawn from a distribution, with what is known about each.
type Set struct {
	Side         int          // side of the images in pixels
	Distribution Distribution // the intensities of the two classes
	Images       []float32    // n×Side×Side, row-major: grey levels 0 to 255
	Masks        []float32    // n×Side×Side, row-major: coverage 0 to 1
	Classes      []Class      // n
	Factors      []Factors    // n
}

// Len returns the number of samples n.
func (s *Set) Len() int { return len(s.Classes) }

// Image returns the pixels of sample i, Side×Side values that share the set's memory.
func (s *Set) Image(i int) []float32 { return s.pixels(s.Images, i) }

// Mask returns the coverage of sample i, Side×Side values that share the set's memory.
func (s *Set) Mask(i int) []float32 { return s.pixels(s.Masks, i) }

func (s *Set) pixels(all []float32, i int) []float32 {
	n := s.Side * s.Side
	return all[i*n : (i+1)*n : (i+1)*n]
}

// Malignant returns n values, true for each malignant sample.
func (s *Set) Malignant() []bool {
	m := make([]bool, s.Len())
	for i, c := range s.Classes {
		m[i] = c == Malignant
	}
	return m
}

// Index returns the index of the first sample of a class, or −1 if there is none.
func (s *Set) Index(c Class) int { return slices.Index(s.Classes, c) }

// Subset returns a copy of the samples with the given indices, in the order of the
// indices. The displacements of their deformations stay shared.
func (s *Set) Subset(indices []int) *Set {
	sub := &Set{Side: s.Side, Distribution: s.Distribution}
	for _, i := range indices {
		sub.Images = append(sub.Images, s.Image(i)...)
		sub.Masks = append(sub.Masks, s.Mask(i)...)
		sub.Classes = append(sub.Classes, s.Classes[i])
		sub.Factors = append(sub.Factors, s.Factors[i])
	}
	return sub
}

// First returns a copy of the first n samples, 1 to Len; any other n is an error.
func (s *Set) First(n int) (*Set, error) {
	if n < 1 || n > s.Len() {
		return nil, fmt.Errorf("nodule: the first %d samples of %d: want 1 to %d", n, s.Len(), s.Len())
	}
	return s.head(n), nil
}

// head returns a copy of the first n samples; all of them if n is Len.
func (s *Set) head(n int) *Set {
	pixels := n * s.Side * s.Side
	return &Set{
		Side: s.Side, Distribution: s.Distribution,
		Images: slices.Clone(s.Images[:pixels]), Masks: slices.Clone(s.Masks[:pixels]),
		Classes: slices.Clone(s.Classes[:n]), Factors: slices.Clone(s.Factors[:n]),
	}
}

// ImageMean returns the mean grey level of sample i, background included.
func (s *Set) ImageMean(i int) float64 { return mean(s.Image(i)) }

// WholeImageMean returns the mean grey level over all pixels of all images of a class,
// background included (section 4), or NaN if the class has no sample.
func (s *Set) WholeImageMean(c Class) float64 {
	var sum, n float64
	for i := range s.Len() {
		if s.Classes[i] != c {
			continue
		}
		for _, v := range s.Image(i) {
			sum += float64(v)
		}
		n += float64(s.Side * s.Side)
	}
	return sum / n
}
