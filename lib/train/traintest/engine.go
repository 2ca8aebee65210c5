package traintest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/internal/golden"
	"nodulelab/lib/lenet/lenettest"
	"nodulelab/lib/loss"
	"nodulelab/lib/train"
)

// Opener opens an engine and closes it at the end of the test.
type Opener func(t testing.TB) train.Engine

// Engine tests an engine: what its networks owe to each other, which weights each
// stage moves, what it measures and reports, how it stops and what it refuses.
func Engine(t *testing.T, open Opener) {
	t.Run("independent", func(t *testing.T) { Independent(t, open) })
	t.Run("reproducible", func(t *testing.T) { Reproducible(t, open) })
	t.Run("frozen encoder", func(t *testing.T) { frozenEncoder(t, open(t)) })
	t.Run("untouched classifier", func(t *testing.T) { untouchedClassifier(t, open(t)) })
	t.Run("curves", func(t *testing.T) { curves(t, open(t)) })
	t.Run("best epoch", func(t *testing.T) { bestEpoch(t, open(t)) })
	t.Run("progress", func(t *testing.T) { progress(t, open(t)) })
	t.Run("cancellation", func(t *testing.T) { cancellation(t, open(t)) })
	t.Run("refusal", func(t *testing.T) { refusal(t, open(t)) })
}

var paperLosses = []loss.Name{loss.CE, loss.Contrast}

// Independent tests that each of several networks is the one that its seed gives
// alone.
func Independent(t *testing.T, open Opener) {
	for _, name := range paperLosses {
		together := Train(t, open(t), Brief(), name, Small(t, 1), Small(t, 2), Small(t, 3))
		for k, n := range together {
			alone := Train(t, open(t), Brief(), name, Small(t, n.Seed))[0]
			SameWeights(t, fmt.Sprintf("%s, replica %d,", name, k), n, alone, 1e-4)
			if len(n.Curves.Classifier) != 4 || n.Curves.Classifier[3].Accuracy != alone.Curves.Classifier[3].Accuracy {
				t.Errorf("%s, replica %d: curves %v, alone %v", name, k, n.Curves.Classifier, alone.Curves.Classifier)
			}
		}
	}
}

// Reproducible tests that training twice gives the same bits.
func Reproducible(t *testing.T, open Opener) {
	for _, name := range paperLosses {
		a, b := Train(t, open(t), Brief(), name, Small(t, 5)), Train(t, open(t), Brief(), name, Small(t, 5))
		SameWeights(t, string(name), a[0], b[0], 0)
	}
}

// The second stage at another learning rate gives another classifier behind the
// same encoder.
func frozenEncoder(t *testing.T, e train.Engine) {
	p := Brief()
	first := Train(t, e, p, loss.Contrast, Small(t, 1))[0]
	p.ClassifierLearningRate = 1e-4
	second := Train(t, e, p, loss.Contrast, Small(t, 1))[0]
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
	p := Brief()
	p.ClassifierLearningRate = 1e-30
	n := Train(t, e, p, loss.Contrast, Small(t, 1))[0]
	for i, tensor := range lenettest.Draw(t, 1, 16).Tensors {
		if moved := !slices.Equal(n.Weights.Tensors[i].Data, tensor.Data); moved != lenettest.IsEncoder(tensor.Name) {
			t.Errorf("%s: moved %t", tensor.Name, moved)
		}
	}
}

// Losses fall, and the last validation accuracy is the one that Forward gives.
func curves(t *testing.T, e train.Engine) {
	p := Brief()
	p.Epochs, p.LearningRate = 30, 1e-3
	n := Train(t, e, p, loss.CE, Small(t, 1))[0]
	first, last := n.Curves.Classifier[0], n.Curves.Classifier[29]
	if n.Curves.Encoder != nil || last.Loss >= first.Loss {
		t.Errorf("end to end: curves %+v", n.Curves)
	}
	n = Train(t, e, p, loss.Contrast, Small(t, 1))[0]
	if len(n.Curves.Encoder) != 30 || n.Curves.Encoder[29].Loss >= n.Curves.Encoder[0].Loss {
		t.Errorf("contrastive: curves %+v", n.Curves)
	}
	set := Small(t, 1).Validation
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
	p := Brief()
	p.Epochs, p.LearningRate, p.Kept = 8, 2e-2, train.BestEpoch
	kept := Train(t, e, p, loss.CE, Small(t, 1))[0]
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
	SameWeights(t, "best epoch", kept, Train(t, e, p, loss.CE, Small(t, 1))[0], 0)
}

// Every epoch of every stage is reported, in order.
func progress(t *testing.T, e train.Engine) {
	perStage, epochs := map[train.Stage]int{}, 0
	_, err := e.Train(context.Background(), Brief(), loss.Contrastive(1), []train.Task{Small(t, 1), Small(t, 2)}, func(p train.Progress) {
		epochs += p.Replicas
		perStage[p.Stage] += p.Replicas
		if p.Epochs != 4 || p.Epoch < 1 || p.Epoch > 4 {
			t.Errorf("progress %+v", p)
		}
	})
	if err != nil || epochs != 16 || perStage[train.EncoderOnly] != 8 || perStage[train.ClassifierOnly] != 8 {
		t.Errorf("%d epochs of networks, by stage %v, error %v", epochs, perStage, err)
	}
}

// A context that ends stops the training at the next step, and leaves an engine
// that works.
func cancellation(t *testing.T, e train.Engine) {
	ctx, cancel := context.WithCancel(context.Background())
	epochs := 0
	networks, err := e.Train(ctx, Brief(), loss.Contrastive(1), []train.Task{Small(t, 1)}, func(train.Progress) { epochs++; cancel() })
	if !errors.Is(err, context.Canceled) || networks != nil || epochs != 1 {
		t.Errorf("%d networks after %d epochs, error %v", len(networks), epochs, err)
	}
	n := Train(t, e, Brief(), loss.CE, Small(t, 1))[0]
	if _, err := e.Forward(ctx, n.Weights, Small(t, 1).Training); !errors.Is(err, context.Canceled) {
		t.Errorf("forward: error %v", err)
	}
	if _, err := e.Saliency(ctx, n.Weights, Small(t, 1).Training); !errors.Is(err, context.Canceled) {
		t.Errorf("saliency: error %v", err)
	}
}

// What cannot be trained or looked at is an error that says what is wanted.
func refusal(t *testing.T, e train.Engine) {
	ctx, small, larger := context.Background(), Small(t, 1), Small(t, 2)
	larger.Training = larger.Training.Subset([]int{0, 1, 2})
	wrong := Brief()
	wrong.Epochs = 0
	for want, try := range map[string]func() error{
		"no tasks": func() error { _, err := e.Train(ctx, Brief(), loss.CrossEntropy(), nil, nil); return err },
		"replicas need equal sizes": func() error {
			_, err := e.Train(ctx, Brief(), loss.CrossEntropy(), []train.Task{small, larger}, nil)
			return err
		},
		"Epochs 0": func() error { _, err := e.Train(ctx, wrong, loss.CrossEntropy(), []train.Task{small}, nil); return err },
		"Margin 0": func() error {
			_, err := e.Train(ctx, Brief(), loss.Contrastive(0), []train.Task{small}, nil)
			return err
		},
		"side 16, but the network was made for side 32": func() error {
			_, err := e.Forward(ctx, lenettest.Weights(t, "init"), small.Training)
			return err
		},
		"no images": func() error { _, err := e.Saliency(ctx, lenettest.Weights(t, "init"), nil); return err },
	} {
		if err := try(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}
