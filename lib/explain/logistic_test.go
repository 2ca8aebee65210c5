package explain_test

import (
	"math"
	"strings"
	"testing"

	"nodulelab/lib/explain"
)

// Of one feature with two values, the fitted probabilities are the shares of malignant
// samples, up to the small penalty.
func TestLogisticFitsShares(t *testing.T) {
	var x []float32
	var malignant []bool
	for i := range 400 {
		x = append(x, float32(i%2))
		malignant = append(malignant, i%2 == 0 && i%10 < 2 || i%2 == 1 && i%10 < 8) // 1 in 5, and 4 in 5
	}
	model, err := explain.FitLogistic(x, 1, malignant)
	if err != nil {
		t.Fatal(err)
	}
	p, err := model.Predict([]float32{0, 1})
	if err != nil || math.Abs(p[0]-.2) > .005 || math.Abs(p[1]-.8) > .005 {
		t.Errorf("probabilities %.3f, %v; want .2 and .8", p, err)
	}
}

// Classes that can be divided without an error give finite weights; a feature that is the
// same in all samples counts nothing.
func TestLogisticDivides(t *testing.T) {
	var x []float32
	var malignant []bool
	for i := range 40 {
		x = append(x, float32(i), 7)
		malignant = append(malignant, i >= 20)
	}
	model, err := explain.FitLogistic(x, 2, malignant)
	if err != nil {
		t.Fatal(err)
	}
	p, err := model.Predict(x)
	if err != nil {
		t.Fatal(err)
	}
	for i := range p {
		if math.IsNaN(p[i]) || p[i] > .5 != malignant[i] {
			t.Errorf("sample %d: probability %v", i, p[i])
		}
	}
	other, err := model.Predict([]float32{3, 7, 3, 1000})
	if err != nil || other[0] != other[1] {
		t.Errorf("a constant feature counts: %v, %v", other, err)
	}
}

func TestLogisticErrors(t *testing.T) {
	if _, err := explain.FitLogistic([]float32{1, 2, 3}, 1, []bool{true}); err == nil || !strings.Contains(err.Error(), "1 classes for 3 samples") {
		t.Errorf("error %v", err)
	}
	if _, err := explain.FitLogistic([]float32{1, float32(math.NaN())}, 1, []bool{true, false}); err == nil || !strings.Contains(err.Error(), "all finite") {
		t.Errorf("error %v", err)
	}
	if _, err := (explain.Logistic{}).Predict([]float32{1}); err == nil {
		t.Error("a model that was not fitted predicts")
	}
}
