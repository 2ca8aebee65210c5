package metrics_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"nodulelab/lib/metrics"
)

func TestRanks(t *testing.T) {
	for name, test := range map[string]struct{ values, want []float64 }{
		"in order":    {[]float64{1, 2, 3}, []float64{1, 2, 3}},
		"not":         {[]float64{30, -1, 2}, []float64{3, 1, 2}},
		"two equal":   {[]float64{5, 1, 5, 9}, []float64{2.5, 1, 2.5, 4}},
		"three equal": {[]float64{7, 7, 1, 7}, []float64{3, 3, 1, 3}},
		"all equal":   {[]float64{4, 4}, []float64{1.5, 1.5}},
		"infinite":    {[]float64{math.Inf(1), 0, math.Inf(-1)}, []float64{3, 2, 1}},
		"none":        {nil, nil},
	} {
		if got, err := metrics.Ranks(test.values); err != nil || !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v, %v", name, got, test.want, err)
		}
	}
	if _, err := metrics.Ranks([]float32{1, float32(math.NaN())}); err == nil || err.Error() != "metrics: value 1 is NaN: a NaN has no rank" {
		t.Errorf("NaN: error %v", err)
	}
}

// However many ties: ranks sum to n(n+1)/2, are in the order of the values, and equal
// values have equal ranks.
func FuzzRanks(f *testing.F) {
	f.Add(uint64(1), 10)
	f.Fuzz(func(t *testing.T, seed uint64, n int) {
		if n < 1 || n > 300 {
			return
		}
		r := rand.New(rand.NewPCG(seed, 5))
		values, sum := make([]float64, n), 0.
		for i := range values {
			values[i] = float64(r.IntN(1 + n/3))
		}
		ranks, err := metrics.Ranks(values)
		if err != nil {
			t.Fatal(err)
		}
		for i := range values {
			sum += ranks[i]
			for j := range values {
				if (values[i] < values[j]) != (ranks[i] < ranks[j]) {
					t.Fatalf("%v and %v have the ranks %v and %v", values[i], values[j], ranks[i], ranks[j])
				}
			}
		}
		if sum != float64(n*(n+1)/2) {
			t.Errorf("the ranks of %d values sum to %v", n, sum)
		}
	})
}

// The textbook's pupils: intelligence and hours of television a week, ρ = −29/165
// (the ranks' squared differences sum to 194: 1 − 6·194/990). With ties the ranks
// are shared: 1, 2.5, 2.5, 4 against 1, 2, 3, 4 correlate by √.9.
func TestRankCorrelation(t *testing.T) {
	for name, test := range map[string]struct {
		a, b []float32
		want float64
	}{
		"textbook": {[]float32{106, 100, 86, 101, 99, 103, 97, 113, 112, 110}, []float32{7, 27, 2, 50, 28, 29, 20, 12, 6, 17}, -29. / 165},
		"ties":     {[]float32{1, 2, 2, 3}, []float32{1, 2, 3, 4}, math.Sqrt(.9)},
		"same":     {[]float32{1, 5, 2}, []float32{10, 1e6, 20}, 1},
		"reversed": {[]float32{1, 5, 2}, []float32{0, -9, -1}, -1},
	} {
		got, err := metrics.RankCorrelation(test.a, test.b)
		if err != nil || math.Abs(got-test.want) > 1e-12 {
			t.Errorf("%s: %v, want %v, %v", name, got, test.want, err)
		}
	}
	if got, err := metrics.RankCorrelation([]float32{1, 1}, []float32{1, 2}); err != nil || !math.IsNaN(got) {
		t.Errorf("equal values: %v, %v, want NaN", got, err)
	}
	nan := float32(math.NaN())
	for name, pair := range map[string][2][]float32{"lengths": {{1, 2}, {1}}, "one value": {{1}, {1}}, "NaN": {{1, nan}, {1, 2}}, "NaN in the second": {{1, 2}, {nan, 1}}} {
		if _, err := metrics.RankCorrelation(pair[0], pair[1]); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// The correlation knows the order alone: it is symmetric, within −1 and 1, and the
// same after any rising function.
func FuzzRankCorrelation(f *testing.F) {
	f.Add(uint64(1), 5)
	f.Add(uint64(2), 100)
	f.Fuzz(func(t *testing.T, seed uint64, n int) {
		if n < 2 || n > 200 {
			return
		}
		r := rand.New(rand.NewPCG(seed, uint64(n)))
		a, b, risen := make([]float32, n), make([]float32, n), make([]float32, n)
		for i := range a {
			a[i], b[i] = float32(r.IntN(n)), float32(r.IntN(n))
			risen[i] = a[i]*a[i]*3 + 1
		}
		ab, err := metrics.RankCorrelation(a, b)
		ba, err2 := metrics.RankCorrelation(b, a)
		up, err3 := metrics.RankCorrelation(risen, b)
		if err != nil || err2 != nil || err3 != nil {
			t.Fatal(err, err2, err3)
		}
		if !math.IsNaN(ab) && (math.Abs(ab-ba) > 1e-9 || math.Abs(ab-up) > 1e-9 || math.Abs(ab) > 1+1e-9) {
			t.Errorf("%v, reversed %v, after a rising function %v", ab, ba, up)
		}
	})
}
