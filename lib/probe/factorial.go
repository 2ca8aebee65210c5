package probe

import (
	"context"

	"gonum.org/v1/gonum/stat"

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
	Follows Single  // over the images of the second design
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
	bases, err := b.bases()
	if err != nil {
		return nil, err
	}
	var all []Factorial
	err = byScenario(b.networks, func(s paper.Scenario) ([2][]cell, error) {
		l := b.levels(s)
		natural, err := cells(bases, l, nil)
		if err != nil {
			return [2][]cell{}, err
		}
		apart, err := cells(bases, l, l.means)
		return [2][]cell{natural, apart}, err
	}, func(n network, designs [2][]cell) error {
		f := Factorial{Subject: n.Subject}
		natural, err := logits(ctx, e, n, designs[0])
		if err != nil {
			return err
		}
		apart, err := logits(ctx, e, n, designs[1])
		if err != nil {
			return err
		}
		f.Natural, f.Apart = effects(designs[0], natural), effects(designs[1], apart)
		f.Natural.WholeImage = 0
		f.Follows, f.Called = follows(designs[1], apart), called(designs[0], natural)
		all = append(all, f)
		return nil
	})
	return all, err
}

// logits runs a network over the cells of a design.
func logits(ctx context.Context, e train.Engine, n network, design []cell) ([][]float32, error) {
	all := make([][]float32, len(design))
	for i, c := range design {
		out, err := e.Forward(ctx, n.weights, c.Set)
		if err != nil {
			return nil, err
		}
		all[i] = out.Logits
	}
	return all, nil
}

// effects are the main effects in a design.
func effects(design []cell, logits [][]float32) Effects {
	var t tally
	for i, c := range design {
		t.add(c, logits[i])
	}
	return t.effects()
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

// tally sums logits by the levels of the factors: malignant shape, large area,
// bright foreground, bright image.
type tally struct {
	logits []float64
	signed [4]float64 // Σ logit at the high level − Σ logit at the low one
}

func (t *tally) add(c cell, logits []float32) {
	for i, v := range logits {
		t.logits = append(t.logits, float64(v))
		for factor, high := range [4]bool{c.Classes[i] == nodule.Malignant, c.large, c.bright, c.brightImage} {
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
