package verdict

import (
	"fmt"
	"math"

	"nodulelab/lib/design"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// Spread is where the spread of a row's accuracy over seeds comes from. Seeds of the data
// (sets and split) are crossed with seeds of the weights, each in two orders of the training
// samples; with the data fixed, all but Data is left.
type Spread struct {
	Row     paper.Row
	Data    metrics.Component // of sets and split
	Weights metrics.Component // of initial weights, and of what their seed does to the order of batches
	Both    metrics.Component // of weights that suit these data and not those
	Order   metrics.Component // of the order of the batches, all else fixed
}

// SD is the standard deviation of a single run.
func (s Spread) SD() float64 { return math.Sqrt(s.total()) }

func (s Spread) total() float64 {
	return s.Data.Variance + s.Weights.Variance + s.Both.Variance + s.Order.Variance
}

// OfData is the share of the variance that comes from the data alone; NaN without variance.
func (s Spread) OfData() float64 { return s.Data.Variance / s.total() }

// OfWeights is the share that comes from the weights alone.
func (s Spread) OfWeights() float64 { return s.Weights.Variance / s.total() }

// DataFixed is the standard deviation of runs on one draw of the data.
func (s Spread) DataFixed() float64 { return math.Sqrt(s.total() - s.Data.Variance) }

// Spreads estimates the components of variance of every row in [design.VarianceSweep].
func Spreads(s design.Swept) ([]Spread, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	return slice.Try(s.Rows(), func(row paper.Row) (Spread, error) {
		y, err := crossed(s, row)
		if err != nil {
			return Spread{}, err
		}
		c, err := metrics.VarianceComponents(y)
		return Spread{row, c.A, c.B, c.AB, c.Within}, err
	})
}

// crossed are the accuracies of a row: by seed of the data, by seed of the weights, by
// order.
func crossed(s design.Swept, row paper.Row) ([][][]float64, error) {
	if len(s.Sweep.Factors) != 2 {
		return nil, fmt.Errorf("verdict: the sweep %q has %d factors: want seeds of the data, then orders", s.Sweep.Name, len(s.Sweep.Factors))
	}
	data, orders, seeds := s.Sweep.Factors[0], s.Sweep.Factors[1], s.Sweep.Base.Seeds
	return slice.Try(data.Levels, func(d design.Level) ([][]float64, error) {
		values := make([][]float64, len(seeds))
		for _, o := range orders.Levels {
			cell, err := s.Sweep.CellWith(design.Setting{Factor: data.Name, Level: d.Label}, design.Setting{Factor: orders.Name, Level: o.Label})
			if err != nil {
				return nil, err
			}
			own := results.OfRow(s.OfCell(cell), row)
			if len(own) != len(seeds) {
				return nil, lacking(s, cell, row)
			}
			for i, r := range own {
				values[i] = append(values[i], r.Accuracy)
			}
		}
		return values, nil
	})
}

// lacking is the error of a cell without a row of results.
func lacking(s design.Swept, cell int, row paper.Row) error {
	return fmt.Errorf("verdict: sweep %q, cell %d (%s), has not one result a seed of %s", s.Sweep.Name, cell, s.Sweep.Cells[cell], row)
}
