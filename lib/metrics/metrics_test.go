package metrics_test

import (
	"fmt"
	"math"
	"testing"

	"nodulelab/lib/metrics"
)

func TestScore(t *testing.T) {
	predicted := []bool{true, true, false, false, true, false}
	malignant := []bool{true, false, true, false, true, false}
	c, err := metrics.Score(predicted, malignant)
	if err != nil {
		t.Fatal(err)
	}
	if c != (metrics.Confusion{TP: 2, FN: 1, TN: 2, FP: 1}) {
		t.Fatalf("confusion %+v", c)
	}
	for name, test := range map[string]struct {
		got  metrics.Proportion
		want metrics.Proportion
	}{
		"accuracy": {c.Accuracy(), metrics.Proportion{Hits: 4, Total: 6}}, "sensitivity": {c.Sensitivity(), metrics.Proportion{Hits: 2, Total: 3}},
		"specificity": {c.Specificity(), metrics.Proportion{Hits: 2, Total: 3}},
	} {
		if test.got != test.want {
			t.Errorf("%s: %+v, want %+v", name, test.got, test.want)
		}
	}
	if _, err := metrics.Score(predicted, malignant[1:]); err == nil {
		t.Error("different lengths: no error")
	}
}

func TestOneClass(t *testing.T) {
	c, err := metrics.Score([]bool{true, false}, []bool{true, true})
	if err != nil {
		t.Fatal(err)
	}
	low, high := c.Specificity().Wilson()
	if c.Sensitivity().Value() != .5 || !math.IsNaN(c.Specificity().Value()) || !math.IsNaN(low) || !math.IsNaN(high) {
		t.Errorf("%+v", c)
	}
}

// Values of Newcombe 1998, table I, method 3: score without continuity
// correction.
func TestWilson(t *testing.T) {
	for _, test := range []struct {
		hits, total int
		low, high   float64
	}{
		{81, 263, .2553, .3662}, {15, 148, .0624, .1605}, {0, 20, 0, .1611}, {1, 29, .0061, .1718},
	} {
		low, high := metrics.Proportion{Hits: test.hits, Total: test.total}.Wilson()
		if math.Abs(low-test.low) > 5e-5 || math.Abs(high-test.high) > 5e-5 {
			t.Errorf("%d/%d: [%.4f, %.4f], want [%.4f, %.4f]", test.hits, test.total, low, high, test.low, test.high)
		}
	}
	if _, high := (metrics.Proportion{Hits: 20, Total: 20}).Wilson(); high != 1 {
		t.Errorf("20/20: upper end %v", high)
	}
}

// U by its definition: pairs in which a is larger, ties as halves.
func TestMannWhitneyU(t *testing.T) {
	a, b := []float64{1, 3, 3, 8}, []float64{2, 3, 5}
	u, p, err := metrics.MannWhitney(a, b)
	if err != nil {
		t.Fatal(err)
	}
	var want float64
	for _, x := range a {
		for _, y := range b {
			switch {
			case x > y:
				want++
			case x == y:
				want += .5
			}
		}
	}
	_, reversed, err := metrics.MannWhitney(b, a)
	if err != nil {
		t.Fatal(err)
	}
	if u != want || p != reversed || p <= 0 || p > 1 {
		t.Errorf("U %v, want %v; p %v, reversed %v", u, want, p, reversed)
	}
}

// Two samples of five without overlap: U = 25, mean 12.5, variance 275/12, and
// with the correction for continuity z = 12/√22.9167 = 2.5067, p = .01219.
func TestMannWhitneyP(t *testing.T) {
	u, p, err := metrics.MannWhitney([]float64{6, 7, 8, 9, 10}, []float64{1, 2, 3, 4, 5})
	if err != nil || u != 25 || math.Abs(p-.01219) > 1e-5 {
		t.Errorf("U %v, p %.5f, %v", u, p, err)
	}
}

func TestMannWhitneyAtTheEdges(t *testing.T) {
	if _, p, err := metrics.MannWhitney([]float64{1, 1}, []float64{1, 1, 1}); err != nil || p != 1 {
		t.Errorf("all equal: p %v, %v", p, err)
	}
	for name, a := range map[string][]float64{"empty": nil, "NaN": {1, math.NaN()}} {
		if _, _, err := metrics.MannWhitney(a, []float64{1, 2}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// Student's t at 2.5 % for 4 degrees of freedom is 2.7764.
func TestSummarise(t *testing.T) {
	s := metrics.Summarise([]float64{1, 2, 3, 4, 5})
	half := 2.776445 * math.Sqrt(2.5/5)
	for name, v := range map[string][2]float64{
		"mean": {s.Mean, 3}, "sd": {s.SD, math.Sqrt(2.5)}, "min": {s.Min, 1}, "max": {s.Max, 5}, "low": {s.Low, 3 - half}, "high": {s.High, 3 + half},
	} {
		if math.Abs(v[0]-v[1]) > 1e-5 {
			t.Errorf("%s: %v, want %v", name, v[0], v[1])
		}
	}
	if one := metrics.Summarise([]float64{7}); one.N != 1 || one.Mean != 7 || !math.IsNaN(one.SD) || !math.IsNaN(one.Low) {
		t.Errorf("one value: %+v", one)
	}
	if none := metrics.Summarise(nil); none.N != 0 || !math.IsNaN(none.Mean) {
		t.Errorf("no value: %+v", none)
	}
	if bad := metrics.Summarise([]float64{1, math.NaN()}); !math.IsNaN(bad.Mean) || !math.IsNaN(bad.Min) {
		t.Errorf("NaN: %+v", bad)
	}
}

func ExampleScore() {
	predicted, malignant := []bool{true, true, false, true}, []bool{true, true, false, false}
	c, err := metrics.Score(predicted, malignant)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("accuracy", c.Accuracy().Value(), "sensitivity", c.Sensitivity().Value(), "specificity", c.Specificity().Value())
	// Output: accuracy 0.75 sensitivity 1 specificity 0.5
}
