package lenettest_test

import (
	"testing"

	"nodulelab/lib/internal/golden"
	"nodulelab/lib/lenet"
	"nodulelab/lib/lenet/lenettest"
)

// The reference's networks have every tensor of the paper's network, and training
// has moved them.
func TestWeights(t *testing.T) {
	first, last := lenettest.Weights(t, "init"), lenettest.Weights(t, "ce.step100")
	if n := first.Count(); n != lenet.ParameterCount {
		t.Errorf("%d parameters, want %d", n, lenet.ParameterCount)
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
