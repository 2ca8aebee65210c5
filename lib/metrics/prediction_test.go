package metrics_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"nodulelab/lib/metrics"
)

// ramp holds 1 to n.
func ramp(n int) []float64 {
	values := make([]float64, n)
	for i := range values {
		values[i] = float64(n - i)
	}
	return values
}

func TestPredictionInterval(t *testing.T) {
	for _, test := range []struct {
		n               int
		low, high, want float64
	}{
		{1, 1, 1, 0}, {2, 1, 2, 1. / 3}, {20, 1, 20, 19. / 21}, {38, 1, 38, 37. / 39},
		{39, 1, 39, .95}, {60, 1, 60, 59. / 61}, {79, 2, 78, .95}, {999, 25, 975, .95},
	} {
		i, coverage := metrics.PredictionInterval(ramp(test.n))
		if i.Low != test.low || i.High != test.high || math.Abs(coverage-test.want) > 1e-12 {
			t.Errorf("%d values: %v, coverage %v, want [%v, %v], %v", test.n, i, coverage, test.low, test.high, test.want)
		}
	}
	for _, values := range [][]float64{nil, {1, math.NaN()}} {
		if i, coverage := metrics.PredictionInterval(values); !math.IsNaN(i.Low) || !math.IsNaN(i.High) || coverage != 0 {
			t.Errorf("%v: %v, coverage %v", values, i, coverage)
		}
	}
}

// Of many studies the interval holds one more value as often as it says, and excludes one
// more record at 5 % as often as that at most, whatever the distribution.
func TestOneMoreValueIsCovered(t *testing.T) {
	const studies, n = 4000, 60
	random := rand.New(rand.NewPCG(1, 2))
	skewed := func() float64 { return math.Exp(2 * random.NormFloat64()) }
	var held, excluded float64
	for range studies {
		values, others := make([]float64, n), make([][]float64, n)
		for i := range others {
			values[i] = skewed()
			others[i] = []float64{values[i], math.Round(values[i]), -values[i] * skewed()}
		}
		next := skewed()
		if i, _ := metrics.PredictionInterval(values); i.Contains(next) {
			held++
		}
		p, err := metrics.OneMore(others, []float64{next, math.Round(next), -next * skewed()})
		if err != nil {
			t.Fatal(err)
		}
		if p < .05 {
			excluded++
		}
	}
	// the expected shares are 59/61 = .967 and at most 3/61 = .049; 4 standard errors are .012
	if share := held / studies; math.Abs(share-59./61) > .012 {
		t.Errorf("the interval holds one more value in a share of %.3f", share)
	}
	if share := excluded / studies; share > 3./61+.012 || share < .02 {
		t.Errorf("one more record of the same kind is excluded in a share of %.3f", share)
	}
}

func TestOneMore(t *testing.T) {
	column := func(values ...float64) (records [][]float64) {
		for _, v := range values {
			records = append(records, []float64{v})
		}
		return records
	}
	for _, test := range []struct {
		others [][]float64
		one    []float64
		want   float64
	}{
		{column(ramp(60)...), []float64{0}, 2. / 61}, // as far out as the other end
		{column(ramp(60)...), []float64{30.5}, 1}, {column(1, 1, 1, 1), []float64{1}, 1},
		{column(1, 1, 1, 1), []float64{.9}, 1. / 5}, // all others are one tie near the middle
		{[][]float64{{1, 5}, {2, 6}, {3, 7}}, []float64{2, 0}, 3. / 4},
	} {
		if p, err := metrics.OneMore(test.others, test.one); err != nil || math.Abs(p-test.want) > 1e-12 {
			t.Errorf("%v among %d: p %v, %v, want %v", test.one, len(test.others), p, err, test.want)
		}
	}
	for want, test := range map[string]struct {
		others [][]float64
		one    []float64
	}{
		"among 0 others": {nil, []float64{1}}, "of 0 values": {column(1), nil},
		"record 1 has 1 values: want 2": {column(1), []float64{1, 2}}, "NaN": {column(math.NaN()), []float64{1}},
	} {
		if _, err := metrics.OneMore(test.others, test.one); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

func TestMedianAndQuantile(t *testing.T) {
	if a, b, none := metrics.Median([]float64{3, 1, 2}), metrics.Median([]float64{4, 1, 3, 2}), metrics.Median(nil); a != 2 || b != 2.5 || !math.IsNaN(none) {
		t.Errorf("medians %v, %v, %v", a, b, none)
	}
	for v, want := range map[float64]float64{0: 0, 1: .125, 2.5: .5, 9: 1} {
		if got := metrics.QuantileOf(v, []float64{1, 2, 3, 4}); got != want {
			t.Errorf("%v lies at %v, want %v", v, got, want)
		}
	}
	if got := metrics.QuantileOf(1, nil); !math.IsNaN(got) {
		t.Errorf("among none: %v", got)
	}
}

func TestBonferroni(t *testing.T) {
	got, err := metrics.Bonferroni([]float64{.01, .3}, 5)
	if err != nil || got[0] != .05 || got[1] != 1 {
		t.Errorf("%v, %v", got, err)
	}
	for want, p := range map[string][]float64{"want 0 to 1": {math.NaN()}, "in a family of 1 tests": {.1, .2}} {
		if _, err := metrics.Bonferroni(p, 1); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

// Is the paper's accuracy of .59 one that another seed could have had?
func ExampleOneMore() {
	ours := [][]float64{{.98}, {.95}, {.97}, {.6}, {.9}, {.99}, {.93}, {.88}, {.96}, {.7},
		{.98}, {.95}, {.97}, {.61}, {.9}, {.99}, {.93}, {.88}, {.96}, {.7}}
	p, err := metrics.OneMore(ours, []float64{.59})
	fmt.Printf("p = %.3f, %v\n", p, err)
	// Output:
	// p = 0.048, <nil>
}
