package probe

import (
	"context"
	"math"

	"gonum.org/v1/gonum/stat"

	"nodulelab/lib/nodule"
	"nodulelab/lib/study"
)

// Effects are the main effects of features on a network's logit, in standard
// deviations of the logit over the whole design: how far it moves towards
// malignant when the shape becomes malignant, the area benign (the larger one),
// the foreground brighter (from the darker to the brighter of the scenario's test
// intensities), or the whole image brighter (by what sets the classes apart in
// scenario 1).
type Effects struct{ Shape, Area, Foreground, WholeImage float64 }

// Factorial are the main effects in two designs, each over the same deformations
// and noise in all of its cells.
type Factorial struct {
	Subject
	Natural Effects // 2×2×2 on the paper's background; the whole image's mean follows and has no effect of its own, 0
	Apart   Effects // 2×2×2×2: backgrounds give all combinations the same two whole-image means
}

// design is the number of deformations in each cell, at most.
const design = 100

// MeasureFactorials measures the effects in each trained network.
func MeasureFactorials(ctx context.Context, l *study.Lab) ([]Factorial, error) {
	return measure(ctx, l, bench.factorials)
}

func (b bench) factorials() ([]Factorial, error) {
	bases, err := b.bases()
	if err != nil {
		return nil, err
	}
	var all []Factorial
	for _, n := range b.networks {
		levels := b.levels(n.scenario)
		f := Factorial{Subject: n.Subject}
		if f.Natural, err = b.effects(n, bases, levels, nil); err != nil {
			return nil, err
		}
		if f.Apart, err = b.effects(n, bases, levels, levels.means); err != nil {
			return nil, err
		}
		all = append(all, f)
	}
	return all, nil
}

// base is a set whose shapes all have one area.
type base struct {
	*nodule.Set
	large bool
}

// bases are deformations with either area and either shape, 150 bright.
func (b bench) bases() ([]base, error) {
	var all []base
	for _, large := range []bool{false, true} {
		c := b.plan.Config
		c.Samples = min(c.Samples, design)
		c.Training = c.Samples / 2
		if large {
			c.MalignantArea = c.BenignArea
		} else {
			c.BenignArea = c.MalignantArea
		}
		own, err := c.TestSet(b.seed, nodule.D(150, 150))
		if err != nil {
			return nil, err
		}
		other, err := c.ReshapedTestSet(b.seed, nodule.D(150, 150))
		if err != nil {
			return nil, err
		}
		all = append(all, base{own, large}, base{other, large})
	}
	return all, nil
}

// levels are the two levels of a factor each.
type levels struct {
	foregrounds [2]float64 // steps from 150
	means       []float64
}

func (b bench) levels(s study.Scenario) levels {
	dark, bright := s.Tests[0].Malignant, s.Tests[0].Benign
	own, one := wholeMeans(b.plan.Config, s.Training), wholeMeans(b.plan.Config, nodule.D(150, 150))
	middle, half := (own[0]+own[1])/2, math.Abs(one[0]-one[1])/2
	return levels{
		[2]float64{float64(min(dark, bright) - 150), float64(max(dark, bright) - 150)},
		[]float64{middle - half, middle + half},
	}
}

// effects measures a design: with means, each cell has each of them.
func (b bench) effects(n network, bases []base, l levels, means []float64) (Effects, error) {
	var t tally
	for _, from := range bases {
		for i, step := range l.foregrounds {
			s, err := from.Move(repeat(step, from.Len()), nil)
			if err != nil {
				return Effects{}, err
			}
			versions, err := holdAll(s, means)
			if err != nil {
				return Effects{}, err
			}
			for j, held := range versions {
				out, err := b.look(n, held)
				if err != nil {
					return Effects{}, err
				}
				t.add(held, out.Logits, from.large, i == 1, j == 1)
			}
		}
	}
	e := t.effects()
	if means == nil {
		e.WholeImage = 0
	}
	return e, nil
}

// holdAll returns the set with each of the means; without means, the set itself.
func holdAll(s *nodule.Set, means []float64) ([]*nodule.Set, error) {
	if means == nil {
		return []*nodule.Set{s}, nil
	}
	var all []*nodule.Set
	for _, m := range means {
		held, err := hold(s, [2]float64{m, m})
		if err != nil {
			return nil, err
		}
		all = append(all, held)
	}
	return all, nil
}

// tally sums logits by the levels of the factors: malignant shape, large area,
// bright foreground, bright image.
type tally struct {
	logits []float64
	signed [4]float64 // Σ logit at the high level − Σ logit at the low one
}

func (t *tally) add(s *nodule.Set, logits []float32, large, bright, brightImage bool) {
	for i, v := range logits {
		t.logits = append(t.logits, float64(v))
		for factor, high := range [4]bool{s.Classes[i] == nodule.Malignant, large, bright, brightImage} {
			if !high {
				t.signed[factor] -= float64(v)
				continue
			}
			t.signed[factor] += float64(v)
		}
	}
}

// effects are the mean differences between levels, each of half the logits, over
// the standard deviation of all; 0 where the logit never changes.
func (t *tally) effects() Effects {
	scale := stat.PopStdDev(t.logits, nil) * float64(len(t.logits)) / 2
	if scale == 0 {
		return Effects{}
	}
	return Effects{t.signed[0] / scale, t.signed[1] / scale, t.signed[2] / scale, t.signed[3] / scale}
}

func repeat(v float64, n int) []float64 {
	values := make([]float64, n)
	for i := range values {
		values[i] = v
	}
	return values
}
