package figure_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/figure"
)

const (
	seedDots  = "fill:#0071B1;fill-opacity:0.45"
	blackFill = "fill:#222222"
	orange    = "#D55E00"
	dashes    = "stroke-dasharray:4,3"
)

// places are the middles of shapes along the X axis.
func places(shapes []shape) []float64 {
	x := make([]float64, len(shapes))
	for i, s := range shapes {
		x[i] = s.x()
	}
	return x
}

// near allows for the tenths of a point to which an SVG is rounded.
func near(a, b float64) bool { return math.Abs(a-b) < .15 }

// threeRows are three rows with one sample each.
func threeRows() figure.RowPlot {
	p := figure.RowPlot{
		Title: "Three rows", Lead: "Three rows.", Axis: "accuracy", High: 1,
		Guide: figure.Guide{At: .25, Label: "a quarter"}, Reference: "the paper",
	}
	for i, name := range []string{"first", "second", "third"} {
		mean := .1 + .3*float64(i)
		row := seedRow(name, []float64{mean - .05, mean, mean + .1}, mean, mean-.04, mean+.08)
		row.Samples[0].Reference = mean + .2
		p.Rows = append(p.Rows, row)
	}
	return p
}

// Every number lies where the axis has it: seeds, means, both ends of the intervals,
// references and the guide, row by row from the top.
func TestRowsPlaceNumbers(t *testing.T) {
	f, err := figure.Rows(threeRows())
	d := read(t, f, err)
	d.falls(t, "first", "second", "third")
	seeds, means, references := d.with(seedDots)[1:], d.with(blackFill)[1:], d.with("fill:" + orange)[1:] // the first stands in the legend
	intervals := d.with("stroke:#222222;stroke-width:1.3")[1:]
	guides := d.with(dashes)
	if len(seeds) != 9 || len(means) != 3 || len(references) != 3 || len(intervals) != 3 || len(guides) != 2 {
		t.Fatalf("%d seeds, %d means, %d references, %d intervals, %d guides", len(seeds), len(means), len(references), len(intervals), len(guides))
	}
	var numbers, at []float64
	for i := range 3 {
		mean := .1 + .3*float64(i)
		numbers = append(numbers, mean-.05, mean, mean+.1, mean, mean-.04, mean+.08, mean+.2)
		at = append(at, places(seeds[3*i:3*i+3])...)
		at = append(at, means[i].x(), intervals[i].left, intervals[i].right, references[i].x())
	}
	proportional(t, "numbers", append(numbers, .25), append(at, guides[1].x()))
	for i := range 3 {
		label, reference, mean := d.at(t, []string{"first", "second", "third"}[i]).y, references[i].y(), means[i].y()
		if !(reference > label && label > mean) || !near(mean, intervals[i].y()) {
			t.Errorf("row %d: the reference at %.1f, the name at %.1f, the mean at %.1f, its interval at %.1f", i, reference, label, mean, intervals[i].y())
		}
	}
	if w := references[0].right - references[0].left; !near(w, 2*1.3*3.4) {
		t.Errorf("a diamond is %.1f points wide, want 8.8", w)
	}
	if guides[1].high-guides[1].low < 90 {
		t.Errorf("the guide is %.1f points long, want all three rows", guides[1].high-guides[1].low)
	}
}

// Seeds of one row lie at different heights, within their row.
func TestRowsSpreadSeeds(t *testing.T) {
	p := threeRows()
	p.Rows[0].Samples[0].Seeds = slices.Repeat([]float64{.5}, 20)
	f, err := figure.Rows(p)
	d := read(t, f, err)
	row, heights := d.at(t, "first").y+3, map[float64]bool{}
	for _, s := range d.with(seedDots)[1:21] {
		heights[s.y()] = true
		if s.y() > row+16 || s.y() < row-16 {
			t.Errorf("a seed lies at %.1f, its row at %.1f", s.y(), row)
		}
	}
	if len(heights) < 18 {
		t.Errorf("20 seeds at %d heights", len(heights))
	}
}

// The legend explains what is drawn, and nothing else.
func TestRowsLegend(t *testing.T) {
	bare := threeRows()
	bare.Reference, bare.Guide = "", figure.Guide{}
	for first, test := range map[string]struct {
		plot figure.RowPlot
		want string
	}{
		"the paper": {threeRows(), "the paper, one seed, mean, interval, a quarter"},
		"one seed":  {bare, "one seed, mean, interval"},
		"malignant": {meanRows(), "malignant, malignant, the paper, benign, benign, the paper"},
		"inside":    {densityRows(), "inside, border, outside, mean of the seeds, spread evenly"},
	} {
		f, err := figure.Rows(test.plot)
		d := read(t, f, err)
		if got := strings.Join(d.under(t, first), ", "); got != test.want {
			t.Errorf("%s, want %s", got, test.want)
		}
		d.falls(t, d.under(t, first)...)
	}
	f, err := figure.Rows(bare)
	if d := read(t, f, err); len(d.with(dashes)) != 0 || len(d.with(orange)) != 0 {
		t.Error("a guide or references were drawn that the plot does not name")
	}
}

// An axis of shares has a tick at each tenth, every second with a number; another
// axis has round numbers.
func TestRowsAxis(t *testing.T) {
	f, err := figure.Rows(threeRows())
	d := read(t, f, err)
	for _, want := range []string{"0.0", "0.2", "0.4", "0.6", "0.8", "1.0", "accuracy"} {
		d.at(t, want)
	}
	var numbers, ticks []float64
	for _, s := range d.with("stroke:#666666;stroke-width:0.5") {
		if s.left == s.right && s.high-s.low <= 4 {
			numbers, ticks = append(numbers, .1*float64(len(ticks))), append(ticks, s.x())
		}
	}
	if len(ticks) != 11 {
		t.Fatalf("%d ticks, want 11", len(ticks))
	}
	proportional(t, "ticks and the guide", slices.Insert(slices.Clone(numbers), 1, .25), slices.Insert(slices.Clone(ticks), 1, d.with(dashes)[1].x()))
	axis := slices.DeleteFunc(d.with("stroke:#666666;stroke-width:0.5"), func(s shape) bool { return s.low != s.high })
	if len(axis) != 1 || !near(axis[0].left, ticks[0]) || !near(axis[0].right, ticks[len(ticks)-1]) {
		t.Errorf("the axis %+v does not end at 0 and 1", axis)
	}
	if grid := d.with("stroke:#E6E6E6"); len(grid) != 6+3 {
		t.Errorf("%d lines of a grid, want one a number and one a row", len(grid))
	}
	f, err = figure.Rows(differenceRows())
	d = read(t, f, err)
	for _, want := range []string{"−1.0", "−0.5", "0.0", "0.5", "1.0"} {
		d.at(t, want)
	}
	proportional(t, "ticks", []float64{-1, 0, 1}, []float64{d.at(t, "−1.0").x + 2.3, d.at(t, "0.0").x, d.at(t, "1.0").x})
}

// Groups stand under each other, the first on top, each with its own colour and
// glyph; references keep their group's height.
func TestRowsOfClasses(t *testing.T) {
	f, err := figure.Rows(meanRows())
	d := read(t, f, err)
	red, blue := d.with("stroke:#9C0F1F"), d.with("stroke:#08459C")
	if len(red) != 3*2+2+2+1 || len(blue) != 3+2+1+1 { // crosses are two lines; the legend has one of each
		t.Fatalf("%d red and %d blue shapes", len(red), len(blue))
	}
	row := d.at(t, "150,150").y
	if m, b := red[3], blue[2]; m.y() <= row || b.y() >= row {
		t.Errorf("the first row at %.1f has malignant at %.1f and benign at %.1f", row, m.y(), b.y())
	}
	if m, paper := red[3], red[5]; !near(paper.y(), m.y()) || paper.x() >= m.x() || paper.points != 6 {
		t.Errorf("the paper's malignant mean of 110.0 at %.1f, %.1f; ours of 110.2 at %.1f, %.1f", paper.x(), paper.y(), m.x(), m.y())
	}
}

// An upright plot has its numbers upward, its rows and groups from left to right,
// and a line across the mean of each group.
func TestRowsUpright(t *testing.T) {
	p := densityRows()
	f, err := figure.Rows(p)
	d := read(t, f, err)
	colours := []string{"fill:#0071B1;fill-opacity:0.6", "fill:#D45D00;fill-opacity:0.6", "fill:#009D73;fill-opacity:0.6"}
	ticks := d.with("stroke:#222222;stroke-width:2")[1:]
	if len(ticks) != 9 {
		t.Fatalf("%d means, want 9", len(ticks))
	}
	var numbers, heights []float64
	for i, r := range p.Rows {
		for k, s := range r.Samples {
			dots := d.with(colours[k])[1+20*i : 21+20*i]
			tick := ticks[3*i+k]
			numbers, heights = append(numbers, s.Estimate.Mean), append(heights, tick.y())
			for j, v := range s.Seeds {
				if k == 0 { // circles: a triangle is not centred on its number
					numbers, heights = append(numbers, v), append(heights, dots[j].y())
				}
				if dots[j].x() < tick.left-6 || dots[j].x() > tick.right+6 {
					t.Errorf("row %d, group %d: a seed at %.1f, its mean from %.1f to %.1f", i, k, dots[j].x(), tick.left, tick.right)
				}
			}
			if k > 0 && tick.x() <= ticks[3*i+k-1].x() {
				t.Errorf("row %d: group %d is not right of the one before", i, k)
			}
		}
	}
	numbers, heights = append(numbers, 1), append(heights, d.with(dashes)[1].y())
	slices.SortFunc(heights, func(a, b float64) int { return 1 - 2*index(a < b) })
	slices.Sort(numbers)
	proportional(t, "numbers", numbers, heights)
	if a, b := d.at(t, p.Rows[0].Label), d.at(t, p.Rows[1].Label); a.x >= b.x || a.y != b.y {
		t.Error("the rows do not stand side by side")
	}
}

// Upright or not, an interval, a reference and a class can be combined.
func TestRowsOfEveryKind(t *testing.T) {
	p := threeRows()
	p.Groups = []figure.Group{{Name: "a"}, {Name: "b", Hue: figure.Malignant}}
	for i := range p.Rows {
		p.Rows[i].Samples = slices.Repeat(p.Rows[i].Samples, 2)
	}
	for _, p.Upright = range []bool{false, true} {
		f, err := figure.Rows(p)
		d := read(t, f, err)
		if got := strings.Join(d.under(t, "a"), ", "); got != "a, a, the paper, b, b, the paper, mean of the seeds, a quarter" {
			t.Errorf("legend: %s", got)
		}
		if n := len(d.with("stroke:#222222;stroke-width:2")); n != 1+3*(2+1) { // a key; an interval and a mean, and an interval
			t.Errorf("%d lines of intervals and means, want 10", n)
		}
	}
	want := "first (3 seeds): a 0.10 (0.06 to 0.18) (the paper 0.30), b 0.10 (0.06 to 0.18) (the paper 0.30)."
	if f, err := figure.Rows(p); err != nil || !strings.Contains(f.Alt, want) {
		t.Errorf("%q lacks %q (%v)", f.Alt, want, err)
	}
}

func TestRowsInWords(t *testing.T) {
	p := threeRows()
	p.Rows = p.Rows[:2]
	p.Rows[0].Remark = ", as the paper says"
	p.Rows[1].Samples[0].Estimate = figure.Only(.4)
	f, err := figure.Rows(p)
	want := "Three rows. first: mean 0.10 (0.06 to 0.18) over 3 seeds, as the paper says. second: mean 0.40 over 3 seeds."
	if err != nil || f.Alt != want || f.Title != "Three rows" {
		t.Errorf("%q, want %q (%v)", f.Alt, want, err)
	}
	f, err = figure.Rows(meanRows())
	want = "Mean grey level of whole images. 150,150: malignant 110.2 (the paper 110.0), benign 113.5 (the paper 114.0). " +
		"180,160: malignant 117.1 (the paper 117.0), benign 116.6 (the paper 117.0). 130,170: malignant 105.5, benign 119.6."
	if err != nil || f.Alt != want {
		t.Errorf("%q, want %q (%v)", f.Alt, want, err)
	}
}

func TestRowsRefuse(t *testing.T) {
	for want, change := range map[string]func(p *figure.RowPlot){
		"title is empty":           func(p *figure.RowPlot) { p.Title = "" },
		"first sentence":           func(p *figure.RowPlot) { p.Lead = " " },
		"name of the axis":         func(p *figure.RowPlot) { p.Axis = "" },
		"with 0 rows":              func(p *figure.RowPlot) { p.Rows = nil },
		"with 101 rows":            func(p *figure.RowPlot) { p.Rows = slices.Repeat(p.Rows[:1], 101) },
		"axis from 0 to 0":         func(p *figure.RowPlot) { p.High = 0 },
		"axis: value 1 is NaN":     func(p *figure.RowPlot) { p.High = none },
		"guide: value 0 is NaN":    func(p *figure.RowPlot) { p.Guide.At = none },
		"label of row 1":           func(p *figure.RowPlot) { p.Rows[1].Label = "" },
		"0 samples for 1":          func(p *figure.RowPlot) { p.Rows[1].Samples = nil },
		"1 samples for 2 groups":   func(p *figure.RowPlot) { p.Groups = []figure.Group{{Name: "a"}, {Name: "b"}} },
		"name of group 0":          func(p *figure.RowPlot) { p.Groups = make([]figure.Group, 1) },
		"with 8 groups":            func(p *figure.RowPlot) { p.Groups = slices.Repeat([]figure.Group{{Name: "a"}}, 8) },
		"no values":                func(p *figure.RowPlot) { p.Rows[0].Samples[0].Seeds = nil },
		"seeds: value 1 is 1.5":    func(p *figure.RowPlot) { p.Rows[0].Samples[0].Seeds = []float64{.1, 1.5} },
		"seeds: value 0 is -0.1":   func(p *figure.RowPlot) { p.Rows[0].Samples[0].Seeds = []float64{-.1} },
		"value 0 is NaN":           func(p *figure.RowPlot) { p.Rows[0].Samples[0].Estimate.Mean = none },
		"want low before high":     func(p *figure.RowPlot) { p.Rows[0].Samples[0].Estimate.Low = .9 },
		"want both ends":           func(p *figure.RowPlot) { p.Rows[0].Samples[0].Estimate.High = none },
		"reference: value 2 is 2":  func(p *figure.RowPlot) { p.Rows[0].Samples[0].Estimate.High = 2 },
		"reference: value 3 is -1": func(p *figure.RowPlot) { p.Rows[0].Samples[0].Reference = -1 },
	} {
		p := threeRows()
		change(&p)
		f, err := figure.Rows(p)
		refused(t, want, f, err)
	}
	p := densityRows()
	p.Rows[1].Samples[2].Seeds = p.Rows[1].Samples[2].Seeds[:19]
	f, err := figure.Rows(p)
	refused(t, "20 values in inside and 19 in outside", f, err)
}

// An estimate may leave the axis by a rounding error, and no further.
func TestRowsForgiveRounding(t *testing.T) {
	p := threeRows()
	p.Rows[2].Samples[0].Estimate.High = 1 + 1e-12
	f, err := figure.Rows(p)
	drawn(t, f, err)
	p.Rows[2].Samples[0].Estimate.High = 1 + 1e-6
	f, err = figure.Rows(p)
	refused(t, "is 1.000001", f, err)
}
