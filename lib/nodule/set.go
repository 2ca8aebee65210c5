package nodule

// Factors are what was drawn at random for one sample, and its area.
type Factors struct {
	Affine Affine
	FFD    FFD
	Area   float64 // mean coverage: the foreground's fraction of the image
}

// Set is a sample of n images from a distribution.
type Set struct {
	Side         int
	Distribution Distribution
	Images       []float32 // n×Side×Side, row-major: grey levels 0 to 255
	Masks        []float32 // n×Side×Side, row-major: coverage 0 to 1
	Classes      []Class   // n
	Factors      []Factors // n
}

// Len is the number of samples n.
func (s *Set) Len() int { return len(s.Classes) }

// Image returns the pixels of sample i, Side×Side; it shares the set's memory.
func (s *Set) Image(i int) []float32 { return s.pixels(s.Images, i) }

// Mask returns the coverage of sample i, Side×Side; it shares the set's memory.
func (s *Set) Mask(i int) []float32 { return s.pixels(s.Masks, i) }

func (s *Set) pixels(all []float32, i int) []float32 {
	n := s.Side * s.Side
	return all[i*n : (i+1)*n : (i+1)*n]
}

// Malignant tells of each sample whether it is malignant.
func (s *Set) Malignant() []bool {
	m := make([]bool, s.Len())
	for i, c := range s.Classes {
		m[i] = c == Malignant
	}
	return m
}

// Subset copies the samples with the given indices, in their order.
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

// First returns the index of the first sample of a class, or -1.
func (s *Set) First(c Class) int {
	for i := range s.Classes {
		if s.Classes[i] == c {
			return i
		}
	}
	return -1
}

// WholeImageMean is the mean grey level over all pixels of all images of a
// class, background included (section 4); NaN if there are none.
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

// MeanArea is the mean foreground area of a class, a fraction of the image; NaN
// if there are none.
func (s *Set) MeanArea(c Class) float64 {
	var sum, n float64
	for i, f := range s.Factors {
		if s.Classes[i] == c {
			sum, n = sum+f.Area, n+1
		}
	}
	return sum / n
}
