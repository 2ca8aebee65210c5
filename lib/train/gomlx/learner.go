package gomlx

import (
	"github.com/gomlx/gomlx/core/tensors"
	"github.com/gomlx/gomlx/ml/model"

	"nodulelab/lib/lenet"
	"nodulelab/lib/nodule"
	"nodulelab/lib/train"
)

// learner are R networks in training: their variables and data.
type learner struct {
	engine   *engine
	protocol train.Protocol
	network  Network
	side     int
	inputs   []lenet.Input // one per replica
	store    *model.Store  // the networks' weights and nothing else
	data     data
}

// data are what a stage trains on, for R replicas. They go to the device once and
// stay there.
type data struct{ training, validation samples }

// samples are N samples per replica: features [R, N, F] (pixels or embeddings)
// and labels [R, N] (1 malignant, 0 benign).
type samples struct{ features, labels *tensors.Tensor }

func (e *engine) newLearner(p train.Protocol, tasks []train.Task, initial []lenet.Weights) (*learner, error) {
	side := tasks[0].Training.Side
	network, err := NewNetwork(p.Network, side)
	if err != nil {
		return nil, err
	}
	l := &learner{engine: e, protocol: p, network: network, side: side, store: model.NewStore()}
	var training, validation []*nodule.Set
	for i, t := range tasks {
		l.inputs = append(l.inputs, initial[i].Input)
		training, validation = append(training, t.Training), append(validation, t.Validation)
	}
	l.data = data{newSamples(training, l.inputs), newSamples(validation, l.inputs)}
	return l, l.Load(initial)
}

// newSamples scales each replica's images as its network takes them.
func newSamples(sets []*nodule.Set, inputs []lenet.Input) samples {
	r, n, f := len(sets), sets[0].Len(), sets[0].Side*sets[0].Side
	pixels := make([]float32, 0, r*n*f)
	labels := make([]float32, 0, r*n)
	for i, s := range sets {
		pixels = append(pixels, inputs[i].Scale(s.Images, f)...)
		for _, c := range s.Classes {
			labels = append(labels, float32(c))
		}
	}
	return samples{
		tensors.FromFlatDataAndDimensions(pixels, r, n, f),
		tensors.FromFlatDataAndDimensions(labels, r, n),
	}
}

func (l *learner) scope() *model.Scope { return l.store.RootScope() }

// Weights implements [train.Learner].
func (l *learner) Weights() ([]lenet.Weights, error) {
	weights, err := Unload(l.scope(), l.protocol.Network, l.side)
	for i := range weights {
		weights[i].Input = l.inputs[i]
	}
	return weights, err
}

// Load implements [train.Learner].
func (l *learner) Load(networks []lenet.Weights) error { return Load(l.scope(), networks) }

// Close implements [train.Learner].
func (l *learner) Close() { l.store.Finalize() }

// Embed implements [train.Learner].
func (l *learner) Embed() error {
	forward, err := model.NewExec(l.engine.backend, l.store, l.network.forward)
	if err != nil {
		return err
	}
	defer forward.Finalize()
	for _, s := range []*samples{&l.data.training, &l.data.validation} {
		z, _, err := forward.Call2(s.features)
		if err != nil {
			return err
		}
		s.features = z
	}
	return nil
}

// Begin implements [train.Learner].
func (l *learner) Begin(o train.Objective) (train.Minimiser, error) {
	graph, err := l.network.objective(o)
	if err != nil {
		return nil, err
	}
	if err := forgetOptimizer(l.scope()); err != nil {
		return nil, err
	}
	m := &minimiser{data: l.data}
	if m.step, err = model.NewExec(l.engine.backend, l.store, stepGraph(l.protocol, o.Rate, graph)); err != nil {
		return nil, err
	}
	m.validate, err = model.NewExec(l.engine.backend, l.store, graph)
	return m, err
}
