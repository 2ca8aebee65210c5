package live

import (
	"fmt"

	"nodulelab/lib/nodule"
)

// Map is the accuracy of a network on the test sets of all D(imal, iben) of the paper's
// ten foreground intensities ([nodule.Intensities]): the malignant intensity chooses the
// row, the benign one the column, both from the lowest on.
type Map [10][10]float64

// Accuracy is the fraction of a set's images that the network in a place decides rightly.
func (in *Instrument) Accuracy(at int, s *nodule.Set) (float64, error) {
	logits, err := in.logits(at, s)
	if err != nil {
		return 0, err
	}
	right := 0
	for i, l := range logits {
		if (l > 0) == (s.Classes[i] == nodule.Malignant) {
			right++
		}
	}
	return float64(right) / float64(s.Len()), nil
}

func (in *Instrument) logits(at int, s *nodule.Set) ([]float32, error) {
	n, ok := in.Network(at)
	if !ok {
		return nil, fmt.Errorf("live: no network in place %d", at)
	}
	if s.Side != n.Weights.Side {
		return nil, fmt.Errorf("live: images of side %d, but the network was made for side %d", s.Side, n.Weights.Side)
	}
	return in.places[at].logits(s.Images), nil
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
		logits, err := in.logits(at, s)
		if err != nil {
			return Map{}, err
		}
		sensitivity[i], specificity[i] = shares(logits, s.Classes)
	}
	for i := range m {
		for j := range m[i] {
			m[i][j] = (sensitivity[i] + specificity[j]) / 2
		}
	}
	return m, nil
}

// shares are the fractions of each class that are decided rightly.
func shares(logits []float32, classes []nodule.Class) (sensitivity, specificity float64) {
	var right, all [2]float64
	for i, l := range logits {
		c := classes[i]
		all[c]++
		if (l > 0) == (c == nodule.Malignant) {
			right[c]++
		}
	}
	return right[nodule.Malignant] / all[nodule.Malignant], right[nodule.Benign] / all[nodule.Benign]
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
		if q.Logits[at], err = in.logits(at, s); err != nil {
			return Square{}, err
		}
	}
	return q, nil
}
