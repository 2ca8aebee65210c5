package explain_test

import (
	"fmt"
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
		"no samples":  func() ([]explain.Ridge, error) { return explain.FitRidges(nil, 1, 1) },
		"no width":    func() ([]explain.Ridge, error) { return explain.FitRidges([]float32{1}, 0, 1) },
		"ragged":      func() ([]explain.Ridge, error) { return explain.FitRidges(make([]float32, 3), 2, 1) },
		"NaN":         func() ([]explain.Ridge, error) { return explain.FitRidges([]float32{nan, 1}, 1, 1) },
		"no penalty":  func() ([]explain.Ridge, error) { return explain.FitRidges([]float32{1, 2}, 1, 0) },
		"few targets": func() ([]explain.Ridge, error) { return explain.FitRidges([]float32{1, 2}, 1, 1, []float64{1}) },
	} {
		if _, err := fit(); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := (explain.Ridge{}).Predict([]float32{1}); err == nil {
		t.Error("a model that was not fitted predicts")
	}
}

func ExampleFitRidges() {
	embeddings := []float32{0, 0, 0, 1, 1, 0, 1, 1} // four samples of two features
	malignant := []float64{-1, -1, 1, 1}
	probe, err := explain.FitRidges(embeddings, 2, 1e-3, malignant)
	if err != nil {
		fmt.Println(err)
		return
	}
	says, _ := probe[0].Predict([]float32{.9, .2, .1, .8})
	fmt.Println("malignant:", says[0] > 0, says[1] > 0)
	// Output: malignant: true false
}
