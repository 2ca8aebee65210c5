// Package lenettest gives tests the networks of the independent PyTorch
// implementation, whose tensors package golden holds.
package lenettest

import (
	"strings"
	"testing"

	"nodulelab/lib/internal/golden"
	"nodulelab/lib/lenet"
)

// Weights returns the network whose golden tensors are named prefix+"."+name, for
// example with the prefix "init" or "ce.step10".
func Weights(t testing.TB, prefix string) lenet.Weights {
	t.Helper()
	w, err := lenet.Shapes(32)
	if err != nil {
		t.Fatal(err)
	}
	for i := range w.Tensors {
		copy(w.Tensors[i].Data, golden.Floats(t, prefix+"."+w.Tensors[i].Name))
	}
	return w
}

// Draw returns the paper's network of a seed before training, for images of the
// given side in pixels.
func Draw(t testing.TB, seed uint64, side int) lenet.Weights {
	t.Helper()
	w, err := lenet.Init(seed, side)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// IsEncoder tells whether a tensor of this name belongs to the encoder.
func IsEncoder(name string) bool { return strings.HasPrefix(name, "enc.") }
