// Package gomlx is the engine of package train on GoMLX: it computes on GoMLX's
// pure Go backend or on XLA, for the CPU or a GPU.
//
// [Network] is LeNet-5 as a graph, built from the layers that package lenet
// lists; the losses of package loss are graphs here, too. Every variable and every
// image carries a leading replica axis, so that one graph trains many networks at
// once. The tests hold the engine equal to the native one and to an independent
// implementation in PyTorch.
package gomlx

import (
	"context"
	"fmt"

	"github.com/gomlx/compute"

	"nodulelab/lib/device"
	"nodulelab/lib/device/backend"
	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
	"nodulelab/lib/train"
)

// engine is the engine on GoMLX. It owns one backend.
type engine struct {
	name    string
	backend compute.Backend
	viewers map[form]*viewer
}

// form is what two networks must have in common to be computed by one graph.
type form struct {
	side    int
	variant lenet.Variant
}

// Open returns the engine of a choice: the native one or the one on GoMLX.
func Open(c device.Choice) (train.Engine, error) {
	if c.Backend == device.Native {
		return train.NewNative(), nil
	}
	return New(c)
}

// New opens the backend of a choice and returns the engine on it. It trains by the
// built-in losses.
func New(c device.Choice) (train.Engine, error) {
	b, err := backend.Open(c)
	if err != nil {
		return nil, err
	}
	return &engine{name: c.Name(), backend: b, viewers: map[form]*viewer{}}, nil
}

// Name implements [train.Engine].
func (e *engine) Name() string { return e.name }

// Close implements [train.Engine].
func (e *engine) Close() {
	if !e.backend.IsFinalized() {
		e.backend.Finalize()
	}
}

// Train implements [train.Engine].
func (e *engine) Train(ctx context.Context, p train.Protocol, l loss.Loss, tasks []train.Task, report func(train.Progress)) (networks []train.Network, err error) {
	defer recoverAs(&err, "gomlx: training")
	return train.Run(ctx, p, l, tasks, report, func(initial []lenet.Weights) (train.Learner, error) {
		return e.newLearner(p, tasks, initial)
	})
}

// recoverAs turns a panic of the graph library into an error.
func recoverAs(err *error, doing string) {
	switch r := recover().(type) {
	case nil:
	case error:
		*err = fmt.Errorf("%s: %w", doing, r)
	default:
		*err = fmt.Errorf("%s: %v", doing, r)
	}
}
