package exhibit

import (
	"fmt"

	"nodulelab/lib/figure"
	"nodulelab/lib/lab"
	"nodulelab/lib/metrics"
	"nodulelab/lib/probe"
)

// regionDensities are the saliency densities of some networks by region, one value a
// seed: per pixel of the region, relative to an even spread.
type regionDensities struct {
	Label                   string
	Inside, Border, Outside []float64
}

// DensityFigure plots where the saliency of networks lies, one group a slice of
// looks, one dot a seed: the mean over the training images of the density inside
// the shape, on its border and outside.
func DensityFigure(groups ...[]lab.Look) (figure.Figure, error) {
	all, err := densities(groups)
	if err != nil {
		return figure.Figure{}, err
	}
	return densityPlot("Where saliency lies", all)
}

// densityPlot plots densities, with one row for each of the networks.
func densityPlot(title string, all []regionDensities) (figure.Figure, error) {
	p := figure.RowPlot{
		Title: title, Lead: "Relative saliency density by region, means over the seeds; 1 is spread evenly.",
		Axis: "relative saliency density", High: 1, Upright: true, Guide: figure.Guide{At: 1, Label: "spread evenly"},
		Groups: []figure.Group{{Name: "inside"}, {Name: "border"}, {Name: "outside"}},
	}
	for _, d := range all {
		row := figure.Row{Label: d.Label}
		for _, values := range [][]float64{d.Inside, d.Border, d.Outside} {
			s := metrics.Summarise(values)
			row.Samples = append(row.Samples, figure.Sample{Seeds: values, Estimate: figure.Only(s.Mean)})
			p.High = max(p.High, s.Max)
		}
		p.Rows = append(p.Rows, row)
	}
	p.High *= 1.05 // room for the marks
	return figure.Rows(p)
}

// DensityTable tabulates the means of DensityFigure, with the range over the seeds.
func DensityTable(groups ...[]lab.Look) (Table, error) {
	return block("DensityTable").table(densities(groups))
}

// DensityText says in which region the saliency of networks is the densest, one group
// a slice of looks.
func DensityText(groups ...[]lab.Look) (string, error) {
	return block("DensityText").text(densities(groups))
}

// Densest counts the networks whose density is the highest inside the shape, on its
// border and outside. A region without pixels has NaN, which is no density.
func (d regionDensities) Densest() [3]int {
	var counts [3]int
	for i := range d.Inside {
		where, top := 0, 0.
		for region, v := range []float64{d.Inside[i], d.Border[i], d.Outside[i]} {
			if v > top {
				where, top = region, v
			}
		}
		counts[where]++
	}
	return counts
}

// densities measures groups of networks, each of one scenario and loss.
func densities(groups [][]lab.Look) ([]regionDensities, error) {
	var all []regionDensities
	for _, looks := range groups {
		if len(looks) == 0 {
			return nil, fmt.Errorf("exhibit: saliency densities of no network")
		}
		g := regionDensities{Label: fmt.Sprintf("scenario %d, %s", looks[0].Scenario.Number, looks[0].Loss)}
		for _, l := range looks {
			d, err := probe.Density(l.Training())
			if err != nil {
				return nil, fmt.Errorf("exhibit: seed %d: %w", l.Seed, err)
			}
			g.Inside, g.Border, g.Outside = append(g.Inside, d.Inside), append(g.Border, d.Border), append(g.Outside, d.Outside)
		}
		all = append(all, g)
	}
	return all, nil
}
