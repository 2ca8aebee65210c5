package figure_test

import (
	"fmt"
	"math"

	"nodulelab/lib/figure"
)

// seedRow is a row of n seeds around a mean.
func seedRow(label string, seeds []float64, mean, low, high float64) figure.Row {
	s := figure.Sample{Seeds: seeds, Estimate: figure.Interval{Mean: mean, Low: low, High: high}, Reference: none}
	return figure.Row{Label: label, Samples: []figure.Sample{s}}
}

// around draws 20 seeds around a mean, none below least or above 1.
func around(seed int, mean, low, high, least float64) []float64 {
	r := random(uint64(seed))
	values := make([]float64, 20)
	for i := range values {
		values[i] = min(max(mean+2.2*(high-low)*r.NormFloat64()/2, least), 1)
	}
	return values
}

// accuracyRows are accuracies beside the paper's.
func accuracyRows() figure.RowPlot {
	p := figure.RowPlot{
		Title: "Table 1: accuracy, the paper's and this reproduction's", Lead: "Accuracy by row of Table 1; chance is 0.5.",
		Axis: "accuracy", High: 1, Guide: figure.Guide{At: .5, Label: "chance"}, Reference: "the paper",
	}
	for i, r := range []struct {
		label                  string
		paper, mean, low, high float64
		remark                 string
	}{
		{"1 CE 150,150 to 130,170", 1, .999, .998, 1, ", the paper's 1.00 lies at the quantile 0.50 of the seeds"},
		{"1 CE 150,150 to 170,130", .62, .5, .44, .56, ", the paper's 0.62 lies at the quantile 0.97 of the seeds"},
		{"1 contrastive 150,150 to 170,130", .15, .2, .12, .29, ", the paper's 0.15 lies at the quantile 0.40 of the seeds"},
		{"another question", none, .8, .78, .82, ""},
	} {
		row := seedRow(r.label, around(i, r.mean, r.low, r.high, 0), r.mean, r.low, r.high)
		row.Samples[0].Reference, row.Remark = r.paper, r.remark
		p.Rows = append(p.Rows, row)
	}
	return p
}

// differenceRows are differences that are paired by seed.
func differenceRows() figure.RowPlot {
	p := figure.RowPlot{
		Title: "CE and contrastive", Lead: "Dot plot of accuracy, CE − contrastive, one dot a seed.",
		Axis: "accuracy, CE − contrastive", Low: -1, High: 1, Guide: figure.Guide{Label: "no difference"},
	}
	for i, r := range []struct {
		label           string
		mean, low, high float64
	}{{"150,150 to 130,170", 0, 0, 0}, {"150,150 to 170,130", .35, .24, .46}, {"180,160 to 150,190", -.7, -.8, -.58}} {
		row := seedRow(r.label, around(i, r.mean, r.low, r.high, -1), r.mean, r.low, r.high)
		row.Remark = fmt.Sprintf(", above 0 in %d and below in %d", count(row, 1), count(row, -1))
		p.Rows = append(p.Rows, row)
	}
	return p
}

// count counts the seeds on one side of 0.
func count(r figure.Row, side float64) int {
	n := 0
	for _, v := range r.Samples[0].Seeds {
		n += index(v*side > 0)
	}
	return n
}

// shareRows are shares with a line at one half.
func shareRows() figure.RowPlot {
	p := figure.RowPlot{
		Title: "Cues in conflict", Lead: "Dot plot of share of decisions that follow the shape, one dot a seed.",
		Axis: "share of decisions that follow the shape", High: 1, Guide: figure.Guide{At: .5, Label: "as often as not"},
	}
	for i, name := range []string{"scenario 1, CE", "scenario 2, contrastive"} {
		mean := .9 - .6*float64(i)
		var seeds []float64
		for seed := range 12 {
			seeds = append(seeds, mean+.08*math.Sin(float64(seed)))
		}
		p.Rows = append(p.Rows, seedRow(name, seeds, mean, .85-.6*float64(i), .95-.6*float64(i)))
	}
	return p
}

// meanRows are means of two classes, without seeds, beside the paper's four means
// (section 4).
func meanRows() figure.RowPlot {
	p := figure.RowPlot{
		Title: "Whole-image means", Lead: "Mean grey level of whole images.",
		Axis: "mean grey level of the whole image", Low: 105, High: 120.1, Reference: "the paper",
		Groups: []figure.Group{{Name: "malignant", Hue: figure.Malignant}, {Name: "benign", Hue: figure.Benign}},
	}
	for _, r := range []struct {
		label string
		own   [2]float64
		paper [2]float64
	}{
		{"150,150", [2]float64{110.2, 113.5}, [2]float64{110, 114}},
		{"180,160", [2]float64{117.1, 116.6}, [2]float64{117, 117}},
		{"130,170", [2]float64{105.5, 119.6}, [2]float64{none, none}},
	} {
		row := figure.Row{Label: r.label}
		for i := range r.own {
			row.Samples = append(row.Samples, figure.Sample{Estimate: figure.Only(r.own[i]), Reference: r.paper[i]})
		}
		p.Rows = append(p.Rows, row)
	}
	return p
}

// densityRows are upright: three groups of seeds a row, with their means.
func densityRows() figure.RowPlot {
	p := figure.RowPlot{
		Title: "Where saliency lies", Lead: "Relative saliency density by region, means over the seeds; 1 is spread evenly.",
		Axis: "relative saliency density", Upright: true, Guide: figure.Guide{At: 1, Label: "spread evenly"},
		Groups: []figure.Group{{Name: "inside"}, {Name: "border"}, {Name: "outside"}},
	}
	for i, label := range []string{"(a) 1 CE", "(b) 1 contrastive", "(c) 2 CE"} {
		row, r := figure.Row{Label: label, Samples: make([]figure.Sample, 3)}, random(uint64(i))
		for range 20 {
			for k, v := range []float64{.8 + .3*float64(i) + .1*r.NormFloat64(), 1.5 + .1*r.NormFloat64(), .6 - .1*float64(i) + .05*r.NormFloat64()} {
				row.Samples[k].Seeds = append(row.Samples[k].Seeds, v)
				p.High = max(p.High, v)
			}
		}
		for k := range row.Samples {
			row.Samples[k].Estimate = figure.Only(mean(row.Samples[k].Seeds))
		}
		p.Rows = append(p.Rows, row)
	}
	p.High *= 1.05
	return p
}

func mean(values []float64) float64 {
	var sum float64
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}
