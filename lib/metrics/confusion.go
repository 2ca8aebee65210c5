package metrics

import "fmt"

// Confusion counts the samples of a test set by truth and prediction. Malignant
// is positive: TP are the malignant samples predicted malignant, FN those
// predicted benign, TN the benign samples predicted benign, FP those predicted
// malignant.
type Confusion struct{ TP, FN, TN, FP int }

// Score counts predictions against the truth, both with one value a sample, true
// where malignant. Different lengths are an error; no samples are none.
func Score(predicted, malignant []bool) (Confusion, error) {
	if len(predicted) != len(malignant) {
		return Confusion{}, fmt.Errorf("metrics: %d predictions of %d samples: want one for each", len(predicted), len(malignant))
	}
	var c Confusion
	for i, p := range predicted {
		*c.cell(p, malignant[i])++
	}
	return c, nil
}

func (c *Confusion) cell(predicted, malignant bool) *int {
	switch {
	case malignant && predicted:
		return &c.TP
	case malignant:
		return &c.FN
	case predicted:
		return &c.FP
	}
	return &c.TN
}

// Accuracy is the proportion of all samples that are predicted right: Table 1's
// Acc.
func (c Confusion) Accuracy() Proportion {
	return Proportion{c.TP + c.TN, c.TP + c.FN + c.TN + c.FP}
}

// Sensitivity is the proportion of the malignant samples that are predicted
// malignant: Table 1's SE.
func (c Confusion) Sensitivity() Proportion { return Proportion{c.TP, c.TP + c.FN} }

// Specificity is the proportion of the benign samples that are predicted benign:
// Table 1's SP.
func (c Confusion) Specificity() Proportion { return Proportion{c.TN, c.TN + c.FP} }
