package nodule

import (
	"fmt"
	"slices"

	"nodulelab/lib/internal/stream"
)

// Set is n images with what is known about each: drawn from a distribution
// ([Config.Draw]), or your own ([FromImages], [ReadFolder], [ReadNPZ]). Of a set made by
// hand, [Set.Check] tells whether it is whole.
type Set struct {
	Side         int          // side of the images in pixels
	Distribution Distribution // the intensities of the two classes, or a name
	Images       []float32    // n×Side×Side, row-major: grey levels 0 to 255
	Masks        []float32    // n×Side×Side, row-major: coverage 0 to 1; nil if it is not known
	Classes      []Class      // n
	Factors      []Factors    // n; nil if the set was not drawn
}

// Len returns the number of samples n.
func (s *Set) Len() int { return len(s.Classes) }

// Image returns the pixels of sample i, Side×Side values that share the set's memory; nil
// if the set does not hold them.
func (s *Set) Image(i int) []float32 { return s.pixels(s.Images, i) }

// Mask returns the coverage of sample i, Side×Side values that share the set's memory; nil
// if the set does not hold them.
func (s *Set) Mask(i int) []float32 { return s.pixels(s.Masks, i) }

func (s *Set) pixels(all []float32, i int) []float32 {
	n := s.Side * s.Side
	if n < 1 || i < 0 || i >= len(all)/n {
		return nil
	}
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

// Labels returns n values, the label y of Eq. 1 of each sample: 1 malignant, 0 benign.
func (s *Set) Labels() []float32 {
	labels := make([]float32, s.Len())
	for i, c := range s.Classes {
		labels[i] = float32(c)
	}
	return labels
}

// Index returns the index of the first sample of a class, or −1 if there is none.
func (s *Set) Index(c Class) int { return slices.Index(s.Classes, c) }

// Subset returns a copy of the samples with the given indices, in the order of the
// indices. The displacements of their deformations stay shared. An index that is not in
// the set is an error.
func (s *Set) Subset(indices []int) (*Set, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	for _, i := range indices {
		if i < 0 || i >= s.Len() {
			return nil, fmt.Errorf("nodule: sample %d of %d: want 0 to %d", i, s.Len(), s.Len()-1)
		}
	}
	return s.subset(indices), nil
}

// subset is [Set.Subset] without its checks.
func (s *Set) subset(indices []int) *Set {
	sub := &Set{Side: s.Side, Distribution: s.Distribution}
	for _, i := range indices {
		sub.Images = append(sub.Images, s.Image(i)...)
		sub.Masks = append(sub.Masks, s.Mask(i)...)
		sub.Classes = append(sub.Classes, s.Classes[i])
		if s.Factors != nil {
			sub.Factors = append(sub.Factors, s.Factors[i])
		}
	}
	return sub
}

// split divides the set at random: training samples train, the others validate.
func (s *Set) split(seed uint64, training int) (train, validate *Set) {
	order := stream.New(seed, "split").Perm(s.Len())
	return s.subset(order[:training]), s.subset(order[training:])
}

// First returns a copy of the first n samples, 1 to Len; any other n is an error.
func (s *Set) First(n int) (*Set, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	if n < 1 || n > s.Len() {
		return nil, fmt.Errorf("nodule: the first %d samples of %d: want 1 to %d", n, s.Len(), s.Len())
	}
	return s.head(n), nil
}

// head returns a copy of the first n samples of a set that [Set.Check] accepts; all of them
// if n is Len.
func (s *Set) head(n int) *Set {
	pixels := n * s.Side * s.Side
	return &Set{
		Side: s.Side, Distribution: s.Distribution,
		Images: slices.Clone(s.Images[:pixels]), Masks: slices.Clone(s.Masks[:min(pixels, len(s.Masks))]),
		Classes: slices.Clone(s.Classes[:n]), Factors: slices.Clone(s.Factors[:min(n, len(s.Factors))]),
	}
}

// ImageMean returns the mean grey level of sample i, background included; NaN if the set
// does not hold it.
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
			sum, n = sum+float64(v), n+1
		}
	}
	return sum / n
}
