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
	protocol Protocol
	task     Task
	report   func(Progress)
	order    *shuffler
}

func (e *nativeEngine) newRun(p Protocol, t Task, report func(Progress)) (*nativeRun, error) {
	net, err := e.net(t.Training.Side)
	if err != nil {
		return nil, err
	}
	w, err := lenet.Init(t.Seed, t.Training.Side)
	if err != nil {
		return nil, err
	}
	if err := net.Load(w); err != nil {
		return nil, err
	}
	return &nativeRun{net, p, t, report, newShuffler(t.Seed, t.Training.Len())}, nil
}

// train runs the stages of a loss: one for cross-entropy (Fig. 1a), two for the
// contrastive loss (Fig. 1b, then 1c on frozen embeddings).
func (r *nativeRun) train(ctx context.Context, loss Loss) (Curves, error) {
	training, validation := inputs(r.task.Training), inputs(r.task.Validation)
	if loss == CrossEntropy {
		epochs, err := r.run(ctx, r.endToEnd(), training, validation)
		return one(classifierCurves(epochs)), err
	}
	first, err := r.run(ctx, r.encoderOnly(), training, validation)
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
	z := cut(make([]float32, len(t.rows)*lenet.EmbeddingSize), lenet.EmbeddingSize)
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

// encoderOnly minimises Eq. 2 over the encoder (Fig. 1b). It decides nothing, so
// its accuracy is 0.
func (r *nativeRun) encoderOnly() nativeStage {
	return nativeStage{EncoderOnly, r.protocol.LearningRate, r.net.Encoder(),
		func(t table) (float64, float64) {
			r.net.Embed(t.rows)
			return r.net.Contrastive(t.labels, r.protocol.Margin), 0
		},
		r.net.BackEmbed}
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
	for i := range epochs {
		loss, accuracy, err := r.epoch(ctx, s, adam, training)
		if err != nil {
			return nil, fmt.Errorf("train: %s, epoch %d of %d: %w", s.name, i+1, len(epochs), err)
		}
		validationLoss, validationAccuracy := s.measure(validation)
		epochs[i] = epoch{[]float64{loss}, []float64{accuracy}, []float64{validationLoss}, []float64{validationAccuracy}}
		r.report(Progress{Stage: s.name, Epoch: i + 1, Epochs: len(epochs), Replicas: 1})
	}
	return epochs, nil
}

// epoch takes one step per batch and returns the means over the samples.
func (r *nativeRun) epoch(ctx context.Context, s nativeStage, adam *native.Adam, training table) (loss, accuracy float64, err error) {
	order := r.order.epoch()
	for start := 0; start < len(order); start += r.protocol.Batch {
		if err := ctx.Err(); err != nil {
			return 0, 0, err
		}
		indices := order[start:min(start+r.protocol.Batch, len(order))]
		cost, right := s.measure(training.take(indices))
		s.back()
		adam.Step(r.net, s.part)
		weight := float64(len(indices)) / float64(len(order))
		loss += weight * cost
		accuracy += weight * right
	}
	return loss, accuracy, nil
}
