package train

import (
	"context"
	"fmt"

	"nodulelab/lib/device"
	"nodulelab/lib/native"
)

// nativeEngine trains on one core with package native, one network after the
// other.
type nativeEngine struct {
	nets map[form]*native.Net
}

// NewNative returns the engine that computes with this project's own kernels. For
// as many networks at once as there are cores, open one engine a goroutine.
func NewNative() Engine { return &nativeEngine{map[form]*native.Net{}} }

func (e *nativeEngine) Name() string { return device.Native }

func (e *nativeEngine) Close() { e.nets = nil }

// net returns the engine's network of a form.
func (e *nativeEngine) net(f form) (*native.Net, error) {
	if n := e.nets[f]; n != nil {
		return n, nil
	}
	n, err := native.New(f.variant, f.side)
	if err != nil {
		return nil, fmt.Errorf("train: %w", err)
	}
	e.nets[f] = n
	return n, nil
}

// Train implements [Engine].
func (e *nativeEngine) Train(ctx context.Context, p Protocol, loss Loss, tasks []Task, report func(Progress)) ([]Network, error) {
	if err := check(p, loss, tasks); err != nil {
		return nil, err
	}
	if report == nil {
		report = func(Progress) {}
	}
	networks := make([]Network, len(tasks))
	for i, t := range tasks {
		r, err := e.newRun(p, t, report)
		if err != nil {
			return nil, err
		}
		curves, err := r.train(ctx, loss)
		if err != nil {
			return nil, err
		}
		networks[i] = Network{Seed: t.Seed, Loss: loss, Weights: r.weights(), Curves: curves}
		if err := networks[i].check(); err != nil {
			return nil, err
		}
	}
	return networks, nil
}
