package metrics

import "fmt"

// Confusion counts the samples of a test set by class and prediction. Malignant is the
// positive class.
type Confusion struct {
	TP int // malignant, predicted malignant
	FN int // malignant, predicted benign
	TN int // benign, predicted benign
	FP int // benign, predicted malignant
}

// Score counts predictions. Both slices hold one value per sample, true for malignant:
// what was predicted, and what the sample is. Slices of different lengths are an error.
func Score(predicted, malignant []bool) (Confusion, error) {
	if len(predicted) != len(malignant) {
		return Confusion{}, fmt.Errorf("metrics: %d predictions for %d samples: want one per sample", len(predicted), len(malignant))
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

// Accuracy returns the proportion of all samples that are predicted correctly, Acc in
// Table 1.
func (c Confusion) Accuracy() Proportion {
	return Proportion{c.TP + c.TN, c.TP + c.FN + c.TN + c.FP}
}

// Sensitivity returns the proportion of malignant samples that are predicted malignant,
// SE in Table 1.
func (c Confusion) Sensitivity() Proportion { return Proportion{c.TP, c.TP + c.FN} }

// Specificity returns the proportion of benign samples that are predicted benign, SP in
// Table 1.
func (c Confusion) Specificity() Proportion { return Proportion{c.TN, c.TN + c.FP} }
