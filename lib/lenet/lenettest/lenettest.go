// Package lenettest gives tests the networks and the images of the independent
// PyTorch implementation, whose tensors package golden holds.
package lenettest

import (
	"strings"
	"testing"

	"nodulelab/lib/internal/golden"
	"nodulelab/lib/lenet"
	"nodulelab/lib/nodule"
)

// Weights returns the network whose golden tensors are named prefix+"."+name, for
// example with the prefix "init" or "ce.step10".
func Weights(t testing.TB, prefix string) lenet.Weights {
	t.Helper()
	w, err := lenet.Paper().Shapes(32)
	if err != nil {
		t.Fatal(err)
	}
	for i := range w.Tensors {
		copy(w.Tensors[i].Data, golden.Floats(t, prefix+"."+w.Tensors[i].Name))
	}
	return w
}

// Set returns the 64 images of the reference, grey levels, with their classes.
func Set(t testing.TB) *nodule.Set {
	t.Helper()
	s := &nodule.Set{Side: 32, Factors: make([]nodule.Factors, 64), Masks: golden.Floats(t, "masks")}
	for _, v := range golden.Floats(t, "images") {
		s.Images = append(s.Images, 255*v)
	}
	for _, l := range golden.Floats(t, "labels") {
		s.Classes = append(s.Classes, nodule.Class(l))
	}
	return s
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
