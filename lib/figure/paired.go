package figure

import (
	"fmt"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// PairedRow is one comparison of two losses: the difference of their accuracies,
// −1 to 1, of every seed, and its mean with its interval.
type PairedRow struct {
	Label           string
	Seeds           []float64
	Mean, Low, High float64
}

var (
	noDifference = stroke(muted, 1, 4, 3)

	pairedLegend = legend{
		{label: "one seed", glyph: seedGlyph},
		{label: "mean, interval", glyph: meanGlyph, line: meanBar},
		{label: "no difference", line: noDifference},
	}
)

// Paired draws differences that are paired by seed: what lies right of the line at
// 0 speaks for the first of the two, which the label of the X axis names.
func Paired(title, difference string, rows []PairedRow) (Figure, error) {
	if err := firstError(checkRows(title, "rows", len(rows), 100), checkText("difference", difference)); err != nil {
		return Figure{}, err
	}
	p := newPlot(difference, "")
	names := make([]string, len(rows))
	for i, r := range rows {
		if err := r.check(i); err != nil {
			return Figure{}, err
		}
		names[i] = r.Label
	}
	nameRows(p, names)
	p.X.Min, p.X.Max = -1, 1
	if err := addLine(p, noDifference, plotter.XY{X: 0, Y: p.Y.Min}, plotter.XY{X: 0, Y: p.Y.Max}); err != nil {
		return Figure{}, err
	}
	for i, r := range rows {
		if err := r.add(p, rowAt(i, len(rows))); err != nil {
			return Figure{}, err
		}
	}
	l := pairedLegend
	f := Figure{Title: title, Alt: pairedAlt(difference, rows), draw: func(c draw.Canvas) { p.Draw(l.beside(c)) }}
	return f.sized(330+widest(names)+l.width(), 40+max(rowHeight*vg.Length(len(rows)), l.height())), nil
}

func (r PairedRow) overSeeds() overSeeds { return overSeeds{r.Label, r.Seeds, r.Mean, r.Low, r.High} }

func (r PairedRow) check(i int) error {
	return firstError(checkText(fmt.Sprintf("label of row %d", i), r.Label), r.overSeeds().check(-1))
}

// add draws the row around height y.
func (r PairedRow) add(p *plot.Plot, y float64) error { return r.overSeeds().add(p, y, y+.1) }

func pairedAlt(difference string, rows []PairedRow) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Dot plot of %s, one dot a seed.", difference)
	for _, r := range rows {
		above, below := 0, 0
		for _, v := range r.Seeds {
			above += index(v > 0)
			below += index(v < 0)
		}
		fmt.Fprintf(&b, " %s: mean %.2f (%.2f to %.2f) over %s, above 0 in %d and below in %d.",
			r.Label, r.Mean, r.Low, r.High, count(len(r.Seeds), "seed"), above, below)
	}
	return b.String()
}
