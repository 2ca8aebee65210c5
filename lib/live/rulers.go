package live

import (
	"fmt"

	"nodulelab/lib/explain"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
)

// Ruler is a number that can be read off a nodule, with the threshold on it that is right
// most often on a training set.
type Ruler struct {
	Name  string  `json:"name"`
	Cut   float64 `json:"cut"`
	Above bool    `json:"above"` // malignant is above the cut
	Right float64 `json:"right"` // fraction of the training images
}

// readings are the numbers of rulers: those of [explain.Features], and the area.
func readings() []explain.Feature {
	area := func(s *nodule.Set, i int) float64 { return mean(s.Mask(i)) }
	return append(explain.Features(), explain.Feature{Name: "area", NeedsMasks: true, Of: area})
}

// FitRulers fits the rulers to a training set with masks.
func FitRulers(training *nodule.Set) ([]Ruler, error) {
	var all []Ruler
	for _, f := range readings() {
		values, err := f.Values(training)
		if err != nil {
			return nil, err
		}
		t, err := explain.FitThreshold(values, training.Malignant())
		if err != nil {
			return nil, fmt.Errorf("live: a ruler of the %s: %w", f.Name, err)
		}
		c, err := metrics.Score(t.Malignant(values), training.Malignant())
		if err != nil {
			return nil, err
		}
		all = append(all, Ruler{f.Name, t.Cut, t.Above, c.Accuracy().Value()})
	}
	return all, nil
}

// read returns what the rulers read off an image with its mask.
func read(side int, image, mask []float32) []float64 {
	s := &nodule.Set{Side: side, Images: image, Masks: mask}
	var all []float64
	for _, f := range readings() {
		all = append(all, f.Of(s, 0))
	}
	return all
}
