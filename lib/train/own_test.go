package train_test

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"nodulelab/lib/loss"
	"nodulelab/lib/train"
	"nodulelab/lib/train/traintest"
)

// A loss from outside trains like a built-in one: with the same arithmetic, under
// the same protocol, seeds and batches, it ends at the same weights.
func TestOwnLossIsPaired(t *testing.T) {
	for _, test := range []struct {
		built     loss.Loss
		tolerance float64 // the kernel of the contrastive loss takes distances in single precision
	}{
		{loss.CrossEntropy(), 0}, {loss.Contrastive(1), 1e-4}, {loss.ContrastiveInPairs(1), 0},
		{loss.SupervisedContrastive(.1), 0}, {loss.TripletMargin(1), 0},
	} {
		own := loss.New("Own", test.built.On(), test.built.Evaluate)
		p := traintest.Brief()
		p.DropLast, p.Batch = true, 10
		a := traintest.TrainBy(t, openNative(t), p, test.built, traintest.Small(t, 3))[0]
		b := traintest.TrainBy(t, openNative(t), p, own, traintest.Small(t, 3))[0]
		traintest.SameWeights(t, string(test.built.Name()), b, a, test.tolerance)
		if a.Loss != test.built.Name() || b.Loss != "Own" {
			t.Errorf("losses %s and %s", a.Loss, b.Loss)
		}
		if len(a.Curves.Encoder) != len(b.Curves.Encoder) || len(b.Curves.Classifier) != p.Epochs {
			t.Errorf("%s: curves %v, own %v", a.Loss, a.Curves, b.Curves)
		}
		for i, e := range b.Curves.Classifier {
			if e.ValidationAccuracy != a.Curves.Classifier[i].ValidationAccuracy || !(math.Abs(e.Loss-a.Curves.Classifier[i].Loss) <= 1e-4) {
				t.Errorf("%s, epoch %d: %+v, own %+v", a.Loss, i, a.Curves.Classifier[i], e)
			}
		}
	}
}

// hinge is a loss that the library does not have.
func hinge(rows [][]float64, labels []float64, gradient [][]float64) (value float64) {
	n := float64(len(rows))
	for i, row := range rows {
		side := 2*labels[i] - 1
		if short := 1 - side*row[0]; short > 0 {
			value += short / n
			gradient[i][0] -= side / n
		}
	}
	return value
}

// A new loss of logits learns to tell the classes apart.
func TestOwnLossLearns(t *testing.T) {
	p := traintest.Brief()
	p.Epochs, p.LearningRate = 60, 1e-3
	n := traintest.TrainBy(t, openNative(t), p, loss.New("Hinge", loss.Logits, hinge), traintest.Small(t, 1))[0]
	first, last := n.Curves.Classifier[0], n.Curves.Classifier[p.Epochs-1]
	if last.Loss > first.Loss/2 || last.Accuracy < .9 || n.Loss != "Hinge" || n.Curves.Encoder != nil {
		t.Errorf("from %+v to %+v", first, last)
	}
}

// The engine refuses an own loss that cannot be told from a built-in one.
func TestOwnLossNeedsAName(t *testing.T) {
	for _, name := range []loss.Name{"", loss.CE} {
		_, err := openNative(t).Train(context.Background(), traintest.Brief(), loss.New(name, loss.Logits, hinge), []train.Task{traintest.Small(t, 1)}, nil)
		if err == nil || !strings.Contains(err.Error(), "train: loss: ") {
			t.Errorf("%q: error %v", name, err)
		}
	}
}

// A loss that is not a number makes a network that nobody may look through.
func TestOwnLossDiverges(t *testing.T) {
	broken := loss.New("Broken", loss.Logits, func(rows [][]float64, _ []float64, gradient [][]float64) float64 {
		gradient[0][0] = math.NaN()
		return math.NaN()
	})
	networks, err := openNative(t).Train(context.Background(), traintest.Brief(), broken, []train.Task{traintest.Small(t, 4)}, nil)
	if networks != nil || err == nil || !strings.Contains(fmt.Sprint(err), "seed 4, Broken: training diverged") {
		t.Errorf("%d networks, error %v", len(networks), err)
	}
}
