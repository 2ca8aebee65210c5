package live

import (
	"context"
	"fmt"

	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/train"
)

// Map is the accuracy of a network on the test sets of all D(imal, iben) of the paper's
// ten foreground intensities ([nodule.Intensities]): the malignant intensity chooses the
// row, the benign one the column, both from the lowest on.
type Map [10][10]float64

// Accuracy is the fraction of a set's images that the network in a place decides rightly.
func (in *Instrument) Accuracy(at int, s *nodule.Set) (float64, error) {
	c, err := in.score(at, s)
	return c.Accuracy().Value(), err
}

// score counts the decisions of the network in a place on a set.
func (in *Instrument) score(at int, s *nodule.Set) (metrics.Confusion, error) {
	out, err := in.forward(at, s)
	if err != nil {
		return metrics.Confusion{}, err
	}
	return metrics.Score(out.Predictions(), s.Malignant())
}

// forward runs the network in a place over a set.
func (in *Instrument) forward(at int, s *nodule.Set) (train.Output, error) {
	n, ok := in.Network(at)
	if !ok {
		return train.Output{}, fmt.Errorf("live: no network in place %d", at)
	}
	if in.engine == nil {
		in.engine = train.NewNative()
	}
	return in.engine.Forward(context.Background(), n.Weights, s)
}

// QuickMap estimates the map of the network in a place from one test set of a seed alone,
// painted in each intensity: ten sensitivities and ten specificities, since the decision
// on an image depends on that image only. Depth is that of the spikes.
func (in *Instrument) QuickMap(at int, seed uint64, depth float64) (m Map, err error) {
	c := nodule.Paper()
	c.SpikeDepth = depth
	base, err := c.TestSet(seed, nodule.D(150, 150)) // in the middle of the range, where noise is not clipped
	if err != nil {
		return Map{}, err
	}
	var sensitivity, specificity [10]float64
	for i, level := range nodule.Intensities() {
		s, err := base.Repaint(nodule.D(level, level))
		if err != nil {
			return Map{}, err
		}
		c, err := in.score(at, s)
		if err != nil {
			return Map{}, err
		}
		sensitivity[i], specificity[i] = c.Sensitivity().Value(), c.Specificity().Value()
	}
	for i := range m {
		for j := range m[i] {
			m[i][j] = (sensitivity[i] + specificity[j]) / 2
		}
	}
	return m, nil
}

// Square is a test set with the decisions of the networks.
type Square struct {
	Set    *nodule.Set
	Logits [Places][]float32 // one an image; nil where no network is
}

// Open draws the test set of a seed and a distribution and asks the networks.
func (in *Instrument) Open(seed uint64, d nodule.Distribution) (Square, error) {
	s, err := nodule.Paper().TestSet(seed, d)
	if err != nil {
		return Square{}, err
	}
	q := Square{Set: s}
	for at := range in.places {
		if _, ok := in.Network(at); !ok {
			continue
		}
		out, err := in.forward(at, s)
		if err != nil {
			return Square{}, err
		}
		q.Logits[at] = out.Logits
	}
	return q, nil
}
