package train

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"nodulelab/lib/internal/golden"
	"nodulelab/lib/lenet"
	"nodulelab/lib/nodule"
)

// sized draws a task of images of a side: two batches of 32 and a short one.
func sized(t testing.TB, side int) Task {
	t.Helper()
	c := nodule.Paper()
	c.Side, c.Samples, c.Training = side, 80, 70
	training, validation, err := c.TrainingSets(7, nodule.D(180, 160))
	if err != nil {
		t.Fatal(err)
	}
	return Task{Seed: 7, Training: training, Validation: validation}
}

// Both engines train the same network: both losses and both stages, at three
// image sizes, with batches of less than 32, of 32 and of more.
func TestNativeAgreesWithGoMLX(t *testing.T) {
	for _, test := range []struct{ side, batch int }{{16, 8}, {32, 32}, {32, 70}, {64, 32}} {
		p := Paper()
		p.Epochs, p.Batch = 3, test.batch
		for _, loss := range []Loss{CrossEntropy, Contrastive} {
			t.Run(fmt.Sprintf("%d pixels, batch %d, %s", test.side, test.batch, loss), func(t *testing.T) {
				agree(t, p, loss, sized(t, test.side), nearWeights)
			})
		}
	}
}

func sameCurves(t *testing.T, a, b Curves) {
	t.Helper()
	flat := func(c Curves) (losses, accuracies []float32) {
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
func sameViews(t *testing.T, n Network, s *nodule.Set) {
	t.Helper()
	ctx := context.Background()
	ours, theirs := NewNative(), openEngine(t)
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

// Networks that share an engine do not meet.
func TestNativeNetworksAreIndependent(t *testing.T) {
	for _, loss := range []Loss{CrossEntropy, Contrastive} {
		together := trainOK(t, NewNative(), brief(), loss, small(t, 1), small(t, 2))
		for k, seed := range []uint64{1, 2} {
			alone := trainOK(t, NewNative(), brief(), loss, small(t, seed))[0]
			for i, w := range alone.Weights.Tensors {
				golden.Near(t, w.Name, together[k].Weights.Tensors[i].Data, w.Data, 0)
			}
		}
	}
}

func TestNativeStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	epochs := 0
	_, err := NewNative().Train(ctx, brief(), Contrastive, []Task{small(t, 1)}, func(Progress) { epochs++; cancel() })
	if !errors.Is(err, context.Canceled) || epochs != 1 {
		t.Errorf("error %v after %d epochs", err, epochs)
	}
	cancel()
	if _, err := NewNative().Forward(ctx, trainOK(t, NewNative(), brief(), CrossEntropy, small(t, 1))[0].Weights, small(t, 1).Training); !errors.Is(err, context.Canceled) {
		t.Errorf("forward: error %v", err)
	}
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
	for name, choose := range map[string]func(*Protocol){
		"ReLU":        func(p *Protocol) { p.Network.Activation = lenet.ReLUActivation },
		"max pooling": func(p *Protocol) { p.Network.Pooling = lenet.MaxPooling },
		"ReLU, max pooling": func(p *Protocol) {
			p.Network = lenet.Variant{Activation: lenet.ReLUActivation, Pooling: lenet.MaxPooling, Cut: lenet.CutF2, Head: 1}
		},
		"cut at 120, head of 2": func(p *Protocol) { p.Network.Cut, p.Network.Head = lenet.CutF1, 2 },
		"cut at s4, head of 3":  func(p *Protocol) { p.Network.Cut, p.Network.Head = lenet.CutS4, 3 },
		"cut at s4, head of 1":  func(p *Protocol) { p.Network.Cut = lenet.CutS4 },
		"head of 3, ReLU":       func(p *Protocol) { p.Network.Head, p.Network.Activation = 3, lenet.ReLUActivation },
		"Glorot":                func(p *Protocol) { p.Initialisation = lenet.Glorot },
		"He":                    func(p *Protocol) { p.Initialisation = lenet.He },
		"standardised":          func(p *Protocol) { p.Input = lenet.Standardised },
		"image standardised":    func(p *Protocol) { p.Input = lenet.Normalised },
		"disjoint pairs":        func(p *Protocol) { p.Pairs = DisjointPairs },
		"last batch dropped":    func(p *Protocol) { p.DropLast = true },
		"best epoch":            func(p *Protocol) { p.Kept, p.LearningRate = BestEpoch, 1e-2 },
	} {
		for _, loss := range []Loss{CrossEntropy, Contrastive} {
			t.Run(name+", "+string(loss), func(t *testing.T) {
				p := Paper()
				p.Epochs = 2
				choose(&p)
				bound := nearWeights
				if p.Network.Activation == lenet.ReLUActivation && loss == Contrastive {
					bound = nearNoise
				}
				agree(t, p, loss, sized(t, 16), bound)
			})
		}
	}
}

// The losses that the paper does not have, and an odd batch.
func TestOtherLossesAgree(t *testing.T) {
	for _, loss := range []Loss{SupervisedContrastive, Triplet} {
		p := Paper()
		p.Epochs, p.Batch = 2, 33
		t.Run(string(loss), func(t *testing.T) { agree(t, p, loss, sized(t, 16), nearWeights) })
	}
}

func agree(t *testing.T, p Protocol, loss Loss, task Task, bound float64) {
	t.Helper()
	ours, theirs := trainOK(t, NewNative(), p, loss, task)[0], trainOK(t, openEngine(t), p, loss, task)[0]
	for i, w := range ours.Weights.Tensors {
		golden.Near(t, w.Name, w.Data, theirs.Weights.Tensors[i].Data, bound)
	}
	if ours.Weights.Input != theirs.Weights.Input {
		t.Errorf("inputs %v and %v", ours.Weights.Input, theirs.Weights.Input)
	}
	sameCurves(t, ours.Curves, theirs.Curves)
	sameViews(t, ours, task.Validation)
}
