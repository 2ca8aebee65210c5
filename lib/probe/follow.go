package probe

import (
	"math"

	"gonum.org/v1/gonum/stat"

	"nodulelab/lib/explain"
	"nodulelab/lib/nodule"
)

// Single are the correlations of a network's logit with single numbers of an
// image. Light is what the foreground adds to the image: the whole image's mean
// less the background, which is the contrast times the area.
type Single struct{ Shape, Area, Foreground, WholeImage, Light float64 }

func newCell(s *nodule.Set, large, bright, brightImage bool) cell {
	c := cell{Set: s, large: large, bright: bright, brightImage: brightImage}
	means, foregrounds := wholeImage(s), explain.Features()[1].Values(s)
	for i, class := range s.Classes {
		for j, v := range [5]float64{float64(class), s.Factors[i].Area, foregrounds[i], means[i], means[i] - background(s, i)} {
			c.numbers[j] = append(c.numbers[j], v)
		}
	}
	return c
}

// background is the grey level where there is least of the shape.
func background(s *nodule.Set, i int) float64 {
	least := 0
	for p, m := range s.Mask(i) {
		if m < s.Mask(i)[least] {
			least = p
		}
	}
	return float64(s.Image(i)[least])
}

// follows correlates logits with single numbers; with one that never changes, or
// if the logit never does, the correlation is 0.
func follows(design []cell, logits [][]float32) Single {
	var all []float64
	var numbers [5][]float64
	for i, c := range design {
		for j, v := range logits[i] {
			all = append(all, float64(v))
			for k := range numbers {
				numbers[k] = append(numbers[k], c.numbers[k][j])
			}
		}
	}
	var r [5]float64
	for k := range r {
		if v := stat.Correlation(all, numbers[k], nil); !math.IsNaN(v) {
			r[k] = v
		}
	}
	return Single{r[0], r[1], r[2], r[3], r[4]}
}
