package explain_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/explain"
	"nodulelab/lib/internal/stream"
)

func TestFitThreshold(t *testing.T) {
	yes, no := true, false
	for name, test := range map[string]struct {
		values    []float64
		malignant []bool
		cut       float64
		above     bool
	}{
		"malignant above":            {[]float64{1, 2, 5, 6}, []bool{no, no, yes, yes}, 3.5, true},
		"malignant below":            {[]float64{6, 1, 5, 2}, []bool{no, yes, no, yes}, 3.5, false},
		"one stray":                  {[]float64{1, 2, 3, 10, 11}, []bool{no, yes, no, yes, yes}, 6.5, true},
		"the widest gap of equals":   {[]float64{0, 1, 5, 9}, []bool{no, yes, no, yes}, 7, true},
		"the lowest of equal gaps":   {[]float64{0, 1, 2, 3}, []bool{no, yes, no, yes}, .5, true},
		"no direction is better":     {[]float64{0, 1}, []bool{yes, yes}, .5, true},
		"equal values stay together": {[]float64{1, 1, 1, 2}, []bool{yes, no, no, yes}, 1.5, true},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := explain.FitThreshold(test.values, test.malignant)
			if err != nil {
				t.Fatal(err)
			}
			if got != (explain.Threshold{Cut: test.cut, Above: test.above}) {
				t.Errorf("got %+v, want a cut at %v, above %t", got, test.cut, test.above)
			}
		})
	}
}

// No other cut, in either direction, may get more of the training set right.
func TestFitThresholdAgainstBruteForce(t *testing.T) {
	r := stream.New(1, "threshold")
	for range 200 {
		n := 2 + r.IntN(12)
		values, malignant := make([]float64, n), make([]bool, n)
		for i := range values {
			values[i], malignant[i] = float64(r.IntN(6)), r.IntN(2) == 1
		}
		got, err := explain.FitThreshold(values, malignant)
		if slices.Min(values) == slices.Max(values) {
			if err == nil {
				t.Fatalf("%v: equal values were divided", values)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		best := 0
		for cut := .5; cut < 5; cut++ {
			if cut < slices.Min(values) || cut > slices.Max(values) {
				continue
			}
			for _, above := range []bool{true, false} {
				best = max(best, right(explain.Threshold{Cut: cut, Above: above}, values, malignant))
			}
		}
		if own := right(got, values, malignant); own != best {
			t.Fatalf("%v %v: %+v gets %d right, brute force %d", values, malignant, got, own, best)
		}
	}
}

func right(c explain.Threshold, values []float64, malignant []bool) int {
	n := 0
	for i, says := range c.Malignant(values) {
		if says == malignant[i] {
			n++
		}
	}
	return n
}

// A value on the cut is not above it, whichever class lies there.
func TestOnTheCut(t *testing.T) {
	for above, want := range map[bool][]bool{true: {false, false, true}, false: {true, true, false}} {
		if got := (explain.Threshold{Cut: 2, Above: above}).Malignant([]float64{1, 2, 3}); !slices.Equal(got, want) {
			t.Errorf("malignant above %t: %v, want %v", above, got, want)
		}
	}
}

func TestFitThresholdRefuses(t *testing.T) {
	for want, test := range map[string]struct {
		values    []float64
		malignant []bool
	}{
		"2 values for 1 samples": {[]float64{1, 2}, []bool{true}},
		"value 1 is NaN":         {[]float64{1, math.NaN()}, []bool{true, false}},
		"all 2 values are equal": {[]float64{3, 3}, []bool{true, false}},
		"all 0 values are equal": {nil, nil},
	} {
		if _, err := explain.FitThreshold(test.values, test.malignant); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: error %v, want %q", test.values, err, want)
		}
	}
}
