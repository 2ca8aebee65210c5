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

// MeanRow holds the mean grey level, 0 to 255, of whole images of one
// distribution by class.
type MeanRow struct {
	Label                       string
	Malignant, Benign           float64 // measured
	PaperMalignant, PaperBenign float64 // section 4 of the paper; NaN where it is silent
}

// Means draws whole-image means by distribution and class beside the paper's.
func Means(title string, rows []MeanRow) (Figure, error) {
	if err := checkRows(title, "rows", len(rows), 100); err != nil {
		return Figure{}, err
	}
	p := newPlot("mean grey level of the whole image", "")
	names := make([]string, len(rows))
	for i, r := range rows {
		names[i] = r.Label
	}
	nameRows(p, names)
	for i, r := range rows {
		if err := firstError(r.check(i), r.add(p, rowAt(i, len(rows)))); err != nil {
			return Figure{}, err
		}
	}
	p.X.Min, p.X.Max = p.X.Min-.5, p.X.Max+.5
	l := meansLegend()
	f := Figure{Title: title, Alt: meansAlt(rows), draw: func(c draw.Canvas) { p.Draw(l.beside(c)) }}
	return f.sized(270+widest(names)+l.width(), 40+max(rowHeight*vg.Length(len(rows)), l.height())), nil
}

func (r MeanRow) check(i int) error {
	return firstError(
		checkText(fmt.Sprintf("label of row %d", i), r.Label),
		checkRange(fmt.Sprintf("row %q, means", r.Label), []float64{r.Malignant, r.Benign}, 0, 255),
		checkOptional(fmt.Sprintf("row %q, the paper's malignant mean", r.Label), r.PaperMalignant, 0, 255),
		checkOptional(fmt.Sprintf("row %q, the paper's benign mean", r.Label), r.PaperBenign, 0, 255),
	)
}

// paperMean is the glyph of the paper's mean of a class.
func paperMean(malignant bool) draw.GlyphStyle {
	return draw.GlyphStyle{Color: Cluster{Malignant: malignant}.colour(), Radius: 5.5, Shape: hollowDiamond{}}
}

// ownMean is the glyph of the measured mean of a class.
func ownMean(malignant bool) draw.GlyphStyle {
	g := Cluster{Malignant: malignant}.glyph()
	g.Radius = 3
	return g
}

func meansLegend() legend {
	return legend{
		{label: "malignant", glyph: ownMean(true)},
		{label: "malignant, the paper", glyph: paperMean(true)},
		{label: "benign", glyph: ownMean(false)},
		{label: "benign, the paper", glyph: paperMean(false)},
	}
}

// add draws malignant above and benign below the middle of the row.
func (r MeanRow) add(p *plot.Plot, y float64) error {
	const apart = .2
	err := firstError(
		addDots(p, ownMean(true), plotter.XYs{{X: r.Malignant, Y: y + apart}}),
		addDots(p, ownMean(false), plotter.XYs{{X: r.Benign, Y: y - apart}}),
	)
	if err == nil && !math.IsNaN(r.PaperMalignant) {
		err = addDots(p, paperMean(true), plotter.XYs{{X: r.PaperMalignant, Y: y + apart}})
	}
	if err == nil && !math.IsNaN(r.PaperBenign) {
		err = addDots(p, paperMean(false), plotter.XYs{{X: r.PaperBenign, Y: y - apart}})
	}
	return err
}

func meansAlt(rows []MeanRow) string {
	var b strings.Builder
	b.WriteString("Mean grey level of whole images.")
	for _, r := range rows {
		fmt.Fprintf(&b, " %s: malignant %s, benign %s.", r.Label,
			besidePaper(r.Malignant, r.PaperMalignant), besidePaper(r.Benign, r.PaperBenign))
	}
	return b.String()
}

func besidePaper(v, paper float64) string {
	if math.IsNaN(paper) {
		return fmt.Sprintf("%.1f", v)
	}
	return fmt.Sprintf("%.1f (the paper %.1f)", v, paper)
}
