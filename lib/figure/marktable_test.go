package figure_test

import (
	"fmt"
	"image/color"
	"slices"
	"strconv"
	"strings"
	"testing"

	"nodulelab/lib/figure"
)

// markTable is a table of two factors with one number.
func markTable(change func(r []figure.Response)) (figure.Figure, error) {
	_, responses := twoLevels()
	other := figure.Response{
		Factor: figure.Factor{Name: "noise", Levels: []string{"none", "some"}, Default: 0},
		Series: [][]figure.Estimate{{{Interval: figure.Only(.5), Mark: figure.Question}, {}}},
	}
	responses = append(responses, other)
	if change != nil {
		change(responses)
	}
	return figure.MarkTable("Table", "Where it holds.", []string{"accuracy"}, responses, meanings)
}

// A cell has its mark's colour and shape, and its mean beside it.
func TestMarkTableCells(t *testing.T) {
	f, err := markTable(nil)
	d := read(t, f, err)
	d.falls(t, "5", "10", "none", "some")
	for level, want := range map[string]struct{ mean, colour string }{
		"5": {"0.20", "#EDBB94"}, "10": {"0.80", "#B8D8E9"}, "none": {"0.50", "#F0F0F0"}, "some": {"", "#FFFFFF"},
	} {
		row := d.at(t, level)
		cells := slices.DeleteFunc(d.with("fill:"+want.colour), func(s shape) bool { return s.low > row.y+3 || s.high < row.y+3 || s.high-s.low != 13 })
		if len(cells) != 1 {
			t.Errorf("level %s has %d cells in %s", level, len(cells), want.colour)
		}
		if want.mean != "" && !near(d.at(t, want.mean).y, row.y) {
			t.Errorf("level %s: its mean stands elsewhere", level)
		}
	}
	marks := d.with("stroke:#222222", "stroke-width:1.3") // of the legend and of the cells: ticks of 3 points, crosses of two strokes
	if len(marks) != 2*(1+2) || len(d.with("stroke:#666666", "stroke-width:0.8")) != 2 || strings.Count(strings.Join(d.words(), ""), "?") != 2 {
		t.Errorf("marks %+v", marks)
	}
	for _, m := range marks {
		if m.points == 3 && !(m.startX == m.left && m.low < m.startY && m.startY < m.high) {
			t.Errorf("a tick does not go down and then up: %+v", m)
		}
	}
	want := []string{"holds", "fails", "undecided: the interval meets the threshold", "not estimated", "the protocol's level"}
	if got := d.words()[1:8]; strings.Join(slices.DeleteFunc(got, func(s string) bool { return s == "?" || s == "accuracy" }), ", ") != strings.Join(want, ", ") {
		t.Errorf("legend %q, want %q", got, want)
	}
}

// The protocol's levels are bold, with a dot before them; a factor is named once.
func TestMarkTableDefaults(t *testing.T) {
	f, err := markTable(nil)
	d := read(t, f, err)
	dots := d.with("fill:" + orange)
	if len(dots) != 3 {
		t.Fatalf("%d dots, want one in the legend and one a factor", len(dots))
	}
	for i, level := range []string{"10", "none"} {
		if w := d.at(t, level); !w.bold || dots[i+1].x() >= w.x || dots[i+1].y() < w.y || dots[i+1].y() > w.y+8 {
			t.Errorf("level %s: %+v, its dot at %.1f, %.1f", level, w, dots[i+1].x(), dots[i+1].y())
		}
	}
	if lines := d.with("stroke:#E6E6E6", "stroke-width:0.7"); len(lines) != 2 || lines[1].right-lines[1].left < 90 || lines[1].low < d.at(t, "noise").y {
		t.Errorf("no line over each factor: %+v", lines)
	}
	if d.at(t, "5").bold || !d.at(t, "depth").bold || d.at(t, "noise").y != d.at(t, "none").y {
		t.Error("names are not where they belong")
	}
}

// Names that are too long for their column continue below.
func TestMarkTableWrapsNames(t *testing.T) {
	_, r := twoLevels()
	r[0].Factor.Name = "outline deformation"
	f, err := figure.MarkTable("Table", "Lead.", []string{"accuracy after contrastive pretraining"}, r, meanings)
	d := read(t, f, err)
	d.falls(t, "accuracy", "after", "contrastive", "pretraining", "outline", "deformation")
	if !near(d.at(t, "outline").y, d.at(t, "5").y) || !near(d.at(t, "deformation").y, d.at(t, "10").y) {
		t.Error("the factor's name does not stand beside its levels")
	}
}

func TestMarkTableInWords(t *testing.T) {
	f, err := markTable(nil)
	want := "Where it holds. accuracy: holds in 1, fails in 1, undecided in 1 of 3, missing in 1. Fails at depth 5 (0.20). Undecided at noise none (0.50)."
	if err != nil || f.Alt != want {
		t.Errorf("%q, want %q (%v)", f.Alt, want, err)
	}
}

// Its tallies add up, and every cross and question mark is named, whatever the marks.
func TestMarkTableTallies(t *testing.T) {
	r := random(3)
	for range 20 {
		n, all := make([]int, 4), answers(len(studied))
		for _, one := range all {
			for i := range one.Series[0] {
				m := figure.Mark(r.IntN(4))
				n[m]++
				one.Series[0][i] = figure.Estimate{Interval: figure.Only(r.NormFloat64()), Mark: m}
			}
		}
		f, err := figure.MarkTable("map", "Map.", conclusionNames(), all, meanings)
		if err != nil {
			t.Fatal(err)
		}
		want := fmt.Sprintf("%s: holds in %d, fails in %d, undecided in %d of %d, missing in %d.", conclusionNames()[0], n[1], n[2], n[3], 88-n[0], n[0])
		if !strings.Contains(f.Alt, want) {
			t.Errorf("no %q in %q", want, f.Alt)
		}
		for _, one := range all {
			for i, e := range one.Series[0] {
				if name := one.Factor.Name + " " + one.Factor.Levels[i] + " ("; e.Mark >= figure.Cross && !strings.Contains(f.Alt, name) {
					t.Errorf("%s has mark %d but is not named", name, e.Mark)
				}
			}
		}
	}
}

// From 31 rows on there are two blocks, from 121 on three, in the order of factors.
func TestMarkTableBlocks(t *testing.T) {
	factor := func(i int) figure.Response {
		f := figure.Factor{Name: fmt.Sprint("f", i), Default: -1}
		for j := range 5 {
			f.Levels = append(f.Levels, fmt.Sprint(i, ".", j))
		}
		return figure.Response{Factor: f, Series: [][]figure.Estimate{make([]figure.Estimate, 5)}}
	}
	for rows, blocks := range map[int]int{5: 1, 30: 1, 35: 2, 120: 2, 125: 3, 200: 3} {
		var all []figure.Response
		for i := range rows / 5 {
			all = append(all, factor(i))
		}
		f, err := figure.MarkTable("title", "Lead.", []string{"accuracy"}, all, meanings)
		d := read(t, f, err)
		if !strings.HasSuffix(f.Alt, fmt.Sprintf("of 0, missing in %d.", rows)) {
			t.Error(f.Alt)
		}
		heads := 0
		for _, w := range d.words() {
			heads += index(w == "accuracy")
		}
		x := map[float64]bool{}
		for i := range rows / 5 {
			x[d.at(t, fmt.Sprint("f", i)).x] = true
			if i > 0 && d.at(t, fmt.Sprint("f", i)).x < d.at(t, fmt.Sprint("f", i-1)).x {
				t.Errorf("%d rows: factor %d stands left of the one before", rows, i)
			}
		}
		if heads != blocks || len(x) != blocks {
			t.Errorf("%d rows: %d headings and %d blocks, want %d", rows, heads, len(x), blocks)
		}
	}
}

func TestMarkTableRefuses(t *testing.T) {
	for want, change := range map[string]func(r []figure.Response){
		"name of factor 1":           func(r []figure.Response) { r[1].Factor.Name = "" },
		"level 0 of factor":          func(r []figure.Response) { r[1].Factor.Levels[0] = "" },
		"0 series for 1 columns":     func(r []figure.Response) { r[1].Series = nil },
		"1 estimates for 2 levels":   func(r []figure.Response) { r[1].Series[0] = r[1].Series[0][:1] },
		"estimate 0: value 0 is NaN": func(r []figure.Response) { r[1].Series[0][0].Mean = none },
		"mark 5":                     func(r []figure.Response) { r[1].Series[0][0].Mark = 5 },
	} {
		f, err := markTable(change)
		refused(t, want, f, err)
	}
	_, r := twoLevels()
	for want, make := range map[string]func() (figure.Figure, error){
		"first sentence": func() (figure.Figure, error) { return figure.MarkTable("title", "", []string{"a"}, r, meanings) },
		"title is empty": func() (figure.Figure, error) { return figure.MarkTable("", "Lead.", []string{"a"}, r, meanings) },
		"with 0 rows":    func() (figure.Figure, error) { return figure.MarkTable("title", "Lead.", []string{"a"}, nil, meanings) },
		"with 202 rows": func() (figure.Figure, error) {
			return figure.MarkTable("title", "Lead.", []string{"a"}, slices.Repeat(r, 101), meanings)
		},
		"name of column": func() (figure.Figure, error) { return figure.MarkTable("title", "Lead.", []string{""}, r, meanings) },
		"with 9 columns: want 1 to 8": func() (figure.Figure, error) {
			return figure.MarkTable("title", "Lead.", slices.Repeat([]string{"a"}, 9), responsesOf(r, 9), meanings)
		},
		"with 0 columns": func() (figure.Figure, error) {
			return figure.MarkTable("title", "Lead.", nil, responsesOf(r, 0), meanings)
		},
		"phrase of mark 1": func() (figure.Figure, error) {
			return figure.MarkTable("title", "Lead.", []string{"a"}, r, without(figure.Tick))
		},
	} {
		f, err := make()
		refused(t, want, f, err)
	}
}

// Every colour behind text leaves it legible: a contrast of 4.5 to 1 or more.
func TestInkIsLegible(t *testing.T) {
	x, y := planeAxes()
	plane, err := figure.Plane("plane", x, y, planePanels(x, y), meanings)
	d := read(t, plane, err)
	table, err := markTable(nil)
	least, ink := 99., luminance(color.NRGBA{0x22, 0x22, 0x22, 0xff})
	for _, s := range append(d.shapes, read(t, table, err).shapes...) {
		_, fill, found := strings.Cut(s.style, "fill:#")
		if !found || s.high-s.low < 12 || len(fill) < 6 {
			continue
		}
		v, err := strconv.ParseUint(fill[:6], 16, 32)
		if err != nil {
			t.Fatal(err)
		}
		least = min(least, (luminance(color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 0xff})+.05)/(ink+.05))
	}
	if least < 4.5 {
		t.Errorf("a contrast of %.1f", least)
	}
}

// A number that is not judged stands alone on white, without a place in the legend; of its
// column the text alternative names the ends.
func TestMarkTableUnjudged(t *testing.T) {
	f, err := markTable(func(r []figure.Response) {
		for i, own := range r {
			series := slices.Clone(own.Series[0])
			for j := range series {
				series[j].Mark = figure.Unjudged
			}
			r[i].Series = [][]figure.Estimate{series}
		}
		r[1].Series[0][1].Mark = figure.NoMark
	})
	d := read(t, f, err)
	d.falls(t, "0.20", "0.80", "0.50")
	if marks := d.with("stroke:#222222", "stroke-width:1.3"); len(marks) != 0 {
		t.Errorf("marks %+v", marks)
	}
	if want := " accuracy: from 0.20 at "; !strings.Contains(f.Alt, want) || !strings.Contains(f.Alt, " to 0.80 at ") || strings.Contains(f.Alt, "holds in") {
		t.Errorf("%q, want %q", f.Alt, want)
	}
}
