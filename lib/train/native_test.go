package train_test

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/internal/golden"
	"nodulelab/lib/lenet"
	"nodulelab/lib/lenet/lenettest"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/train"
	"nodulelab/lib/train/traintest"
)

func openNative(t testing.TB) train.Engine {
	e := train.NewNative()
	t.Cleanup(e.Close)
	return e
}

// Networks that share an engine do not meet: to the bit, each is the one that its
// seed gives alone, whatever the engine did before.
func TestNativeNetworksAreIndependent(t *testing.T) {
	for _, name := range loss.Names() {
		e := openNative(t)
		together := traintest.Train(t, e, traintest.Brief(), name, traintest.Small(t, 1), traintest.Small(t, 2))
		for k, seed := range []uint64{1, 2} {
			alone := traintest.Train(t, openNative(t), traintest.Brief(), name, traintest.Small(t, seed))[0]
			traintest.SameWeights(t, string(name), together[k], alone, 0)
			if fmt.Sprint(together[k].Curves) != fmt.Sprint(alone.Curves) || together[k].Seed != seed || together[k].Loss != name {
				t.Errorf("seed %d, %s: other curves than alone", together[k].Seed, together[k].Loss)
			}
		}
		again := traintest.Train(t, e, traintest.Brief(), name, traintest.Small(t, 1))[0]
		traintest.SameWeights(t, string(name)+" again", again, together[0], 0)
	}
}

// Networks of several forms share an engine, too.
func TestNativeForms(t *testing.T) {
	e, ctx, p := openNative(t), context.Background(), traintest.Brief()
	p.Network = lenet.Variant{Activation: lenet.ReLUActivation, Pooling: lenet.MaxPooling, Cut: lenet.CutS4, Head: 2}
	first := traintest.Train(t, e, traintest.Brief(), loss.CE, traintest.Small(t, 1))[0]
	second := traintest.Train(t, e, p, loss.Contrast, traintest.Small(t, 1))[0]
	third := traintest.Train(t, e, traintest.Brief(), loss.CE, traintest.Task(t, 1, 20, 22, 8))[0]
	for _, n := range []train.Network{first, second, third, first} {
		set := traintest.Task(t, 1, n.Weights.Side, 22, 8).Validation
		shared, err := e.Forward(ctx, n.Weights, set)
		if err != nil {
			t.Fatal(err)
		}
		alone, err := openNative(t).Forward(ctx, n.Weights, set)
		if err != nil || !slices.Equal(shared.Logits, alone.Logits) || !slices.Equal(shared.Embeddings, alone.Embeddings) {
			t.Errorf("%v at %d pixels: the engine's other networks show, %v", n.Weights.Variant, n.Weights.Side, err)
		}
		if width := n.Weights.Variant.EmbeddingSize(n.Weights.Side); len(alone.Embeddings) != 8*width || len(alone.Logits) != 8 {
			t.Errorf("%d numbers of embeddings and %d logits of 8 images", len(alone.Embeddings), len(alone.Logits))
		}
	}
}

// Trained weights carry the scaling of their training set, and the network looks
// at images through it.
func TestNativeInput(t *testing.T) {
	p := traintest.Brief()
	p.Input = lenet.Standardised
	task := traintest.Small(t, 1)
	n := traintest.Train(t, openNative(t), p, loss.CE, task)[0]
	want, err := lenet.NewInput(lenet.Standardised, task.Training.Images)
	if err != nil || n.Weights.Input != want {
		t.Errorf("input %v, want %v, %v", n.Weights.Input, want, err)
	}
	out, err := openNative(t).Forward(context.Background(), n.Weights, task.Validation)
	if err != nil {
		t.Fatal(err)
	}
	right := 0.
	for i, m := range task.Validation.Malignant() {
		if out.Predictions()[i] == m {
			right++
		}
	}
	last := n.Curves.Classifier[p.Epochs-1]
	if got := right / float64(task.Validation.Len()); !(math.Abs(got-last.ValidationAccuracy) <= 1e-9) {
		t.Errorf("validation accuracy %v, in training %v", got, last.ValidationAccuracy)
	}
}

// What the reference sees in its network, the engine sees, in parts of 32 images.
func TestNativeViewAgainstReference(t *testing.T) {
	set, w, ctx := lenettest.Set(t), lenettest.Weights(t, "init"), context.Background()
	out, err := openNative(t).Forward(ctx, w, set)
	if err != nil {
		t.Fatal(err)
	}
	golden.Near(t, "embedding", out.Embeddings[:32*84], golden.Floats(t, "embedding"), 1e-4)
	golden.Near(t, "logit", out.Logits[:32], golden.Floats(t, "logit"), 1e-4)
	saliency, err := openNative(t).Saliency(ctx, w, set)
	if err != nil {
		t.Fatal(err)
	}
	want := slices.Clone(golden.Floats(t, "saliency.input_grad"))
	for i, v := range want {
		want[i] = max(v, -v)
	}
	golden.Near(t, "saliency", saliency[:len(want)], want, 1e-4)
	if len(saliency) != 64*32*32 || len(out.Logits) != 64 {
		t.Errorf("%d numbers of saliency and %d logits of 64 images", len(saliency), len(out.Logits))
	}
	odd, err := set.Subset([]int{40, 3, 63})
	if err != nil {
		t.Fatal(err)
	}
	three, err := openNative(t).Forward(ctx, w, odd)
	if err != nil || len(three.Logits) != 3 || three.Logits[0] != out.Logits[40] || three.Logits[2] != out.Logits[63] {
		t.Errorf("logits %v of three images, %v", three.Logits, err)
	}
}

// A batch of one sample has no pairs: it costs nothing, and nothing diverges.
func TestBatchOfOne(t *testing.T) {
	task := traintest.Task(t, 1, 16, 10, 4)
	p := traintest.Brief()
	p.Batch = 3 // 3, 3, 3, 1
	for _, name := range loss.Names() {
		n := traintest.Train(t, openNative(t), p, name, task)[0]
		for _, e := range n.Curves.Encoder {
			if !(e.Loss > 0) || math.IsInf(e.Loss, 0) {
				t.Errorf("%s: loss %v", name, e.Loss)
			}
		}
	}
}

// EachPart scales images part by part as it does whole, and passes errors on.
func TestEachPart(t *testing.T) {
	set, w := traintest.Small(t, 1).Training, lenettest.Draw(t, 1, 16)
	w.Input = lenet.Input{Scaling: lenet.Normalised}
	whole := w.Input.Scale(set.Images, 256)
	for _, size := range []int{1, 5, 22, 100} {
		var parts []float32
		var sizes []int
		err := train.EachPart(context.Background(), w, set, size, func(pixels []float32) error {
			parts, sizes = append(parts, pixels...), append(sizes, len(pixels)/256)
			return nil
		})
		if err != nil || !slices.Equal(parts, whole) || slices.Max(sizes) > size || len(sizes) != (22+size-1)/size {
			t.Errorf("in parts of %d: %v, %v", size, sizes, err)
		}
	}
	calls := 0
	err := train.EachPart(context.Background(), w, set, 5, func([]float32) error { calls++; return fmt.Errorf("dazzled") })
	if err == nil || err.Error() != "dazzled" || calls != 1 {
		t.Errorf("error %v after %d calls", err, calls)
	}
	ctx, cancel := context.WithCancel(context.Background())
	calls = 0
	err = train.EachPart(ctx, w, set, 5, func([]float32) error { calls++; cancel(); return nil })
	if err != context.Canceled || calls != 1 {
		t.Errorf("error %v after %d calls", err, calls)
	}
	short := &nodule.Set{Side: 16, Images: make([]float32, 300), Classes: make([]nodule.Class, 2)}
	for want, s := range map[string]*nodule.Set{"no images": nil, "300 pixels and 0 values of coverage: want 512": short, "no images to look at": {Side: 16}, "images of side 20, but the network was made for side 16": traintest.Task(t, 1, 20, 4, 2).Training} {
		if err := train.EachPart(context.Background(), w, s, 5, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

func TestPredictions(t *testing.T) {
	o := train.Output{Logits: []float32{-1, 0, 1e-9, 3}}
	if got := fmt.Sprint(o.Predictions()); got != "[false false true true]" {
		t.Errorf("predictions %s", got)
	}
}

// A classifier on a copy of the encoder ends with the very weights of a run that was not
// stopped; copying changes nothing.
func TestCheckpoint(t *testing.T) {
	p, task := traintest.Brief(), traintest.Small(t, 3)
	whole := traintest.Train(t, openNative(t), p, loss.Contrast, task)[0]
	engine, from := openNative(t), task
	networks, err := engine.Train(context.Background(), p, loss.Contrastive(p.Margin), []train.Task{task}, func(now train.Progress) {
		w, err := now.Weights()
		if err != nil {
			t.Fatal(err)
		}
		if now.Stage == train.EncoderOnly {
			from.Encoder = &train.Checkpoint{Weights: w[0], Epochs: now.Epoch}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	traintest.SameWeights(t, "watched", networks[0], whole, 0)
	if from.Encoder.Epochs != p.Epochs {
		t.Fatalf("the last encoder is after %d of %d epochs", from.Encoder.Epochs, p.Epochs)
	}
	classified := traintest.Train(t, engine, p, loss.Contrast, from)[0]
	traintest.SameWeights(t, "from its encoder", classified, whole, 0)
	if n := len(classified.Curves.Encoder); n != 0 || len(classified.Curves.Classifier) != p.Epochs {
		t.Errorf("%d epochs of an encoder, %d of a classifier", n, len(classified.Curves.Classifier))
	}
	from.Encoder.Epochs--
	other := traintest.Train(t, engine, p, loss.Contrast, from)[0]
	if slices.Equal(other.Weights.Tensors[8].Data, whole.Weights.Tensors[8].Data) {
		t.Error("batches in another order make the same classifier")
	}
}
