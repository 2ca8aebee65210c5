package exhibit

import (
	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/stat"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/metrics"
)

// marginColumns are the numbers of a network's margins that MarginTable has.
var marginColumns = []column[[]float64]{
	{"mean", func(m []float64) float64 { return stat.Mean(m, nil) }},
	{"smallest", floats.Min},
	{"standard deviation / mean", func(m []float64) float64 { return stat.StdDev(m, nil) / stat.Mean(m, nil) }},
}

// MarginTable tabulates the margins of networks on their training images
// ([lab.View.Margins]), one group a slice of looks: their mean, the smallest, and their
// coefficient of variation, which is 0 if all images have the same margin.
func MarginTable(groups ...[]lab.Look) (Table, error) {
	rows, err := slice.Try(groups, func(looks []lab.Look) (row estimateRow, err error) {
		if row.name, err = groupLabel(looks); err != nil {
			return row, err
		}
		margins, err := slice.Try(looks, func(l lab.Look) ([]float64, error) {
			if err := checkLook(l); err != nil {
				return nil, err
			}
			return l.Training().Margins(), nil
		})
		for _, c := range marginColumns {
			row.estimates = append(row.estimates, metrics.EstimateMean(slice.Map(margins, c.of)))
		}
		return row, err
	})
	return estimateTable("Margins of the training images", header("networks", marginColumns), rows), err
}
