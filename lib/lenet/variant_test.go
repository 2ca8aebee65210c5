package lenet_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/lenet"
)

func variants() []lenet.Variant {
	var all []lenet.Variant
	for _, a := range lenet.Activations() {
		for _, p := range lenet.Poolings() {
			for _, c := range lenet.Cuts() {
				for head := 1; head <= 3; head++ {
					all = append(all, lenet.Variant{Activation: a, Pooling: p, Cut: c, Head: head})
				}
			}
		}
	}
	return all
}

// Whatever a network is made of: each layer takes what the one before gives, the
// encoder comes first and gives the embedding, the weights have as many numbers as
// the layers have parameters, and one number comes out.
func TestVariants(t *testing.T) {
	for _, v := range variants() {
		for _, side := range []int{16, 32, 64} {
			layers, err := v.Layers(side)
			if err != nil {
				t.Fatal(err)
			}
			parameters, embedding, classifier := 0, 0, false
			for i, l := range layers {
				if i > 0 && !slices.Equal(l.In, layers[i-1].Out) {
					t.Errorf("%v: %s takes %v, the layer before gives %v", v, l.Name, l.In, layers[i-1].Out)
				}
				parameters += l.Parameters
				switch l.Part() {
				case "cls":
					classifier = true
				case "enc":
					embedding = lenet.Size(l.Out)
					if classifier {
						t.Errorf("%v: %s comes behind the classifier", v, l.Name)
					}
				}
			}
			w, err := v.Init(1, side, lenet.UniformFanIn)
			if err != nil {
				t.Fatal(err)
			}
			if w.Count() != parameters || embedding != v.EmbeddingSize(side) || w.Check() != nil {
				t.Errorf("%v at %d: %d weights for %d parameters, embedding %d, %d", v, side, w.Count(), parameters, embedding, v.EmbeddingSize(side))
			}
			if last := layers[len(layers)-1]; !slices.Equal(last.Out, []int{1}) {
				t.Errorf("%v ends with %v", v, last.Out)
			}
		}
	}
}

// LeNet-5 as a whole has the same parameters wherever it is cut.
func TestCutsOfTheSameNetwork(t *testing.T) {
	for cut, head := range map[lenet.Cut]int{lenet.CutS4: 3, lenet.CutF1: 2, lenet.CutF2: 1} {
		v := lenet.Paper()
		v.Cut, v.Head = cut, head
		w, err := v.Shapes(32)
		if err != nil || w.Count() != parameterCount {
			t.Errorf("%v: %d parameters, %v", v, w.Count(), err)
		}
	}
}

func TestVariantRefuses(t *testing.T) {
	for want, change := range map[string]func(*lenet.Variant){
		`activation "sine": want "tanh" or "ReLU"`: func(v *lenet.Variant) { v.Activation = "sine" },
		`pooling "": want "average" or "max"`:      func(v *lenet.Variant) { v.Pooling = "" },
		`cut "f3": want "s4" or "f1" or "f2"`:      func(v *lenet.Variant) { v.Cut = "f3" },
		"a classifier of 4 layers: want 1 to 3":    func(v *lenet.Variant) { v.Head = 4 },
		"a classifier of 0 layers":                 func(v *lenet.Variant) { v.Head = 0 },
	} {
		v := lenet.Paper()
		change(&v)
		if _, err := v.Layers(32); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
	w, err := lenet.Init(1, 32)
	if err != nil {
		t.Fatal(err)
	}
	if w.Variant.Head = 2; w.Check() == nil {
		t.Error("weights of another network were accepted")
	}
}

func ExampleVariant() {
	v := lenet.Paper()
	v.Cut, v.Head = lenet.CutS4, 3
	w, err := v.Shapes(32)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, t := range w.Tensors {
		fmt.Println(t.Name, t.Shape)
	}
	// Output:
	// enc.c1.weight [6 1 5 5]
	// enc.c1.bias [6]
	// enc.c2.weight [16 6 5 5]
	// enc.c2.bias [16]
	// cls.h1.weight [120 400]
	// cls.h1.bias [120]
	// cls.h2.weight [84 120]
	// cls.h2.bias [84]
	// cls.weight [1 84]
	// cls.bias [1]
}

// A cut at s4 leaves 16 maps, whose size depends on the images'.
func ExampleVariant_EmbeddingSize() {
	v := lenet.Paper()
	for _, v.Cut = range lenet.Cuts() {
		fmt.Println(v.Cut, v.EmbeddingSize(32), v.EmbeddingSize(64))
	}
	// Output:
	// s4 400 2704
	// f1 120 120
	// f2 84 84
}

func ExampleVariant_Validate() {
	v := lenet.Paper()
	v.Pooling = "median"
	fmt.Println(v.Validate())
	// Output: lenet: pooling "median": want "average" or "max"
}
