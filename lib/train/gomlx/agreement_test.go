package gomlx

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"nodulelab/lib/internal/golden"
	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/train"
	"nodulelab/lib/train/traintest"
)

// sized draws a task of images of a side: two batches of 32 and a short one.
func sized(t testing.TB, side int) train.Task { return traintest.Task(t, 7, side, 70, 10) }

// Both engines train the same network: both losses and both stages, at three
// image sizes, with batches of less than 32, of 32 and of more.
func TestNativeAgreesWithGoMLX(t *testing.T) {
	for _, test := range []struct{ side, batch int }{{16, 8}, {32, 32}, {32, 70}, {64, 32}} {
		p := train.Paper()
		p.Epochs, p.Batch = 3, test.batch
		for _, name := range []loss.Name{loss.CE, loss.Contrast} {
			t.Run(fmt.Sprintf("%d pixels, batch %d, %s", test.side, test.batch, name), func(t *testing.T) {
				if test.side > 32 && testing.Short() {
					t.Skip("takes longer than all smaller sides")
				}
				agree(t, p, name, sized(t, test.side), nearWeights)
			})
		}
	}
}

func sameCurves(t *testing.T, a, b train.Curves) {
	t.Helper()
	flat := func(c train.Curves) (losses, accuracies []float32) {
		for _, e := range c.Encoder {
			losses = append(losses, float32(e.Loss), float32(e.ValidationLoss))
		}
		for _, e := range c.Classifier {
			losses = append(losses, float32(e.Loss), float32(e.ValidationLoss))
			accuracies = append(accuracies, float32(e.Accuracy), float32(e.ValidationAccuracy))
		}
		return losses, accuracies
	}
	lossesA, accuraciesA := flat(a)
	lossesB, accuraciesB := flat(b)
	golden.Near(t, "losses", lossesA, lossesB, 1e-4)
	golden.Near(t, "accuracies", accuraciesA, accuraciesB, 1e-6)
}

// sameViews compares what both engines see in one network.
func sameViews(t *testing.T, n train.Network, s *nodule.Set) {
	t.Helper()
	ctx := context.Background()
	ours, theirs := train.NewNative(), openEngine(t)
	a, errA := ours.Forward(ctx, n.Weights, s)
	b, errB := theirs.Forward(ctx, n.Weights, s)
	if err := errors.Join(errA, errB); err != nil {
		t.Fatal(err)
	}
	golden.Near(t, "embeddings", a.Embeddings, b.Embeddings, 1e-4)
	golden.Near(t, "logits", a.Logits, b.Logits, 1e-4)
	x, errX := ours.Saliency(ctx, n.Weights, s)
	y, errY := theirs.Saliency(ctx, n.Weights, s)
	if err := errors.Join(errX, errY); err != nil {
		t.Fatal(err)
	}
	golden.Near(t, "saliency", x, y, 1e-4)
}

// The bounds of agreement of weights. Eq. 2 does not see what all embeddings have in
// common, so behind a ReLU the gradient of a unit that is on for all samples sums
// up to rounding errors, and Adam steps by their sign.
const (
	nearWeights = 1e-3
	nearNoise   = 5e-3
)

// Every choice that the paper leaves open, on both engines: weights, curves and
// what they see are the same.
func TestChoicesAgree(t *testing.T) {
	for choice, choose := range map[string]func(*train.Protocol){
		"ReLU":        func(p *train.Protocol) { p.Network.Activation = lenet.ReLUActivation },
		"max pooling": func(p *train.Protocol) { p.Network.Pooling = lenet.MaxPooling },
		"ReLU, max pooling": func(p *train.Protocol) {
			p.Network = lenet.Variant{Activation: lenet.ReLUActivation, Pooling: lenet.MaxPooling, Cut: lenet.CutF2, Head: 1}
		},
		"cut at 120, head of 2": func(p *train.Protocol) { p.Network.Cut, p.Network.Head = lenet.CutF1, 2 },
		"cut at s4, head of 3":  func(p *train.Protocol) { p.Network.Cut, p.Network.Head = lenet.CutS4, 3 },
		"cut at s4, head of 1":  func(p *train.Protocol) { p.Network.Cut = lenet.CutS4 },
		"head of 3, ReLU":       func(p *train.Protocol) { p.Network.Head, p.Network.Activation = 3, lenet.ReLUActivation },
		"Glorot":                func(p *train.Protocol) { p.Initialisation = lenet.Glorot },
		"He":                    func(p *train.Protocol) { p.Initialisation = lenet.He },
		"standardised":          func(p *train.Protocol) { p.Input = lenet.Standardised },
		"image standardised":    func(p *train.Protocol) { p.Input = lenet.Normalised },
		"disjoint pairs":        func(p *train.Protocol) { p.Pairs = train.DisjointPairs },
		"last batch dropped":    func(p *train.Protocol) { p.DropLast = true },
		"best epoch":            func(p *train.Protocol) { p.Kept, p.LearningRate = train.BestEpoch, 1e-2 },
	} {
		for _, name := range []loss.Name{loss.CE, loss.Contrast} {
			t.Run(choice+", "+string(name), func(t *testing.T) {
				p := train.Paper()
				p.Epochs = 2
				choose(&p)
				bound := nearWeights
				if p.Network.Activation == lenet.ReLUActivation && name == loss.Contrast {
					bound = nearNoise
				}
				agree(t, p, name, sized(t, 16), bound)
			})
		}
	}
}

// The losses that the paper does not have, and an odd batch.
func TestOtherLossesAgree(t *testing.T) {
	for _, name := range []loss.Name{loss.SupCon, loss.Triplet} {
		p := train.Paper()
		p.Epochs, p.Batch = 2, 33
		t.Run(string(name), func(t *testing.T) { agree(t, p, name, sized(t, 16), nearWeights) })
	}
}

func agree(t *testing.T, p train.Protocol, name loss.Name, task train.Task, bound float64) {
	t.Helper()
	ours, theirs := traintest.Train(t, train.NewNative(), p, name, task)[0], traintest.Train(t, openEngine(t), p, name, task)[0]
	traintest.SameWeights(t, "native", ours, theirs, bound)
	if ours.Weights.Input != theirs.Weights.Input {
		t.Errorf("inputs %v and %v", ours.Weights.Input, theirs.Weights.Input)
	}
	sameCurves(t, ours.Curves, theirs.Curves)
	sameViews(t, ours, task.Validation)
}
