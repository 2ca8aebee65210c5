package loss

import (
	"fmt"
	"math"
	"math/rand/v2"
)

const (
	// step is the step of the finite differences.
	step = 1e-5

	// near is how far a number may be from what it should be, absolute below 1 and
	// relative above.
	near = 1e-6
)

// CheckGradient returns an error unless the gradient of a loss is its derivative:
// it compares both by central finite differences on [Batches].
func CheckGradient(l Loss) error {
	if err := Check(l); err != nil {
		return err
	}
	for _, b := range Batches(l.On()) {
		if err := CheckGradientAt(l, b.Rows, b.Labels); err != nil {
			return err
		}
	}
	return nil
}

// Batch is a batch of n samples: n rows, and n labels, 1 for malignant and 0 for benign.
type Batch struct {
	Rows   [][]float64
	Labels []float64
}

// Batches returns the batches on which losses are checked: six of random rows, of 1 to 9
// samples, of both classes and of one. Rows have one number for a loss of logits and
// three for a loss of embeddings.
func Batches(on Output) []Batch {
	width := 3
	if on == Logits {
		width = 1
	}
	var all []Batch
	r := rand.New(rand.NewPCG(1, 1))
	for _, labels := range [][]float64{{0, 1}, {0, 1, 1, 0, 1}, {1, 0, 0, 1, 1, 0, 1, 0, 0}, {1, 1, 1, 0}, {0, 0, 0}, {1}} {
		rows := Zeros(len(labels), width)
		for _, row := range rows {
			for k := range row {
				row[k] = r.NormFloat64()
			}
		}
		all = append(all, Batch{rows, labels})
	}
	return all
}

// Near tells whether a value or a derivative of a loss is what it should be, to 1e-6,
// absolute below 1 and relative above.
func Near(got, want float64) bool { return math.Abs(got-want) <= near*max(1, math.Abs(want)) }

// CheckGradientAt is [CheckGradient] on one batch. At a kink of the loss, such as
// a distance equal to the margin, there is no derivative to compare with.
func CheckGradientAt(l Loss, rows [][]float64, labels []float64) error {
	value, gradient := Evaluate(l, rows, labels)
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return fmt.Errorf("loss: %s is %v on %d samples: want a finite value", l.Name(), value, len(rows))
	}
	for i, row := range rows {
		for k := range row {
			got, want := gradient[i][k], difference(l, rows, labels, i, k)
			if !Near(got, want) {
				return fmt.Errorf("loss: %s on %d samples: the gradient at number %d of sample %d is %.6g, finite differences give %.6g",
					l.Name(), len(rows), k, i, got, want)
			}
		}
	}
	return nil
}

// difference is the central finite difference of a loss by one number of its rows.
func difference(l Loss, rows [][]float64, labels []float64, i, k int) float64 {
	at := rows[i][k]
	defer func() { rows[i][k] = at }()
	rows[i][k] = at + step
	above, _ := Evaluate(l, rows, labels)
	rows[i][k] = at - step
	below, _ := Evaluate(l, rows, labels)
	return (above - below) / (2 * step)
}
