// Package golden gives tests the tensors of an independent PyTorch
// implementation of the protocol: seed 1, 64 images of D(180,160), float32.
//
// Names: images, labels, masks; init.*; embedding, logit (of the first 32
// images); ce.loss, ce.grad.*, contrastive.loss, contrastive.grad.*;
// saliency.input_grad (∂logit/∂pixel); ce.stepN.*, contrastive.stepN.* and
// *.losses (Adam at 1e-4, steps alternate images 0–31 and 32–63); pca.variance,
// pca.abs_scores.
package golden

import (
	_ "embed"
	"math"
	"sync"
	"testing"

	"nodulelab/lib/internal/npz"
)

//go:embed testdata/vectors.npz
var file []byte

var read = sync.OnceValues(func() (map[string]npz.Array, error) {
	arrays, err := npz.Read(file)
	byName := map[string]npz.Array{}
	for _, a := range arrays {
		byName[a.Name] = a
	}
	return byName, err
})

// Floats returns the values of a tensor, row-major.
func Floats(t testing.TB, name string) []float32 {
	t.Helper()
	arrays, err := read()
	if err != nil {
		t.Fatal(err)
	}
	a, ok := arrays[name]
	if !ok {
		t.Fatalf("golden: no tensor %q", name)
	}
	return a.Data
}

// Near fails the test unless got equals want to a relative error: the norm of
// the difference over the norm of want.
func Near(t testing.TB, what string, got, want []float32, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %d values, want %d", what, len(got), len(want))
		return
	}
	if e := RelativeError(got, want); !(e <= tolerance) {
		t.Errorf("%s: relative error %.2g, want at most %.0e", what, e, tolerance)
	}
}

// RelativeError is the norm of got − want over the norm of want.
func RelativeError(got, want []float32) float64 {
	var difference, size float64
	for i := range want {
		d, w := float64(got[i])-float64(want[i]), float64(want[i])
		difference, size = difference+d*d, size+w*w
	}
	return math.Sqrt(difference / size)
}
