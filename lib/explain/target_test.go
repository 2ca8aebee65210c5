package explain

import (
	"slices"
	"testing"
)

func TestTargets(t *testing.T) {
	malignant := []bool{false, true, true}
	targets := Targets(malignant)
	if !slices.Equal(targets, []float64{-1, 1, 1}) || !slices.Equal(Positive(targets), malignant) {
		t.Errorf("targets %v of %v, which are %v", targets, malignant, Positive(targets))
	}
	if got := Positive([]float64{-1, 0, 1}); !slices.Equal(got, []bool{false, false, true}) {
		t.Errorf("-1, 0 and 1 are %v", got)
	}
}
