package figure_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/figure"
)

var none = math.NaN()

// refused checks that making a figure fails with a message.
func refused(t *testing.T, want string, f figure.Figure, err error) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("error %v, want %q", err, want)
	}
	if _, err := f.SVG(); err == nil {
		t.Errorf("%s: a refused figure was drawn", want)
	}
}

// drawn checks that a figure is made, in both formats.
func drawn(t *testing.T, f figure.Figure, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.PNG(); err != nil {
		t.Error(err)
	}
	if svg, err := f.SVG(); err != nil || strings.Contains(string(svg), "NaN") {
		t.Errorf("%q: not a number in the SVG, or %v", f.Title, err)
	}
}

func TestConclusionState(t *testing.T) {
	above := figure.Conclusion{Name: "a", High: 1, Threshold: .5, Above: true}
	below := above
	below.Above = false
	for _, test := range []struct {
		v            figure.Interval
		above, below figure.HoldsState
	}{
		{figure.Interval{Mean: .8, Low: .7, High: .9}, figure.Holds, figure.Fails},
		{figure.Interval{Mean: .2, Low: .1, High: .3}, figure.Fails, figure.Holds},
		{figure.Interval{Mean: .8, Low: .5, High: .9}, figure.Undecided, figure.Undecided}, // touches
		{figure.Interval{Mean: .2, Low: .1, High: .5}, figure.Undecided, figure.Undecided},
		{figure.Interval{Mean: .8, Low: none, High: none}, figure.Undecided, figure.Undecided},
		{figure.Interval{Mean: none, Low: none, High: none}, figure.Missing, figure.Missing},
		{figure.Interval{Mean: none, Low: .7, High: .9}, figure.Missing, figure.Missing},
	} {
		if a, b := above.State(test.v), below.State(test.v); a != test.above || b != test.below {
			t.Errorf("%v: %s above and %s below, want %s and %s", test.v, a, b, test.above, test.below)
		}
	}
	if got := figure.HoldsState(7).String(); got != "HoldsState(7)" {
		t.Errorf("unknown state: %s", got)
	}
}

// smallResponses are two levels of one factor and one conclusion.
func smallResponses() ([]figure.Conclusion, []figure.ResponsePanel) {
	c := []figure.Conclusion{{Name: "accuracy", Low: 0, High: 1, Threshold: .5, Above: true}}
	p := figure.ResponsePanel{Factor: "depth", Unit: "%", Levels: []string{"5", "10"}, Default: 1,
		Series: [][]figure.Interval{{{Mean: .2, Low: .1, High: .3}, {Mean: .8, Low: .7, High: .9}}}}
	return c, []figure.ResponsePanel{p}
}

func ExampleResponses() {
	conclusions := []figure.Conclusion{{Name: "accuracy", Low: 0, High: 1, Threshold: .5, Above: true}}
	panels := []figure.ResponsePanel{{
		Factor: "spike depth", Unit: "%", Levels: []string{"5", "10"}, Default: 1,
		Series: [][]figure.Interval{{{Mean: .2, Low: .1, High: .3}, {Mean: .8, Low: .7, High: .9}}},
	}}
	f, err := figure.Responses("Does the shape need deep spikes?", conclusions, panels)
	if err != nil {
		panic(err)
	}
	fmt.Println(f.Alt)
	// Output:
	// Estimates of 1 conclusion by the levels of 1 factor. "accuracy" holds above 0.50. spike depth (%): "accuracy" holds in 1, fails in 1, undecided in 0 of 2, mean 0.20 at 5, 0.80 at 10; the protocol's level is 10.
}

func TestResponsesRefuse(t *testing.T) {
	for want, change := range map[string]func(c *figure.Conclusion, p *figure.ResponsePanel){
		"name of factor 0":       func(_ *figure.Conclusion, p *figure.ResponsePanel) { p.Factor = "" },
		"unit of factor":         func(_ *figure.Conclusion, p *figure.ResponsePanel) { p.Unit = "a\nb" },
		"with 0 levels":          func(_ *figure.Conclusion, p *figure.ResponsePanel) { p.Levels = nil },
		"with 13 levels":         func(_ *figure.Conclusion, p *figure.ResponsePanel) { p.Levels = slices.Repeat([]string{"a"}, 13) },
		"level 1 of factor":      func(_ *figure.Conclusion, p *figure.ResponsePanel) { p.Levels = []string{"5", ""} },
		"default 2 of 2":         func(_ *figure.Conclusion, p *figure.ResponsePanel) { p.Default = 2 },
		"default -2 of 2":        func(_ *figure.Conclusion, p *figure.ResponsePanel) { p.Default = -2 },
		"0 series for 1":         func(_ *figure.Conclusion, p *figure.ResponsePanel) { p.Series = nil },
		"1 estimates for 2":      func(_ *figure.Conclusion, p *figure.ResponsePanel) { p.Series[0] = p.Series[0][:1] },
		"want low before high":   func(_ *figure.Conclusion, p *figure.ResponsePanel) { p.Series[0][0].Low = .4 },
		"want both ends":         func(_ *figure.Conclusion, p *figure.ResponsePanel) { p.Series[0][0].Low = none },
		"accuracy at 5: value 2": func(_ *figure.Conclusion, p *figure.ResponsePanel) { p.Series[0][0].High = math.Inf(1) },
		"value 0 is 1.2": func(_ *figure.Conclusion, p *figure.ResponsePanel) {
			p.Series[0][0] = figure.Interval{Mean: 1.2, Low: .9, High: 1.4}
		},
		"name of conclusion 0":      func(c *figure.Conclusion, _ *figure.ResponsePanel) { c.Name = " " },
		"axis from 1 to 1":          func(c *figure.Conclusion, _ *figure.ResponsePanel) { c.Low = 1 },
		"axis: value 1 is NaN":      func(c *figure.Conclusion, _ *figure.ResponsePanel) { c.High = none },
		"threshold: value 0 is 2":   func(c *figure.Conclusion, _ *figure.ResponsePanel) { c.Threshold = 2 },
		"threshold: value 0 is NaN": func(c *figure.Conclusion, _ *figure.ResponsePanel) { c.Threshold = none },
	} {
		c, p := smallResponses()
		change(&c[0], &p[0])
		f, err := figure.Responses("title", c, p)
		refused(t, want, f, err)
	}
	c, p := smallResponses()
	for want, make := range map[string]func() (figure.Figure, error){
		"title is empty":     func() (figure.Figure, error) { return figure.Responses("", c, p) },
		"with 0 factors":     func() (figure.Figure, error) { return figure.Responses("title", c, nil) },
		"with 11 factors":    func() (figure.Figure, error) { return figure.Responses("title", c, slices.Repeat(p, 11)) },
		"with 0 conclusions": func() (figure.Figure, error) { return figure.Responses("title", nil, p) },
		"with 5 conclusions": func() (figure.Figure, error) { return figure.Responses("title", slices.Repeat(c, 5), p) },
	} {
		f, err := make()
		refused(t, want, f, err)
	}
}

// What cannot be drawn is left out: all means missing, no interval, no default.
func TestResponsesWithGaps(t *testing.T) {
	c, p := smallResponses()
	p[0].Default, p[0].Unit = -1, ""
	p[0].Series[0] = []figure.Interval{{Mean: none, Low: none, High: none}, {Mean: .4, Low: none, High: none}}
	f, err := figure.Responses("gaps", c, slices.Repeat(p, 10))
	drawn(t, f, err)
	want := `undecided in 1 of 1, missing in 1, mean none at 5, 0.40 at 10; the protocol's level is not among them.`
	if !strings.Contains(f.Alt, want) {
		t.Errorf("%q lacks %q", f.Alt, want)
	}
	p[0].Series[0][1] = p[0].Series[0][0]
	f, err = figure.Responses("nothing", c, p)
	drawn(t, f, err)
}

// Changing the caller's numbers changes no figure that was made.
func TestSensitivityFiguresCopy(t *testing.T) {
	c, p := smallResponses()
	f, err := figure.Responses("title", c, p)
	if err != nil {
		t.Fatal(err)
	}
	before, err := f.SVG()
	if err != nil {
		t.Fatal(err)
	}
	p[0].Series[0][0].Mean, p[0].Levels[0], c[0].Threshold = .9, "x", .1
	after, err := f.SVG()
	if err != nil || string(before) != string(after) {
		t.Errorf("the figure shares the caller's numbers (%v)", err)
	}
}

func ExampleHoldsMap() {
	conclusion := figure.Conclusion{Name: "accuracy", Low: 0, High: 1, Threshold: .5, Above: true}
	var rows []figure.HoldsRow
	for level, v := range map[string]figure.Interval{"10": {Mean: .6, Low: .4, High: .8}} {
		cell := figure.HoldsCell{Mean: v.Mean, State: conclusion.State(v)}
		rows = append(rows, figure.HoldsRow{Factor: "spike depth", Level: level, Default: true, Cells: []figure.HoldsCell{cell}})
	}
	f, err := figure.HoldsMap("Where it holds", []string{conclusion.Name}, rows)
	if err != nil {
		panic(err)
	}
	fmt.Println(f.Alt)
	// Output:
	// Where 1 conclusion holds at 1 level of the factors. accuracy: holds in 0, fails in 0, undecided in 1 of 1. Undecided at spike depth 10 (0.60).
}

func TestHoldsMapRefuses(t *testing.T) {
	good := figure.HoldsRow{Factor: "depth", Level: "5", Cells: []figure.HoldsCell{{Mean: .5, State: figure.Holds}}}
	with := func(change func(r *figure.HoldsRow)) []figure.HoldsRow {
		bad := good
		bad.Cells = slices.Clone(good.Cells)
		change(&bad)
		return []figure.HoldsRow{good, bad}
	}
	other := good
	other.Factor = "noise"
	for want, rows := range map[string][]figure.HoldsRow{
		"with 0 rows":               nil,
		"with 201 rows":             slices.Repeat([]figure.HoldsRow{good}, 201),
		"factor of row 1":           with(func(r *figure.HoldsRow) { r.Factor = "" }),
		"level of row 1":            with(func(r *figure.HoldsRow) { r.Level = "" }),
		"0 cells for 1 conclusions": with(func(r *figure.HoldsRow) { r.Cells = nil }),
		"accuracy: value 0 is NaN":  with(func(r *figure.HoldsRow) { r.Cells[0].Mean = none }),
		"state 4":                   with(func(r *figure.HoldsRow) { r.Cells[0].State = 4 }),
		"state -1":                  with(func(r *figure.HoldsRow) { r.Cells[0].State = -1 }),
		`returns to factor "depth"`: {good, other, good},
	} {
		f, err := figure.HoldsMap("title", []string{"accuracy"}, rows)
		refused(t, want, f, err)
	}
	for want, columns := range map[string][]string{"with 0 conclusions": nil, "with 5 conclusions": slices.Repeat([]string{"a"}, 5), "name of conclusion 0": {""}} {
		f, err := figure.HoldsMap("title", columns, []figure.HoldsRow{good})
		refused(t, want, f, err)
	}
}

// One row, one column of missing cells and the most rows are all drawn.
func TestHoldsMapOfAnySize(t *testing.T) {
	missing := figure.HoldsRow{Factor: "depth", Level: "5", Cells: []figure.HoldsCell{{Mean: none}}}
	for _, n := range []int{1, 31, 121, 200} {
		f, err := figure.HoldsMap("title", []string{"accuracy"}, slices.Repeat([]figure.HoldsRow{missing}, n))
		drawn(t, f, err)
		if want := fmt.Sprintf("of 0, missing in %d.", n); !strings.HasSuffix(f.Alt, want) {
			t.Errorf("%q: want %q", f.Alt, want)
		}
	}
}

func smallPlane() (x, y figure.PlaneAxis, panels []figure.PlanePanel) {
	x = figure.PlaneAxis{Name: "depth", Levels: []string{"5", "10"}, Default: 1}
	y = figure.PlaneAxis{Name: "noise", Levels: []string{"0"}}
	c, _ := smallResponses()
	return x, y, []figure.PlanePanel{{Conclusion: c[0], Cells: [][]figure.HoldsCell{{{Mean: .2, State: figure.Fails}, {Mean: .8, State: figure.Holds}}}}}
}

func ExamplePlane() {
	x := figure.PlaneAxis{Name: "depth", Levels: []string{"5", "10"}, Default: 1}
	y := figure.PlaneAxis{Name: "noise", Levels: []string{"0"}}
	accuracy := figure.Conclusion{Name: "accuracy", Low: 0, High: 1, Threshold: .5, Above: true}
	cells := [][]figure.HoldsCell{{{Mean: .2, State: figure.Fails}, {Mean: .8, State: figure.Holds}}}
	f, err := figure.Plane("Depth and noise", x, y, []figure.PlanePanel{{Conclusion: accuracy, Cells: cells}})
	if err != nil {
		panic(err)
	}
	fmt.Println(f.Alt)
	// Output:
	// 1 conclusion by 2 levels of depth and 1 level of noise. "accuracy" holds above 0.50: holds in 1, fails in 1, undecided in 0 of 2. noise 0: 0.20 at 5 fails, 0.80 at 10 holds.
}

func TestPlaneRefuses(t *testing.T) {
	type plane struct {
		x, y   figure.PlaneAxis
		panels []figure.PlanePanel
	}
	for want, change := range map[string]func(p *plane){
		"with 0 panels":         func(p *plane) { p.panels = nil },
		"with 5 panels":         func(p *plane) { p.panels = slices.Repeat(p.panels, 5) },
		"name of factor x":      func(p *plane) { p.x.Name = "" },
		"with 0 levels":         func(p *plane) { p.y.Levels = nil },
		"default 2 of 2":        func(p *plane) { p.x.Default = 2 },
		"name of conclusion 0":  func(p *plane) { p.panels[0].Conclusion.Name = "" },
		"0 rows for 1 levels":   func(p *plane) { p.panels[0].Cells = nil },
		"1 cells for 2 levels":  func(p *plane) { p.panels[0].Cells[0] = p.panels[0].Cells[0][:1] },
		"at 5, 0: value 0 is N": func(p *plane) { p.panels[0].Cells[0][0].Mean = none },
		"state 9":               func(p *plane) { p.panels[0].Cells[0][0].State = 9 },
	} {
		var p plane
		p.x, p.y, p.panels = smallPlane()
		change(&p)
		f, err := figure.Plane("title", p.x, p.y, p.panels)
		refused(t, want, f, err)
	}
}

// A threshold at an end of the axis, means beyond it and missing cells are drawn.
func TestPlaneAtItsEnds(t *testing.T) {
	x, y, panels := smallPlane()
	x.Default = -1
	for _, threshold := range []float64{0, 1} {
		panels[0].Conclusion.Threshold = threshold
		panels[0].Cells[0] = []figure.HoldsCell{{Mean: 3, State: figure.Holds}, {}}
		f, err := figure.Plane("ends", x, y, panels)
		drawn(t, f, err)
		if !strings.HasSuffix(f.Alt, "noise 0: 3.00 at 5 holds, none at 10.") {
			t.Error(f.Alt)
		}
	}
}

func ExampleRanking() {
	rows := []figure.RankingRow{
		{Label: "spike depth", Effects: []figure.Interval{{Mean: .4, Low: .3, High: .5}}},
		{Label: "noise", Effects: []figure.Interval{{Mean: -.2, Low: -.35, High: -.05}}},
	}
	f, err := figure.Ranking("Which choices matter", "change of the accuracy", []string{"scenario 1"}, .1, rows)
	if err != nil {
		panic(err)
	}
	fmt.Println(f.Alt)
	// Output:
	// Effects of 2 factors on 1 conclusion: change of the accuracy; up to 0.10 is too small to matter. scenario 1: wholly beyond it in 1 of 2. spike depth: 0.40 (0.30 to 0.50). noise: −0.20 (−0.35 to −0.05).
}

func TestRankingRefuses(t *testing.T) {
	good := figure.RankingRow{Label: "a", Effects: []figure.Interval{{Mean: .2, Low: .1, High: .3}}}
	effects := func(v ...figure.Interval) []figure.RankingRow {
		return []figure.RankingRow{good, {Label: "b", Effects: v}}
	}
	for want, rows := range map[string][]figure.RankingRow{
		"with 0 rows":          nil,
		"with 61 rows":         slices.Repeat([]figure.RankingRow{good}, 61),
		"label of row 1":       {good, {Effects: good.Effects}},
		"0 effects for 1":      effects(),
		"want low before high": effects(figure.Interval{Mean: .2, Low: .3, High: .1}),
		"want both ends":       effects(figure.Interval{Mean: .2, Low: .1, High: none}),
		"value 0 is +Inf":      effects(figure.Interval{Mean: math.Inf(1), Low: none, High: none}),
	} {
		f, err := figure.Ranking("title", "effect", []string{"accuracy"}, .1, rows)
		refused(t, want, f, err)
	}
	for _, small := range []float64{-.1, none, math.Inf(1)} {
		f, err := figure.Ranking("title", "effect", []string{"accuracy"}, small, []figure.RankingRow{good})
		refused(t, "too small to matter", f, err)
	}
	f, err := figure.Ranking("title", "", []string{"accuracy"}, .1, []figure.RankingRow{good})
	refused(t, "name of the axis", f, err)
}

// Nothing small, nothing estimated, everything the same: all are drawn.
func TestRankingAtItsEnds(t *testing.T) {
	for _, v := range []figure.Interval{{Mean: none, Low: none, High: none}, {}, {Mean: -2, Low: -3, High: -1}, {Mean: 1e9, Low: none, High: none}} {
		rows := []figure.RankingRow{{Label: "a", Effects: []figure.Interval{v}}}
		f, err := figure.Ranking("title", "effect", []string{"accuracy"}, 0, rows)
		drawn(t, f, err)
	}
}

// Whatever the numbers, a text alternative names every factor and every level, and
// its tallies add up.
func TestSensitivityInWords(t *testing.T) {
	columns, rows := holdsRows()
	r := random(3)
	for range 20 {
		n := make([]int, 4)
		for i := range rows {
			s := figure.HoldsState(r.IntN(4))
			n[s]++
			rows[i].Cells[0] = figure.HoldsCell{Mean: r.NormFloat64(), State: s}
		}
		f, err := figure.HoldsMap("map", columns, rows)
		if err != nil {
			t.Fatal(err)
		}
		want := fmt.Sprintf("%s: holds in %d, fails in %d, undecided in %d of %d, missing in %d.", columns[0],
			n[figure.Holds], n[figure.Fails], n[figure.Undecided], len(rows)-n[figure.Missing], n[figure.Missing])
		if !strings.Contains(f.Alt, want) {
			t.Errorf("no %q in %q", want, f.Alt)
		}
		for _, row := range rows {
			name := fmt.Sprintf("%s %s (", row.Factor, row.Level)
			if s := row.Cells[0].State; (s == figure.Fails || s == figure.Undecided) && !strings.Contains(f.Alt, name) {
				t.Errorf("%s is %s but not named", name, s)
			}
		}
	}
	f, err := figure.Responses("responses", conclusions(), responsePanels())
	if err != nil || strings.Contains(f.Alt, "NaN") {
		t.Errorf("not a number in words: %v", err)
	}
	for _, p := range responsePanels() {
		for i, level := range p.Levels {
			if s := fmt.Sprintf(" at %s", level); strings.Count(f.Alt, s) < 3 || !strings.Contains(f.Alt, p.Factor) {
				t.Errorf("%s, level %d (%s): not three times in words", p.Factor, i, level)
			}
		}
	}
}
