package exhibit

import (
	"fmt"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/stat"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/metrics"
	"nodulelab/lib/probe"
)

// marginColumns are the numbers of a network's margins that MarginTable has.
var marginColumns = []column[[]float64]{
	{"mean", func(m []float64) float64 { return stat.Mean(m, nil) }},
	{"smallest", floats.Min},
	{"standard deviation / mean", spread},
}

// spread is the coefficient of variation.
func spread(m []float64) float64 { return stat.StdDev(m, nil) / stat.Mean(m, nil) }

// MarginTable tabulates the margins of networks on their training images
// ([lab.View.Margins]), one group a slice of looks: their mean, the smallest, and their
// coefficient of variation, which is 0 if all images have the same margin.
func MarginTable(groups ...[]lab.Look) (Table, error) {
	rows, err := slice.Try(groups, func(looks []lab.Look) (row estimateRow, err error) {
		margins, err := marginsOf(looks)
		if err != nil {
			return row, err
		}
		row.name, err = groupLabel(looks)
		for _, c := range marginColumns {
			row.estimates = append(row.estimates, metrics.EstimateMean(slice.Map(margins.Values, c.of)))
		}
		return row, err
	})
	return estimateTable("Margins of the training images", header("networks", marginColumns), rows), err
}

// MarginText says whether the margins of each group of networks are more equal than those
// of the first group, by the coefficient of variation, paired by seed.
func MarginText(first []lab.Look, others ...[]lab.Look) (string, error) {
	spreads := func(looks []lab.Look) (metrics.Sample[float64], error) {
		m, err := marginsOf(looks)
		return metrics.Sample[float64]{Name: m.Name, Seeds: m.Seeds, Values: slice.Map(m.Values, spread)}, err
	}
	base, err := spreads(first)
	if err != nil {
		return "", err
	}
	rows, err := slice.Try(others, func(looks []lab.Look) (c probe.Comparison, err error) {
		own, err := spreads(looks)
		if err != nil {
			return c, err
		}
		c.Label = fmt.Sprintf("%s against %s", own.Name, base.Name)
		c.Differences, err = metrics.Differences(own, base)
		return c, err
	})
	if err != nil {
		return "", err
	}
	return block("MarginText").text(probe.Family(rows...))
}

// marginsOf returns the margins of each of a group's networks on its training images.
func marginsOf(looks []lab.Look) (metrics.Sample[[]float64], error) {
	label, err := groupLabel(looks)
	for _, l := range looks {
		if err == nil {
			err = checkLook(l)
		}
	}
	if err != nil {
		return metrics.Sample[[]float64]{}, err
	}
	return metrics.Collect(label, looks, func(l lab.Look) (uint64, []float64) { return l.Seed, l.Training().Margins() }), nil
}
