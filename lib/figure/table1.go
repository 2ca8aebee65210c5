package figure

import (
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Table1Row is one row of Table 1. All numbers are accuracies, 0 to 1.
type Table1Row struct {
	Label           string
	Paper           float64   // what the paper prints; NaN where it is silent
	Seeds           []float64 // one a seed
	Mean, Low, High float64   // over the seeds, with its interval
}

const rowHeight = vg.Length(32)

// The marks of one row stand under each other, so that none hides another: the
// paper's above, the mean below, the seeds between, in units of a row.
const paperLine, meanLine, seedSpread = .3, -.3, .28

// Table1 draws Table 1: for each row the paper's accuracy, that of every seed,
// and their mean with its interval, on one axis with chance at ½.
func Table1(rows []Table1Row) (Figure, error) {
	const title = "Table 1: accuracy, the paper's and this reproduction's"
	if err := checkRows(title, "rows", len(rows), 100); err != nil {
		return Figure{}, err
	}
	p := newPlot("accuracy", "")
	nameRows(p, table1Names(rows))
	p.X.Min, p.X.Max = 0, 1
	p.X.Tick.Marker = tenths()
	if err := addLine(p, chanceLine, plotter.XY{X: .5, Y: p.Y.Min}, plotter.XY{X: .5, Y: p.Y.Max}); err != nil {
		return Figure{}, err
	}
	for i, r := range rows {
		if err := firstError(r.check(i), r.add(p, rowAt(i, len(rows)))); err != nil {
			return Figure{}, err
		}
	}
	l := table1Legend
	f := Figure{Title: title, Alt: table1Alt(rows), draw: func(c draw.Canvas) { p.Draw(l.beside(c)) }}
	labels := widest(table1Names(rows))
	return f.sized(330+labels+l.width(), 40+max(rowHeight*vg.Length(len(rows)), l.height())), nil
}

var (
	chanceLine = stroke(muted, 1, 4, 3)
	paperGlyph = draw.GlyphStyle{Color: accent, Radius: 3.4, Shape: diamond{}}
	seedGlyph  = draw.GlyphStyle{Color: faded(okabeIto[0], .45), Radius: 1.6, Shape: draw.CircleGlyph{}}
	meanGlyph  = draw.GlyphStyle{Color: ink, Radius: 2.4, Shape: draw.BoxGlyph{}}
	meanBar    = stroke(ink, 1.3)

	table1Legend = legend{
		{label: "the paper", glyph: paperGlyph},
		{label: "one seed", glyph: seedGlyph},
		{label: "mean, interval", glyph: meanGlyph, line: meanBar},
		{label: "chance", line: chanceLine},
	}
)

func table1Names(rows []Table1Row) []string {
	names := make([]string, len(rows))
	for i, r := range rows {
		names[i] = r.Label
	}
	return names
}

// widest is the width of the widest of some labels.
func widest(labels []string) vg.Length {
	var w vg.Length
	for _, l := range labels {
		w = max(w, regular(8).Width(l))
	}
	return w
}

// tenths are ticks at 0, 0.1 … 1, every second with a label.
func tenths() plot.ConstantTicks {
	var ticks plot.ConstantTicks
	for i := range 11 {
		t := plot.Tick{Value: float64(i) / 10}
		if i%2 == 0 {
			t.Label = fmt.Sprintf("%.1f", t.Value)
		}
		ticks = append(ticks, t)
	}
	return ticks
}

func (r Table1Row) overSeeds() overSeeds { return overSeeds{r.Label, r.Seeds, r.Mean, r.Low, r.High} }

func (r Table1Row) check(i int) error {
	return firstError(
		checkText(fmt.Sprintf("label of row %d", i), r.Label),
		checkOptional(fmt.Sprintf("row %q, the paper's accuracy", r.Label), r.Paper, 0, 1),
		r.overSeeds().check(0),
	)
}

// add draws the row around height y.
func (r Table1Row) add(p *plot.Plot, y float64) error {
	var paper plotter.XYs
	if !math.IsNaN(r.Paper) {
		paper = plotter.XYs{{X: r.Paper, Y: y + paperLine}}
	}
	return firstError(r.overSeeds().add(p, y, y), addDots(p, paperGlyph, paper))
}

func table1Alt(rows []Table1Row) string {
	var b strings.Builder
	b.WriteString("Accuracy by row of Table 1; chance is 0.5.")
	for _, r := range rows {
		fmt.Fprintf(&b, " %s: mean %.2f (%.2f to %.2f) over %s", r.Label, r.Mean, r.Low, r.High, count(len(r.Seeds), "seed"))
		if math.IsNaN(r.Paper) {
			b.WriteString(".")
			continue
		}
		fmt.Fprintf(&b, ", the paper's %.2f lies %s.", r.Paper, against(r.Paper, r.Low, r.High))
	}
	return b.String()
}

// against says where a value lies relative to an interval.
func against(v, low, high float64) string {
	switch {
	case v < low:
		return "below the interval"
	case v > high:
		return "above the interval"
	}
	return "in the interval"
}
