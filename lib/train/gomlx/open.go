package gomlx

import (
	"context"

	"nodulelab/lib/device"
	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/train"
)

func init() { train.Register(Open) }

// Open returns the engine of a choice: the one on GoMLX, or the native one, which leaves
// networks of [NewCustom] to GoMLX's Go backend.
func Open(c device.Choice) (train.Engine, error) {
	if c.Backend == device.Native {
		return &mixed{Engine: train.NewNative()}, nil
	}
	return New(c)
}

// mixed is the native engine, and beside it, once a network asks for it, the engine on
// GoMLX's Go backend.
type mixed struct {
	train.Engine
	graphs train.Engine
}

// of returns the engine for a kind of network.
func (m *mixed) of(c lenet.Custom) (train.Engine, error) {
	if c == nil {
		return m.Engine, nil
	}
	var err error
	if m.graphs == nil {
		m.graphs, err = New(device.Choice{Backend: "go"})
	}
	return m.graphs, err
}

// Train implements [train.Engine].
func (m *mixed) Train(ctx context.Context, p train.Protocol, l loss.Loss, tasks []train.Task, report func(train.Progress)) ([]train.Network, error) {
	e, err := m.of(p.Custom)
	if err != nil {
		return nil, err
	}
	return e.Train(ctx, p, l, tasks, report)
}

// Forward implements [train.Engine].
func (m *mixed) Forward(ctx context.Context, w lenet.Weights, s *nodule.Set) (train.Output, error) {
	e, err := m.of(w.Custom)
	if err != nil {
		return train.Output{}, err
	}
	return e.Forward(ctx, w, s)
}

// Saliency implements [train.Engine].
func (m *mixed) Saliency(ctx context.Context, w lenet.Weights, s *nodule.Set) ([]float32, error) {
	e, err := m.of(w.Custom)
	if err != nil {
		return nil, err
	}
	return e.Saliency(ctx, w, s)
}

// Close implements [train.Engine].
func (m *mixed) Close() {
	m.Engine.Close()
	if m.graphs != nil {
		m.graphs.Close()
	}
}
