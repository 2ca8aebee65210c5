package exhibit

import (
	"fmt"

	"nodulelab/lib/figure"
	"nodulelab/lib/lab"
	"nodulelab/lib/metrics"
	"nodulelab/lib/probe"
)

// Densities plots where the saliency of networks lies, one group a slice of
// looks, one dot a seed: the mean over the training images of the density inside
// the shape, on its border and outside.
func Densities(groups ...[]lab.Look) (figure.Figure, error) {
	var all []regionDensities
	for _, looks := range groups {
		g, err := densities(looks)
		if err != nil {
			return figure.Figure{}, err
		}
		all = append(all, g)
	}
	return densityPlot("Where saliency lies", all)
}

// regionDensities are the relative saliency densities of some networks in the three
// regions of an image, one value a seed: the mean saliency of the region's pixels
// over the mean of all pixels, so that 1 is saliency spread evenly.
type regionDensities struct {
	label                   string
	inside, border, outside []float64
}

// densityPlot plots densities, with one row for each of the networks.
func densityPlot(title string, all []regionDensities) (figure.Figure, error) {
	p := figure.RowPlot{
		Title: title, Lead: "Relative saliency density by region, means over the seeds; 1 is spread evenly.",
		Axis: "relative saliency density", High: 1, Upright: true, Guide: figure.Guide{At: 1, Label: "spread evenly"},
		Groups: []figure.Group{{Name: "inside"}, {Name: "border"}, {Name: "outside"}},
	}
	for _, d := range all {
		row := figure.Row{Label: d.label}
		for _, values := range [][]float64{d.inside, d.border, d.outside} {
			s := metrics.Summarise(values)
			row.Samples = append(row.Samples, figure.Sample{Seeds: values, Estimate: figure.Only(s.Mean)})
			p.High = max(p.High, s.Max)
		}
		p.Rows = append(p.Rows, row)
	}
	p.High *= 1.05 // room for the marks
	return figure.Rows(p)
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
		row := []string{fmt.Sprintf("%s, %s", g.label, plural(len(looks), "seed"))}
		for _, values := range [][]float64{g.inside, g.border, g.outside} {
			s := metrics.Summarise(values)
			row = append(row, fmt.Sprintf("%.2f, %.2f–%.2f", s.Mean, s.Min, s.Max))
		}
		t.Rows = append(t.Rows, row)
	}
	return t, nil
}

// densities measures the networks of one scenario and loss.
func densities(looks []lab.Look) (regionDensities, error) {
	if len(looks) == 0 {
		return regionDensities{}, fmt.Errorf("exhibit: saliency densities of no network")
	}
	g := regionDensities{label: fmt.Sprintf("scenario %d, %s", looks[0].Scenario.Number, looks[0].Loss)}
	for _, l := range looks {
		d, err := probe.Density(l.Training())
		if err != nil {
			return regionDensities{}, fmt.Errorf("exhibit: seed %d: %w", l.Seed, err)
		}
		g.inside, g.border, g.outside = append(g.inside, d.Inside), append(g.border, d.Border), append(g.outside, d.Outside)
	}
	return g, nil
}
