package live

import (
	"nodulelab/lib/lenet"
	"nodulelab/lib/native"
	"nodulelab/lib/nodule"
)

// Curve is the response curve of a network: the probability of malignant that it gives a
// nodule at each foreground of [Levels], all else as the knobs say. Knobs out of range, and
// networks of another kind than LeNet-5 for images of the knobs' side, are errors.
func Curve(w lenet.Weights, k Knobs) ([]float64, error) {
	if err := checkWeights(w); err != nil {
		return nil, err
	}
	net, err := native.New(w.Variant, w.Side)
	if err != nil {
		return nil, err
	}
	if err := net.Load(w); err != nil {
		return nil, err
	}
	p := place{Network{Weights: w}, net}
	c := k.config()
	s, err := c.Single(k.Seed, nodule.D(k.Malignant, k.Benign), k.Index)
	if err != nil {
		return nil, err
	}
	look := k.look(c)
	_, mask, err := s.Draw(c, look)
	if err != nil {
		return nil, err
	}
	var images []float32
	for _, level := range Levels() {
		look.Intensity = level
		images = append(images, s.Paint(c, mask, look)...)
	}
	var curve []float64
	for _, l := range p.logits(images) {
		curve = append(curve, Probability(float64(l)))
	}
	return curve, nil
}
