package train

import (
	"context"
	"fmt"

	"nodulelab/lib/device"
	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
	"nodulelab/lib/native"
	"nodulelab/lib/nodule"
)

// nativeEngine trains on one core with package native, one network after the
// other.
type nativeEngine struct {
	nets map[lenet.Form]*native.Net
}

// NewNative returns the engine that computes with this project's own kernels. It
// trains by any loss. For as many networks at once as there are cores, open one
// engine a goroutine.
func NewNative() Engine { return &nativeEngine{map[lenet.Form]*native.Net{}} }

// Name implements [Engine].
func (e *nativeEngine) Name() string { return device.Native }

// Close implements [Engine].
func (e *nativeEngine) Close() { e.nets = nil }

// load returns the engine's network of a form with the given weights.
func (e *nativeEngine) load(w lenet.Weights) (*native.Net, error) {
	if w.Custom != nil {
		return nil, fmt.Errorf("train: the native engine has LeNet-5 alone: the network %s needs an engine of gomlx.Open", w.Form())
	}
	n := e.nets[w.Form()]
	if n == nil {
		var err error
		if n, err = native.New(w.Variant, w.Side); err != nil {
			return nil, fmt.Errorf("train: %w", err)
		}
		e.nets[w.Form()] = n
	}
	return n, n.Load(w)
}

// Train implements [Engine].
func (e *nativeEngine) Train(ctx context.Context, p Protocol, l loss.Loss, tasks []Task, report func(Progress)) (networks []Network, err error) {
	if err := check(p, l, tasks); err != nil {
		return nil, err
	}
	defer recoverLoss(&err, l)
	for _, t := range tasks {
		one, err := Run(ctx, p, l, []Task{t}, report, func(initial []lenet.Weights) (Learner, error) {
			return e.newLearner(p, t, initial[0])
		})
		if err != nil {
			return nil, err
		}
		networks = append(networks, one...)
	}
	return networks, nil
}

// recoverLoss turns the panic of a loss that somebody has written into an error.
func recoverLoss(err *error, l loss.Loss) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("train: the loss %q panicked: %v", l.Name(), r)
	}
}

// Forward implements [Engine].
func (e *nativeEngine) Forward(ctx context.Context, w lenet.Weights, s *nodule.Set) (out Output, err error) {
	n, err := e.load(w)
	if err != nil {
		return Output{}, err
	}
	err = EachPart(ctx, w, s, native.Lanes, func(pixels []float32) error {
		images := cut(pixels, w.Side*w.Side)
		n.Embed(images)
		n.Classify()
		logits := make([]float32, len(images))
		n.Logits(logits)
		out.Embeddings = append(out.Embeddings, embeddings(n, len(images), w.Variant.EmbeddingSize(w.Side))...)
		out.Logits = append(out.Logits, logits...)
		return nil
	})
	return out, err
}

// Saliency implements [Engine].
func (e *nativeEngine) Saliency(ctx context.Context, w lenet.Weights, s *nodule.Set) (saliency []float32, err error) {
	n, err := e.load(w)
	if err != nil {
		return nil, err
	}
	err = EachPart(ctx, w, s, native.Lanes, func(pixels []float32) error {
		n.Embed(cut(pixels, w.Side*w.Side))
		maps := make([]float32, len(pixels))
		n.Saliency(cut(maps, w.Side*w.Side))
		saliency = append(saliency, maps...)
		return nil
	})
	return saliency, err
}

// embeddings copies the embeddings of a network's batch, row-major.
func embeddings(n *native.Net, samples, width int) []float32 {
	z := make([]float32, samples*width)
	n.Embeddings(cut(z, width))
	return z
}

// cut cuts numbers into rows of n.
func cut(numbers []float32, n int) [][]float32 {
	rows := make([][]float32, len(numbers)/n)
	for i := range rows {
		rows[i] = numbers[i*n:][:n]
	}
	return rows
}

// nativeLearner is one network in training.
type nativeLearner struct {
	net                  *native.Net
	adam                 native.Adam // with the protocol's constants, before its first step
	input                lenet.Input
	width                int // of an embedding
	training, validation table
}

// table holds what a stage trains on: a row of features (pixels or an embedding)
// and a label for each sample.
type table struct {
	rows   [][]float32
	labels []float32
}

func (e *nativeEngine) newLearner(p Protocol, t Task, initial lenet.Weights) (*nativeLearner, error) {
	net, err := e.load(initial)
	if err != nil {
		return nil, err
	}
	return &nativeLearner{
		net:   net,
		adam:  native.Adam{Beta1: p.Beta1, Beta2: p.Beta2, Epsilon: p.Epsilon},
		input: initial.Input, width: p.Network.EmbeddingSize(t.Training.Side),
		training: newTable(t.Training, initial.Input), validation: newTable(t.Validation, initial.Input),
	}, nil
}

// newTable scales a set's images as a network takes them.
func newTable(s *nodule.Set, in lenet.Input) table {
	size := s.Side * s.Side
	return table{cut(in.Scale(s.Images, size), size), s.Labels()}
}

// take takes samples by their indices.
func (t table) take(indices []int) table {
	var part table
	for _, i := range indices {
		part.rows, part.labels = append(part.rows, t.rows[i]), append(part.labels, t.labels[i])
	}
	return part
}

// Weights implements [Learner].
func (n *nativeLearner) Weights() ([]lenet.Weights, error) {
	w := n.net.Weights()
	w.Input = n.input
	return []lenet.Weights{w}, nil
}

// Load implements [Learner].
func (n *nativeLearner) Load(networks []lenet.Weights) error { return n.net.Load(networks[0]) }

// Embed implements [Learner].
func (n *nativeLearner) Embed() error {
	for _, t := range []*table{&n.training, &n.validation} {
		n.net.Embed(t.rows)
		t.rows = cut(embeddings(n.net, len(t.rows), n.width), n.width)
	}
	return nil
}

// Close implements [Learner]. The network stays with the engine.
func (n *nativeLearner) Close() {}

// Begin implements [Learner].
func (n *nativeLearner) Begin(o Objective) (Minimiser, error) {
	m := &nativeMinimiser{nativeLearner: n, objective: o, adam: n.adam}
	m.adam.Rate = o.Rate
	switch o.Stage {
	case EndToEnd:
		m.part = n.net.All()
	case EncoderOnly:
		m.part = n.net.Encoder()
	case ClassifierOnly:
		m.part = n.net.Classifier()
	}
	return m, nil
}

// nativeMinimiser minimises one objective.
type nativeMinimiser struct {
	*nativeLearner
	objective Objective
	adam      native.Adam
	part      native.Part // the weights that move
}

// Step implements [Minimiser].
func (m *nativeMinimiser) Step(batch [][]int) (Measured, error) {
	measured := m.measure(m.training.take(batch[0]))
	if m.objective.Loss.On() == loss.Logits {
		m.net.BackClassify()
	}
	if m.objective.Stage != ClassifierOnly {
		m.net.BackEmbed()
	}
	m.adam.Step(m.net, m.part)
	return measured, nil
}

// Validate implements [Minimiser].
func (m *nativeMinimiser) Validate() (Measured, error) { return m.measure(m.validation), nil }

// Close implements [Minimiser].
func (m *nativeMinimiser) Close() {}

// measure computes the loss of a table, and the fraction of right decisions if it
// is one of logits.
func (m *nativeMinimiser) measure(t table) Measured {
	if m.objective.Stage == ClassifierOnly {
		m.net.SetEmbeddings(t.rows)
	} else {
		m.net.Embed(t.rows)
	}
	accuracy := 0.
	if m.objective.Loss.On() == loss.Logits {
		m.net.Classify()
		accuracy = m.net.Accuracy(t.labels)
	}
	value := m.net.Loss(m.objective.Loss, t.labels)
	return func() (losses, accuracies []float64, err error) { return []float64{value}, []float64{accuracy}, nil }
}
