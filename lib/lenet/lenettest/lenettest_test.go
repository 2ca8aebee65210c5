package lenettest_test

import (
	"slices"
	"testing"

	"nodulelab/lib/internal/golden"
	"nodulelab/lib/lenet/lenettest"
)

// The reference's networks have every tensor of the paper's network, and training
// has moved them.
func TestWeights(t *testing.T) {
	first, last := lenettest.Weights(t, "init"), lenettest.Weights(t, "ce.step100")
	if n := first.Count(); n != 60941 {
		t.Errorf("%d parameters, want 60941", n)
	}
	for i, tensor := range first.Tensors {
		if moved := golden.RelativeError(last.Tensors[i].Data, tensor.Data); !(moved > 0 && moved < 1) {
			t.Errorf("%s has moved by %g of its norm", tensor.Name, moved)
		}
	}
	if err := first.Check(); err != nil {
		t.Error(err)
	}
}

// 60,856 parameters are the encoder's.
func TestIsEncoder(t *testing.T) {
	n := 0
	for _, tensor := range lenettest.Draw(t, 1, 32).Tensors {
		if lenettest.IsEncoder(tensor.Name) {
			n += len(tensor.Data)
		}
	}
	if n != 60856 {
		t.Errorf("%d parameters of the encoder, want 60856", n)
	}
}

// The images have the reference's size, both classes, and masks; seed 1 draws a
// network as package lenet does.
func TestSet(t *testing.T) {
	s := lenettest.Set(t)
	malignant := 0
	for _, m := range s.Malignant() {
		if m {
			malignant++
		}
	}
	if s.Len() != 64 || len(s.Images) != 64*32*32 || len(s.Masks) != len(s.Images) || malignant == 0 || malignant == 64 {
		t.Errorf("%d images of %d pixels, %d of masks, %d malignant", s.Len(), len(s.Images), len(s.Masks), malignant)
	}
	if least, most := slices.Min(s.Images), slices.Max(s.Images); least < 0 || most > 255.1 || most < 150 {
		t.Errorf("grey levels from %v to %v", least, most)
	}
}
