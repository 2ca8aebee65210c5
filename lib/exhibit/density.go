package exhibit

import (
	"fmt"

	"nodulelab/lib/explain"
	"nodulelab/lib/figure"
	"nodulelab/lib/lab"
	"nodulelab/lib/metrics"
)

// Densities plots where the saliency of networks lies, one group a slice of
// looks, one dot a seed: the mean over the training images of the density inside
// the shape, on its border and outside.
func Densities(groups ...[]lab.Look) (figure.Figure, error) {
	var all []figure.DensityGroup
	for _, looks := range groups {
		g, err := densities(looks)
		if err != nil {
			return figure.Figure{}, err
		}
		all = append(all, g)
	}
	return figure.Densities("Where saliency lies", all)
}

// DensityTable tabulates the means of Densities, with the range over the seeds.
func DensityTable(groups ...[]lab.Look) (Table, error) {
	t := Table{
		Caption: "Saliency per pixel on the training set, relative to an even spread: mean over seeds, lowest–highest",
		Header:  []string{"networks", "inside", "border", "outside"},
	}
	for _, looks := range groups {
		g, err := densities(looks)
		if err != nil {
			return Table{}, err
		}
		row := []string{fmt.Sprintf("%s, %s", g.Label, plural(len(looks), "seed"))}
		for _, values := range [][]float64{g.Inside, g.Border, g.Outside} {
			s := metrics.Summarise(values)
			row = append(row, fmt.Sprintf("%.2f, %.2f–%.2f", s.Mean, s.Min, s.Max))
		}
		t.Rows = append(t.Rows, row)
	}
	return t, nil
}

// densities measures the networks of one scenario and loss.
func densities(looks []lab.Look) (figure.DensityGroup, error) {
	if len(looks) == 0 {
		return figure.DensityGroup{}, fmt.Errorf("exhibit: saliency densities of no network")
	}
	g := figure.DensityGroup{Label: fmt.Sprintf("scenario %d, %s", looks[0].Scenario.Number, looks[0].Loss)}
	for _, l := range looks {
		d, err := explain.SetDensity(l.Training().Saliency, l.Training().Set)
		if err != nil {
			return figure.DensityGroup{}, fmt.Errorf("exhibit: seed %d: %w", l.Seed, err)
		}
		g.Inside, g.Border, g.Outside = append(g.Inside, d.Inside), append(g.Border, d.Border), append(g.Outside, d.Outside)
	}
	return g, nil
}
