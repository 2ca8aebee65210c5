package lenet_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/lenet"
)

// parameterCount is the number of weights and biases of the paper's network at 32×32
// pixels: 60,856 in the encoder and 85 in the classifier.
const parameterCount = 60941

// The count is the sum over the layers, over the weights, and over the layers
// as LeCun et al. count them: each unit has its inputs and a bias.
func TestParameterCount(t *testing.T) {
	if byHand := 6*(25+1) + 16*(6*25+1) + 120*(400+1) + 84*(120+1) + 84 + 1; parameterCount != byHand {
		t.Errorf("parameterCount is %d, by hand it is %d", parameterCount, byHand)
	}
	layers, err := lenet.Layers(32)
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, l := range layers {
		counts[l.Part()] += l.Parameters
	}
	if counts["enc"] != 60856 || counts["cls"] != 85 || counts["enc"]+counts["cls"] != parameterCount {
		t.Errorf("parameters %v, want 60856 and 85", counts)
	}
	w, err := lenet.Init(1, 32)
	if err != nil {
		t.Fatal(err)
	}
	if w.Count() != parameterCount {
		t.Errorf("%d weights, want %d", w.Count(), parameterCount)
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

// Every step of the paper's network: its name, its kind, its part, and where its
// weights are.
func TestLayers(t *testing.T) {
	layers, err := lenet.Layers(32)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"c1 convolution enc enc.c1", "c1.tanh tanh enc", "s2 average pooling enc",
		"c2 convolution enc enc.c2", "c2.tanh tanh enc", "s4 average pooling enc",
		"f1 dense enc enc.f1", "f1.tanh tanh enc", "f2 dense enc enc.f2", "f2.tanh tanh enc",
		"cls dense cls cls", "probability sigmoid cls",
	}
	var got []string
	for _, l := range layers {
		line := fmt.Sprint(l.Name, " ", l.Kind, " ", l.Part())
		if l.Parameters > 0 {
			line += " " + l.WeightsName()
		}
		got = append(got, line)
	}
	if !slices.Equal(got, want) {
		t.Errorf("layers\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// A variant's layers are of its kinds, and its classifier has its hidden layers.
func TestLayersOfAVariant(t *testing.T) {
	v := lenet.Variant{Activation: lenet.ReLUActivation, Pooling: lenet.MaxPooling, Cut: lenet.CutS4, Head: 2}
	layers, err := v.Layers(16)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range layers {
		got = append(got, fmt.Sprint(l.Name, "/", l.Part(), "/", l.Out))
	}
	want := "c1/enc/[6 12 12] c1.ReLU/enc/[6 12 12] s2/enc/[6 6 6] c2/enc/[16 2 2] c2.ReLU/enc/[16 2 2] s4/enc/[16 1 1] " +
		"cls.h1/cls/[84] cls.h1.ReLU/cls/[84] cls/cls/[1] probability/cls/[1]"
	if strings.Join(got, " ") != want {
		t.Errorf("layers\n%s\nwant\n%s", strings.Join(got, " "), want)
	}
	if layers[2].Kind != lenet.MaxPoolingLayer || layers[1].Kind != lenet.ReLULayer {
		t.Errorf("kinds %s and %s", layers[2].Kind, layers[1].Kind)
	}
}

// Each layer's weights come before its biases, all zero, in PyTorch's layouts.
func TestShapes(t *testing.T) {
	w, err := lenet.Paper().Shapes(32)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, tensor := range w.Tensors {
		got = append(got, fmt.Sprint(tensor.Name, tensor.Shape))
		if len(tensor.Data) == 0 || slices.Max(tensor.Data) != 0 || slices.Min(tensor.Data) != 0 {
			t.Errorf("%s has %d values, not all zero", tensor.Name, len(tensor.Data))
		}
	}
	want := "enc.c1.weight[6 1 5 5] enc.c1.bias[6] enc.c2.weight[16 6 5 5] enc.c2.bias[16] " +
		"enc.f1.weight[120 400] enc.f1.bias[120] enc.f2.weight[84 120] enc.f2.bias[84] cls.weight[1 84] cls.bias[1]"
	if strings.Join(got, " ") != want {
		t.Errorf("tensors\n%s\nwant\n%s", strings.Join(got, " "), want)
	}
	if w.Side != 32 || w.Variant != lenet.Paper() || w.Input != (lenet.Input{Scaling: lenet.Unit}) {
		t.Errorf("side %d, variant %v, input %v", w.Side, w.Variant, w.Input)
	}
	if _, err := lenet.Paper().Shapes(30); err == nil {
		t.Error("a side of 30 was accepted")
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

func TestCheck(t *testing.T) {
	for want, damage := range map[string]func(*lenet.Weights){
		"tensor enc.c2.weight has NaN at 7":                                             func(w *lenet.Weights) { w.Tensors[2].Data[7] = float32(math.NaN()) },
		"tensor enc.c1.weight has -Inf at 0: weights must be finite":                    func(w *lenet.Weights) { w.Tensors[0].Data[0] = float32(math.Inf(-1)) },
		"tensor cls.bias has +Inf at 0":                                                 func(w *lenet.Weights) { w.Tensors[9].Data[0] = float32(math.Inf(1)) },
		"tensor cls.bias [1] of 0 values, want cls.bias [1]":                            func(w *lenet.Weights) { w.Tensors[9].Data = nil },
		"9 tensors of weights, want 10":                                                 func(w *lenet.Weights) { w.Tensors = w.Tensors[1:] },
		"tensor enc.f9.weight [120 400] of 48000 values, want enc.f1.weight":            func(w *lenet.Weights) { w.Tensors[4].Name = "enc.f9.weight" },
		"tensor enc.f1.weight [400 120] of 48000 values, want enc.f1.weight [120 400]":  func(w *lenet.Weights) { w.Tensors[4].Shape = []int{400, 120} },
		"tensor enc.f1.weight [120 400] of 48000 values, want enc.f1.weight [120 2704]": func(w *lenet.Weights) { w.Side = 64 },
		"image side 0":      func(w *lenet.Weights) { w.Side = 0 },
		`activation "sine"`: func(w *lenet.Weights) { w.Variant.Activation = "sine" },
		"want 12":           func(w *lenet.Weights) { w.Variant.Head = 2 },
	} {
		w, err := lenet.Init(1, 32)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Check(); err != nil {
			t.Fatal(err)
		}
		damage(&w)
		if err := w.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
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

func ExampleCheckSide() {
	fmt.Println(lenet.CheckSide(32), lenet.CheckSide(64))
	fmt.Println(lenet.CheckSide(30))
	// Output:
	// <nil> <nil>
	// lenet: image side 30: want a multiple of 4 from 16 to 256 (5×5 kernels, two poolings by 2); the paper's is 32
}

// Weights that diverged in training are found before anybody looks through them.
func ExampleWeights_Check() {
	w, err := lenet.Init(1, 32)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(w.Count(), w.Check())
	w.Tensors[1].Data[3] = float32(math.Inf(1))
	fmt.Println(w.Check())
	// Output:
	// 60941 <nil>
	// lenet: tensor enc.c1.bias has +Inf at 3: weights must be finite
}
