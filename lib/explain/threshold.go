package explain

import (
	"cmp"
	"fmt"
	"slices"

	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
)

// Threshold is the simplest classifier of one number: malignant on one side of a cut,
// benign on the other.
type Threshold struct {
	Cut   float64
	Above bool // true if malignant is above the cut, false if it is not
}

// FitThreshold returns the threshold that classifies most training samples correctly. Its
// cut lies in the middle between two neighbouring values; of several best cuts it is the one
// in the widest gap, of equal gaps the lowest. If both directions are equally good, malignant
// is above the cut. Both slices hold one element per sample, malignant true for a malignant
// one. Slices of different lengths, values that are not finite, and values that are all equal
// are errors.
func FitThreshold(values []float64, malignant []bool) (Threshold, error) {
	if len(values) != len(malignant) {
		return Threshold{}, fmt.Errorf("explain: %d values for %d samples: want one per sample", len(values), len(malignant))
	}
	sorted, err := ascending(values, malignant)
	if err != nil {
		return Threshold{}, err
	}
	var best Threshold
	right, gap := -1, 0.
	above := metrics.Count(malignant).Hits // correct if all samples are called malignant
	for i := range len(sorted) - 1 {
		above -= sign(sorted[i].malignant)
		width := sorted[i+1].value - sorted[i].value
		hits := max(above, len(values)-above)
		if width > 0 && (hits > right || hits == right && width > gap) {
			best = Threshold{sorted[i].value + width/2, above >= len(values)-above}
			right, gap = hits, width
		}
	}
	if right < 0 {
		return Threshold{}, fmt.Errorf("explain: all %d values are equal: no cut divides them", len(values))
	}
	return best, nil
}

// Malignant returns the classification of each value, true for malignant.
func (t Threshold) Malignant(values []float64) []bool {
	says := make([]bool, len(values))
	for i, v := range values {
		says[i] = v > t.Cut == t.Above
	}
	return says
}

// labelled is a value and the class of its sample.
type labelled struct {
	value     float64
	malignant bool
}

// ascending returns the values with their classes, smallest value first.
func ascending(values []float64, malignant []bool) ([]labelled, error) {
	sorted := make([]labelled, len(values))
	for i, v := range values {
		if notFinite(v) {
			return nil, fmt.Errorf("explain: value %d is %v: want finite values", i, v)
		}
		sorted[i] = labelled{v, malignant[i]}
	}
	slices.SortFunc(sorted, func(a, b labelled) int { return cmp.Compare(a.value, b.value) })
	return sorted, nil
}

// sign returns +1 for a malignant sample and −1 for a benign one.
func sign(malignant bool) int {
	if malignant {
		return 1
	}
	return -1
}

// Feature is a number that can be read from an image, and that a network may have
// learned to use (section 4 of the paper).
type Feature struct {
	Name       string
	NeedsMasks bool                               // whether Of looks at the coverage
	Of         func(s *nodule.Set, i int) float64 // the value of sample i
}

// Features returns the two intensities that the paper names, in grey levels: the mean of
// the whole image and the mean of the foreground. The paper's third feature, shape, is no
// single number.
func Features() []Feature {
	return []Feature{
		{"mean of the whole image", false, (*nodule.Set).ImageMean},
		{"mean of the foreground", true, foreground},
	}
}

// Values returns the feature's value for each sample of a set. It is an error if the set is
// not whole ([nodule.Set.Check]), or if it lacks masks and the feature needs them.
func (f Feature) Values(s *nodule.Set) ([]float64, error) {
	err := s.Check()
	if err == nil && f.NeedsMasks {
		err = s.NeedMasks("the " + f.Name)
	}
	if err != nil {
		return nil, fmt.Errorf("explain: %w", err)
	}
	values := make([]float64, s.Len())
	for i := range values {
		values[i] = f.Of(s, i)
	}
	return values, nil
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
