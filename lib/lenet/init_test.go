package lenet_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/lenet"
)

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
		if variance := squares / n; n > 1000 && !(math.Abs(variance*3/(bound*bound)-1) <= .1) {
			t.Errorf("%s: variance %v, want %v", tensor.Name, variance, bound*bound/3)
		}
	}
}

// Weights have the variance of their initialisation; Glorot's and He's have no
// biases.
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
		if got := squares / float64(len(weight.Data)); !(math.Abs(got/variance-1) <= .03) {
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

// He's weights are normal: about 4.6 % lie beyond two standard deviations, where a
// uniform one of the same variance has none, and the fourth moment is 3.
func TestHeIsNormal(t *testing.T) {
	w, err := lenet.Paper().Init(4, 32, lenet.He)
	if err != nil {
		t.Fatal(err)
	}
	data := w.Tensors[4].Data // 48,000 of fan-in 400
	beyond, fourth := 0., 0.
	for _, x := range data {
		z := float64(x) / math.Sqrt(2./400)
		fourth += z * z * z * z / float64(len(data))
		if math.Abs(z) > 2 {
			beyond += 1 / float64(len(data))
		}
	}
	if !(math.Abs(beyond-.0455) <= .004) || !(math.Abs(fourth-3) <= .15) {
		t.Errorf("%.3f beyond two SD, fourth moment %.2f", beyond, fourth)
	}
}

// Every initialisation is centred on 0.
func TestInitialisationsAreCentred(t *testing.T) {
	for _, how := range lenet.Initialisations() {
		w, err := lenet.Paper().Init(9, 32, how)
		if err != nil {
			t.Fatal(err)
		}
		sum, squares := 0., 0.
		for _, x := range w.Tensors[4].Data {
			sum, squares = sum+float64(x), squares+float64(x)*float64(x)
		}
		n := float64(len(w.Tensors[4].Data))
		if z := sum / math.Sqrt(squares); !(math.Abs(z) <= 4) {
			t.Errorf("%s: mean %v, %v standard errors from 0", how, sum/n, z)
		}
	}
}

// Seed 1 draws these weights on every platform: published results depend on them.
func TestDrawsArePinned(t *testing.T) {
	for how, want := range map[lenet.Initialisation][3]float32{
		lenet.UniformFanIn: {-.0770428, -.10332168, -.09702942},
		lenet.Glorot:       {-.071327776, -.09565729, -.089831784},
		lenet.He:           {-.11216969, -.26420715, .4197113},
	} {
		w, err := lenet.Paper().Init(1, 32, how)
		if err != nil {
			t.Fatal(err)
		}
		for i := range want {
			if got := w.Tensors[0].Data[i]; !(math.Abs(float64(got-want[i])) <= 1e-7) {
				t.Errorf("%s: weight %d is %v, want %v", how, i, got, want[i])
			}
		}
	}
}

// The same seed draws the same; another seed, or another side, draws others.
func TestSeeds(t *testing.T) {
	draw := func(seed uint64, side int) []float32 {
		w, err := lenet.Init(seed, side)
		if err != nil {
			t.Fatal(err)
		}
		return w.Tensors[0].Data
	}
	first := draw(1, 32)
	if !slices.Equal(first, draw(1, 32)) {
		t.Error("seed 1 draws two networks")
	}
	for _, other := range [][]float32{draw(2, 32), draw(1, 16)} {
		if slices.Equal(first, other) {
			t.Error("another seed or side draws the same network")
		}
	}
}

func TestInitRefuses(t *testing.T) {
	for want, try := range map[string]func() (lenet.Weights, error){
		"seed 0: seeds start at 1": func() (lenet.Weights, error) { return lenet.Init(0, 32) },
		"image side 15":            func() (lenet.Weights, error) { return lenet.Init(1, 15) },
		`initialisation "zeros": want "uniform fan-in" or "Glorot uniform" or "He normal"`: func() (lenet.Weights, error) {
			return lenet.Paper().Init(1, 32, "zeros")
		},
		"a classifier of 0 layers": func() (lenet.Weights, error) {
			return lenet.Variant{Activation: "tanh", Pooling: "max", Cut: "f1"}.Init(1, 32, lenet.He)
		},
	} {
		if w, err := try(); err == nil || !strings.Contains(err.Error(), want) || w.Tensors != nil {
			t.Errorf("%d tensors, error %v, want %q", len(w.Tensors), err, want)
		}
	}
}

// PyTorch's default draws weights and biases of a layer from ±1/√fan_in; the
// classifier's fan-in is the embedding's width.
func ExampleInit() {
	w, err := lenet.Init(1, 32)
	if err != nil {
		fmt.Println(err)
		return
	}
	cls := w.Tensors[8]
	fmt.Println(cls.Name, cls.Shape)
	fmt.Printf("from %.3f to %.3f, ±1/√84 = %.3f\n", slices.Min(cls.Data), slices.Max(cls.Data), 1/math.Sqrt(84))
	// Output:
	// cls.weight [1 84]
	// from -0.106 to 0.106, ±1/√84 = 0.109
}
