package train

import (
	"fmt"
	"slices"

	"nodulelab/lib/internal/words"
)

// Loss names a way to train.
type Loss string

// The paper's two losses, and two more to hold beside them.
const (
	// CrossEntropy trains encoder and classifier end to end with Eq. 1 (Fig. 1a).
	CrossEntropy Loss = "CE"
	// Contrastive trains the encoder with Eq. 2–3 (Fig. 1b), then freezes it and
	// trains the classifier on its embeddings with Eq. 1 (Fig. 1c).
	Contrastive Loss = "Contrast"
	// SupervisedContrastive and Triplet train like Contrastive, with
	// [nodulelab/lib/loss.SupervisedContrastive] and [nodulelab/lib/loss.Triplet] in
	// the place of Eq. 2.
	SupervisedContrastive Loss = "SupCon"
	Triplet               Loss = "Triplet"
)

// Losses lists the losses, the paper's first.
func Losses() []Loss { return []Loss{CrossEntropy, Contrastive, SupervisedContrastive, Triplet} }

// ParseLoss reads a loss by its name, the paper's two as in Table 1.
func ParseLoss(name string) (Loss, error) {
	if l := Loss(name); slices.Contains(Losses(), l) {
		return l, nil
	}
	return "", fmt.Errorf("train: loss %q: want %s", name, words.Or(Losses()))
}
