package train

import (
	"context"
	"fmt"

	. "github.com/gomlx/gomlx/core/graph" // the graph idiom, as in GoMLX's own models
	"github.com/gomlx/gomlx/core/tensors"
	"github.com/gomlx/gomlx/ml/model"
	"github.com/gomlx/gomlx/ml/train/optimizer"

	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
)

// stage is one minimisation: which objective, at which learning rate.
type stage struct {
	name         Stage
	learningRate float64
	objective    objective
}

// objective is the graph of a stage. From features [R, B, F] and labels [R, B]
// it returns each replica's loss and its fraction of right decisions, both [R].
type objective func(scope *model.Scope, features, labels *Node) (loss, accuracy *Node)

// endToEnd minimises Eq. 1 over encoder and classifier (Fig. 1a).
func endToEnd(p Protocol) stage {
	return stage{EndToEnd, p.LearningRate, func(scope *model.Scope, features, labels *Node) (*Node, *Node) {
		logits := p.Network.Classifier(scope, p.Network.Encoder(scope, images(features)))
		return loss.CrossEntropy(logits, labels), accuracy(logits, labels)
	}}
}

// encoderOnly minimises Eq. 2, or another loss of embeddings, over the encoder
// (Fig. 1b). It decides nothing, so its accuracy is 0.
func encoderOnly(p Protocol, l Loss) stage {
	return stage{EncoderOnly, p.LearningRate, func(scope *model.Scope, features, labels *Node) (*Node, *Node) {
		cost := p.embeddingLoss(l, p.Network.Encoder(scope, images(features)), labels)
		return cost, ZerosLike(cost)
	}}
}

// embeddingLoss is what stage 1 minimises: [R] from embeddings [R, D, B].
func (p Protocol) embeddingLoss(l Loss, embeddings, labels *Node) *Node {
	switch {
	case l == SupervisedContrastive:
		return loss.SupervisedContrastive(embeddings, labels, p.Temperature)
	case l == Triplet:
		return loss.Triplet(embeddings, labels, p.Margin)
	case p.Pairs == DisjointPairs:
		return loss.ContrastiveInPairs(embeddings, labels, p.Margin)
	}
	return loss.Contrastive(embeddings, labels, p.Margin)
}

// classifierOnly minimises Eq. 1 over the classifier, on embeddings of a frozen
// encoder (Fig. 1c).
func classifierOnly(p Protocol) stage {
	return stage{ClassifierOnly, p.ClassifierLearningRate, func(scope *model.Scope, features, labels *Node) (*Node, *Node) {
		logits := p.Network.Classifier(scope, TransposeAllDims(features, 0, 2, 1))
		return loss.CrossEntropy(logits, labels), accuracy(logits, labels)
	}}
}

// images turns rows of pixels [R, B, side²] into the encoder's input
// [R, 1, side, side, B].
func images(rows *Node) *Node {
	d := rows.Shape().Dimensions
	side := sideOf(d[2])
	return Reshape(TransposeAllDims(rows, 0, 2, 1), d[0], 1, side, side, d[1])
}

func sideOf(pixels int) int {
	side := 1
	for side*side < pixels {
		side++
	}
	return side
}

// accuracy is the fraction of logits [R, B] on their label's side of 0: [R].
func accuracy(logits, labels *Node) *Node {
	malignant := ConvertDType(IsPositive(logits), labels.DType())
	return ReduceMean(ConvertDType(Equal(malignant, labels), labels.DType()), -1)
}

// epoch holds what was measured in one epoch, per replica.
type epoch struct{ loss, accuracy, validationLoss, validationAccuracy []float64 }

// run minimises a stage's objective over all its epochs.
func (r *replicas) run(ctx context.Context, s stage, d data) ([]epoch, error) {
	m, err := r.newMinimiser(s, d)
	if err != nil {
		return nil, err
	}
	defer m.close()
	epochs := make([]epoch, r.protocol.Epochs)
	best := newBest(r.protocol.Kept, len(r.tasks))
	for i := range epochs {
		if epochs[i], err = m.epoch(ctx, r.shuffled()); err != nil {
			return nil, fmt.Errorf("train: %s, epoch %d of %d: %w", s.name, i+1, len(epochs), err)
		}
		if err := best.see(epochs[i].validationLoss, r.unload); err != nil {
			return nil, err
		}
		r.report(Progress{Stage: s.name, Epoch: i + 1, Epochs: len(epochs), Replicas: len(r.tasks)})
	}
	if best.weights != nil {
		err = lenet.Load(r.scope(), best.weights)
	}
	return epochs, err
}

// shuffled returns the next epoch's order of every replica.
func (r *replicas) shuffled() [][]int {
	orders := make([][]int, len(r.order))
	for i, s := range r.order {
		orders[i] = s.epoch()
	}
	return orders
}

// minimiser holds the compiled graphs of a stage.
type minimiser struct {
	protocol       Protocol
	data           data
	step, validate *model.Exec
}

func (r *replicas) newMinimiser(s stage, d data) (*minimiser, error) {
	m := &minimiser{protocol: r.protocol, data: d}
	err := forgetOptimizer(r.scope())
	if err != nil {
		return nil, err
	}
	if m.step, err = model.NewExec(r.engine.backend, r.store, stepGraph(r.protocol, s)); err != nil {
		return nil, err
	}
	m.validate, err = model.NewExec(r.engine.backend, r.store, validationGraph(s))
	return m, err
}

// forgetOptimizer drops what an earlier stage's optimizer kept: its moments, its
// step count and its learning rate, which would otherwise be used again.
func forgetOptimizer(scope *model.Scope) error {
	for _, name := range []string{optimizer.Scope, optimizer.AdamDefaultScope} {
		if err := scope.At("%s", name).DeleteVariablesInScope(); err != nil {
			return fmt.Errorf("train: optimizer state: %w", err)
		}
	}
	return nil
}

func (m *minimiser) close() {
	m.step.Finalize()
	m.validate.Finalize()
}

// stepGraph is one step of Adam on one batch. Adam works on each number alone,
// so minimising the sum of the replicas' losses minimises each.
func stepGraph(p Protocol, s stage) func(scope *model.Scope, features, labels, indices *Node) (*Node, *Node) {
	adam := optimizer.Adam().LearningRate(s.learningRate).
		Betas(p.Beta1, p.Beta2).Epsilon(p.Epsilon).Done()
	return func(scope *model.Scope, features, labels, indices *Node) (*Node, *Node) {
		cost, right := s.objective(scope, pick(features, indices), pick(labels, indices))
		adam.UpdateGraph(scope, cost.Graph(), ReduceAllSum(cost))
		return cost, right
	}
}

func validationGraph(s stage) func(scope *model.Scope, features, labels *Node) (*Node, *Node) {
	return func(scope *model.Scope, features, labels *Node) (*Node, *Node) {
		return s.objective(scope, features, labels)
	}
}

// pick takes samples [R, B, …] of all samples [R, N, …] by their indices [R, B].
func pick(all, indices *Node) *Node {
	d := all.Shape().Dimensions
	flat := Reshape(all, append([]int{d[0] * d[1]}, d[2:]...)...)
	first := MulScalar(Iota(all.Graph(), indices.Shape(), 0), d[1])
	return Gather(flat, ExpandAxes(Add(indices, first), -1))
}

// epoch takes one step per batch, then measures the validation set. What the
// steps measured is fetched when all are under way, so that none of them waits.
func (m *minimiser) epoch(ctx context.Context, orders [][]int) (epoch, error) {
	var steps []measured
	batches := m.protocol.batches(orders)
	samples := 0
	for _, indices := range batches {
		samples += indices.Shape().Dim(1)
	}
	for _, indices := range batches {
		if err := ctx.Err(); err != nil {
			return epoch{}, err
		}
		cost, right, err := m.step.Call2(m.data.training.features, m.data.training.labels, indices)
		if err != nil {
			return epoch{}, err
		}
		steps = append(steps, measured{cost, right, float64(indices.Shape().Dim(1)) / float64(samples)})
	}
	cost, right, err := m.validate.Call2(m.data.validation.features, m.data.validation.labels)
	if err != nil {
		return epoch{}, err
	}
	e := epoch{make([]float64, len(orders)), make([]float64, len(orders)), float64s(cost), float64s(right)}
	for _, s := range steps {
		accumulate(e.loss, s.cost, s.weight)
		accumulate(e.accuracy, s.right, s.weight)
	}
	return e, nil
}

// measured are a step's loss and accuracy, per replica, and its share of the
// epoch's samples.
type measured struct {
	cost, right *tensors.Tensor
	weight      float64
}

// accumulate adds weight·values to a sum, per replica.
func accumulate(sum []float64, values *tensors.Tensor, weight float64) {
	for i, v := range float64s(values) {
		sum[i] += weight * v
	}
}

func float64s(t *tensors.Tensor) []float64 {
	flat := tensors.MustCopyFlatData[float32](t)
	out := make([]float64, len(flat))
	for i, v := range flat {
		out[i] = float64(v)
	}
	return out
}
