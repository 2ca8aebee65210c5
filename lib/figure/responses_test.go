package figure_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/figure"
)

// twoLevels is one factor with two levels, and one scale.
func twoLevels() ([]figure.Scale, []figure.Response) {
	s := []figure.Scale{{Name: "accuracy", Low: 0, High: 1, Threshold: .5, Above: true}}
	r := figure.Response{
		Factor: figure.Factor{Name: "depth", Unit: "%", Levels: []string{"5", "10"}, Default: 1},
		Series: [][]figure.Estimate{{
			{Interval: figure.Interval{Mean: .2, Low: .1, High: .3}, Mark: figure.Cross},
			{Interval: figure.Interval{Mean: .8, Low: .7, High: .95}, Mark: figure.Tick},
		}},
	}
	return s, []figure.Response{r}
}

// Means, both ends of the intervals and the threshold lie on the scale; the
// protocol's level is larger and in colour.
func TestResponsesPlaces(t *testing.T) {
	scales, responses := twoLevels()
	scales[0].Threshold = .6
	f, err := figure.Responses("title", scales, responses, meanings)
	d := read(t, f, err)
	black, accent := d.with("fill:#222222")[1:], d.with("fill:" + orange)[1:]
	bars, accentBars := d.with("stroke:#222222")[1:], d.with("stroke:" + orange)[1:]
	if len(black) != 1 || len(accent) != 1 || len(bars) != 1 || len(accentBars) != 1 {
		t.Fatalf("%d and %d means, %d and %d intervals", len(black), len(accent), len(bars), len(accentBars))
	}
	threshold := d.with(dashes)[1]
	proportional(t, "numbers", []float64{.1, .95, .3, .2, .8, .7, .6},
		[]float64{bars[0].low, accentBars[0].high, bars[0].high, black[0].y(), accent[0].y(), accentBars[0].low, threshold.y()})
	panel := d.with("fill:#DEEDF5")[1]
	for i, m := range []shape{black[0], accent[0]} {
		if want := panel.left + (panel.right-panel.left)*(float64(i)+.5)/2; !near(m.x(), want) {
			t.Errorf("level %d lies at %.1f, want %.1f", i, m.x(), want)
		}
	}
	if accent[0].right-accent[0].left <= black[0].right-black[0].left || accent[0].x() <= black[0].x() {
		t.Error("the protocol's level is not larger, or not right of the other")
	}
	for text, x := range map[string]float64{"5": black[0].x(), "10": accent[0].x()} {
		if w := d.at(t, text); w.x > x || w.x < x-10 || w.bold != (text == "10") {
			t.Errorf("level %s stands at %.1f, its mean at %.1f", text, w.x, x)
		}
	}
	if join := d.with("stroke:#AAAAAA"); len(join) != 1 || !near(join[0].low, black[0].y()) || !near(join[0].high, accent[0].y()) {
		t.Errorf("the means are not joined: %+v", join)
	}
}

// The side of the threshold on which the conclusion holds is shaded, from the
// threshold to the end of the scale.
func TestResponsesShade(t *testing.T) {
	scales, responses := twoLevels()
	for _, above := range []bool{true, false} {
		scales[0].Above, scales[0].Threshold = above, .75
		f, err := figure.Responses("title", scales, responses, meanings)
		d := read(t, f, err)
		area, threshold := d.with("fill:#DEEDF5")[1], d.with(dashes)[1].y()
		share := (area.high - area.low) / 76
		if above != near(area.low, threshold) || above == near(area.high, threshold) || math.Abs(share-.25*float64(1+2*index(!above))) > .01 {
			t.Errorf("above %v: shaded from %.1f to %.1f, the threshold at %.1f", above, area.low, area.high, threshold)
		}
	}
}

// Factors follow each other from the top, each beside its panels, with its unit below
// its name; scales stand from left to right with their names above.
func TestResponsesLayout(t *testing.T) {
	scales, responses := twoLevels()
	scales = append(scales, figure.Scale{Name: "loss", Low: 0, High: 2, Threshold: 1})
	responses = append(responsesOf(responses, 2), responsesOf(responses, 2)...)
	responses[1].Factor = figure.Factor{Name: "noise", Unit: "dB", Levels: []string{"none", "some"}, Default: -1}
	f, err := figure.Responses("title", scales, responses, meanings)
	d := read(t, f, err)
	d.falls(t, "accuracy", "depth", "%", "noise", "dB")
	if a, b := d.at(t, "accuracy"), d.at(t, "loss"); a.x >= b.x || a.y != b.y {
		t.Error("the scales do not stand side by side")
	}
	areas := d.with("fill:#DEEDF5")[1:] // the upper half of the first scale, the lower of the second
	for i, name := range []string{"depth", "noise"} {
		if y := d.at(t, name).y; y > areas[i].high || y < areas[i].low {
			t.Errorf("%s stands at %.1f, its panel from %.1f up to %.1f", name, y, areas[i].low, areas[i].high)
		}
	}
	if len(areas) != 4 || areas[1].high >= areas[0].low || areas[2].left <= areas[0].right {
		t.Errorf("panels %+v", areas)
	}
}

// An interval beyond the scale is cut at its end.
func TestResponsesCutIntervals(t *testing.T) {
	scales, responses := twoLevels()
	responses[0].Series[0][0].Low, responses[0].Series[0][1].High = -5, 7
	f, err := figure.Responses("title", scales, responses, meanings)
	d := read(t, f, err)
	if low, high := d.with("stroke:#222222")[1].low, d.with("stroke:" + orange)[1].high; math.Abs(high-low-76) > .2 {
		t.Errorf("from %.1f to %.1f, want the whole scale", low, high)
	}
}

// What cannot be drawn is left out: missing estimates, no interval, no default.
func TestResponsesWithGaps(t *testing.T) {
	scales, responses := twoLevels()
	responses[0].Factor.Default, responses[0].Factor.Unit = -1, ""
	responses[0].Series[0] = []figure.Estimate{{}, {Interval: figure.Only(.4), Mark: figure.Question}}
	f, err := figure.Responses("gaps", scales, slices.Repeat(responses, 10), meanings)
	drawn(t, f, err)
	want := `depth: "accuracy" holds in 0, fails in 0, undecided in 1 of 1, missing in 1, mean none at 5, 0.40 at 10; the protocol's level is not among them.`
	if !strings.Contains(f.Alt, want) {
		t.Errorf("%q lacks %q", f.Alt, want)
	}
	d := read(t, f, err)
	d.at(t, "no interval")
	if rings := d.styled("fill:none;stroke:#222222"); len(d.with("stroke:#AAAAAA")) != 0 || len(d.with("fill:"+orange)) != 1 || len(rings) < 11 {
		t.Error("a missing estimate is joined, a default is marked, or a mean without an interval is no ring")
	}
	responses[0].Series[0][1] = figure.Estimate{}
	f, err = figure.Responses("nothing", scales, responses, meanings)
	drawn(t, f, err)
}

func TestResponsesRefuse(t *testing.T) {
	for want, change := range map[string]func(s *figure.Scale, r *figure.Response){
		"name of factor 0":                         func(_ *figure.Scale, r *figure.Response) { r.Factor.Name = "" },
		"unit of factor":                           func(_ *figure.Scale, r *figure.Response) { r.Factor.Unit = "a\nb" },
		"with 0 levels":                            func(_ *figure.Scale, r *figure.Response) { r.Factor.Levels = nil },
		"with 13 levels":                           func(_ *figure.Scale, r *figure.Response) { r.Factor.Levels = slices.Repeat([]string{"a"}, 13) },
		"level 1 of factor":                        func(_ *figure.Scale, r *figure.Response) { r.Factor.Levels = []string{"5", ""} },
		"default 2 of 2":                           func(_ *figure.Scale, r *figure.Response) { r.Factor.Default = 2 },
		"default -2 of 2":                          func(_ *figure.Scale, r *figure.Response) { r.Factor.Default = -2 },
		"0 series for 1 columns":                   func(_ *figure.Scale, r *figure.Response) { r.Series = nil },
		"2 series for 1 columns":                   func(_ *figure.Scale, r *figure.Response) { r.Series = slices.Repeat(r.Series, 2) },
		"1 estimates for 2 levels":                 func(_ *figure.Scale, r *figure.Response) { r.Series[0] = r.Series[0][:1] },
		"want low before high":                     func(_ *figure.Scale, r *figure.Response) { r.Series[0][0].Low = .4 },
		"want both ends":                           func(_ *figure.Scale, r *figure.Response) { r.Series[0][0].Low = none },
		"estimate 0: value 2":                      func(_ *figure.Scale, r *figure.Response) { r.Series[0][0].High = math.Inf(1) },
		"estimate 1: value 0 is NaN":               func(_ *figure.Scale, r *figure.Response) { r.Series[0][1].Mean = none },
		"mark 5: want NoMark":                      func(_ *figure.Scale, r *figure.Response) { r.Series[0][1].Mark = 5 },
		"mark -1":                                  func(_ *figure.Scale, r *figure.Response) { r.Series[0][1].Mark = -1 },
		"mean 1.2 is not on the scale of accuracy": func(_ *figure.Scale, r *figure.Response) { r.Series[0][0].Interval = figure.Only(1.2) },
		"mean -0.2 is not":                         func(_ *figure.Scale, r *figure.Response) { r.Series[0][0].Interval = figure.Only(-.2) },
		"name of scale 0":                          func(s *figure.Scale, _ *figure.Response) { s.Name = " " },
		"axis from 1 to 1":                         func(s *figure.Scale, _ *figure.Response) { s.Low = 1 },
		"axis: value 1 is NaN":                     func(s *figure.Scale, _ *figure.Response) { s.High = none },
		"threshold: value 0 is 2":                  func(s *figure.Scale, _ *figure.Response) { s.Threshold = 2 },
		"threshold: value 0 is NaN":                func(s *figure.Scale, _ *figure.Response) { s.Threshold = none },
	} {
		s, r := twoLevels()
		change(&s[0], &r[0])
		f, err := figure.Responses("title", s, r, meanings)
		refused(t, want, f, err)
	}
	s, r := twoLevels()
	for want, make := range map[string]func() (figure.Figure, error){
		"title is empty":  func() (figure.Figure, error) { return figure.Responses("", s, r, meanings) },
		"with 0 factors":  func() (figure.Figure, error) { return figure.Responses("title", s, nil, meanings) },
		"with 11 factors": func() (figure.Figure, error) { return figure.Responses("title", s, slices.Repeat(r, 11), meanings) },
		"with 0 columns":  func() (figure.Figure, error) { return figure.Responses("title", nil, responsesWithout(r), meanings) },
		"with 5 columns": func() (figure.Figure, error) {
			return figure.Responses("title", slices.Repeat(s, 5), responsesOf(r, 5), meanings)
		},
		"word of mark 1":   func() (figure.Figure, error) { return figure.Responses("title", s, r, figure.Meanings{}) },
		"phrase of mark 2": func() (figure.Figure, error) { return figure.Responses("title", s, r, without(figure.Cross)) },
	} {
		f, err := make()
		refused(t, want, f, err)
	}
}

// responsesWithout and responsesOf are responses with no series, and with n alike.
func responsesWithout(r []figure.Response) []figure.Response { return responsesOf(r, 0) }

func responsesOf(r []figure.Response, n int) []figure.Response {
	own := slices.Clone(r)
	for i := range own {
		own[i].Series = slices.Repeat(own[i].Series, n)
	}
	return own
}

// without are the meanings with a mark that has no phrase.
func without(m figure.Mark) figure.Meanings {
	own := meanings
	own[m].Phrase = ""
	return own
}

// Changing the caller's numbers changes no figure that was made.
func TestFiguresCopyNumbers(t *testing.T) {
	scales, responses := twoLevels()
	x, y, panels := smallPlane()
	rows := twoEffects()
	columns, blocks := []string{"accuracy"}, encoderBlocks()
	plot, lines, images := threeRows(), epochs(), fourPixels(true)
	figures := map[string]func() (figure.Figure, error){
		"responses": func() (figure.Figure, error) { return figure.Responses("title", scales, responses, meanings) },
		"table":     func() (figure.Figure, error) { return figure.MarkTable("title", "lead", columns, responses, meanings) },
		"plane":     func() (figure.Figure, error) { return figure.Plane("title", x, y, panels, meanings) },
		"ranking": func() (figure.Figure, error) {
			return figure.Ranking("title", "effect", columns, figure.Guide{At: .1, Label: "small"}, rows, beyond)
		},
		"architecture": func() (figure.Figure, error) { return figure.Architecture([]int{1}, blocks, blocks) },
		"rows":         func() (figure.Figure, error) { return figure.Rows(plot) },
		"lines":        func() (figure.Figure, error) { return figure.Lines("title", []figure.LinePanel{lines}) },
		"images":       func() (figure.Figure, error) { return figure.Images("title", images) },
	}
	made, before := map[string]figure.Figure{}, map[string]string{}
	for name, make := range figures {
		f, err := make()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		made[name], before[name] = f, text(t, f)
	}
	scales[0].Threshold, responses[0].Series[0][0].Mean, responses[0].Factor.Levels[0] = .1, .9, "x"
	x.Levels[0], y.Levels[0], panels[0].Cells[0][0].Mean, panels[0].Scale.Threshold = "x", "x", .9, .1
	rows[0].Effects[0].Mean, rows[0].Label, columns[0], blocks[0].Name = .9, "x", "x", "x"
	plot.Rows[0].Label, plot.Rows[0].Samples[0].Seeds[0], lines.Lines[0].Seeds[0][0], images[0].Images[0][0], images[0].Maps[0][0] = "x", .9, 9, 99, .9
	for name, f := range made {
		if text(t, f) != before[name] {
			t.Errorf("%s shares the caller's numbers", name)
		}
	}
}

// text is a figure's SVG.
func text(t *testing.T, f figure.Figure) string {
	t.Helper()
	svg, err := f.SVG()
	if err != nil {
		t.Fatal(err)
	}
	return string(svg)
}

// Whatever the numbers, the text alternative names every factor and every level.
func TestResponsesInWords(t *testing.T) {
	f, err := figure.Responses("responses", conclusions(), withGaps(), meanings)
	if err != nil || strings.Contains(f.Alt, "NaN") {
		t.Errorf("not a number in words: %v", err)
	}
	for _, r := range withGaps() {
		for i, level := range r.Factor.Levels {
			if s := fmt.Sprintf(" at %s", level); strings.Count(f.Alt, s) < 3 || !strings.Contains(f.Alt, r.Factor.Name) {
				t.Errorf("%s, level %d (%s): not three times in words", r.Factor.Name, i, level)
			}
		}
	}
	for _, want := range []string{`"CE fails: accuracy on 170,130" holds below 0.75.`, `"contrastive above CE on 190,150" holds above 0.00.`, "spike depth (% of the radius):", "the protocol's level is 10."} {
		if !strings.Contains(f.Alt, want) {
			t.Errorf("%q lacks %q", f.Alt, want)
		}
	}
}
