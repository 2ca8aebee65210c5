package explain_test

import (
	"math"
	"strings"
	"testing"

	"nodulelab/lib/explain"
	"nodulelab/lib/internal/stream"
)

// Each model of a path is the one that is fitted with its penalty alone, with fewer samples
// than features and with more.
func TestRidgePathIsRidges(t *testing.T) {
	r := stream.New(3, "path")
	for _, size := range []struct{ n, width int }{{12, 5}, {6, 9}} {
		x, y := make([]float32, size.n*size.width), make([]float64, size.n)
		for i := range x {
			x[i] = float32(r.NormFloat64())
		}
		for i := range y {
			y[i] = r.NormFloat64()
		}
		penalties := []float64{10, 1e-6, .3}
		path, err := explain.FitRidgePath(x, size.width, y, penalties...)
		if err != nil {
			t.Fatal(err)
		}
		all, err := path.Predict(x)
		if err != nil || len(all) != len(penalties) {
			t.Fatalf("%d lists, %v", len(all), err)
		}
		for k, penalty := range penalties {
			one, err := explain.FitRidges(x, size.width, penalty, y)
			if err != nil {
				t.Fatal(err)
			}
			want, err := one[0].Predict(x)
			if err != nil {
				t.Fatal(err)
			}
			for i := range want {
				if math.Abs(all[k][i]-want[i]) > 1e-9 {
					t.Errorf("%d×%d, λ = %g, sample %d: %v, want %v", size.n, size.width, penalty, i, all[k][i], want[i])
				}
			}
		}
	}
}

func TestRidgePathRefuses(t *testing.T) {
	x, y := []float32{1, 2, 3, 5}, []float64{1, -1}
	for want, fit := range map[string]func() (explain.RidgePath, error){
		"without a penalty":     func() (explain.RidgePath, error) { return explain.FitRidgePath(x, 2, y) },
		"penalty 0":             func() (explain.RidgePath, error) { return explain.FitRidgePath(x, 2, y, 1, 0) },
		"penalty NaN":           func() (explain.RidgePath, error) { return explain.FitRidgePath(x, 2, y, math.NaN()) },
		"not samples of 3":      func() (explain.RidgePath, error) { return explain.FitRidgePath(x, 3, y, 1) },
		"1 values for 2 sample": func() (explain.RidgePath, error) { return explain.FitRidgePath(x, 2, y[:1], 1) },
	} {
		if _, err := fit(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
	path, err := explain.FitRidgePath(x, 2, y, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []explain.RidgePath{path, {}} {
		if _, err := p.Predict(x[:3]); err == nil {
			t.Errorf("%+v predicted a part of a sample", p)
		}
	}
}
