package metrics_test

import (
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
	i := c.Specificity().Wilson()
	if c.Sensitivity().Value() != .5 || !math.IsNaN(c.Specificity().Value()) || !math.IsNaN(i.Low) || !math.IsNaN(i.High) {
		t.Errorf("%+v", c)
	}
}
