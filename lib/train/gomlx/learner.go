package gomlx

import (
	"fmt"
	"math"

	. "github.com/gomlx/gomlx/core/graph" // the graph idiom, as in GoMLX's own models
	"github.com/gomlx/gomlx/core/tensors"
	"github.com/gomlx/gomlx/ml/model"
	"github.com/gomlx/gomlx/ml/train/optimizer"

	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/train"
)

// learner are R networks in training: their variables and data.
type learner struct {
	engine   *engine
	protocol train.Protocol
	network  Network
	form     lenet.Form
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
	form := p.Form(tasks[0].Training.Side)
	network, err := NetworkOf(form)
	if err != nil {
		return nil, err
	}
	l := &learner{engine: e, protocol: p, network: network, form: form, store: model.NewStore()}
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
		labels = append(labels, s.Labels()...)
	}
	return samples{
		tensors.FromFlatDataAndDimensions(pixels, r, n, f),
		tensors.FromFlatDataAndDimensions(labels, r, n),
	}
}

func (l *learner) scope() *model.Scope { return l.store.RootScope() }

// Weights implements [train.Learner].
func (l *learner) Weights() ([]lenet.Weights, error) {
	weights, err := Unload(l.scope(), l.form)
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

// objective is the graph of what a stage minimises. From features [R, B, F] and
// labels [R, B] it returns each replica's loss and its fraction of right decisions,
// both [R].
type objective = func(scope *model.Scope, features, labels *Node) (cost, accuracy *Node)

// objective returns the graph of an objective, or an error for a loss without a
// graph.
func (n Network) objective(o train.Objective) (objective, error) {
	lossOf, err := graphOf(o.Loss)
	if err != nil {
		return nil, err
	}
	return func(scope *model.Scope, features, labels *Node) (*Node, *Node) {
		z := n.embeddings(o.Stage, scope, features)
		if o.Loss.On() == loss.Embeddings {
			cost := lossOf(z, labels)
			return cost, ZerosLike(cost)
		}
		logits := n.Classifier(scope, z)
		return lossOf(logits, labels), accuracy(logits, labels)
	}, nil
}

// embeddings are the embeddings [R, D, B] of a batch of features [R, B, F]: the
// encoder computes them from pixels, but for the classifier's stage, which gets
// them.
func (n Network) embeddings(s train.Stage, scope *model.Scope, features *Node) *Node {
	if s == train.ClassifierOnly {
		return TransposeAllDims(features, 0, 2, 1)
	}
	return n.Encoder(scope, imagesOf(features))
}

// imagesOf turns rows of pixels [R, B, side²] into the encoder's input
// [R, 1, side, side, B].
func imagesOf(rows *Node) *Node {
	d := rows.Shape().Dimensions
	side := int(math.Sqrt(float64(d[2])))
	return Reshape(TransposeAllDims(rows, 0, 2, 1), d[0], 1, side, side, d[1])
}

// accuracy is the fraction of logits [R, B] on their label's side of 0: [R].
func accuracy(logits, labels *Node) *Node {
	malignant := ConvertDType(IsPositive(logits), labels.DType())
	return ReduceMean(ConvertDType(Equal(malignant, labels), labels.DType()), -1)
}

// minimiser holds the compiled graphs of an objective.
type minimiser struct {
	data           data
	step, validate *model.Exec
}

// forgetOptimizer drops what an earlier stage's optimizer kept: its moments, its
// step count and its learning rate, which would otherwise be used again.
func forgetOptimizer(scope *model.Scope) error {
	for _, name := range []string{optimizer.Scope, optimizer.AdamDefaultScope} {
		if err := scope.At("%s", name).DeleteVariablesInScope(); err != nil {
			return fmt.Errorf("gomlx: optimizer state: %w", err)
		}
	}
	return nil
}

// stepGraph is one step of Adam on one batch. Adam works on each number alone,
// so minimising the sum of the replicas' losses minimises each.
func stepGraph(p train.Protocol, rate float64, of objective) func(scope *model.Scope, features, labels, indices *Node) (*Node, *Node) {
	adam := optimizer.Adam().LearningRate(rate).
		Betas(p.Beta1, p.Beta2).Epsilon(p.Epsilon).Done()
	return func(scope *model.Scope, features, labels, indices *Node) (*Node, *Node) {
		cost, right := of(scope, pick(features, indices), pick(labels, indices))
		adam.UpdateGraph(scope, cost.Graph(), ReduceAllSum(cost))
		return cost, right
	}
}

// pick takes samples [R, B, …] of all samples [R, N, …] by their indices [R, B].
func pick(all, indices *Node) *Node {
	d := all.Shape().Dimensions
	flat := Reshape(all, append([]int{d[0] * d[1]}, d[2:]...)...)
	first := MulScalar(Iota(all.Graph(), indices.Shape(), 0), d[1])
	return Gather(flat, ExpandAxes(Add(indices, first), -1))
}

// Step implements [train.Minimiser].
func (m *minimiser) Step(batch [][]int) (train.Measured, error) {
	cost, right, err := m.step.Call2(m.data.training.features, m.data.training.labels, indices(batch))
	return fetch(cost, right), err
}

// indices are the samples of a batch as a tensor [R, B].
func indices(batch [][]int) *tensors.Tensor {
	flat := make([]int32, 0, len(batch)*len(batch[0]))
	for _, replica := range batch {
		for _, i := range replica {
			flat = append(flat, int32(i))
		}
	}
	return tensors.FromFlatDataAndDimensions(flat, len(batch), len(batch[0]))
}

// Validate implements [train.Minimiser].
func (m *minimiser) Validate() (train.Measured, error) {
	cost, right, err := m.validate.Call2(m.data.validation.features, m.data.validation.labels)
	return fetch(cost, right), err
}

// Close implements [train.Minimiser].
func (m *minimiser) Close() {
	m.step.Finalize()
	m.validate.Finalize()
}

// fetch copies what was measured from the device once it is asked for.
func fetch(cost, right *tensors.Tensor) train.Measured {
	return func() (losses, accuracies []float64, err error) {
		if losses, err = float64s(cost); err != nil {
			return nil, nil, err
		}
		accuracies, err = float64s(right)
		return losses, accuracies, err
	}
}

func float64s(t *tensors.Tensor) ([]float64, error) {
	flat, err := tensors.CopyFlatData[float32](t)
	out := make([]float64, len(flat))
	for i, v := range flat {
		out[i] = float64(v)
	}
	return out, err
}
