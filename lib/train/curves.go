package train

// Curves hold what was measured after each epoch, in order.
type Curves struct {
	Encoder    []EncoderEpoch    `json:"encoder,omitempty"` // stage 1 of a loss of embeddings; empty for a loss of logits
	Classifier []ClassifierEpoch `json:"classifier"`        // training end to end, or stage 2
}

// EncoderEpoch is one epoch under a loss of embeddings, such as Eq. 2, which knows
// no accuracy. Loss is the mean over the epoch's batches while the weights move,
// ValidationLoss is over the whole validation set at the epoch's end.
type EncoderEpoch struct {
	Loss           float64 `json:"loss"`
	ValidationLoss float64 `json:"validation_loss"`
}

// ClassifierEpoch is one epoch under a loss of logits, such as Eq. 1. Loss and
// Accuracy are means over the epoch's samples while the weights move; the
// validation values are taken at the epoch's end.
type ClassifierEpoch struct {
	Loss               float64 `json:"loss"`
	Accuracy           float64 `json:"accuracy"`
	ValidationLoss     float64 `json:"validation_loss"`
	ValidationAccuracy float64 `json:"validation_accuracy"`
}

// epoch holds what was measured in one epoch, per replica.
type epoch struct{ loss, accuracy, validationLoss, validationAccuracy []float64 }

// replicas lists what was measured of each replica.
func (e epoch) replicas() []ClassifierEpoch {
	all := make([]ClassifierEpoch, len(e.loss))
	for i := range all {
		all[i] = ClassifierEpoch{e.loss[i], e.accuracy[i], e.validationLoss[i], e.validationAccuracy[i]}
	}
	return all
}

// curvesOf sorts the epochs of the stages by replica: those that trained the encoder
// alone, and those that trained a classifier.
func curvesOf(replicas int, encoder, classifier []epoch) []Curves {
	curves := make([]Curves, replicas)
	for i := range curves {
		for _, e := range encoder {
			curves[i].Encoder = append(curves[i].Encoder, EncoderEpoch{e.loss[i], e.validationLoss[i]})
		}
		for _, e := range classifier {
			curves[i].Classifier = append(curves[i].Classifier, e.replicas()[i])
		}
	}
	return curves
}
