package explain_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/explain"
)

// The grid is even in the logarithm, and rises.
func TestPenalties(t *testing.T) {
	all := explain.Penalties()
	if len(all) != 29 || all[0] != 1e-10 || all[28] != 1e4 {
		t.Fatalf("%d penalties from %g to %g", len(all), all[0], all[len(all)-1])
	}
	for i := range all[1:] {
		if ratio := all[i+1] / all[i]; math.Abs(ratio-math.Sqrt(10)) > 1e-9 {
			t.Errorf("%g follows %g", all[i+1], all[i])
		}
	}
}

// brute is the cross-validated error of one penalty by [explain.FitRidges] alone: a target
// of two classes, dealt out in turn, class by class.
func brute(t *testing.T, x []float32, width int, y []float64, penalty float64) float64 {
	t.Helper()
	var order []int
	for _, class := range []float64{-1, 1} {
		for i, v := range y {
			if v == class {
				order = append(order, i)
			}
		}
	}
	var sum float64
	for fold := range 5 {
		var in, out []float32
		var inY, outY []float64
		for place, i := range order {
			if place%5 == fold {
				out, outY = append(out, x[i*width:(i+1)*width]...), append(outY, y[i])
			} else {
				in, inY = append(in, x[i*width:(i+1)*width]...), append(inY, y[i])
			}
		}
		models, err := explain.FitRidges(in, width, penalty, inY)
		if err != nil {
			t.Fatal(err)
		}
		says, err := models[0].Predict(out)
		if err != nil {
			t.Fatal(err)
		}
		for i, v := range says {
			sum += (outY[i] - v) * (outY[i] - v)
		}
	}
	return sum
}

// classes are the signs of a target.
func classes(y []float64) []float64 {
	signs := make([]float64, len(y))
	for i, v := range y {
		signs[i] = math.Copysign(1, v)
	}
	return signs
}

// The chosen penalty has the least error of all when each is tried by itself, with more
// samples than features and with fewer; and the model is the one with that penalty.
func TestTunedRidgeIsTheBest(t *testing.T) {
	for _, n := range []int{60, 20} {
		const width = 30
		x, y := features(11, n, width)
		y = classes(y)
		tuned, err := explain.TuneRidges(x, width, y)
		if err != nil {
			t.Fatal(err)
		}
		least := brute(t, x, width, y, tuned[0].Penalty)
		for _, penalty := range explain.Penalties() {
			if got := brute(t, x, width, y, penalty); got < least*(1-1e-6) {
				t.Errorf("n %d: the penalty %g has the error %v, the chosen one, %g, has %v", n, penalty, got, tuned[0].Penalty, least)
			}
		}
		alone, err := explain.FitRidges(x, width, tuned[0].Penalty, y)
		if err != nil {
			t.Fatal(err)
		}
		for j, w := range explain.RidgeWeights(alone[0]) {
			if math.Abs(w-explain.RidgeWeights(tuned[0].Ridge)[j]) > 1e-9 {
				t.Errorf("n %d: weight %d is another than with that penalty alone", n, j)
			}
		}
	}
}

// A target that is nothing but noise gets a large penalty, one that is a feature to
// the last digit a small one.
func TestTunedRidgeFitsThePenaltyToTheTarget(t *testing.T) {
	x, _ := features(12, 200, 20)
	_, noise := features(13, 200, 1)
	exact := make([]float64, 200)
	for i := range exact {
		exact[i] = float64(x[20*i])
	}
	tuned, err := explain.TuneRidges(x, 20, noise, exact)
	if err != nil {
		t.Fatal(err)
	}
	if tuned[0].Penalty < 1 || tuned[1].Penalty > 1e-6 {
		t.Errorf("penalties %g for noise, %g for a feature", tuned[0].Penalty, tuned[1].Penalty)
	}
}

// Neither the unit of the features nor their offset changes what is read; but a feature
// that hardly varies stays faint.
func TestRidgeHasOneScale(t *testing.T) {
	x, y := features(14, 100, 4)
	moved, faint := slices.Clone(x), slices.Clone(x)
	for i := range x {
		moved[i] = 1000*x[i] + 5
		if i%4 == 0 {
			faint[i] *= 1e-3
		}
	}
	read := func(x []float32) []float64 {
		models, err := explain.FitRidges(x, 4, .1, y)
		if err != nil {
			t.Fatal(err)
		}
		says, err := models[0].Predict(x)
		if err != nil {
			t.Fatal(err)
		}
		return says
	}
	own, other, lost := read(x), read(moved), read(faint)
	var spread, faintSpread float64
	for i := range own {
		if math.Abs(own[i]-other[i]) > 1e-4 {
			t.Fatalf("sample %d: %v, and %v in another unit", i, own[i], other[i])
		}
		spread, faintSpread = spread+own[i]*own[i], faintSpread+lost[i]*lost[i]
	}
	if faintSpread > .1*spread {
		t.Errorf("a faint feature is read as loudly as before: %v, %v", faintSpread, spread)
	}
}

// The same samples give the same penalty, whatever targets stand behind the first one that
// tells all samples apart.
func TestTunedRidgesShareFolds(t *testing.T) {
	x, y := features(15, 40, 6)
	_, other := features(16, 40, 1)
	both, err := explain.TuneRidges(x, 6, y, other)
	if err != nil {
		t.Fatal(err)
	}
	alone, err := explain.TuneRidges(x, 6, y)
	if err != nil {
		t.Fatal(err)
	}
	if both[0].Penalty != alone[0].Penalty || !slices.Equal(explain.RidgeWeights(both[0].Ridge), explain.RidgeWeights(alone[0].Ridge)) {
		t.Errorf("penalty %g beside another target, %g alone", both[0].Penalty, alone[0].Penalty)
	}
}

func TestTuneRidgesRefuses(t *testing.T) {
	x, y := features(17, 9, 2)
	if _, err := explain.TuneRidges(x, 2, y); err == nil || !strings.Contains(err.Error(), "wants at least 10") {
		t.Errorf("nine samples: %v", err)
	}
	if _, err := explain.TuneRidges(x, 0, y); err == nil {
		t.Error("no width: no error")
	}
	if _, err := explain.TuneRidges(x, 2, y[1:]); err == nil {
		t.Error("a target too short: no error")
	}
}

// Features that are all constant hold nothing: the mean is what is left.
func TestTunedRidgeOfConstants(t *testing.T) {
	x, y := make([]float32, 20), make([]float64, 20)
	for i := range x {
		x[i], y[i] = .1, float64(i)
	}
	tuned, err := explain.TuneRidges(x, 1, y)
	if err != nil {
		t.Fatal(err)
	}
	says, err := tuned[0].Predict([]float32{.1, 7})
	if err != nil || math.Abs(says[0]-9.5) > 1e-9 || says[0] != says[1] {
		t.Errorf("%v, %v", says, err)
	}
}

// Whatever the samples, the penalty is one of the grid and what is said is finite.
func FuzzTuneRidges(f *testing.F) {
	f.Add(uint64(1), 10, 3)
	f.Add(uint64(2), 12, 40)
	f.Fuzz(func(t *testing.T, seed uint64, n, width int) {
		if n < 10 || n > 40 || width < 1 || width > 40 {
			return
		}
		x, y := features(max(seed, 1), n, width)
		tuned, err := explain.TuneRidges(x, width, y, classes(y))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range tuned {
			says, err := m.Predict(x)
			if err != nil || slices.ContainsFunc(says, func(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) }) {
				t.Fatalf("%v, %v", says, err)
			}
			if !slices.Contains(explain.Penalties(), m.Penalty) {
				t.Fatalf("penalty %g", m.Penalty)
			}
		}
	})
}
