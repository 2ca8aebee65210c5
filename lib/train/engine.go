package train

import (
	"context"
	"fmt"

	"nodulelab/lib/lenet"
	"nodulelab/lib/nodule"
)

// Engine trains networks and looks into them. Its methods return an error
// rather than panic, and stop at the next step once the context is done.
// An Engine is used by one goroutine at a time.
type Engine interface {
	// Name identifies what computes, for example "gomlx/go"; it is part of a
	// run's identity.
	Name() string

	// Train trains one network per task with the given loss, all at once, and
	// returns them in the tasks' order. All tasks must have sets of the same
	// sizes. Report, if not nil, is called after every epoch.
	Train(ctx context.Context, p Protocol, loss Loss, tasks []Task, report func(Progress)) ([]Network, error)

	// Forward runs one network over a set of n images.
	Forward(ctx context.Context, w lenet.Weights, s *nodule.Set) (Output, error)

	// Saliency returns the gradient saliency |∂logit/∂pixel| of each image
	// (Simonyan et al. 2014), n×Side×Side values, row-major. A pixel is the
	// network's input, in the paper's protocol a grey level divided by 255.
	Saliency(ctx context.Context, w lenet.Weights, s *nodule.Set) ([]float32, error)

	// Close releases what the engine holds. It may not be used afterwards.
	Close()
}

// form is what two networks must have in common to be computed by the same code.
type form struct {
	side    int
	variant lenet.Variant
}

func formOf(w lenet.Weights) form { return form{w.Side, w.Variant} }

// start returns a task's network before training.
func (p Protocol) start(t Task) (lenet.Weights, error) {
	w, err := p.Network.Init(t.Seed, t.Training.Side, p.Initialisation)
	if err != nil {
		return lenet.Weights{}, err
	}
	w.Input, err = lenet.NewInput(p.Input, t.Training.Images)
	return w, err
}

// Task is one network to train: a seed, which fixes initial weights and batch
// order, and the sets it is trained and validated on.
type Task struct {
	Seed                 uint64
	Training, Validation *nodule.Set
}

// Network is the outcome of a task.
type Network struct {
	Seed    uint64
	Loss    Loss
	Weights lenet.Weights
	Curves  Curves
}

// Curves hold what was measured after each epoch, in order.
type Curves struct {
	Encoder    []EncoderEpoch    `json:"encoder,omitempty"` // stage 1 of any other loss; empty for cross-entropy
	Classifier []ClassifierEpoch `json:"classifier"`        // cross-entropy end to end, or stage 2
}

// EncoderEpoch is one epoch under the contrastive loss (Eq. 2) or another of
// embeddings, which know no accuracy. Loss is the mean over the epoch's batches
// while the weights move, ValidationLoss is over the whole validation set at the
// epoch's end.
type EncoderEpoch struct {
	Loss           float64 `json:"loss"`
	ValidationLoss float64 `json:"validation_loss"`
}

// ClassifierEpoch is one epoch under cross-entropy (Eq. 1). Loss and Accuracy
// are means over the epoch's samples while the weights move; the validation
// values are taken at the epoch's end.
type ClassifierEpoch struct {
	Loss               float64 `json:"loss"`
	Accuracy           float64 `json:"accuracy"`
	ValidationLoss     float64 `json:"validation_loss"`
	ValidationAccuracy float64 `json:"validation_accuracy"`
}

// Stage says what is being trained.
type Stage string

// The three stages of training.
const (
	EndToEnd       Stage = "end to end" // Fig. 1a
	EncoderOnly    Stage = "encoder"    // Fig. 1b
	ClassifierOnly Stage = "classifier" // Fig. 1c
)

// Progress tells how far a call of Train is.
type Progress struct {
	Stage         Stage
	Epoch, Epochs int // Epoch counts from 1
	Replicas      int
}

// Output holds what one network says of n images.
type Output struct {
	Embeddings []float32 // n×D, row-major: fθ(X); D is 84 in the paper's network
	Logits     []float32 // n: gω(fθ(X)) before the sigmoid; above 0 means malignant
}

// Predictions tells of each image whether the network calls it malignant.
func (o Output) Predictions() []bool {
	malignant := make([]bool, len(o.Logits))
	for i, l := range o.Logits {
		malignant[i] = l > 0
	}
	return malignant
}

// check returns an error if training has diverged.
func (n Network) check() error {
	if err := n.Weights.Check(); err != nil {
		return fmt.Errorf("train: seed %d, %s: training diverged: %w", n.Seed, n.Loss, err)
	}
	return nil
}

// check returns an error unless an engine can train this.
func check(p Protocol, loss Loss, tasks []Task) error {
	if err := p.Validate(); err != nil {
		return err
	}
	if _, err := ParseLoss(string(loss)); err != nil {
		return err
	}
	return checkTasks(tasks)
}

// checkView returns an error unless a network can look at a set.
func checkView(w lenet.Weights, s *nodule.Set) error {
	if s == nil || s.Len() == 0 {
		return fmt.Errorf("train: no images to look at")
	}
	if s.Side != w.Side {
		return fmt.Errorf("train: images of side %d, but the network was made for side %d", s.Side, w.Side)
	}
	return nil
}

// checkTasks returns an error unless the tasks can be trained together.
func checkTasks(tasks []Task) error {
	if len(tasks) == 0 {
		return fmt.Errorf("train: no tasks")
	}
	for _, t := range tasks {
		if err := t.check(tasks[0]); err != nil {
			return fmt.Errorf("train: seed %d: %w", t.Seed, err)
		}
	}
	return nil
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
	return lenet.CheckSide(t.Training.Side)
}
