package explain

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Threshold is the simplest classifier of one number: malignant on one side of a
// cut, benign on the other.
type Threshold struct {
	Cut   float64
	Above bool // malignant above the cut; otherwise below it
}

// FitThreshold finds the cut between two neighbouring values that gets most of
// the training samples right; of several, the one in the widest gap. It wants
// finite values, at least two of them different, one a sample.
func FitThreshold(values []float64, malignant []bool) (Threshold, error) {
	if len(values) != len(malignant) {
		return Threshold{}, fmt.Errorf("explain: %d values for %d samples", len(values), len(malignant))
	}
	sorted, err := ascending(values, malignant)
	if err != nil {
		return Threshold{}, err
	}
	var best Threshold
	right, gap := -1, 0.
	above := count(malignant, true) // right if all are called malignant
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

// Malignant tells what the classifier says of each value.
func (t Threshold) Malignant(values []float64) []bool {
	says := make([]bool, len(values))
	for i, v := range values {
		says[i] = v > t.Cut == t.Above
	}
	return says
}

// labelled is a value and its sample's class.
type labelled struct {
	value     float64
	malignant bool
}

func ascending(values []float64, malignant []bool) ([]labelled, error) {
	sorted := make([]labelled, len(values))
	for i, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, fmt.Errorf("explain: value %d is %v: want finite values", i, v)
		}
		sorted[i] = labelled{v, malignant[i]}
	}
	slices.SortFunc(sorted, func(a, b labelled) int { return cmp.Compare(a.value, b.value) })
	return sorted, nil
}

// sign is +1 for a malignant sample and −1 for a benign one.
func sign(malignant bool) int {
	if malignant {
		return 1
	}
	return -1
}

func count(all []bool, of bool) int {
	n := 0
	for _, b := range all {
		if b == of {
			n++
		}
	}
	return n
}
