package figure

import (
	"cmp"
	"fmt"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"nodulelab/lib/internal/slice"
)

// PlacePlot describes conditions by two estimates each, in panels that have the axes in
// common, and holds them against a curve.
type PlacePlot struct {
	Title  string
	X, Y   PlaceAxis
	Curve  string  // what the conditions on the curve are
	Within float64 // half the height of the band around the curve
	Panels []PlacePanel
}

// PlaceAxis is an axis of a [PlacePlot].
type PlaceAxis struct {
	Name      string
	Low, High float64
}

// PlacePanel holds the conditions that make the curve, from left to right, and those that are
// held against it. Conditions of one label look alike in all panels.
type PlacePanel struct {
	Title string
	Curve []Place
	Marks []Place
}

// Place is a condition: where it lies on both axes. An interval may reach beyond an axis.
type Place struct {
	Label string
	X, Y  Interval
}

const mostPlaces = 12 // on a curve

// Places draws a [PlacePlot], two panels side by side. The places of the curve are joined by
// straight lines and labelled; left of the first and right of the last the curve is level. A
// bar is an interval.
func Places(p PlacePlot) (Figure, error) {
	if err := p.check(); err != nil {
		return Figure{}, err
	}
	l := p.legend()
	plots := slice.Map(p.Panels, func(panel PlacePanel) *plot.Plot { return p.plot(panel, l) })
	return Figure{Title: p.Title, Alt: p.alt()}.withPlots(plots, min(2, len(plots)), l, 212, 215), nil
}

func (p PlacePlot) check() error {
	err := cmp.Or(
		checkRows(p.Title, "panels", len(p.Panels), mostPanels), checkText("what is on the curve", p.Curve),
		checkRange("half the height of the band", []float64{p.Within}, 0, p.Y.High-p.Y.Low), p.X.check("X"), p.Y.check("Y"),
	)
	for i, panel := range p.Panels {
		err = cmp.Or(err, checkText(fmt.Sprintf("title of panel %d", i), panel.Title),
			checkRows(panel.Title, "places on the curve", len(panel.Curve), mostPlaces))
		for j, place := range append(panel.Curve[:len(panel.Curve):len(panel.Curve)], panel.Marks...) {
			err = cmp.Or(err, checkText(fmt.Sprintf("label of place %d in panel %q", j, panel.Title), place.Label), p.checkPlace(place))
		}
	}
	if n := len(p.labels()); err == nil && n > len(okabeIto)-1 {
		return fmt.Errorf("figure: %q with %d labels: at most %d can be told apart by colour", p.Title, n, len(okabeIto)-1)
	}
	return err
}

func (a PlaceAxis) check(which string) error {
	return cmp.Or(checkText("name of axis "+which, a.Name), checkAxis("axis "+which, a.Low, a.High))
}

func (p PlacePlot) checkPlace(place Place) error {
	what := fmt.Sprintf("place %q", place.Label)
	return cmp.Or(
		place.X.check(what), place.Y.check(what),
		checkRange(what+", X", []float64{place.X.Mean}, p.X.Low, p.X.High),
		checkRange(what+", Y", []float64{place.Y.Mean}, p.Y.Low, p.Y.High),
	)
}

// labels are those of the marks, in order of first use.
func (p PlacePlot) labels() []string {
	var all []string
	seen := map[string]bool{}
	for _, panel := range p.Panels {
		for _, m := range panel.Marks {
			if !seen[m.Label] {
				all, seen[m.Label] = append(all, m.Label), true
			}
		}
	}
	return all
}

// legend has the curve first, then the marks.
func (p PlacePlot) legend() legend {
	l := legend{{label: p.Curve, line: stroke(ink, 1), glyph: draw.GlyphStyle{Color: ink, Radius: 2.2, Shape: draw.CircleGlyph{}}}}
	for i, label := range p.labels() {
		l = append(l, key{label: label, glyph: draw.GlyphStyle{Color: okabeIto[i], Radius: 3.4, Shape: plainShapes[(i+1)%len(plainShapes)]}})
	}
	if p.Within > 0 {
		l = append(l, key{label: fmt.Sprintf("within %s of the curve", short(p.Within)), glyph: draw.GlyphStyle{Color: zoneArea, Shape: glyph(swatch)}})
	}
	return l
}

func (p PlacePlot) plot(panel PlacePanel, l legend) *plot.Plot {
	q := newPlot(p.X.Name, p.Y.Name)
	q.Title.Text = panel.Title
	q.X.Min, q.X.Max, q.Y.Min, q.Y.Max = p.X.Low, p.X.High, p.Y.Low, p.Y.High
	line := p.level(panel.Curve)
	if p.Within > 0 {
		q.Add(&plotter.Polygon{XYs: []plotter.XYs{p.band(line)}, Color: zoneArea})
	}
	addLine(q, l[0].line, line...)
	for i, place := range panel.Curve {
		p.add(q, place, l[0])
		q.Add(label(place, i%2 == 1))
	}
	for _, place := range panel.Marks {
		p.add(q, place, l.of(place.Label))
	}
	q.X.Min, q.X.Max, q.Y.Min, q.Y.Max = p.X.Low, p.X.High, p.Y.Low, p.Y.High
	return q
}

// label writes a place's label below it at the right, or above it at the left: by turns, so
// that two that are near do not hide each other.
func label(place Place, above bool) *plotter.Labels {
	style, offset := aligned(regular(8), draw.XLeft, draw.YTop), vg.Point{X: 3, Y: -2}
	if above {
		style, offset = aligned(regular(8), draw.XRight, draw.YBottom), vg.Point{X: -3, Y: 2}
	}
	return &plotter.Labels{XYs: []plotter.XY{place.at()}, Labels: []string{place.Label}, TextStyle: []draw.TextStyle{style}, Offset: offset}
}

// level is the curve from one end of the axis to the other.
func (p PlacePlot) level(curve []Place) plotter.XYs {
	first, last := curve[0].at(), curve[len(curve)-1].at()
	line := plotter.XYs{{X: p.X.Low, Y: first.Y}}
	for _, place := range curve {
		line = append(line, place.at())
	}
	return append(line, plotter.XY{X: p.X.High, Y: last.Y})
}

// band walks along the upper side of the band and back along the lower one, within the axis.
func (p PlacePlot) band(line plotter.XYs) plotter.XYs {
	around := make(plotter.XYs, 2*len(line))
	for i, at := range line {
		around[i] = plotter.XY{X: at.X, Y: min(at.Y+p.Within, p.Y.High)}
		around[len(around)-1-i] = plotter.XY{X: at.X, Y: max(at.Y-p.Within, p.Y.Low)}
	}
	return around
}

// add draws a place with its intervals, which are cut off where they leave an axis.
func (p PlacePlot) add(q *plot.Plot, place Place, k key) {
	bar, at := stroke(k.glyph.Color, .9), place.at()
	if !place.X.alone() {
		addLine(q, bar, plotter.XY{X: max(place.X.Low, p.X.Low), Y: at.Y}, plotter.XY{X: min(place.X.High, p.X.High), Y: at.Y})
	}
	if !place.Y.alone() {
		addLine(q, bar, plotter.XY{X: at.X, Y: max(place.Y.Low, p.Y.Low)}, plotter.XY{X: at.X, Y: min(place.Y.High, p.Y.High)})
	}
	addDots(q, k.glyph, at)
}

func (p Place) at() plotter.XY { return plotter.XY{X: p.X.Mean, Y: p.Y.Mean} }

// alt says where each place lies.
func (p PlacePlot) alt() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s against %s, in %s.", p.Y.Name, p.X.Name, count(len(p.Panels), "panel"))
	words := func(place Place) string {
		return fmt.Sprintf("%s at %s, %s", place.Label, place.X.words(printed), place.Y.words(printed))
	}
	for _, panel := range p.Panels {
		fmt.Fprintf(&b, " %s: on the curve, %s: %s.", panel.Title, p.Curve, joined(panel.Curve, "; ", words))
		if len(panel.Marks) > 0 {
			fmt.Fprintf(&b, " Beside it: %s.", joined(panel.Marks, "; ", words))
		}
	}
	return b.String()
}
