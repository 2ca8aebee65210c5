package golden_test

import (
	"math"
	"testing"

	"nodulelab/lib/internal/golden"
)

func TestShapesOfTheReference(t *testing.T) {
	for name, want := range map[string]int{
		"images": 64 * 32 * 32, "labels": 64, "embedding": 32 * 84, "logit": 32,
		"ce.loss": 1, "contrastive.losses": 100, "saliency.input_grad": 32 * 32 * 32,
	} {
		if got := len(golden.Floats(t, name)); got != want {
			t.Errorf("%s: %d values, want %d", name, got, want)
		}
	}
}

func TestRelativeError(t *testing.T) {
	if e := golden.RelativeError([]float32{3, 5}, []float32{3, 4}); math.Abs(e-.2) > 1e-7 {
		t.Errorf("relative error %v, want 1/5", e)
	}
	if e := golden.RelativeError([]float32{float32(math.NaN())}, []float32{1}); e <= 1 {
		t.Errorf("NaN passes as %v", e)
	}
}
