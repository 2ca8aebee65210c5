// Package loss holds the losses by which networks are trained, as values.
//
// A [Loss] has a [Name], says which output of the network it looks at, and
// computes its value and its gradient on a batch in plain Go. A loss of [Logits]
// trains encoder and classifier end to end (Fig. 1a of the paper); a loss of
// [Embeddings] trains the encoder alone (Fig. 1b), behind which a classifier is
// trained by cross-entropy (Fig. 1c).
//
// The paper's losses are [CrossEntropy], Eq. 1, and [Contrastive], Eq. 2 with the
// distance of Eq. 3. [ContrastiveInPairs], [SupervisedContrastive] and
// [TripletMargin] are other ways to pull the embeddings of a class together and
// push two classes apart; they show which effects belong to Eq. 2 alone. Each
// equation is one function: [SampleCost], [PairCost], [Distance].
//
// # A loss of your own
//
// [New] makes a loss of a function. [CheckGradient] compares its gradient with
// finite differences. Any engine of package train that can compute it then trains
// by it, under the same protocol, seeds and batches as the losses above, so that
// results are paired.
//
// # Batches
//
// A batch is a slice of rows, one a sample: an embedding, or a logit alone. Labels
// are 1 for malignant and 0 for benign. All arithmetic is in float64.
package loss

import (
	"fmt"
	"slices"

	"nodulelab/lib/internal/words"
)

// Loss is what training minimises.
type Loss interface {
	// Name identifies the loss in results, tables and run keys.
	Name() Name

	// On is the output of the network that the loss looks at.
	On() Output

	// Evaluate returns the loss of a batch and adds its derivative by each number
	// of rows to gradient, which has the shape of rows and comes filled with
	// zeros. It leaves rows and labels as they are. It may be called from many
	// goroutines at once, each with slices of its own. If it panics, training ends
	// with an error.
	Evaluate(rows [][]float64, labels []float64, gradient [][]float64) (value float64)
}

// Named is a [Loss], or the [Name] of a built-in one, which stands for that loss with
// the hyperparameters of the protocol in use.
type Named interface {
	Name() Name
	On() Output
}

// Output is an output of the network.
type Output string

// The outputs that a loss can look at.
const (
	Logits     Output = "logits"     // gω(fθ(X)) before the sigmoid: rows of one number; above 0 means malignant
	Embeddings Output = "embeddings" // fθ(X): rows of 84 numbers in the paper's network
)

// Name identifies a loss.
type Name string

// Name implements [Named].
func (n Name) Name() Name { return n }

// On implements [Named]: of the built-in losses only cross-entropy looks at logits.
func (n Name) On() Output {
	if n == CE {
		return Logits
	}
	return Embeddings
}

// The names of the built-in losses, the paper's two as in its Table 1.
const (
	CE       Name = "CE"       // [CrossEntropy]
	Contrast Name = "Contrast" // [Contrastive], and [ContrastiveInPairs]
	SupCon   Name = "SupCon"   // [SupervisedContrastive]
	Triplet  Name = "Triplet"  // [TripletMargin]
)

// Names lists the names of the built-in losses, the paper's first.
func Names() []Name { return []Name{CE, Contrast, SupCon, Triplet} }

// ParseName reads the name of a built-in loss.
func ParseName(name string) (Name, error) {
	if n := Name(name); slices.Contains(Names(), n) {
		return n, nil
	}
	return "", fmt.Errorf("loss: no loss %q: want %s", name, words.Or(Names()))
}

// New returns a loss of a function, which has to do what [Loss.Evaluate] says. The
// name may not be one of [Names].
func New(name Name, on Output, evaluate Function) Loss { return &own{name, on, evaluate} }

// Function computes a loss of a batch: see [Loss.Evaluate].
type Function func(rows [][]float64, labels []float64, gradient [][]float64) (value float64)

// own is a loss that somebody has written.
type own struct {
	name     Name
	on       Output
	evaluate Function
}

func (l *own) Name() Name { return l.name }
func (l *own) On() Output { return l.on }
func (l *own) Evaluate(rows [][]float64, labels []float64, gradient [][]float64) float64 {
	return l.evaluate(rows, labels, gradient)
}

// Function returns what [New] was given.
func (l *own) Function() Function { return l.evaluate }

// Rename returns a loss under another name, for example the contrastive loss at a
// margin that is not the protocol's: its results are then told from the protocol's
// own. The name may not be one of [Names].
func Rename(name Name, l Loss) Loss { return &renamed{l, name} }

// renamed is a loss under another name.
type renamed struct {
	Loss
	name Name
}

func (l *renamed) Name() Name { return l.name }

// Unwrap returns the loss that [Rename] was given, and any other loss as it is.
func Unwrap(l Loss) Loss {
	for {
		r, ok := l.(*renamed)
		if !ok {
			return l
		}
		l = r.Loss
	}
}

// Check returns an error unless networks can be trained by a loss: it needs a name
// that no built-in loss has, one of the two outputs, and hyperparameters in their
// range. A loss of another package can have a method Check of its own, which is asked
// too.
func Check(l Loss) error {
	if l == nil || IsBuiltIn(l) {
		return checkInside(l)
	}
	if err := checkName(l); err != nil {
		return err
	}
	return checkInside(Unwrap(l))
}

// IsBuiltIn tells whether a loss is one of this package's, and not renamed.
func IsBuiltIn(l Loss) bool {
	_, ok := l.(builtIn)
	return ok
}

// builtIn is a loss of this package.
type builtIn interface {
	Loss
	check() error
}

// checkName checks the name of a loss that is not built in.
func checkName(l Loss) error {
	if l.Name() == "" {
		return fmt.Errorf("loss: a loss without a name: want one, to tell its results from those of other losses")
	}
	if slices.Contains(Names(), l.Name()) {
		return fmt.Errorf("loss: %q is the name of a built-in loss: choose another", l.Name())
	}
	return nil
}

// checkInside checks all of a loss but its name.
func checkInside(l Loss) error {
	if l == nil {
		return fmt.Errorf("loss: no loss: want one such as loss.CrossEntropy()")
	}
	if outputs := []Output{Logits, Embeddings}; !slices.Contains(outputs, l.On()) {
		return fmt.Errorf("loss: %q looks at %q: want %s", l.Name(), l.On(), words.Or(outputs))
	}
	switch l := l.(type) {
	case builtIn:
		return l.check()
	case *own:
		if l.evaluate == nil {
			return fmt.Errorf("loss: %q has no function: give one to loss.New", l.name)
		}
	case interface{ Check() error }:
		return l.Check()
	}
	return nil
}

// Evaluate returns the value of a loss on a batch and its gradient.
func Evaluate(l Loss, rows [][]float64, labels []float64) (value float64, gradient [][]float64) {
	gradient = Zeros(len(rows), len(rows[0]))
	return l.Evaluate(rows, labels, gradient), gradient
}

// Zeros returns n rows of zeros.
func Zeros(n, width int) [][]float64 {
	rows, all := make([][]float64, n), make([]float64, n*width)
	for i := range rows {
		rows[i] = all[i*width:][:width]
	}
	return rows
}
