package figure

import (
	"cmp"
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"

	"nodulelab/lib/internal/slice"
)

// RowPlot describes numbers in named rows on one axis: the number of every seed,
// an estimate over the seeds, and a reference to compare with. A row has one
// sample, or one for each group.
type RowPlot struct {
	Title     string
	Lead      string  // first sentence of the text alternative
	Axis      string  // name of the axis of numbers
	Low, High float64 // ends of that axis
	Groups    []Group // may be empty: one sample a row, without a name
	Rows      []Row
	Guide     Guide
	Reference string // what the references are; if empty, none are drawn
	Upright   bool   // the axis of numbers runs upward, and the rows stand side by side
}

// Group is one of several samples that every row has.
type Group struct {
	Name string
	Hue  Hue
}

// Row is one row of a [RowPlot].
type Row struct {
	Label   string
	Samples []Sample // one, or one for each group
	Remark  string   // ends the row's sentence in the text alternative; may be empty
}

// Sample is what a row shows of one group. Every number lies on the plot's axis,
// from Low to High; an estimate may miss it by a rounding error.
type Sample struct {
	Seeds     []float64 // one number a seed; a plot with groups may have none
	Estimate  Interval  // with a mean
	Reference float64   // NaN where there is none
}

// Guide is a number that a figure marks, with its name. [Rows] draws a dashed line
// across all rows, or none without a label; [Ranking] draws a zone around 0.
type Guide struct {
	At    float64
	Label string
}

const (
	mostRows  = 100
	rowHeight = vg.Length(32)
)

// Rows draws a [RowPlot]: in each row the seeds as dots, the mean with its interval
// below them, and the reference above them. The seeds of one row lie at different
// heights, so that they do not hide each other. In a plot with groups, the samples
// of a row stand under each other, or side by side if it is upright.
func Rows(p RowPlot) (Figure, error) {
	if err := p.check(); err != nil {
		return Figure{}, err
	}
	l := p.legend()
	width, height := p.size(l)
	return Figure{Title: p.Title, Alt: p.alt()}.withPlots([]*plot.Plot{p.plot()}, 1, l, width, height), nil
}

// size returns the width without the legend, and the height.
func (p RowPlot) size(l legend) (width, height vg.Length) {
	n, names := vg.Length(len(p.Rows)), slice.Max(p.names(), regular(8).Width)
	if p.Upright {
		return 60 + n*max(80, names+12), 230
	}
	data := vg.Length(270)
	if len(p.Rows[0].Samples[0].Seeds) > 0 {
		data = 330
	}
	return data + names, 40 + max(n*rowHeight, l.height())
}

func (p RowPlot) names() []string {
	return slice.Map(p.Rows, func(r Row) string { return r.Label })
}

// plot adds the guide, then the rows in their order.
func (p RowPlot) plot() *plot.Plot {
	q := p.axes()
	last := float64(len(p.Rows)) - .5
	if p.Guide.Label != "" {
		addLine(q, dashedLine, p.at(p.Guide.At, -.5), p.at(p.Guide.At, last))
	}
	for i, r := range p.Rows {
		p.add(q, r, p.place(i))
	}
	numbers, rows := &q.X, &q.Y
	if p.Upright {
		numbers, rows = rows, numbers
	}
	numbers.Min, numbers.Max, rows.Min, rows.Max = p.Low, p.High, -.5, last
	return q
}

// axes returns an empty plot whose other axis names the rows.
func (p RowPlot) axes() *plot.Plot {
	if p.Upright {
		q := newPlot("", p.Axis)
		q.NominalX(p.names()...)
		return q
	}
	q := newPlot(p.Axis, "")
	ticks := make(plot.ConstantTicks, len(p.Rows))
	for i, name := range p.names() {
		ticks[i] = plot.Tick{Value: p.place(i), Label: name}
	}
	q.Y.Tick.Marker, q.Y.Tick.Length = ticks, 0
	q.X.Padding, q.Y.Padding = 4, 0
	if p.Low == 0 && p.High == 1 {
		q.X.Tick.Marker = tenths()
	}
	return q
}

// place is where row i lies on the axis of rows: from the left, or from the top.
func (p RowPlot) place(i int) float64 {
	if p.Upright {
		return float64(i)
	}
	return float64(len(p.Rows) - 1 - i)
}

func (p RowPlot) check() error {
	err := cmp.Or(
		checkRows(p.Title, "rows", len(p.Rows), mostRows),
		checkText("first sentence of the text alternative", p.Lead),
		checkText("name of the axis", p.Axis),
		checkAxis(fmt.Sprintf("%q", p.Title), p.Low, p.High),
		checkFinite("guide", p.Guide.At),
	)
	if err == nil && len(p.Groups) > len(okabeIto) {
		return fmt.Errorf("figure: %q with %d groups: at most %d can be told apart by colour", p.Title, len(p.Groups), len(okabeIto))
	}
	for k, g := range p.Groups {
		err = cmp.Or(err, checkText(fmt.Sprintf("name of group %d", k), g.Name))
	}
	for i, r := range p.Rows {
		err = cmp.Or(err, p.checkRow(i, r))
	}
	return err
}

func (p RowPlot) checkRow(i int, r Row) error {
	what := fmt.Sprintf("row %q", r.Label)
	err := cmp.Or(
		checkText(fmt.Sprintf("label of row %d", i), r.Label),
		oneEach(what, len(r.Samples), "samples", max(1, len(p.Groups)), "groups"),
	)
	for k, s := range r.Samples {
		if len(p.Groups) == 0 || len(s.Seeds) > 0 {
			err = cmp.Or(err, checkRange(what+", seeds", s.Seeds, p.Low, p.High))
		}
		err = cmp.Or(err, p.checkSample(what, s))
		if err == nil && len(s.Seeds) != len(r.Samples[0].Seeds) {
			return fmt.Errorf("figure: %s: %d values in %s and %d in %s: want one a seed in each group",
				what, len(r.Samples[0].Seeds), p.Groups[0].Name, len(s.Seeds), p.Groups[k].Name)
		}
	}
	return err
}

// checkSample allows an estimate to miss the axis by a rounding error.
func (p RowPlot) checkSample(what string, s Sample) error {
	const rounding = 1e-9
	numbers := s.Estimate.numbers()
	if p.Reference != "" && !math.IsNaN(s.Reference) {
		numbers = append(numbers, s.Reference)
	}
	return cmp.Or(
		s.Estimate.check(what),
		checkRange(what+", mean, low, high and reference", numbers, p.Low-rounding, p.High+rounding),
	)
}

// alt says of each row what its marks show.
func (p RowPlot) alt() string {
	return p.Lead + joined(p.Rows, "", func(r Row) string { return fmt.Sprintf(" %s%s%s.", r.Label, p.words(r), r.Remark) })
}

// words describes a row: ": mean 0.50 (0.44 to 0.56) over 20 seeds", or with groups
// " (20 seeds): inside 0.80, border 1.50".
func (p RowPlot) words(r Row) string {
	first := r.Samples[0]
	if len(p.Groups) == 0 {
		return fmt.Sprintf(": mean %s over %s", first.Estimate.words(p.number), count(len(first.Seeds), "seed"))
	}
	text := ":"
	if n := len(first.Seeds); n > 0 {
		text = fmt.Sprintf(" (%s):", count(n, "seed"))
	}
	for k, s := range r.Samples {
		text += fmt.Sprintf(" %s %s", p.Groups[k].Name, s.Estimate.words(p.number))
		if p.Reference != "" && !math.IsNaN(s.Reference) {
			text += fmt.Sprintf(" (%s %s)", p.Reference, p.number(s.Reference))
		}
		text += ","
	}
	return strings.TrimSuffix(text, ",")
}

// number writes a number with two decimals, or with one if the axis reaches 100.
func (p RowPlot) number(v float64) string {
	if max(math.Abs(p.Low), math.Abs(p.High)) >= 100 {
		return fmt.Sprintf("%.1f", v)
	}
	return fmt.Sprintf("%.2f", v)
}
