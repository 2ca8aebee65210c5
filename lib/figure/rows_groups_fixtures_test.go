package figure_test

import "nodulelab/lib/figure"

func init() {
	fixtures = append(fixtures, fixture{"besides", func() (figure.Figure, error) { return figure.Rows(besideRows()) }})
}

// besideRows are rows of four groups with seeds and intervals.
func besideRows() figure.RowPlot {
	p := figure.RowPlot{
		Title: "Networks, and three ways to do without", Lead: "Accuracy by row; chance is 0.5.",
		Axis: "accuracy", High: 1, Guide: figure.Guide{At: .5, Label: "chance"},
		Groups: []figure.Group{{Name: "networks"}, {Name: "one way"}, {Name: "another way"}, {Name: "a third way"}},
	}
	for i, label := range []string{"150,150 to 170,130", "180,160 to 150,190", "180,150 to 150,190"} {
		row := figure.Row{Label: label}
		for k := range p.Groups {
			mean := []float64{.7, .3, .9, 1}[(i+k)%4]
			low, high := mean-.08, min(mean+.06, 1)
			row.Samples = append(row.Samples, seedRow("", around(4*i+k, mean, low, high, 0), mean, low, high).Samples[0])
		}
		p.Rows = append(p.Rows, row)
	}
	return p
}
