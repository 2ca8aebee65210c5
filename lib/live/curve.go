package live

import (
	"context"
	"slices"

	"nodulelab/lib/lenet"
	"nodulelab/lib/nodule"
	"nodulelab/lib/train"
)

// Curve is the response curve of a network: the probability of malignant that it gives a
// nodule at each foreground of [Levels], all else as the knobs say. Knobs out of range, and
// networks of another kind than LeNet-5 for images of the knobs' side, are errors.
func Curve(w lenet.Weights, k Knobs) ([]float64, error) {
	if err := checkWeights(w); err != nil {
		return nil, err
	}
	d, err := k.draw()
	if err != nil {
		return nil, err
	}
	engine := train.NewNative()
	defer engine.Close()
	set := &nodule.Set{Side: w.Side, Images: slices.Concat(d.levels...), Classes: make([]nodule.Class, len(d.levels))}
	out, err := engine.Forward(context.Background(), w, set)
	if err != nil {
		return nil, err
	}
	var curve []float64
	for _, l := range out.Logits {
		curve = append(curve, Probability(float64(l)))
	}
	return curve, nil
}
