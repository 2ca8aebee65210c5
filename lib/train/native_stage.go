package train

import (
	"context"
	"fmt"

	"nodulelab/lib/lenet"
	"nodulelab/lib/native"
)

// nativeRun is one network in training.
type nativeRun struct {
	net      *native.Net
	input    lenet.Input
	protocol Protocol
	task     Task
	report   func(Progress)
	order    *shuffler
}

func (e *nativeEngine) newRun(p Protocol, t Task, report func(Progress)) (*nativeRun, error) {
	w, err := p.start(t)
	if err != nil {
		return nil, err
	}
	net, err := e.net(formOf(w))
	if err != nil {
		return nil, err
	}
	if err := net.Load(w); err != nil {
		return nil, err
	}
	return &nativeRun{net, w.Input, p, t, report, newShuffler(t.Seed, t.Training.Len())}, nil
}

// weights copies the network's weights as they are now.
func (r *nativeRun) weights() lenet.Weights {
	w := r.net.Weights()
	w.Input = r.input
	return w
}

// train runs the stages of a loss: one for cross-entropy (Fig. 1a), two for
// every other (Fig. 1b, then 1c on frozen embeddings).
func (r *nativeRun) train(ctx context.Context, loss Loss) (Curves, error) {
	training, validation := inputs(r.task.Training, r.input), inputs(r.task.Validation, r.input)
	if loss == CrossEntropy {
		epochs, err := r.run(ctx, r.endToEnd(), training, validation)
		return one(classifierCurves(epochs)), err
	}
	first, err := r.run(ctx, r.encoderOnly(loss), training, validation)
	if err != nil {
		return Curves{}, err
	}
	second, err := r.run(ctx, r.classifierOnly(), r.embed(training), r.embed(validation))
	return one(withEncoderCurves(classifierCurves(second), first)), err
}

// one takes the curves of the only replica.
func one(curves []Curves) Curves {
	if len(curves) == 0 {
		return Curves{}
	}
	return curves[0]
}

// embed is the frozen encoder's view of a table.
func (r *nativeRun) embed(t table) table {
	r.net.Embed(t.rows)
	width := r.protocol.Network.EmbeddingSize(r.task.Training.Side)
	z := cut(make([]float32, len(t.rows)*width), width)
	r.net.Embeddings(z)
	return table{z, t.labels}
}

// nativeStage is one minimisation: which weights, at which rate, of what.
type nativeStage struct {
	name    Stage
	rate    float64
	part    native.Part
	measure func(t table) (loss, accuracy float64)
	back    func() // the gradient of what was measured last
}

// endToEnd minimises Eq. 1 over encoder and classifier (Fig. 1a).
func (r *nativeRun) endToEnd() nativeStage {
	return nativeStage{EndToEnd, r.protocol.LearningRate, r.net.All(),
		func(t table) (float64, float64) {
			r.net.Embed(t.rows)
			r.net.Classify()
			return r.net.CrossEntropy(t.labels)
		},
		func() { r.net.BackClassify(); r.net.BackEmbed() }}
}

// encoderOnly minimises Eq. 2, or another loss of embeddings, over the encoder
// (Fig. 1b). It decides nothing, so its accuracy is 0.
func (r *nativeRun) encoderOnly(l Loss) nativeStage {
	return nativeStage{EncoderOnly, r.protocol.LearningRate, r.net.Encoder(),
		func(t table) (float64, float64) {
			r.net.Embed(t.rows)
			return r.embeddingLoss(l, t.labels), 0
		},
		r.net.BackEmbed}
}

// embeddingLoss is what stage 1 minimises.
func (r *nativeRun) embeddingLoss(l Loss, labels []float32) float64 {
	switch p := r.protocol; {
	case l == SupervisedContrastive:
		return r.net.SupervisedContrastive(labels, p.Temperature)
	case l == Triplet:
		return r.net.Triplet(labels, p.Margin)
	case p.Pairs == DisjointPairs:
		return r.net.ContrastiveInPairs(labels, p.Margin)
	}
	return r.net.Contrastive(labels, r.protocol.Margin)
}

// classifierOnly minimises Eq. 1 over the classifier, on embeddings of a frozen
// encoder (Fig. 1c).
func (r *nativeRun) classifierOnly() nativeStage {
	return nativeStage{ClassifierOnly, r.protocol.ClassifierLearningRate, r.net.Classifier(),
		func(t table) (float64, float64) {
			r.net.SetEmbeddings(t.rows)
			r.net.Classify()
			return r.net.CrossEntropy(t.labels)
		},
		r.net.BackClassify}
}

// run minimises a stage's objective over all its epochs.
func (r *nativeRun) run(ctx context.Context, s nativeStage, training, validation table) ([]epoch, error) {
	adam := &native.Adam{Rate: s.rate, Beta1: r.protocol.Beta1, Beta2: r.protocol.Beta2, Epsilon: r.protocol.Epsilon}
	epochs := make([]epoch, r.protocol.Epochs)
	best := newBest(r.protocol.Kept, 1)
	for i := range epochs {
		loss, accuracy, err := r.epoch(ctx, s, adam, training)
		if err != nil {
			return nil, fmt.Errorf("train: %s, epoch %d of %d: %w", s.name, i+1, len(epochs), err)
		}
		validationLoss, validationAccuracy := s.measure(validation)
		epochs[i] = epoch{[]float64{loss}, []float64{accuracy}, []float64{validationLoss}, []float64{validationAccuracy}}
		if err := best.see(epochs[i].validationLoss, r.snapshot); err != nil {
			return nil, err
		}
		r.report(Progress{Stage: s.name, Epoch: i + 1, Epochs: len(epochs), Replicas: 1})
	}
	if best.weights != nil {
		return epochs, r.net.Load(best.weights[0])
	}
	return epochs, nil
}

// snapshot is weights, in the form of many replicas.
func (r *nativeRun) snapshot() ([]lenet.Weights, error) { return []lenet.Weights{r.weights()}, nil }

// epoch takes one step per batch and returns the means over the samples.
func (r *nativeRun) epoch(ctx context.Context, s nativeStage, adam *native.Adam, training table) (loss, accuracy float64, err error) {
	order := r.order.epoch()
	cuts := r.protocol.cuts(len(order))
	samples := float64(cuts[len(cuts)-1][1])
	for _, c := range cuts {
		if err := ctx.Err(); err != nil {
			return 0, 0, err
		}
		indices := order[c[0]:c[1]]
		cost, right := s.measure(training.take(indices))
		s.back()
		adam.Step(r.net, s.part)
		weight := float64(len(indices)) / samples
		loss += weight * cost
		accuracy += weight * right
	}
	return loss, accuracy, nil
}
