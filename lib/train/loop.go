package train

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"

	"nodulelab/lib/internal/stream"
	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
)

// Learner is what an engine offers to [Run]: R networks in training, one a task,
// with the sets they are trained and validated on.
type Learner interface {
	// Begin prepares the minimisation of an objective, with the moments of Adam at 0.
	Begin(o Objective) (Minimiser, error)

	// Embed puts, in the place of the sets' images, their embeddings by the encoders
	// as they are now. Objectives that begin afterwards train classifiers on them.
	Embed() error

	// Weights copies the networks' weights as they are now.
	Weights() ([]lenet.Weights, error)

	// Load replaces the networks' weights.
	Load(networks []lenet.Weights) error

	// Close releases what the learner holds.
	Close()
}

// Objective is what one stage of training minimises: a loss, over the weights that
// the stage trains, at a learning rate.
type Objective struct {
	Stage Stage
	Loss  loss.Loss
	Rate  float64
}

// Minimiser minimises an objective step by step.
type Minimiser interface {
	// Step takes one step of Adam on a batch of every replica, given as indices of
	// training samples, and measures the batch before the step.
	Step(batch [][]int) (Measured, error)

	// Validate measures the whole validation sets.
	Validate() (Measured, error)

	// Close releases what the minimiser holds.
	Close()
}

// Measured returns the loss and the fraction of right decisions of every replica;
// the latter is 0 for a loss of embeddings, which decide nothing. It waits for a
// computation that is still under way.
type Measured func() (losses, accuracies []float64, err error)

// Run trains one network per task, all on one learner, which open makes from
// their initial weights. It is how every engine trains: what it does is the
// protocol, what an engine does is in its learner. The arguments are
// the same as for [Engine.Train].
func Run(ctx context.Context, p Protocol, l loss.Loss, tasks []Task, report func(Progress), open func(initial []lenet.Weights) (Learner, error)) ([]Network, error) {
	if err := check(p, l, tasks); err != nil {
		return nil, err
	}
	r, err := newRun(p, tasks, report, open)
	if err != nil {
		return nil, err
	}
	defer r.learner.Close()
	curves, err := r.train(ctx, l)
	if err != nil {
		return nil, err
	}
	return r.networks(l.Name(), curves)
}

// run is a call of Run under way.
type run struct {
	protocol Protocol
	tasks    []Task
	report   func(Progress)
	learner  Learner
	orders   []*rand.Rand // of the batches, one a task
}

func newRun(p Protocol, tasks []Task, report func(Progress), open func([]lenet.Weights) (Learner, error)) (*run, error) {
	if report == nil {
		report = func(Progress) {}
	}
	r := &run{protocol: p, tasks: tasks, report: report}
	var initial []lenet.Weights
	for _, t := range tasks {
		w, order, err := p.start(t)
		if err != nil {
			return nil, err
		}
		initial, r.orders = append(initial, w), append(r.orders, order)
	}
	var err error
	r.learner, err = open(initial)
	return r, err
}

// start returns the weights with which a task begins, and the order of its batches from
// there on.
func (p Protocol) start(t Task) (lenet.Weights, *rand.Rand, error) {
	order := stream.New(t.Seed, "batches")
	if t.Encoder == nil {
		w, err := p.Initial(t.Seed, t.Training)
		return w, order, err
	}
	for range t.Encoder.Epochs {
		order.Perm(t.Training.Len())
	}
	return t.Encoder.Weights, order, nil
}

// train runs the stages of a loss: one for a loss of logits (Fig. 1a), two for a
// loss of embeddings (Fig. 1b, then 1c on frozen embeddings).
func (r *run) train(ctx context.Context, l loss.Loss) ([]Curves, error) {
	if l.On() == loss.Logits {
		epochs, err := r.minimise(ctx, Objective{EndToEnd, l, r.protocol.LearningRate})
		return curvesOf(len(r.tasks), nil, epochs), err
	}
	var first []epoch
	if r.tasks[0].Encoder == nil {
		var err error
		if first, err = r.minimise(ctx, Objective{EncoderOnly, l, r.protocol.LearningRate}); err != nil {
			return nil, err
		}
	}
	if err := r.learner.Embed(); err != nil {
		return nil, fmt.Errorf("train: embeddings: %w", err)
	}
	second, err := r.minimise(ctx, Objective{ClassifierOnly, loss.CrossEntropy(), r.protocol.ClassifierLearningRate})
	return curvesOf(len(r.tasks), first, second), err
}

// minimise minimises an objective over all its epochs and leaves the weights that
// the protocol keeps.
func (r *run) minimise(ctx context.Context, o Objective) ([]epoch, error) {
	m, err := r.learner.Begin(o)
	if err != nil {
		return nil, err
	}
	defer m.Close()
	epochs := make([]epoch, r.protocol.Epochs)
	best := newBest(r.protocol.Kept, len(r.tasks))
	for i := range epochs {
		if epochs[i], err = r.epoch(ctx, m); err != nil {
			return nil, fmt.Errorf("train: %s, epoch %d of %d: %w", o.Stage, i+1, len(epochs), err)
		}
		if err := best.see(epochs[i].validationLoss, r.learner.Weights); err != nil {
			return nil, err
		}
		r.report(Progress{
			Stage: o.Stage, Epoch: i + 1, Epochs: len(epochs), Replicas: len(r.tasks),
			Measured: epochs[i].replicas(), Weights: r.learner.Weights,
		})
	}
	if best.weights != nil {
		err = r.learner.Load(best.weights)
	}
	return epochs, err
}

// epoch takes one step per batch, then measures the validation sets. What the
// steps measured is asked for when all of them are under way, so that no step
// waits for the one before.
func (r *run) epoch(ctx context.Context, m Minimiser) (epoch, error) {
	batches := r.batches()
	steps := make([]Measured, len(batches))
	for i, batch := range batches {
		if err := ctx.Err(); err != nil {
			return epoch{}, err
		}
		var err error
		if steps[i], err = m.Step(batch); err != nil {
			return epoch{}, err
		}
	}
	validation, err := m.Validate()
	if err != nil {
		return epoch{}, err
	}
	return r.collect(batches, steps, validation)
}

// batches cuts a new order of every task's samples into the batches of an epoch:
// for each batch, one row of indices a task. The order depends on the seed alone,
// so that all losses see the same batches in their first stage.
func (r *run) batches() [][][]int {
	n := r.tasks[0].Training.Len()
	batches := make([][][]int, len(r.protocol.cuts(n)))
	for _, random := range r.orders {
		order := random.Perm(n)
		for i, cut := range r.protocol.cuts(n) {
			batches[i] = append(batches[i], order[cut[0]:cut[1]])
		}
	}
	return batches
}

// collect averages what the steps of an epoch measured over its samples.
func (r *run) collect(batches [][][]int, steps []Measured, validation Measured) (e epoch, err error) {
	samples := 0
	for _, batch := range batches {
		samples += len(batch[0])
	}
	e.loss, e.accuracy = make([]float64, len(r.tasks)), make([]float64, len(r.tasks))
	for i, step := range steps {
		losses, accuracies, err := step()
		if err != nil {
			return epoch{}, err
		}
		weight := float64(len(batches[i][0])) / float64(samples)
		for k := range r.tasks {
			e.loss[k] += weight * losses[k]
			e.accuracy[k] += weight * accuracies[k]
		}
	}
	e.validationLoss, e.validationAccuracy, err = validation()
	return e, err
}

// networks copies the trained weights out.
func (r *run) networks(name loss.Name, curves []Curves) ([]Network, error) {
	weights, err := r.learner.Weights()
	if err != nil {
		return nil, err
	}
	networks := make([]Network, len(r.tasks))
	for i, t := range r.tasks {
		if err := weights[i].Check(); err != nil {
			return nil, fmt.Errorf("train: seed %d, %s: training diverged: %w", t.Seed, name, err)
		}
		networks[i] = Network{Seed: t.Seed, Loss: name, Weights: weights[i], Curves: curves[i]}
	}
	return networks, nil
}

// best holds the weights of each replica's best epoch so far, if they are to be
// kept: the epoch of the lowest validation loss, of equal ones the first.
type best struct {
	loss    []float64
	weights []lenet.Weights // nil before the first epoch
}

func newBest(k Kept, replicas int) *best {
	b := &best{}
	if k == BestEpoch {
		b.loss = make([]float64, replicas)
		for i := range b.loss {
			b.loss[i] = math.Inf(1)
		}
	}
	return b
}

// see looks at an epoch's validation losses. Where a replica's is its lowest so far,
// best keeps the replica's weights.
func (b *best) see(loss []float64, weights func() ([]lenet.Weights, error)) (err error) {
	var now []lenet.Weights
	for i := range b.loss {
		if !(loss[i] < b.loss[i]) {
			continue
		}
		if now == nil {
			if now, err = weights(); err != nil {
				return err
			}
		}
		if b.weights == nil {
			b.weights = make([]lenet.Weights, len(now))
		}
		b.loss[i], b.weights[i] = loss[i], now[i]
	}
	return nil
}
