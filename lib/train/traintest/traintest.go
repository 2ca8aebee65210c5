// Package traintest gives the tests of engines small tasks to train on.
package traintest

import (
	"context"
	"testing"

	"nodulelab/lib/internal/golden"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/train"
)

// Task draws a task of a seed at D(180,160) with images of the given side, in
// pixels, and so many training and validation samples.
func Task(t testing.TB, seed uint64, side, training, validation int) train.Task {
	t.Helper()
	c := nodule.Paper()
	c.Side, c.Samples, c.Training = side, training+validation, training
	first, second, err := c.TrainingSets(seed, nodule.D(180, 160))
	if err != nil {
		t.Fatal(err)
	}
	return train.Task{Seed: seed, Training: first, Validation: second}
}

// Small draws a small task of a seed: 16×16 pixels, 22 training and 8 validation
// samples, so that the last of [Brief]'s batches is short.
func Small(t testing.TB, seed uint64) train.Task { return Task(t, seed, 16, 22, 8) }

// Brief is the paper's protocol, shortened: 4 epochs, batches of 8.
func Brief() train.Protocol {
	p := train.Paper()
	p.Epochs, p.Batch = 4, 8
	return p
}

// Train trains by a built-in loss.
func Train(t testing.TB, e train.Engine, p train.Protocol, name loss.Name, tasks ...train.Task) []train.Network {
	t.Helper()
	l, err := p.Loss(name)
	if err != nil {
		t.Fatal(err)
	}
	return TrainBy(t, e, p, l, tasks...)
}

// TrainBy trains by any loss.
func TrainBy(t testing.TB, e train.Engine, p train.Protocol, l loss.Loss, tasks ...train.Task) []train.Network {
	t.Helper()
	networks, err := e.Train(context.Background(), p, l, tasks, nil)
	if err != nil {
		t.Fatal(err)
	}
	return networks
}

// SameWeights fails the test unless two networks have the same weights to a
// relative error, tensor by tensor.
func SameWeights(t testing.TB, what string, got, want train.Network, tolerance float64) {
	t.Helper()
	for i, tensor := range want.Weights.Tensors {
		golden.Near(t, what+" "+tensor.Name, got.Weights.Tensors[i].Data, tensor.Data, tolerance)
	}
}
