package train

import (
	"context"
	"fmt"

	"github.com/gomlx/compute"
	"github.com/gomlx/gomlx/ml/model"

	"nodulelab/lib/device"
	"nodulelab/lib/device/backend"
	"nodulelab/lib/lenet"
)

// goMLX is the engine on GoMLX. It owns one backend.
type goMLX struct {
	name    string
	backend compute.Backend
	viewers map[form]*viewer
}

// Open returns the engine of a choice.
func Open(c device.Choice) (Engine, error) {
	if c.Backend == device.Native {
		return NewNative(), nil
	}
	return NewGoMLX(c)
}

// NewGoMLX opens the backend of a choice and returns the engine on it.
func NewGoMLX(c device.Choice) (Engine, error) {
	b, err := backend.Open(c)
	if err != nil {
		return nil, err
	}
	return &goMLX{name: c.Name(), backend: b, viewers: map[form]*viewer{}}, nil
}

func (e *goMLX) Name() string { return e.name }

func (e *goMLX) Close() {
	if !e.backend.IsFinalized() {
		e.backend.Finalize()
	}
}

// Train implements [Engine].
func (e *goMLX) Train(ctx context.Context, p Protocol, loss Loss, tasks []Task, report func(Progress)) (networks []Network, err error) {
	if err := check(p, loss, tasks); err != nil {
		return nil, err
	}
	defer recoverAs(&err, "train")
	r, err := e.newReplicas(p, tasks, report)
	if err != nil {
		return nil, err
	}
	defer r.store.Finalize()
	curves, err := r.train(ctx, loss)
	if err != nil {
		return nil, err
	}
	return r.networks(loss, curves)
}

// replicas are R networks in training: their variables, data and random orders.
type replicas struct {
	engine   *goMLX
	protocol Protocol
	tasks    []Task
	report   func(Progress)

	store *model.Store  // the networks' weights and nothing else
	input []lenet.Input // one per replica
	order []*shuffler   // one per replica
}

func (e *goMLX) newReplicas(p Protocol, tasks []Task, report func(Progress)) (*replicas, error) {
	if report == nil {
		report = func(Progress) {}
	}
	r := &replicas{engine: e, protocol: p, tasks: tasks, report: report, store: model.NewStore()}
	var initial []lenet.Weights
	for _, t := range tasks {
		w, err := p.start(t)
		if err != nil {
			return nil, err
		}
		initial, r.input = append(initial, w), append(r.input, w.Input)
		r.order = append(r.order, newShuffler(t.Seed, t.Training.Len()))
	}
	return r, lenet.Load(r.scope(), initial)
}

func (r *replicas) scope() *model.Scope { return r.store.RootScope() }

// train runs the stages of a loss: one for cross-entropy (Fig. 1a), two for every
// other (Fig. 1b, then 1c on frozen embeddings).
func (r *replicas) train(ctx context.Context, loss Loss) ([]Curves, error) {
	images := newData(r.tasks, r.input)
	if loss == CrossEntropy {
		epochs, err := r.run(ctx, endToEnd(r.protocol), images)
		return classifierCurves(epochs), err
	}
	first, err := r.run(ctx, encoderOnly(r.protocol, loss), images)
	if err != nil {
		return nil, err
	}
	embeddings, err := r.embed(images)
	if err != nil {
		return nil, err
	}
	second, err := r.run(ctx, classifierOnly(r.protocol), embeddings)
	if err != nil {
		return nil, err
	}
	return withEncoderCurves(classifierCurves(second), first), nil
}

// networks copies the trained weights out.
func (r *replicas) networks(loss Loss, curves []Curves) ([]Network, error) {
	weights, err := r.unload()
	if err != nil {
		return nil, err
	}
	networks := make([]Network, len(r.tasks))
	for i, t := range r.tasks {
		networks[i] = Network{Seed: t.Seed, Loss: loss, Weights: weights[i], Curves: curves[i]}
		if err := networks[i].check(); err != nil {
			return nil, err
		}
	}
	return networks, nil
}

// unload copies the networks' weights as they are now.
func (r *replicas) unload() ([]lenet.Weights, error) {
	weights, err := r.protocol.Network.Unload(r.scope(), r.tasks[0].Training.Side)
	for i := range weights {
		weights[i].Input = r.input[i]
	}
	return weights, err
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
