package metrics_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/metrics"
)

func TestCorrelationRatio(t *testing.T) {
	for name, test := range map[string]struct {
		values []float64
		groups []int
		want   float64
	}{
		"all between":       {[]float64{1, 1, 5, 5}, []int{0, 0, 1, 1}, 1},
		"all within":        {[]float64{1, 5, 1, 5}, []int{0, 0, 1, 1}, 0},
		"one group":         {[]float64{1, 2, 3}, []int{0, 0, 0}, 0},
		"an empty group":    {[]float64{1, 1, 5, 5}, []int{0, 0, 2, 2}, 1},
		"the textbook's":    {[]float64{45, 70, 29, 15, 21, 40, 20, 30, 42, 65, 95, 80, 70, 85, 73}, []int{0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2}, 6780. / 9640},
		"no variance":       {[]float64{2, 2, 2}, []int{0, 1, 0}, math.NaN()},
		"equal but rounded": {[]float64{.1, .1, .1, .1, .1, .1}, []int{0, 1, 0, 1, 0, 1}, math.NaN()},
		"no values":         {nil, nil, math.NaN()},
		"far from the zero": {[]float64{1001, 1001, 1005, 1005}, []int{0, 0, 1, 1}, 1},
	} {
		got := metrics.CorrelationRatio(test.values, test.groups)
		if !(math.Abs(got-test.want) < 1e-9) && !(math.IsNaN(got) && math.IsNaN(test.want)) {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}

// Two groups of two equal values: 2 of the 6 ways to deal four values out divide them as
// completely, so that p is near 1/3. Of 8 values, 2 of 70 ways do.
func TestRatioTest(t *testing.T) {
	for name, test := range map[string]struct {
		values []float64
		groups []int
		ratio  float64
		p      float64
	}{
		"2 of 6":         {[]float64{1, 1, 5, 5}, []int{0, 0, 1, 1}, 1, 1. / 3},
		"2 of 70":        {[]float64{1, 1, 1, 1, 2, 2, 2, 2}, []int{0, 0, 0, 0, 1, 1, 1, 1}, 1, 1. / 35},
		"nothing":        {[]float64{1, 5, 1, 5}, []int{0, 0, 1, 1}, 0, 1},
		"one group":      {[]float64{1, 2, 3}, []int{0, 0, 0}, 0, 1},
		"an empty group": {[]float64{1, 1, 5, 5}, []int{3, 3, 1, 1}, 1, 1. / 3},
	} {
		ratio, p, err := metrics.RatioTest(test.values, test.groups)
		if err != nil || math.Abs(ratio-test.ratio) > 1e-12 || math.Abs(p-test.p) > .015 {
			t.Errorf("%s: ratio %v, p %v, want %v and %v, %v", name, ratio, p, test.ratio, test.p, err)
		}
	}
	ratio, p, err := metrics.RatioTest([]float64{2, 2, 2}, []int{0, 1, 0})
	if err != nil || !math.IsNaN(ratio) || p != 1 {
		t.Errorf("equal values: ratio %v, p %v, %v, want NaN and 1", ratio, p, err)
	}
}

// However clear the difference, p is not 0: no random permutation is as extreme, and the
// given one is counted.
func TestRatioTestIsNeverZero(t *testing.T) {
	values, groups := make([]float64, 200), make([]int, 200)
	for i := range values {
		groups[i] = i / 100
		values[i] = float64(1000*groups[i]) + float64(i)
	}
	before := slices.Clone(groups)
	_, p, err := metrics.RatioTest(values, groups)
	if err != nil || p != 1./10_000 {
		t.Errorf("p %v, want 1/10,000, %v", p, err)
	}
	if !slices.Equal(groups, before) {
		t.Error("the given groups were shuffled")
	}
	if _, again, _ := metrics.RatioTest(values, groups); again != p {
		t.Errorf("p %v, again %v", p, again)
	}
}

// If nothing distinguishes the groups, p is uniform: below .1 in about a tenth of cases.
func TestRatioTestHoldsItsLevel(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	const cases = 200
	below := 0
	for range cases {
		values, groups := make([]float64, 30), make([]int, 30)
		for i := range values {
			values[i], groups[i] = r.ExpFloat64(), i%3
		}
		_, p, err := metrics.RatioTest(values, groups)
		if err != nil {
			t.Fatal(err)
		}
		if p < .1 {
			below++
		}
	}
	if below < cases*4/100 || below > cases*18/100 {
		t.Errorf("p is below .1 in %d of %d cases", below, cases)
	}
}

func TestRatioTestRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		values []float64
		groups []int
	}{
		"no values": {nil, nil}, "a group less": {[]float64{1, 2}, []int{0}}, "a group more": {[]float64{1}, []int{0, 1}},
		"NaN": {[]float64{1, math.NaN()}, []int{0, 1}}, "infinite": {[]float64{1, math.Inf(1)}, []int{0, 1}}, "group −1": {[]float64{1, 2}, []int{0, -1}},
	} {
		if ratio, p, err := metrics.RatioTest(test.values, test.groups); err == nil || !math.IsNaN(p) || !math.IsNaN(ratio) || !strings.Contains(err.Error(), "for each a group, 0 or more") {
			t.Errorf("%s: ratio %v, p %v, error %v", name, ratio, p, err)
		}
	}
}
