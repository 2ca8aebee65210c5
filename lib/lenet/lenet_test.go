package lenet_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/lenet"
)

func TestParameterCount(t *testing.T) {
	layers, err := lenet.Layers(32)
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, l := range layers {
		counts[l.Part()] += l.Parameters
	}
	if counts["enc"] != 60856 || counts["cls"] != 85 || counts["enc"]+counts["cls"] != lenet.ParameterCount {
		t.Errorf("parameters %v, want 60856 and 85", counts)
	}
	w, err := lenet.Init(1, 32)
	if err != nil {
		t.Fatal(err)
	}
	if w.Count() != lenet.ParameterCount {
		t.Errorf("%d weights, want %d", w.Count(), lenet.ParameterCount)
	}
}

// LeCun et al. 1998: C1 6@28×28, S2 6@14×14, C3 16@10×10, S4 16@5×5, 120, 84.
func TestShapesOfLeNet5(t *testing.T) {
	layers, err := lenet.Layers(32)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]int{
		"c1": {6, 28, 28}, "s2": {6, 14, 14}, "c2": {16, 10, 10}, "s4": {16, 5, 5},
		"f1": {120}, "f2": {84}, "cls": {1},
	}
	for i, l := range layers {
		if shape, ok := want[l.Name]; ok && !slices.Equal(l.Out, shape) {
			t.Errorf("%s: shape %v, want %v", l.Name, l.Out, shape)
		}
		if i > 0 && !slices.Equal(l.In, layers[i-1].Out) {
			t.Errorf("%s takes %v, the layer before gives %v", l.Name, l.In, layers[i-1].Out)
		}
	}
}

func TestCheckSide(t *testing.T) {
	for _, side := range []int{16, 20, 32, 64, 256} {
		if err := lenet.CheckSide(side); err != nil {
			t.Error(err)
		}
	}
	for _, side := range []int{-4, 0, 12, 15, 18, 33, 260} {
		if err := lenet.CheckSide(side); err == nil || !strings.Contains(err.Error(), "multiple of 4 from 16 to 256") {
			t.Errorf("side %d: error %v", side, err)
		}
	}
}

// Weights and biases are uniform in ±1/√fan_in: bounded by it, close to it, and
// of variance 1/(3 fan_in).
func TestInit(t *testing.T) {
	w, err := lenet.Init(3, 32)
	if err != nil {
		t.Fatal(err)
	}
	fanIn := map[string]float64{"enc.c1": 25, "enc.c2": 150, "enc.f1": 400, "enc.f2": 120, "cls": 84}
	for _, tensor := range w.Tensors {
		layer := tensor.Name[:strings.LastIndex(tensor.Name, ".")]
		bound := 1 / math.Sqrt(fanIn[layer])
		var largest, squares float64
		for _, v := range tensor.Data {
			largest = max(largest, math.Abs(float64(v)))
			squares += float64(v) * float64(v)
		}
		if largest > bound {
			t.Errorf("%s: %v outside ±%v", tensor.Name, largest, bound)
		}
		n := float64(len(tensor.Data))
		if variance := squares / n; n > 1000 && math.Abs(variance*3/(bound*bound)-1) > .1 {
			t.Errorf("%s: variance %v, want %v", tensor.Name, variance, bound*bound/3)
		}
	}
	if _, err := lenet.Init(0, 32); err == nil || !strings.Contains(err.Error(), "seed 0") {
		t.Errorf("seed 0: error %v", err)
	}
	if _, err := lenet.Init(1, 15); err == nil {
		t.Error("15 pixels were accepted")
	}
}

func TestCheck(t *testing.T) {
	for name, damage := range map[string]func(*lenet.Weights){
		"not a number": func(w *lenet.Weights) { w.Tensors[2].Data[7] = float32(math.NaN()) },
		"infinite":     func(w *lenet.Weights) { w.Tensors[0].Data[0] = float32(math.Inf(-1)) },
		"short":        func(w *lenet.Weights) { w.Tensors[9].Data = nil },
		"missing":      func(w *lenet.Weights) { w.Tensors = w.Tensors[1:] },
		"renamed":      func(w *lenet.Weights) { w.Tensors[4].Name = "enc.f9.weight" },
		"other side":   func(w *lenet.Weights) { w.Side = 64 },
	} {
		w, err := lenet.Init(1, 32)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Check(); err != nil {
			t.Fatal(err)
		}
		damage(&w)
		if w.Check() == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestCloneSharesNothing(t *testing.T) {
	w, err := lenet.Init(1, 32)
	if err != nil {
		t.Fatal(err)
	}
	c := w.Clone()
	c.Tensors[0].Data[0]++
	if w.Tensors[0].Data[0] == c.Tensors[0].Data[0] {
		t.Error("the clone shares its memory")
	}
}

func ExampleLayers() {
	layers, err := lenet.Layers(32)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, l := range layers {
		if l.Parameters > 0 {
			fmt.Println(l.Part(), l.Name, l.In, "→", l.Out, l.Parameters)
		}
	}
	// Output:
	// enc c1 [1 32 32] → [6 28 28] 156
	// enc c2 [6 14 14] → [16 10 10] 2416
	// enc f1 [16 5 5] → [120] 48120
	// enc f2 [120] → [84] 10164
	// cls cls [84] → [1] 85
}
