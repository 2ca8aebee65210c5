package train

// classifierCurves sorts the epochs of a cross-entropy stage by replica.
func classifierCurves(epochs []epoch) []Curves {
	if len(epochs) == 0 {
		return nil
	}
	curves := make([]Curves, len(epochs[0].loss))
	for _, e := range epochs {
		for i := range curves {
			curves[i].Classifier = append(curves[i].Classifier, ClassifierEpoch{
				Loss: e.loss[i], Accuracy: e.accuracy[i],
				ValidationLoss: e.validationLoss[i], ValidationAccuracy: e.validationAccuracy[i],
			})
		}
	}
	return curves
}

// withEncoderCurves adds the epochs of the contrastive stage.
func withEncoderCurves(curves []Curves, epochs []epoch) []Curves {
	for _, e := range epochs {
		for i := range curves {
			curves[i].Encoder = append(curves[i].Encoder, EncoderEpoch{
				Loss: e.loss[i], ValidationLoss: e.validationLoss[i],
			})
		}
	}
	return curves
}
