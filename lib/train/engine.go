package train

import (
	"cmp"
	"context"
	"fmt"

	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
)

// Engine trains networks and looks into them. Its methods return an error
// rather than panic, and stop at the next step once the context is done.
// An Engine is used by one goroutine at a time.
type Engine interface {
	// Name identifies what computes, for example "gomlx/go"; it is part of a
	// run's identity.
	Name() string

	// Train trains one network per task by the given loss and returns them in the
	// tasks' order. All tasks must have sets of the same sizes. Report, if not nil,
	// is called after every epoch. [Protocol.Loss] gives the built-in losses,
	// [loss.New] makes one of your own.
	Train(ctx context.Context, p Protocol, l loss.Loss, tasks []Task, report func(Progress)) ([]Network, error)

	// Forward runs one network over a set of n images.
	Forward(ctx context.Context, w lenet.Weights, s *nodule.Set) (Output, error)

	// Saliency returns the gradient saliency |∂logit/∂pixel| of each image
	// (Simonyan et al. 2014), n×Side×Side values, row-major. A pixel is the
	// network's input, in the paper's protocol a grey level divided by 255.
	Saliency(ctx context.Context, w lenet.Weights, s *nodule.Set) ([]float32, error)

	// Close releases what the engine holds. It may not be used afterwards.
	Close()
}

// Task is one network to train: a seed, which fixes initial weights and batch
// order, and the sets it is trained and validated on.
type Task struct {
	Seed                 uint64
	Training, Validation *nodule.Set
	Encoder              *Checkpoint // if not nil, the encoder is trained already: stage 1 is left out
}

// Checkpoint is a network after some epochs of the first stage, as [Progress.Weights]
// copies it. A [Task] that begins there ends where one would that trains its encoder for
// so many epochs and keeps the last one's weights: its batches go on in the same order.
type Checkpoint struct {
	Weights lenet.Weights
	Epochs  int // that the encoder was trained for, from 0
}

// Network is the outcome of a task.
type Network struct {
	Seed    uint64
	Loss    loss.Name
	Weights lenet.Weights
	Curves  Curves
}

// Stage says what is being trained.
type Stage string

// The three stages of training.
const (
	EndToEnd       Stage = "end to end" // Fig. 1a
	EncoderOnly    Stage = "encoder"    // Fig. 1b
	ClassifierOnly Stage = "classifier" // Fig. 1c
)

// Stages lists the stages in which a loss of an output trains: a loss of embeddings
// trains the encoder, and cross-entropy a classifier on it.
func Stages(on loss.Output) []Stage {
	if on == loss.Logits {
		return []Stage{EndToEnd}
	}
	return []Stage{EncoderOnly, ClassifierOnly}
}

// Progress tells how far a call of Train is.
type Progress struct {
	Stage         Stage
	Epoch, Epochs int // Epoch counts from 1
	Replicas      int

	// Measured holds what was measured in the epoch, one a replica. Accuracies are 0 in
	// the stage [EncoderOnly], which decides nothing.
	Measured []ClassifierEpoch

	// Weights copies the weights of the networks, one a replica, as they are after the
	// epoch. It may be called until the report returns, and changes nothing. The engine is at work:
	// ask another one to look through the copy.
	Weights func() ([]lenet.Weights, error)
}

// check returns an error unless an engine can train the tasks by the loss.
func check(p Protocol, l loss.Loss, tasks []Task) error {
	if err := p.Validate(); err != nil {
		return err
	}
	if err := loss.Check(l); err != nil {
		return fmt.Errorf("train: %w", err)
	}
	if len(tasks) == 0 {
		return fmt.Errorf("train: no tasks: want at least one")
	}
	for _, t := range tasks {
		if err := cmp.Or(t.check(tasks[0]), t.checkEncoder(p, l, tasks[0])); err != nil {
			return fmt.Errorf("train: seed %d: %w", t.Seed, err)
		}
	}
	return nil
}

// checkEncoder returns an error if the task begins with an encoder where it cannot.
func (t Task) checkEncoder(p Protocol, l loss.Loss, first Task) error {
	if (t.Encoder == nil) != (first.Encoder == nil) {
		return fmt.Errorf("some tasks have a trained encoder and some have none: train them in calls of their own")
	}
	if t.Encoder == nil {
		return nil
	}
	if l.On() == loss.Logits {
		return fmt.Errorf("a trained encoder and the loss %q, which trains end to end: want a loss of embeddings", l.Name())
	}
	if t.Encoder.Epochs < 0 {
		return fmt.Errorf("an encoder after %d epochs: want 0 or more", t.Encoder.Epochs)
	}
	if want := p.Form(t.Training.Side); t.Encoder.Weights.Form() != want {
		return fmt.Errorf("a trained encoder of the network %s, and the protocol's is %s", t.Encoder.Weights.Form(), want)
	}
	return t.Encoder.Weights.Check()
}

func (t Task) check(first Task) error {
	switch {
	case t.Seed == 0:
		return fmt.Errorf("seeds start at 1")
	case t.Training == nil || t.Validation == nil:
		return fmt.Errorf("training and validation set are both needed")
	case t.Training.Len() < 2 || t.Validation.Len() < 2:
		return fmt.Errorf("%d training and %d validation samples: want at least 2 of each",
			t.Training.Len(), t.Validation.Len())
	case t.Training.Len() != first.Training.Len() || t.Validation.Len() != first.Validation.Len():
		return fmt.Errorf("%d training and %d validation samples, the first task has %d and %d: replicas need equal sizes",
			t.Training.Len(), t.Validation.Len(), first.Training.Len(), first.Validation.Len())
	case t.Training.Side != first.Training.Side || t.Validation.Side != first.Training.Side:
		return fmt.Errorf("images of side %d and %d, the first task has %d: replicas need equal sides",
			t.Training.Side, t.Validation.Side, first.Training.Side)
	}
	if err := lenet.CheckSide(t.Training.Side); err != nil {
		return err
	}
	if err := t.Training.Check(); err != nil {
		return fmt.Errorf("training: %w", err)
	}
	if err := t.Validation.Check(); err != nil {
		return fmt.Errorf("validation: %w", err)
	}
	return nil
}

// Output holds what one network says of n images.
type Output struct {
	Embeddings []float32 // n×D, row-major: fθ(X); D is 84 in the paper's network
	Logits     []float32 // n: gω(fθ(X)) before the sigmoid; above 0 means malignant
}

// Width is the width D of the embeddings.
func (o Output) Width() int { return len(o.Embeddings) / max(len(o.Logits), 1) }

// Predictions tells of each image whether the network calls it malignant.
func (o Output) Predictions() []bool {
	malignant := make([]bool, len(o.Logits))
	for i, l := range o.Logits {
		malignant[i] = l > 0
	}
	return malignant
}

// EachPart scales a set's images as a network takes them and calls look with up to
// size of them at a time, row-major. It returns an error if the network was made
// for images of another side, if there are no images or the set is not whole
// ([nodule.Set.Check]), the first error of look, or the context's once it is done. Engines look through it.
func EachPart(ctx context.Context, w lenet.Weights, s *nodule.Set, size int, look func(pixels []float32) error) error {
	if s == nil || s.Len() == 0 {
		return fmt.Errorf("train: no images to look at: want a set of at least one")
	}
	if err := s.Check(); err != nil {
		return fmt.Errorf("train: images to look at: %w", err)
	}
	if s.Side != w.Side {
		return fmt.Errorf("train: images of side %d, but the network was made for side %d", s.Side, w.Side)
	}
	pixels := s.Side * s.Side
	for first := 0; first < s.Len(); first += size {
		if err := ctx.Err(); err != nil {
			return err
		}
		end := min(first+size, s.Len())
		if err := look(w.Input.Scale(s.Images[first*pixels:end*pixels], pixels)); err != nil {
			return err
		}
	}
	return nil
}
