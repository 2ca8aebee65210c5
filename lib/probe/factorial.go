package probe

import (
	"context"

	"gonum.org/v1/gonum/stat"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/train"
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
	Follows Follows // over the images of the second design
	Called  Calls   // in the first design
}

// Calls are the shares of images called malignant in each cell of the first
// design.
type Calls [8]float64

// Cell names a cell of the first design.
type Cell struct{ Malignant, Large, Bright bool }

// Cells lists the eight cells.
func Cells() []Cell {
	var all []Cell
	for _, malignant := range []bool{true, false} {
		for _, large := range []bool{false, true} {
			for _, bright := range []bool{false, true} {
				all = append(all, Cell{malignant, large, bright})
			}
		}
	}
	return all
}

// Of is the share in a cell.
func (c Calls) Of(cell Cell) float64 { return c[cell.index()] }

func (c Cell) index() int {
	i := 0
	for bit, high := range []bool{c.Bright, c.Large, c.Malignant} {
		if high {
			i |= 1 << bit
		}
	}
	return i
}

// MeasureFactorials measures the effects in each trained network.
func MeasureFactorials(ctx context.Context, l *lab.Lab) ([]Factorial, error) {
	return measure(ctx, l, bench.factorials)
}

func (b bench) factorials(ctx context.Context, e train.Engine) ([]Factorial, error) {
	if err := b.needRecipe("factorial designs"); err != nil {
		return nil, err
	}
	bases, err := b.bases()
	if err != nil {
		return nil, err
	}
	return byScenario(b.networks, func(s paper.Scenario) ([2][]cell, error) {
		l, err := b.levels(s)
		if err != nil {
			return [2][]cell{}, err
		}
		natural, err := cells(bases, l, nil)
		if err != nil {
			return [2][]cell{}, err
		}
		apart, err := cells(bases, l, l.means)
		return [2][]cell{natural, apart}, err
	}, func(n network, designs [2][]cell) (Factorial, error) {
		f := Factorial{Subject: n.Subject}
		natural, err := logits(ctx, e, n, designs[0])
		if err != nil {
			return f, err
		}
		apart, err := logits(ctx, e, n, designs[1])
		if err != nil {
			return f, err
		}
		f.Natural, f.Apart = effects(designs[0], natural), effects(designs[1], apart)
		f.Natural.WholeImage = 0
		f.Follows, f.Called = follows(designs[1], apart), called(designs[0], natural)
		return f, nil
	})
}

// logits runs a network over the cells of a design.
func logits(ctx context.Context, e train.Engine, n network, design []cell) ([][]float32, error) {
	return slice.Try(design, func(c cell) ([]float32, error) {
		out, err := e.Forward(ctx, n.weights, c.Set)
		return out.Logits, err
	})
}

// effects are the main effects in a design: the mean differences between the levels of
// the factors, each of half the logits, over the standard deviation of all; 0 where the
// logit never changes.
func effects(design []cell, logits [][]float32) Effects {
	var all []float64
	var signed [4]float64 // of each factor, Σ logit at the high level − Σ logit at the low one
	for i, c := range design {
		for j, v := range logits[i] {
			all = append(all, float64(v))
			for factor, high := range [4]bool{c.Classes[j] == nodule.Malignant, c.large, c.bright, c.brightImage} {
				if high {
					signed[factor] += float64(v)
				} else {
					signed[factor] -= float64(v)
				}
			}
		}
	}
	scale := stat.PopStdDev(all, nil) * float64(len(all)) / 2
	if scale == 0 {
		return Effects{}
	}
	return Effects{signed[0] / scale, signed[1] / scale, signed[2] / scale, signed[3] / scale}
}

// called counts what is called malignant in each cell.
func called(design []cell, logits [][]float32) Calls {
	var c, n Calls
	for i, own := range design {
		for j, v := range logits[i] {
			k := Cell{own.Classes[j] == nodule.Malignant, own.large, own.bright}.index()
			n[k]++
			if v > 0 {
				c[k]++
			}
		}
	}
	for k := range c {
		c[k] /= n[k]
	}
	return c
}
