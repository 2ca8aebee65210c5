package figure

import (
	"fmt"
	"strings"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// ShareRow is one share, 0 to 1, of every seed, and its mean with its interval.
type ShareRow struct {
	Label           string
	Seeds           []float64
	Mean, Low, High float64
}

// Shares draws shares over seeds, with a line at one half; the label of the X axis
// names what they are shares of.
func Shares(title, axis, half string, rows []ShareRow) (Figure, error) {
	if err := firstError(checkRows(title, "rows", len(rows), 100), checkText("axis", axis), checkText("half", half)); err != nil {
		return Figure{}, err
	}
	p := newPlot(axis, "")
	names := make([]string, len(rows))
	for i, r := range rows {
		if err := firstError(checkText(fmt.Sprintf("label of row %d", i), r.Label), r.overSeeds().check(0)); err != nil {
			return Figure{}, err
		}
		names[i] = r.Label
	}
	nameRows(p, names)
	p.X.Min, p.X.Max = 0, 1
	p.X.Tick.Marker = tenths()
	if err := addLine(p, chanceLine, plotter.XY{X: .5, Y: p.Y.Min}, plotter.XY{X: .5, Y: p.Y.Max}); err != nil {
		return Figure{}, err
	}
	for i, r := range rows {
		y := rowAt(i, len(rows))
		if err := r.overSeeds().add(p, y, y+.1); err != nil {
			return Figure{}, err
		}
	}
	l := legend{pairedLegend[0], pairedLegend[1], {label: half, line: chanceLine}}
	f := Figure{Title: title, Alt: sharesAlt(axis, rows), draw: func(c draw.Canvas) { p.Draw(l.beside(c)) }}
	return f.sized(330+widest(names)+l.width(), 40+max(rowHeight*vg.Length(len(rows)), l.height())), nil
}

func (r ShareRow) overSeeds() overSeeds { return overSeeds{r.Label, r.Seeds, r.Mean, r.Low, r.High} }

func sharesAlt(axis string, rows []ShareRow) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Dot plot of %s, one dot a seed.", axis)
	for _, r := range rows {
		fmt.Fprintf(&b, " %s: mean %.2f (%.2f to %.2f) over %s.", r.Label, r.Mean, r.Low, r.High, count(len(r.Seeds), "seed"))
	}
	return b.String()
}
