// Package train turns sets of images, a loss and seeds into trained networks,
// by the paper's protocol (section 3, "Training details").
//
// [Engine] is the one door: sets, loss and seeds go in; weights and curves come
// out and, for analysis, embeddings, logits and saliency maps. [NewNative] is the
// engine with this project's own kernels. Package train/gomlx has the engine on
// GoMLX, which trains many replicas (one network per seed) in one graph; replica k
// ends where the same seed trained alone would, to rounding.
//
// All engines share one loop over stages and epochs, [Run]. An engine gives it a
// [Learner], which steps, measures, embeds and copies weights.
package train

import (
	"fmt"
	"slices"
	"strings"

	"nodulelab/lib/internal/words"
	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
)

// Protocol holds every number and every choice of training but the loss. The word
// behind each is its origin: paper (stated), chosen (the paper is silent).
type Protocol struct {
	Epochs                 int     // of each stage: 100 (paper)
	Batch                  int     // samples: 32 (paper)
	LearningRate           float64 // Adam, end to end and stage 1: 1e-4 (paper)
	ClassifierLearningRate float64 // Adam, stage 2: 1e-2 (chosen: at 1e-4 one dense layer stays at chance)
	Margin                 float64 // m of Eq. 2: 1 (paper)
	Temperature            float64 // of the supervised contrastive loss: .1 (Khosla et al. 2020; the paper has no such loss)
	Beta1, Beta2, Epsilon  float64 // Adam: .9, .999, 1e-8 (chosen)

	Network        lenet.Variant        // what LeNet-5 is made of (chosen)
	Custom         lenet.Custom         `json:"-"` // a network of one's own in the place of LeNet-5, if not nil
	Initialisation lenet.Initialisation // of the weights: uniform fan-in (chosen)
	Input          lenet.Scaling        // of grey levels: 0 to 1 (chosen)
	Pairs          Pairs                // of Eq. 2: all of a batch (chosen)
	DropLast       bool                 // leave out an epoch's last, shorter batch: no (chosen)
	Kept           Kept                 // which weights: those after the last epoch (chosen)
}

// Pairs says which samples of a batch Eq. 2 takes in pairs ("dynamically formed
// within each batch", section 3).
type Pairs string

// The two ways to form pairs.
const (
	AllPairs      Pairs = "all"      // every two samples
	DisjointPairs Pairs = "disjoint" // each sample in one pair
)

// Kept says which weights a stage of training leaves.
type Kept string

// The two choices.
const (
	LastEpoch Kept = "last epoch"
	BestEpoch Kept = "best epoch" // the one with the lowest loss on the validation set
)

// Paper returns the paper's protocol, with this project's choices where the
// paper is silent.
func Paper() Protocol {
	return Protocol{
		Epochs: 100, Batch: 32,
		LearningRate: 1e-4, ClassifierLearningRate: 1e-2,
		Margin: 1, Temperature: .1,
		Beta1: .9, Beta2: .999, Epsilon: 1e-8,
		Network: lenet.Paper(), Initialisation: lenet.UniformFanIn, Input: lenet.Unit,
		Pairs: AllPairs, Kept: LastEpoch,
	}
}

// Validate returns an error that names every field out of its range.
func (p Protocol) Validate() error {
	var wrong []string
	check := func(ok bool, format string, args ...any) {
		if !ok {
			wrong = append(wrong, fmt.Sprintf(format, args...))
		}
	}
	check(p.Epochs >= 1, "Epochs %d: want at least 1", p.Epochs)
	check(p.Batch >= 2, "Batch %d: want at least 2, so that there are pairs", p.Batch)
	check(p.LearningRate > 0, "LearningRate %g: want more than 0", p.LearningRate)
	check(p.ClassifierLearningRate > 0, "ClassifierLearningRate %g: want more than 0", p.ClassifierLearningRate)
	check(p.Beta1 >= 0 && p.Beta1 < 1, "Beta1 %g: want [0, 1)", p.Beta1)
	check(p.Beta2 >= 0 && p.Beta2 < 1, "Beta2 %g: want [0, 1)", p.Beta2)
	check(p.Epsilon > 0, "Epsilon %g: want more than 0", p.Epsilon)
	check(slices.Contains(lenet.Initialisations(), p.Initialisation), "Initialisation %q: want %s", p.Initialisation, words.Or(lenet.Initialisations()))
	check(slices.Contains(lenet.Scalings(), p.Input), "Input %q: want %s", p.Input, words.Or(lenet.Scalings()))
	check(p.Pairs == AllPairs || p.Pairs == DisjointPairs, "Pairs %q: want %q or %q", p.Pairs, AllPairs, DisjointPairs)
	check(p.Kept == LastEpoch || p.Kept == BestEpoch, "Kept %q: want %q or %q", p.Kept, LastEpoch, BestEpoch)
	for _, err := range []error{p.Network.Validate(), loss.Check(loss.Contrastive(p.Margin)), loss.Check(loss.SupervisedContrastive(p.Temperature))} {
		if err != nil {
			wrong = append(wrong, err.Error())
		}
	}
	if wrong != nil {
		return fmt.Errorf("train: protocol: %s", strings.Join(wrong, "; "))
	}
	return nil
}

// Loss returns the built-in loss of a name, with the protocol's hyperparameters.
func (p Protocol) Loss(name loss.Name) (loss.Loss, error) {
	switch {
	case name == loss.CE:
		return loss.CrossEntropy(), nil
	case name == loss.Contrast && p.Pairs == DisjointPairs:
		return loss.ContrastiveInPairs(p.Margin), nil
	case name == loss.Contrast:
		return loss.Contrastive(p.Margin), nil
	case name == loss.SupCon:
		return loss.SupervisedContrastive(p.Temperature), nil
	case name == loss.Triplet:
		return loss.TripletMargin(p.Margin), nil
	}
	_, err := loss.ParseName(string(name))
	return nil, err
}

// Resolve returns the loss that is meant: that of the protocol for the name of a
// built-in loss, and any loss as it is. It is an error if a built-in loss is given with
// other hyperparameters than the protocol's, since its name would not tell.
func (p Protocol) Resolve(l loss.Named) (loss.Loss, error) {
	switch l := l.(type) {
	case nil:
		return nil, loss.Check(nil)
	case loss.Name:
		return p.Loss(l)
	case loss.Loss:
		if own, err := p.Loss(l.Name()); err == nil && own != l {
			return nil, fmt.Errorf("train: the loss %q is %+v, and the protocol's %+v: change the protocol, or give the loss a name of its own by loss.Rename", l.Name(), l, own)
		}
		return l, loss.Check(l)
	}
	return nil, fmt.Errorf("train: the loss %q is neither a loss.Loss nor a loss.Name: make one by loss.New", l.Name())
}

// BatchSizes lists the numbers of samples on which a loss is evaluated in training, each
// once and in rising order, for so many training and validation samples.
func (p Protocol) BatchSizes(training, validation int) []int {
	sizes := []int{validation}
	for _, cut := range p.cuts(training) {
		sizes = append(sizes, cut[1]-cut[0])
	}
	slices.Sort(sizes)
	return slices.Compact(sizes)
}

// Form is the form of the networks that the protocol trains on images of a side, in
// pixels.
func (p Protocol) Form(side int) lenet.Form {
	if p.Custom != nil {
		return lenet.Form{Side: side, Custom: p.Custom}
	}
	return lenet.Form{Side: side, Variant: p.Network}
}

// Initial returns the network of a seed before training, with its input scaled as the
// training set asks for.
func (p Protocol) Initial(seed uint64, training *nodule.Set) (lenet.Weights, error) {
	w, err := p.Form(training.Side).Init(seed, p.Initialisation)
	if err != nil {
		return lenet.Weights{}, err
	}
	w.Input, err = lenet.NewInput(p.Input, training.Images)
	return w, err
}

// cuts lists the first and the end of each batch of an epoch of n samples.
func (p Protocol) cuts(n int) [][2]int {
	var all [][2]int
	for start := 0; start < n; start += p.Batch {
		if end := start + p.Batch; end <= n || !p.DropLast || start == 0 {
			all = append(all, [2]int{start, min(end, n)})
		}
	}
	return all
}
