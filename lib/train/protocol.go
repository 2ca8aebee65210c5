// Package train turns sets of images, a loss and seeds into trained networks,
// by the paper's protocol (section 3, "Training details").
//
// [Engine] is the one door: sets, loss and seeds in; weights, curves and, for
// analysis, embeddings, logits and input gradients out. [NewGoMLX] is the engine
// that defines the network. It trains many replicas (one network per seed) in
// one graph; replica k ends where the same seed trained alone would, to
// rounding.
package train

import (
	"fmt"
	"strings"
)

// Loss names one of the paper's two ways to train.
type Loss string

const (
	// CrossEntropy trains encoder and classifier end to end with Eq. 1 (Fig. 1a).
	CrossEntropy Loss = "CE"
	// Contrastive trains the encoder with Eq. 2–3 (Fig. 1b), then freezes it and
	// trains the classifier on its embeddings with Eq. 1 (Fig. 1c).
	Contrastive Loss = "Contrast"
)

// ParseLoss reads a loss by its name in Table 1.
func ParseLoss(name string) (Loss, error) {
	switch l := Loss(name); l {
	case CrossEntropy, Contrastive:
		return l, nil
	}
	return "", fmt.Errorf("train: loss %q: want %q or %q", name, CrossEntropy, Contrastive)
}

// Protocol holds every number of training. The word behind each is its origin:
// paper (stated), chosen (the paper is silent).
type Protocol struct {
	Epochs                 int     // of each stage: 100 (paper)
	Batch                  int     // samples: 32 (paper); the last, shorter batch is kept (chosen)
	LearningRate           float64 // Adam, end to end and stage 1: 1e-4 (paper)
	ClassifierLearningRate float64 // Adam, stage 2: 1e-2 (chosen: at 1e-4 one dense layer stays at chance)
	Margin                 float64 // m of Eq. 2: 1 (paper)
	Beta1, Beta2, Epsilon  float64 // Adam: .9, .999, 1e-8 (chosen)
}

// Paper returns the paper's protocol, with this project's choices where the
// paper is silent.
func Paper() Protocol {
	return Protocol{
		Epochs: 100, Batch: 32,
		LearningRate: 1e-4, ClassifierLearningRate: 1e-2,
		Margin: 1,
		Beta1:  .9, Beta2: .999, Epsilon: 1e-8,
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
	check(p.Margin > 0, "Margin %g: want more than 0; the paper's is 1", p.Margin)
	check(p.Beta1 >= 0 && p.Beta1 < 1, "Beta1 %g: want [0, 1)", p.Beta1)
	check(p.Beta2 >= 0 && p.Beta2 < 1, "Beta2 %g: want [0, 1)", p.Beta2)
	check(p.Epsilon > 0, "Epsilon %g: want more than 0", p.Epsilon)
	if wrong != nil {
		return fmt.Errorf("train: protocol: %s", strings.Join(wrong, "; "))
	}
	return nil
}
