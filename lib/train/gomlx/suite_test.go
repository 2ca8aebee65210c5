package gomlx

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/internal/golden"
	"nodulelab/lib/lenet"
	"nodulelab/lib/lenet/lenettest"
	"nodulelab/lib/loss"
	"nodulelab/lib/train"
	"nodulelab/lib/train/traintest"
)

// opener opens an engine and closes it at the end of the test.
type opener func(t testing.TB) train.Engine

// Both engines do what an engine adds to the loop of [train.Run]: networks that do
// not meet, weights that move or stay by stage, measuring, copies of weights, and
// errors of looking through a network.
func TestGoMLXEngine(t *testing.T)  { testEngine(t, openEngine) }
func TestNativeEngine(t *testing.T) { testEngine(t, openNative) }

func openNative(t testing.TB) train.Engine {
	e := train.NewNative()
	t.Cleanup(e.Close)
	return e
}

func testEngine(t *testing.T, open opener) {
	t.Run("independent", func(t *testing.T) { independent(t, open) })
	t.Run("reproducible", func(t *testing.T) { reproducible(t, open) })
	t.Run("frozen encoder", func(t *testing.T) { frozenEncoder(t, open(t)) })
	t.Run("untouched classifier", func(t *testing.T) { untouchedClassifier(t, open(t)) })
	t.Run("curves", func(t *testing.T) { curves(t, open(t)) })
	t.Run("best epoch", func(t *testing.T) { bestEpoch(t, open(t)) })
	t.Run("errors", func(t *testing.T) { failures(t, open(t)) })
}

var paperLosses = []loss.Name{loss.CE, loss.Contrast}

// Each of several networks is the one that its seed gives alone, with the scaling
// of its own training set.
func independent(t *testing.T, open opener) {
	p := traintest.Brief()
	p.Input = lenet.Standardised
	for _, name := range paperLosses {
		together := traintest.Train(t, open(t), p, name, traintest.Small(t, 1), traintest.Small(t, 2), traintest.Small(t, 3))
		for k, n := range together {
			alone := traintest.Train(t, open(t), p, name, traintest.Small(t, n.Seed))[0]
			traintest.SameWeights(t, fmt.Sprintf("%s, replica %d,", name, k), n, alone, 1e-4)
			if len(n.Curves.Classifier) != 4 || n.Curves.Classifier[3].Accuracy != alone.Curves.Classifier[3].Accuracy {
				t.Errorf("%s, replica %d: curves %v, alone %v", name, k, n.Curves.Classifier, alone.Curves.Classifier)
			}
			if n.Weights.Input != alone.Weights.Input {
				t.Errorf("%s, replica %d: input %v, alone %v", name, k, n.Weights.Input, alone.Weights.Input)
			}
		}
	}
}

// Training twice gives the same bits.
func reproducible(t *testing.T, open opener) {
	for _, name := range paperLosses {
		a, b := traintest.Train(t, open(t), traintest.Brief(), name, traintest.Small(t, 5)), traintest.Train(t, open(t), traintest.Brief(), name, traintest.Small(t, 5))
		traintest.SameWeights(t, string(name), a[0], b[0], 0)
	}
}

// The second stage at another learning rate gives another classifier behind the
// same encoder.
func frozenEncoder(t *testing.T, e train.Engine) {
	p := traintest.Brief()
	first := traintest.Train(t, e, p, loss.Contrast, traintest.Small(t, 1))[0]
	p.ClassifierLearningRate = 1e-4
	second := traintest.Train(t, e, p, loss.Contrast, traintest.Small(t, 1))[0]
	for i, tensor := range first.Weights.Tensors {
		difference := golden.RelativeError(tensor.Data, second.Weights.Tensors[i].Data)
		if frozen := lenettest.IsEncoder(tensor.Name); frozen != (difference == 0) {
			t.Errorf("%s: relative difference %g", tensor.Name, difference)
		}
	}
}

// The first stage at another learning rate gives another encoder. With next to no
// second stage the classifier stays what it was drawn as.
func untouchedClassifier(t *testing.T, e train.Engine) {
	p := traintest.Brief()
	p.ClassifierLearningRate = 1e-30
	n := traintest.Train(t, e, p, loss.Contrast, traintest.Small(t, 1))[0]
	for i, tensor := range lenettest.Draw(t, 1, 16).Tensors {
		if moved := !slices.Equal(n.Weights.Tensors[i].Data, tensor.Data); moved != lenettest.IsEncoder(tensor.Name) {
			t.Errorf("%s: moved %t", tensor.Name, moved)
		}
	}
}

// Losses fall, and the last validation accuracy is the one that Forward gives.
func curves(t *testing.T, e train.Engine) {
	p := traintest.Brief()
	p.Epochs, p.LearningRate = 30, 1e-3
	n := traintest.Train(t, e, p, loss.CE, traintest.Small(t, 1))[0]
	first, last := n.Curves.Classifier[0], n.Curves.Classifier[29]
	if n.Curves.Encoder != nil || last.Loss >= first.Loss {
		t.Errorf("end to end: curves %+v", n.Curves)
	}
	n = traintest.Train(t, e, p, loss.Contrast, traintest.Small(t, 1))[0]
	if len(n.Curves.Encoder) != 30 || n.Curves.Encoder[29].Loss >= n.Curves.Encoder[0].Loss {
		t.Errorf("contrastive: curves %+v", n.Curves)
	}
	set := traintest.Small(t, 1).Validation
	out, err := e.Forward(context.Background(), n.Weights, set)
	if err != nil {
		t.Fatal(err)
	}
	right := 0.
	for i, m := range set.Malignant() {
		if out.Predictions()[i] == m {
			right++
		}
	}
	if got, want := n.Curves.Classifier[29].ValidationAccuracy, right/float64(set.Len()); fmt.Sprintf("%.4f", got) != fmt.Sprintf("%.4f", want) {
		t.Errorf("validation accuracy %.4f, the network has %.4f", got, want)
	}
}

// At a learning rate that overshoots, the best epoch is not the last one, and
// training that ends with the best epoch gives the same weights.
func bestEpoch(t *testing.T, e train.Engine) {
	p := traintest.Brief()
	p.Epochs, p.LearningRate, p.Kept = 8, 2e-2, train.BestEpoch
	kept := traintest.Train(t, e, p, loss.CE, traintest.Small(t, 1))[0]
	best := 0
	for i, c := range kept.Curves.Classifier {
		if c.ValidationLoss < kept.Curves.Classifier[best].ValidationLoss {
			best = i
		}
	}
	if best == p.Epochs-1 {
		t.Fatalf("the last epoch is the best, which tells nothing: %+v", kept.Curves.Classifier)
	}
	p.Epochs, p.Kept = best+1, train.LastEpoch
	traintest.SameWeights(t, "best epoch", kept, traintest.Train(t, e, p, loss.CE, traintest.Small(t, 1))[0], 0)
}

// Training that a context ends leaves an engine that works; errors say what is
// wanted.
func failures(t *testing.T, e train.Engine) {
	ctx, cancel := context.WithCancel(context.Background())
	small, w := traintest.Small(t, 1), lenettest.Weights(t, "init")
	networks, err := e.Train(ctx, traintest.Brief(), loss.Contrastive(1), []train.Task{small}, func(train.Progress) { cancel() })
	if !errors.Is(err, context.Canceled) || networks != nil {
		t.Errorf("%d networks, error %v", len(networks), err)
	}
	n := traintest.Train(t, e, traintest.Brief(), loss.CE, small)[0]
	_, forward := e.Forward(ctx, n.Weights, small.Training)
	_, saliency := e.Saliency(ctx, n.Weights, small.Training)
	if !errors.Is(forward, context.Canceled) || !errors.Is(saliency, context.Canceled) {
		t.Errorf("forward: error %v, saliency: error %v", forward, saliency)
	}
	_, training := e.Train(context.Background(), traintest.Brief(), loss.Contrastive(0), []train.Task{small}, nil)
	_, forward = e.Forward(context.Background(), w, small.Training)
	_, saliency = e.Saliency(context.Background(), w, nil)
	for want, err := range map[string]error{"Margin 0": training, "side 16, but the network was made for side 32": forward, "no images": saliency} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}
