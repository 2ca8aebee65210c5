package results_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"nodulelab/lib/internal/recorded"
	"nodulelab/lib/metrics"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// Samples of n seeds are drawn from the recorded accuracies of a row, ours and the
// reference's together, if they differ by .1 or more. The interval of package metrics holds
// the mean of the row about as often as it says. Student's, which knows nothing of skewness,
// holds it less often in small samples.
func TestCoverage(t *testing.T) {
	reference, err := results.Reference()
	if err != nil {
		t.Fatal(err)
	}
	both, r := append(recorded.Table1(t), reference...), rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{10, 20, 60} {
		var corrected, plain []float64
		for _, p := range paper.Table1() {
			all := results.Accuracies(results.OfRow(both, p.Row))
			if s := metrics.Summarise(all); s.Max-s.Min > .1 {
				corrected = append(corrected, coverage(r, all, n, metrics.MeanInterval))
				plain = append(plain, coverage(r, all, n, student))
			}
		}
		mean, other := stat.Mean(corrected, nil), stat.Mean(plain, nil)
		t.Logf("n = %d: %.3f, by rows %.3f; Student's %.3f, by rows %.3f", n, mean, corrected, other, plain)
		if len(corrected) < 4 || mean < .94 || mean > .98 {
			t.Errorf("n = %d: the intervals hold the mean in %.3f of the samples, want .94 to .98", n, mean)
		}
		if n < 60 && mean <= other {
			t.Errorf("n = %d: Student's interval holds the mean as often, in %.3f of the samples", n, other)
		}
	}
}

// coverage is the share of samples of n whose interval holds the mean of all.
func coverage(r *rand.Rand, all []float64, n int, of func([]float64) metrics.Interval) float64 {
	const samples = 4000
	hits, mean := 0, stat.Mean(all, nil)
	for range samples {
		values := make([]float64, n)
		for i := range values {
			values[i] = all[r.IntN(len(all))]
		}
		if of(values).Contains(mean) {
			hits++
		}
	}
	return float64(hits) / samples
}

// student is the interval of the mean without a correction for skewness.
func student(values []float64) metrics.Interval {
	n := float64(len(values))
	mean, sd := stat.MeanStdDev(values, nil)
	half := distuv.StudentsT{Sigma: 1, Nu: n - 1}.Quantile(.975) * sd / math.Sqrt(n)
	return metrics.Interval{Low: mean - half, High: mean + half}
}
