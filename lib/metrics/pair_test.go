package metrics_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/metrics"
)

func sample(name string, seeds []uint64, values ...float64) metrics.Sample[float64] {
	return metrics.Sample[float64]{Name: name, Seeds: seeds, Values: values}
}

// Seeds make the pairs, not positions; the order is the first sample's, whatever the
// order of the second.
func TestPair(t *testing.T) {
	a, b := sample("a", []uint64{7, 2, 5}, 70, 20, 50), sample("b", []uint64{5, 7, 2}, 5, 7, 2)
	pairs, err := metrics.Pair(a, b)
	want := []metrics.Paired[float64]{{Seed: 7, First: 70, Second: 7}, {Seed: 2, First: 20, Second: 2}, {Seed: 5, First: 50, Second: 5}}
	if err != nil || !slices.Equal(pairs, want) {
		t.Errorf("%v, want %v, %v", pairs, want, err)
	}
	if d, err := metrics.Differences(a, b); err != nil || !slices.Equal(d, []float64{63, 18, 45}) {
		t.Errorf("differences %v, %v", d, err)
	}
	if d, err := metrics.Differences(b, a); err != nil || !slices.Equal(d, []float64{-45, -63, -18}) {
		t.Errorf("the other way %v, %v", d, err)
	}
}

func TestPairOfAnyValues(t *testing.T) {
	a := metrics.Sample[string]{Name: "a", Seeds: []uint64{0, 1}, Values: []string{"x", "y"}}
	pairs, err := metrics.Pair(a, a)
	if err != nil || len(pairs) != 2 || pairs[1] != (metrics.Paired[string]{Seed: 1, First: "y", Second: "y"}) {
		t.Errorf("%v, %v", pairs, err)
	}
	if pairs, err := metrics.Pair(metrics.Sample[string]{}, metrics.Sample[string]{}); err != nil || pairs != nil {
		t.Errorf("empty samples: %v, %v", pairs, err)
	}
	if d, err := metrics.Differences(sample("", nil), sample("", nil)); err != nil || d != nil {
		t.Errorf("differences of empty samples: %v, %v", d, err)
	}
}

// The error names the seed, the sample that has it and the one that does not.
func TestPairRefuses(t *testing.T) {
	full := sample("CE", []uint64{1, 2, 3}, .1, .2, .3)
	for want, second := range map[string]metrics.Sample[float64]{
		"metrics: seed 3 has a result in CE, but none in Contrast: compute it for both, or leave it out of both": sample("Contrast", []uint64{1, 2}, 1, 2),
		"metrics: seed 9 has a result in Contrast, but none in CE: compute it for both, or leave it out of both": sample("Contrast", []uint64{1, 2, 3, 9}, 1, 2, 3, 9),
		"metrics: seed 2 has two results in Contrast: want one result per seed":                                  sample("Contrast", []uint64{1, 2, 2, 3}, 1, 2, 2, 3),
		"metrics: Contrast has 2 seeds and 1 values: want one value per seed":                                    sample("Contrast", []uint64{1, 2}, 1),
	} {
		for _, pair := range [][2]metrics.Sample[float64]{{full, second}, {second, full}} {
			if _, err := metrics.Pair(pair[0], pair[1]); err == nil || err.Error() != want {
				t.Errorf("error %v, want %q", err, want)
			}
		}
		if _, err := metrics.Differences(full, second); err == nil || err.Error() != want {
			t.Errorf("differences: error %v, want %q", err, want)
		}
	}
	if _, err := metrics.Pair(full, sample("none", nil)); err == nil || !strings.Contains(err.Error(), "seed 1 has a result in CE, but none in none") {
		t.Errorf("an empty second sample: %v", err)
	}
}

func TestCollect(t *testing.T) {
	type record struct {
		seed  uint64
		value float64
	}
	s := metrics.Collect("records", []record{{4, .4}, {1, .1}}, func(r record) (uint64, float64) { return r.seed, r.value })
	if s.Name != "records" || !slices.Equal(s.Seeds, []uint64{4, 1}) || !slices.Equal(s.Values, []float64{.4, .1}) {
		t.Errorf("%+v", s)
	}
}

// However the two samples are shuffled, each seed keeps its difference.
func FuzzDifferences(f *testing.F) {
	f.Add(uint64(1), 6)
	f.Fuzz(func(t *testing.T, seed uint64, n int) {
		if n < 1 || n > 100 {
			return
		}
		r := rand.New(rand.NewPCG(seed, 6))
		a, b := sample("a", nil), sample("b", nil)
		for _, i := range r.Perm(n) {
			a.Seeds, a.Values = append(a.Seeds, uint64(i)), append(a.Values, float64(i*i))
		}
		for _, i := range r.Perm(n) {
			b.Seeds, b.Values = append(b.Seeds, uint64(i)), append(b.Values, float64(i))
		}
		d, err := metrics.Differences(a, b)
		if err != nil || len(d) != n {
			t.Fatalf("%d differences, %v", len(d), err)
		}
		for i, s := range a.Seeds {
			if want := float64(s*s) - float64(s); d[i] != want {
				t.Errorf("seed %d: %v, want %v", s, d[i], want)
			}
		}
	})
}
