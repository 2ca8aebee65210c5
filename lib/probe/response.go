package probe

import (
	"context"
	"math"
	"slices"

	"nodulelab/lib/lab"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/train"
)

// Levels are the foreground intensities of response curves: the paper's ten, and
// one step more on either side. At the first a shape hardly stands out.
func Levels() []int {
	return slices.Concat([]int{100}, nodule.Intensities(), []int{210})
}

// Response is how one network answers to brightness alone: the shares of malignant
// and of benign masks that it calls malignant, one a level of [Levels], with masks
// and noise as they are and all foregrounds at 150 to begin with.
type Response struct {
	Subject
	Foreground Curve // the foreground has the level
	Background Curve // the foreground stays; the background moves until the image has the mean that a foreground of the level would give it
}

// Curve is a share at each level.
type Curve struct{ Malignant, Benign []float64 }

// Gap is the mean distance of two curves, over levels and masks: 0 if nothing but
// what the two have in common, at each level, decides.
func (c Curve) Gap(other Curve) float64 {
	var sum, n float64
	for _, pair := range [][2][]float64{{c.Malignant, other.Malignant}, {c.Benign, other.Benign}} {
		for i, v := range pair[0] {
			sum, n = sum+math.Abs(v-pair[1][i]), n+1
		}
	}
	return sum / n
}

// MeasureResponses draws the curves of each trained network.
func MeasureResponses(ctx context.Context, l *lab.Lab) ([]Response, error) {
	return measure(ctx, l, bench.responses)
}

func (b bench) responses(ctx context.Context, e train.Engine) ([]Response, error) {
	if err := b.needRecipe("response curves"); err != nil {
		return nil, err
	}
	base, err := b.plan.Config.Draw(b.seed, "responses", nodule.D(150, 150), b.plan.Config.Samples)
	if err != nil {
		return nil, err
	}
	all := make([]Response, len(b.networks))
	for _, level := range Levels() {
		brighter, err := base.Repaint(nodule.D(level, level))
		if err != nil {
			return nil, err
		}
		steps, err := base.BackgroundSteps(wholeImage(brighter))
		if err != nil {
			return nil, err
		}
		around, err := base.Move(nil, steps)
		if err != nil {
			return nil, err
		}
		for i, n := range b.networks {
			all[i].Subject = n.Subject
			if err := extend(ctx, e, &all[i].Foreground, n, brighter); err != nil {
				return nil, err
			}
			if err := extend(ctx, e, &all[i].Background, n, around); err != nil {
				return nil, err
			}
		}
	}
	return all, nil
}

// extend adds to a curve what a network calls the images of a set.
func extend(ctx context.Context, e train.Engine, c *Curve, n network, s *nodule.Set) error {
	called, err := lab.Score(ctx, e, n.weights, s)
	if err != nil {
		return err
	}
	c.Malignant = append(c.Malignant, called.Sensitivity().Value())
	c.Benign = append(c.Benign, metrics.Proportion{Hits: called.FP, Total: called.FP + called.TN}.Value())
	return nil
}
