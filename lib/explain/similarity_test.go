package explain_test

import (
	"math"
	"strings"
	"testing"

	"nodulelab/lib/explain"
)

// Of three images, the maps of the first agree, of the second are opposite, and one map of
// the third has no order: it is left out.
func TestMeanRankCorrelation(t *testing.T) {
	a := []float32{1, 2, 3, 1, 2, 3, 5, 5, 5}
	b := []float32{1, 2, 3, 3, 2, 1, 1, 2, 3}
	if got, err := explain.MeanRankCorrelation(a, b, 3); err != nil || got != 0 {
		t.Errorf("all three: %v, %v, want 0", got, err)
	}
	if got, err := explain.MeanRankCorrelation(a[3:], b[3:], 3); err != nil || got != -1 {
		t.Errorf("the last two: %v, %v, want −1", got, err)
	}
	if got, err := explain.MeanRankCorrelation(a[6:], b[6:], 3); err != nil || !math.IsNaN(got) {
		t.Errorf("the last: %v, %v, want NaN", got, err)
	}
}

func TestMeanRankCorrelationRefuses(t *testing.T) {
	nan := float32(math.NaN())
	for want, test := range map[string]struct {
		a, b []float32
		size int
	}{
		"9 and 9 values are not pairs of maps of 4": {make([]float32, 9), make([]float32, 9), 4},
		"maps of 0 pixels":                          {make([]float32, 9), make([]float32, 9), 0},
		"maps of 1 pixels":                          {make([]float32, 9), make([]float32, 9), 1},
		"6 and 4 values":                            {make([]float32, 6), make([]float32, 4), 2},
		"0 and 0 values":                            {nil, nil, 2},
		"map 1: metrics: value 0 is NaN":            {[]float32{1, 2, nan, 1}, []float32{1, 2, 1, 2}, 2},
	} {
		if _, err := explain.MeanRankCorrelation(test.a, test.b, test.size); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}
