package explain_test

import (
	"math"
	"slices"
	"testing"

	"nodulelab/lib/explain"
	"nodulelab/lib/internal/stream"
)

// One feature, by hand: x = 1, 2, 3, 4 has mean 2.5 and variance 1.25, z·y/n is
// the covariance over the standard deviation, and w = that over 1 + penalty.
func TestRidgeByHand(t *testing.T) {
	x, y := []float32{1, 2, 3, 4}, []float64{3, 5, 7, 9} // y = 1 + 2x
	for _, penalty := range []float64{1e-9, .25, 3} {
		models, err := explain.FitRidges(x, 1, penalty, y)
		if err != nil {
			t.Fatal(err)
		}
		got, err := models[0].Predict([]float32{0, 2.5, 10})
		if err != nil {
			t.Fatal(err)
		}
		slope := 2 / (1 + penalty)
		for i, at := range []float64{0, 2.5, 10} {
			if want := 6 + slope*(at-2.5); math.Abs(got[i]-want) > 1e-6 {
				t.Errorf("penalty %g: at %g %.6f, want %.6f", penalty, at, got[i], want)
			}
		}
	}
}

// Two uncorrelated features of variance 1 have the weights that each has alone:
// cov(z, y)/(1 + penalty); a constant one has none.
func TestRidgeOfUncorrelatedFeatures(t *testing.T) {
	x := []float32{-1, -1, 7, -1, 1, 7, 1, -1, 7, 1, 1, 7}
	y := []float64{-3 + 10, -3 + 14, 3 + 10, 3 + 14} // 12 + 3a + 2b
	models, err := explain.FitRidges(x, 3, .5, y)
	if err != nil {
		t.Fatal(err)
	}
	got, err := models[0].Predict([]float32{2, 0, 7, 0, 2, 7, 0, 0, 99})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float64{12 + 2*3/1.5, 12 + 2*2/1.5, 12} {
		if math.Abs(got[i]-want) > 1e-9 {
			t.Errorf("sample %d: %v, want %v", i, got[i], want)
		}
	}
}

// The mean of equal features is rounded, so that they seem to change by the last bit: they
// have no weight all the same.
func TestRidgeOfAConstant(t *testing.T) {
	for n := 3; n < 30; n++ {
		x, y := make([]float32, n), make([]float64, n)
		for i := range x {
			x[i], y[i] = .1, float64(i)
		}
		models, err := explain.FitRidges(x, 1, 1e-3, y)
		if err != nil {
			t.Fatal(err)
		}
		got, err := models[0].Predict([]float32{.1, 100})
		if want := float64(n-1) / 2; err != nil || math.Abs(got[0]-want) > 1e-9 || got[0] != got[1] {
			t.Errorf("%d samples: %v, want %v twice, %v", n, got, want, err)
		}
	}
}

// features draws n samples of a width, and a target that the first feature bears.
func features(seed uint64, n, width int) (x []float32, y []float64) {
	r := stream.New(seed, "ridge", n, width)
	for range n {
		for range width {
			x = append(x, float32(r.NormFloat64()))
		}
		y = append(y, float64(x[len(x)-width])+.1*r.NormFloat64())
	}
	return x, y
}

// The solution is the minimum: no step in any direction makes the objective less.
// With more features than samples the dual equations are solved.
func TestRidgeIsTheMinimum(t *testing.T) {
	for _, n := range []int{40, 8} {
		const width, penalty = 12, .05
		x, y := features(1, n, width)
		models, err := explain.FitRidges(x, width, penalty, y)
		if err != nil {
			t.Fatal(err)
		}
		least := objective(t, models[0], x, y, penalty)
		for j := range width {
			for _, step := range []float64{-1e-3, 1e-3} {
				if got := objective(t, explain.Nudged(models[0], j, step), x, y, penalty); got < least-1e-12 {
					t.Errorf("n %d: weight %d moved by %g gives %v, less than %v", n, j, step, got, least)
				}
			}
		}
	}
}

func objective(t *testing.T, r explain.Ridge, x []float32, y []float64, penalty float64) float64 {
	t.Helper()
	predicted, err := r.Predict(x)
	if err != nil {
		t.Fatal(err)
	}
	var sum float64
	for i, p := range predicted {
		sum += (y[i] - p) * (y[i] - p) / float64(len(y))
	}
	for _, w := range explain.RidgeWeights(r) {
		sum += penalty * w * w
	}
	return sum
}

// A probe reads what is there on samples that it has not seen, and neither noise
// nor the scale or the offset of a feature changes what it says.
func TestRidgeGeneralises(t *testing.T) {
	x, y := features(2, 300, 10)
	test, want := features(3, 300, 10)
	moved, movedTest := slices.Clone(x), slices.Clone(test)
	for i := range moved {
		moved[i], movedTest[i] = 1000*moved[i]+5, 1000*movedTest[i]+5
	}
	a, err := explain.FitRidges(x, 10, 1e-3, y)
	if err != nil {
		t.Fatal(err)
	}
	b, err := explain.FitRidges(moved, 10, 1e-3, y)
	if err != nil {
		t.Fatal(err)
	}
	one, _ := a[0].Predict(test)
	other, _ := b[0].Predict(movedTest)
	for i := range want {
		if math.Abs(one[i]-want[i]) > .6 || math.Abs(one[i]-other[i]) > 1e-3 {
			t.Fatalf("sample %d: %v and, scaled, %v, want %v", i, one[i], other[i], want[i])
		}
	}
}

func TestRidgeRefuses(t *testing.T) {
	nan := float32(math.NaN())
	for name, fit := range map[string]func() ([]explain.Ridge, error){
		"no samples":       func() ([]explain.Ridge, error) { return explain.FitRidges(nil, 1, 1) },
		"no width":         func() ([]explain.Ridge, error) { return explain.FitRidges([]float32{1}, 0, 1) },
		"ragged":           func() ([]explain.Ridge, error) { return explain.FitRidges(make([]float32, 3), 2, 1) },
		"NaN":              func() ([]explain.Ridge, error) { return explain.FitRidges([]float32{nan, 1}, 1, 1) },
		"no penalty":       func() ([]explain.Ridge, error) { return explain.FitRidges([]float32{1, 2}, 1, 0) },
		"infinite penalty": func() ([]explain.Ridge, error) { return explain.FitRidges([]float32{1, 2}, 1, math.Inf(1)) },
		"penalty NaN":      func() ([]explain.Ridge, error) { return explain.FitRidges([]float32{1, 2}, 1, math.NaN()) },
		"few targets":      func() ([]explain.Ridge, error) { return explain.FitRidges([]float32{1, 2}, 1, 1, []float64{1}) },
	} {
		if _, err := fit(); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := (explain.Ridge{}).Predict([]float32{1}); err == nil {
		t.Error("a model that was not fitted predicts")
	}
}

// Neither the order of the samples nor the scale of a target changes the model.
func FuzzRidge(f *testing.F) {
	f.Add(uint64(1), 10, 3)
	f.Add(uint64(2), 4, 9)
	f.Fuzz(func(t *testing.T, seed uint64, n, width int) {
		if n < 2 || n > 40 || width < 1 || width > 40 {
			return
		}
		x, y := features(max(seed, 1), n, width)
		backwards, scaled := make([]float32, 0, len(x)), make([]float64, n)
		for i := range n {
			j := n - 1 - i
			backwards = append(backwards, x[j*width:(j+1)*width]...)
			scaled[i] = 3*y[j] - 7
		}
		a, err := explain.FitRidges(x, width, .1, y)
		if err != nil {
			t.Fatal(err)
		}
		b, err := explain.FitRidges(backwards, width, .1, scaled)
		if err != nil {
			t.Fatal(err)
		}
		one, _ := a[0].Predict(x)
		other, _ := b[0].Predict(x)
		for i := range one {
			if math.Abs(3*one[i]-7-other[i]) > 1e-6 {
				t.Fatalf("sample %d: %v, from the turned samples %v", i, one[i], other[i])
			}
		}
	})
}

// Several targets are fitted as each alone.
func TestRidgesTogether(t *testing.T) {
	x, y := features(4, 30, 5)
	z := make([]float64, len(y))
	for i, v := range y {
		z[i] = v * v
	}
	both, err := explain.FitRidges(x, 5, .01, y, z)
	if err != nil || len(both) != 2 {
		t.Fatalf("%d models, %v", len(both), err)
	}
	for i, target := range [][]float64{y, z} {
		alone, err := explain.FitRidges(x, 5, .01, target)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(explain.RidgeWeights(alone[0]), explain.RidgeWeights(both[i])) {
			t.Errorf("target %d: other weights than alone", i)
		}
	}
	if got, err := both[0].Predict(nil); err != nil || len(got) != 0 {
		t.Errorf("no samples: %v, %v", got, err)
	}
}

// A target that is nothing but noise is explained in the samples that were fitted,
// and not in others: what a probe says has to be judged on others.
func TestRidgeOfNoise(t *testing.T) {
	x, _ := features(5, 60, 50)
	test, _ := features(6, 60, 50)
	_, noise := features(7, 60, 1)
	models, err := explain.FitRidges(x, 50, 1e-3, noise)
	if err != nil {
		t.Fatal(err)
	}
	explained := func(x []float32) float64 {
		predicted, _ := models[0].Predict(x)
		var rest, all float64
		for i, p := range predicted {
			rest, all = rest+(noise[i]-p)*(noise[i]-p), all+noise[i]*noise[i]
		}
		return 1 - rest/all
	}
	if own, other := explained(x), explained(test); own < .7 || other > .1 {
		t.Errorf("noise is explained by %.2f in its own samples, by %.2f in others", own, other)
	}
}
