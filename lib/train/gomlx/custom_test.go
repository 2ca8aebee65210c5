package gomlx_test

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	. "github.com/gomlx/gomlx/core/graph" // the graph idiom, as in GoMLX's own models
	"github.com/gomlx/gomlx/ml/model"

	"nodulelab/lib/device"
	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
	"nodulelab/lib/train"
	"nodulelab/lib/train/gomlx"
	"nodulelab/lib/train/traintest"
)

// writtenLeNet is LeNet-5 as a reader would write it.
func writtenLeNet() lenet.Custom {
	return gomlx.NewCustom("LeNet, written", func(scope *model.Scope, x *Node) *Node {
		x = gomlx.AveragePooling(Tanh(gomlx.Convolution(scope, "enc.c1", x, 6, 5)))
		x = gomlx.AveragePooling(Tanh(gomlx.Convolution(scope, "enc.c2", x, 16, 5)))
		x = Tanh(gomlx.Dense(scope, "enc.f1", x, 120))
		return Tanh(gomlx.Dense(scope, "enc.f2", x, 84))
	}, func(scope *model.Scope, z *Node) *Node {
		return Squeeze(gomlx.Dense(scope, "cls", z, 1), 1)
	})
}

// residual has a residual connection, ReLU, max pooling and an embedding of 32 numbers.
func residual(kernel int) lenet.Custom {
	return gomlx.NewCustom("residual", func(scope *model.Scope, x *Node) *Node {
		x = gomlx.ReLU(gomlx.PaddedConvolution(scope, "in", x, 8, kernel))
		x = Add(x, gomlx.ReLU(gomlx.PaddedConvolution(scope, "block", x, 8, kernel)))
		x = gomlx.MaxPooling(gomlx.MaxPooling(x))
		return Tanh(gomlx.Dense(scope, "out", x, 32))
	}, func(scope *model.Scope, z *Node) *Node {
		return Squeeze(gomlx.Dense(scope, "cls", z, 1), 1)
	})
}

func open(t *testing.T) train.Engine {
	t.Helper()
	e, err := gomlx.Open(device.Choice{Backend: device.Native})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(e.Close)
	return e
}

// LeNet-5 written by hand is LeNet-5: the same parameters, initial values and, trained
// by the same protocol, weights, embeddings, logits and saliency.
func TestCustomIsLeNet(t *testing.T) {
	e, p := open(t), traintest.Brief()
	own := p
	own.Custom = writtenLeNet()
	task := traintest.Small(t, 3)
	for _, l := range []loss.Loss{loss.CrossEntropy(), loss.Contrastive(1)} {
		want, got := traintest.TrainBy(t, e, p, l, task)[0], traintest.TrainBy(t, e, own, l, task)[0]
		traintest.SameWeights(t, string(l.Name()), got, want, 2e-4)
		a, errA := e.Forward(context.Background(), want.Weights, task.Validation)
		b, errB := e.Forward(context.Background(), got.Weights, task.Validation)
		m, errM := e.Saliency(context.Background(), want.Weights, task.Validation)
		n, errN := e.Saliency(context.Background(), got.Weights, task.Validation)
		for _, err := range []error{errA, errB, errM, errN} {
			if err != nil {
				t.Fatal(err)
			}
		}
		near(t, "embeddings", b.Embeddings, a.Embeddings, 1e-3)
		near(t, "logits", b.Logits, a.Logits, 1e-3)
		near(t, "saliency", n, m, 1e-3)
	}
}

func near(t *testing.T, what string, got, want []float32, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d %s, want %d", len(got), what, len(want))
	}
	for i := range want {
		if !(math.Abs(float64(got[i]-want[i])) <= tolerance) {
			t.Fatalf("%s: number %d is %v, want %v", what, i, got[i], want[i])
		}
	}
}

// A network of one's own trains, alone and beside others; its saliency is the derivative
// of its logit.
func TestCustomTrains(t *testing.T) {
	e, p := open(t), traintest.Brief()
	p.Custom, p.Epochs, p.LearningRate = residual(3), 30, 1e-3
	both := traintest.TrainBy(t, e, p, loss.CrossEntropy(), traintest.Small(t, 1), traintest.Small(t, 2))
	alone := traintest.TrainBy(t, e, p, loss.CrossEntropy(), traintest.Small(t, 2))[0]
	traintest.SameWeights(t, "beside another", both[1], alone, 5e-3)
	if first, last := alone.Curves.Classifier[0].Loss, alone.Curves.Classifier[p.Epochs-1].Loss; !(last < .8*first) {
		t.Errorf("the loss went from %v to %v", first, last)
	}
	s, err := traintest.Small(t, 2).Validation.First(1)
	if err != nil {
		t.Fatal(err)
	}
	out, err := e.Forward(context.Background(), alone.Weights, s)
	if err != nil {
		t.Fatal(err)
	}
	if out.Width() != 32 {
		t.Errorf("embeddings of %d numbers", out.Width())
	}
	saliency, err := e.Saliency(context.Background(), alone.Weights, s)
	if err != nil {
		t.Fatal(err)
	}
	const at, step = 8*16 + 8, 1. // a pixel in the middle, one grey level
	s.Images[at] += step
	moved, err := e.Forward(context.Background(), alone.Weights, s)
	if err != nil {
		t.Fatal(err)
	}
	slope := math.Abs(float64(moved.Logits[0]-out.Logits[0])) / (step / 255)
	if math.Abs(slope-float64(saliency[at])) > .05*max(slope, .1) {
		t.Errorf("saliency %v, finite differences %v", saliency[at], slope)
	}
}

// What a network lists is what it asks for; weights that are not its own are refused.
func TestCustomParameters(t *testing.T) {
	f := lenet.Form{Side: 32, Custom: writtenLeNet()}
	own, err := f.Init(7, lenet.UniformFanIn)
	if err != nil {
		t.Fatal(err)
	}
	want, err := lenet.Init(7, 32)
	if err != nil {
		t.Fatal(err)
	}
	for i, tensor := range want.Tensors {
		if own.Tensors[i].Name != tensor.Name {
			t.Errorf("tensor %d is %s, want %s", i, own.Tensors[i].Name, tensor.Name)
		}
		near(t, tensor.Name, own.Tensors[i].Data, tensor.Data, 0)
	}
	if width, err := f.EmbeddingSize(); width != 84 || err != nil || own.Count() != want.Count() || f.String() != `"LeNet, written"` {
		t.Errorf("%s: embeddings of %d numbers, %d parameters, error %v", f, width, own.Count(), err)
	}
	own.Tensors = own.Tensors[1:]
	if err := own.Check(); err == nil {
		t.Error("weights that lack a tensor pass")
	}
}

// A change of the network's code changes its code's hash, the same code does not.
func TestCustomCode(t *testing.T) {
	code := func(c lenet.Custom, samples ...int) string {
		own, err := c.(interface {
			Code([]int, int) (string, error)
		}).Code(samples, 16)
		if err != nil {
			t.Fatal(err)
		}
		return own
	}
	scaled := func(by float64) lenet.Custom {
		return gomlx.NewCustom("scaled", func(scope *model.Scope, x *Node) *Node { return MulScalar(gomlx.Dense(scope, "z", x, 4), by) },
			func(scope *model.Scope, z *Node) *Node { return Squeeze(gomlx.Dense(scope, "cls", z, 1), 1) })
	}
	first, again := code(residual(3), 4, 10), code(residual(3), 4, 10)
	if two := code(scaled(2), 4); first != again || two != code(scaled(2), 4) {
		t.Error("the same code has two hashes")
	}
	all := map[string]bool{}
	for _, c := range []string{code(residual(3), 4), code(residual(5), 4), code(residual(3), 5), code(scaled(2), 4), code(scaled(-2), 4), code(scaled(2.0001), 4)} {
		all[c] = true
	}
	if len(all) != 6 {
		t.Errorf("%d hashes of 6 codes", len(all))
	}
}

// What cannot be built says what is wrong with it.
func TestCustomRefused(t *testing.T) {
	classifier := func(scope *model.Scope, z *Node) *Node { return Squeeze(gomlx.Dense(scope, "cls", z, 1), 1) }
	flat := func(_ *model.Scope, x *Node) *Node { return gomlx.Flatten(x) }
	for want, c := range map[string]lenet.Custom{
		"want a name, an encoder":              gomlx.NewCustom("", flat, classifier),
		"no encoder":                           gomlx.NewCustom("no encoder", nil, classifier),
		"the encoder returns the shape":        gomlx.NewCustom("image", func(_ *model.Scope, x *Node) *Node { return x }, classifier),
		"the classifier returns the shape":     gomlx.NewCustom("wide", flat, func(scope *model.Scope, z *Node) *Node { return gomlx.Dense(scope, "cls", z, 2) }),
		"give blocks names of their own":       gomlx.NewCustom("twice", func(s *model.Scope, x *Node) *Node { return gomlx.Dense(s, "d", gomlx.Dense(s, "d", x, 5), 4) }, classifier),
		"no smaller than the kernels":          gomlx.NewCustom("large", func(s *model.Scope, x *Node) *Node { return gomlx.Flatten(gomlx.Convolution(s, "c", x, 2, 17)) }, classifier),
		"want an odd side":                     gomlx.NewCustom("even", func(s *model.Scope, x *Node) *Node { return gomlx.Flatten(gomlx.PaddedConvolution(s, "c", x, 2, 4)) }, classifier),
		"was not made by Weight or by a block": gomlx.NewCustom("stock", stock, classifier),
	} {
		p := traintest.Brief()
		p.Custom = c
		_, err := open(t).Train(context.Background(), p, loss.CrossEntropy(), []train.Task{traintest.Small(t, 1)}, nil)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
	p := traintest.Brief()
	p.Custom = residual(3)
	_, err := train.NewNative().Train(context.Background(), p, loss.CrossEntropy(), []train.Task{traintest.Small(t, 1)}, nil)
	if err == nil || !strings.Contains(err.Error(), "the native engine has LeNet-5 alone") {
		t.Errorf("error %v", err)
	}
}

// stock makes a variable as GoMLX's own layers do, without an axis for networks.
func stock(scope *model.Scope, x *Node) *Node {
	weight := scope.Store().VariableWithValue("/stock/weight", float32(2)).NodeValue(x.Graph())
	return Mul(gomlx.Flatten(x), weight)
}

func ExampleNewCustom() {
	small := gomlx.NewCustom("small", func(scope *model.Scope, x *Node) *Node {
		x = gomlx.AveragePooling(Tanh(gomlx.Convolution(scope, "c1", x, 4, 5)))
		return Tanh(gomlx.Dense(scope, "f1", x, 10))
	}, func(scope *model.Scope, z *Node) *Node {
		return Squeeze(gomlx.Dense(scope, "cls", z, 1), 1)
	})
	p := train.Paper()
	p.Custom = small
	w, err := p.Form(32).Init(1, p.Initialisation)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, tensor := range w.Tensors {
		fmt.Println(tensor.Name, tensor.Shape)
	}
	// Output:
	// c1.weight [4 1 5 5]
	// c1.bias [4]
	// f1.weight [10 784]
	// f1.bias [10]
	// cls.weight [1 10]
	// cls.bias [1]
}
