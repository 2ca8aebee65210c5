package lenet_test

import (
	"fmt"
	"math"
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
// encoder comes first and gives the embedding, the parameters are those of the
// weights, and one number comes out.
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
					embedding = product(l.Out)
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

func product(shape []int) int {
	n := 1
	for _, d := range shape {
		n *= d
	}
	return n
}

// LeNet-5 as a whole has the same parameters wherever it is cut.
func TestCutsOfTheSameNetwork(t *testing.T) {
	for cut, head := range map[lenet.Cut]int{lenet.CutS4: 3, lenet.CutF1: 2, lenet.CutF2: 1} {
		v := lenet.Paper()
		v.Cut, v.Head = cut, head
		w, err := v.Shapes(32)
		if err != nil || w.Count() != lenet.ParameterCount {
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
	if _, err := lenet.Paper().Init(1, 32, "zeros"); err == nil || !strings.Contains(err.Error(), `initialisation "zeros"`) {
		t.Errorf("error %v", err)
	}
	w, err := lenet.Init(1, 32)
	if err != nil {
		t.Fatal(err)
	}
	if w.Variant.Head = 2; w.Check() == nil {
		t.Error("weights of another network were accepted")
	}
}

// Glorot's and He's weights have their variances, and no biases; the same seed
// draws the same.
func TestInitialisations(t *testing.T) {
	const in, out = 400, 120
	for how, variance := range map[lenet.Initialisation]float64{
		lenet.Glorot: 2. / (in + out), lenet.He: 2. / in, lenet.UniformFanIn: 1. / (3 * in),
	} {
		w, err := lenet.Paper().Init(4, 32, how)
		if err != nil {
			t.Fatal(err)
		}
		var squares float64
		weight, bias := w.Tensors[4], w.Tensors[5]
		for _, x := range weight.Data {
			squares += float64(x) * float64(x)
		}
		if got := squares / float64(len(weight.Data)); math.Abs(got/variance-1) > .03 {
			t.Errorf("%s: variance %v, want %v", how, got, variance)
		}
		if none := slices.Max(bias.Data) == 0 && slices.Min(bias.Data) == 0; none != (how != lenet.UniformFanIn) {
			t.Errorf("%s: biases from %v to %v", how, slices.Min(bias.Data), slices.Max(bias.Data))
		}
	}
}

// Glorot's bound of a convolution takes the kernel's area on both sides.
func TestGlorotOfConvolutions(t *testing.T) {
	w, err := lenet.Paper().Init(4, 32, lenet.Glorot)
	if err != nil {
		t.Fatal(err)
	}
	bound := math.Sqrt(6. / (6*25 + 16*25))
	if most := float64(slices.Max(w.Tensors[2].Data)); most > bound || most < .98*bound {
		t.Errorf("c2 reaches %v, want just below %v", most, bound)
	}
}

func TestScalings(t *testing.T) {
	images := []float32{0, 51, 102, 255 /**/, 98, 98, 98, 98}
	for s, want := range map[lenet.Scaling][]float64{
		lenet.Unit:         {0, .2, .4, 1, 98. / 255, 98. / 255, 98. / 255, 98. / 255},
		lenet.Raw:          {0, 51, 102, 255, 98, 98, 98, 98},
		lenet.Signed:       {-1, -.6, -.2, 1, 98/127.5 - 1, 98/127.5 - 1, 98/127.5 - 1, 98/127.5 - 1},
		lenet.Standardised: {-1.4816, -.7260, .0296, 2.2964, -.0296, -.0296, -.0296, -.0296},
		lenet.Centred:      {-.4, -.2, 0, .6, 0, 0, 0, 0},
		lenet.Normalised:   {-1.0690, -.5345, 0, 1.6036, 0, 0, 0, 0},
	} {
		in, err := lenet.NewInput(s, images)
		if err != nil {
			t.Fatal(err)
		}
		for i, x := range in.Scale(images, 4) {
			if math.Abs(float64(x)-want[i]) > 1e-3 {
				t.Errorf("%s: pixel %d is %v, want %v", s, i, x, want[i])
			}
		}
	}
	if _, err := lenet.NewInput("dark", images); err == nil || !strings.Contains(err.Error(), `scaling "dark": want "0 to 1"`) {
		t.Errorf("error %v", err)
	}
	if _, err := lenet.NewInput(lenet.Standardised, images[4:]); err == nil || !strings.Contains(err.Error(), "all alike") {
		t.Errorf("error %v", err)
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
