package probe

import (
	"fmt"
	"math"
	"slices"

	"nodulelab/lib/explain"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
)

// perCell is the number of deformations in each cell, at most.
const perCell = 100

// base is a set whose shapes all have one area.
type base struct {
	*nodule.Set
	large bool
}

// bases are the four sets from which the cells are made: either area, either shape, the
// same deformations, foregrounds of 150.
func (b bench) bases() ([]base, error) {
	var all []base
	for _, large := range []bool{false, true} {
		c := b.plan.Config
		c.Samples = min(c.Samples, perCell)
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

// levels are the two levels of two factors.
type levels struct {
	foregrounds [2]float64 // steps from 150
	means       []float64
}

// levels returns the levels that follow from a scenario's distributions.
func (b bench) levels(s paper.Scenario) (levels, error) {
	if len(s.Tests) == 0 {
		return levels{}, fmt.Errorf("probe: scenario %d has no test set: its intensities are the levels of the foreground", s.Number)
	}
	for _, d := range []nodule.Distribution{s.Training, s.Tests[0]} {
		if err := d.Check(); err != nil {
			return levels{}, fmt.Errorf("probe: levels of scenario %d: %w", s.Number, err)
		}
	}
	dark, bright := s.Tests[0].Malignant, s.Tests[0].Benign
	own, one := wholeMeans(b.plan.Config, s.Training), wholeMeans(b.plan.Config, nodule.D(150, 150))
	middle, half := (own[0]+own[1])/2, math.Abs(one[0]-one[1])/2
	return levels{
		[2]float64{float64(min(dark, bright) - 150), float64(max(dark, bright) - 150)},
		[]float64{middle - half, middle + half},
	}, nil
}

// cell is a set of a design, with its levels of all factors but the shape: an image's
// shape is its class.
type cell struct {
	*nodule.Set
	large, bright, brightImage bool
	numbers                    [numbers][]float64 // of each image, in the order of Numbers
}

func newCell(s *nodule.Set, large, bright, brightImage bool) (cell, error) {
	c := cell{Set: s, large: large, bright: bright, brightImage: brightImage}
	foregrounds, err := explain.Features()[1].Values(s)
	if err != nil {
		return cell{}, err
	}
	means := wholeImage(s)
	for i, class := range s.Classes {
		around := background(s, i)
		energy, err := explain.BlurredEnergy(s.Image(i), s.Side, around, blur)
		if err != nil {
			return cell{}, err
		}
		for j, v := range [numbers]float64{float64(class), s.Factors[i].Area, foregrounds[i], means[i], foregrounds[i] - around, means[i] - around, energy} {
			c.numbers[j] = append(c.numbers[j], v)
		}
	}
	return c, nil
}

// background is the grey level where there is least of the shape.
func background(s *nodule.Set, i int) float64 {
	mask := s.Mask(i)
	return float64(s.Image(i)[slices.Index(mask, slices.Min(mask))])
}

// cells returns the cells of a design; if means is not nil, each cell once for every
// mean.
func cells(bases []base, l levels, means []float64) ([]cell, error) {
	var all []cell
	for _, from := range bases {
		for i, step := range l.foregrounds {
			s, err := from.Move(slices.Repeat([]float64{step}, from.Len()), nil)
			if err != nil {
				return nil, err
			}
			versions, err := holdAll(s, means)
			if err != nil {
				return nil, err
			}
			for j, held := range versions {
				c, err := newCell(held, from.large, i == 1, j == 1)
				if err != nil {
					return nil, err
				}
				all = append(all, c)
			}
		}
	}
	return all, nil
}

// holdAll returns the set with each of the means; without means, the set itself.
func holdAll(s *nodule.Set, means []float64) ([]*nodule.Set, error) {
	if means == nil {
		return []*nodule.Set{s}, nil
	}
	return slice.Try(means, func(m float64) (*nodule.Set, error) { return hold(s, [2]float64{m, m}) })
}
