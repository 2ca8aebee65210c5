package figure_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/figure"
)

var smallZone = figure.Guide{At: .1, Label: "too small to matter"}

// twoEffects are a large and a small effect on one number.
func twoEffects() []figure.RankingRow {
	return []figure.RankingRow{
		{Label: "depth", Effects: []figure.Estimate{{Interval: figure.Interval{Mean: .4, Low: .3, High: .6}, Mark: figure.Tick}}},
		{Label: "noise", Effects: []figure.Estimate{{Interval: figure.Interval{Mean: -.2, Low: -.35, High: -.05}, Mark: figure.Question}}},
	}
}

// Effects, both ends of their intervals, the zone and the ticks lie on one axis; an
// effect with a tick is filled, another one hollow.
func TestRankingPlaces(t *testing.T) {
	f, err := figure.Ranking("title", "effect", []string{"accuracy"}, smallZone, twoEffects(), beyond)
	d := read(t, f, err)
	d.falls(t, "accuracy", "depth", "noise", "effect")
	filled, hollow := d.with("fill:#0072B2")[1:], d.styled("fill:none;stroke:#666666")
	bars := d.with("stroke:#0072B2", "stroke-width:1.3")[1:]
	rings := slices.DeleteFunc(slices.Clone(hollow), func(s shape) bool { return s.low == s.high || s.right-s.left > 6 })[1:]
	lines := slices.DeleteFunc(slices.Clone(hollow), func(s shape) bool { return s.low != s.high })[1:]
	zone := d.with("fill:#F0F0F0")[1]
	edges := d.with(dashes)
	if len(filled) != 1 || len(bars) != 1 || len(rings) != 1 || len(lines) != 1 || len(edges) != 2 {
		t.Fatalf("%d filled, %d bars, %d rings, %d lines, %d edges", len(filled), len(bars), len(rings), len(lines), len(edges))
	}
	proportional(t, "effects", []float64{-.35, .6, .4, .3, -.2, -.05, -.1, .1, -.1, .1},
		[]float64{lines[0].left, bars[0].right, filled[0].x(), bars[0].left, rings[0].x(), lines[0].right, zone.left, zone.right, edges[0].x(), edges[1].x()})
	if !near(filled[0].y(), bars[0].y()) || math.Abs(d.at(t, "depth").y+3-filled[0].y()) > 2 {
		t.Error("an effect is not in its row")
	}
}

// The axis holds every effect, 0 and the zone; without negative effects it starts
// at 0.
func TestRankingAxis(t *testing.T) {
	rows := twoEffects()[:1]
	f, err := figure.Ranking("title", "effect", []string{"accuracy"}, smallZone, rows, beyond)
	d := read(t, f, err)
	if slices.ContainsFunc(d.words(), func(s string) bool { return strings.HasPrefix(s, "−") }) || len(d.with(dashes)) != 1 {
		t.Errorf("positive effects have an axis with %q", d.words())
	}
	rows[0].Effects[0].Interval = figure.Only(-.01)
	f, err = figure.Ranking("title", "effect", []string{"accuracy"}, smallZone, rows, beyond)
	if d := read(t, f, err); len(d.with(dashes)) != 2 {
		t.Error("with a negative effect the axis does not hold the whole zone")
	}
	for _, e := range []figure.Interval{{}, {Mean: -2, Low: -3, High: -1}, figure.Only(1e9), figure.Only(-.01)} {
		rows := []figure.RankingRow{{Label: "a", Effects: []figure.Estimate{{Interval: e, Mark: figure.Tick}}}}
		for _, zone := range []float64{0, .1} {
			f, err := figure.Ranking("title", "effect", []string{"accuracy"}, figure.Guide{At: zone, Label: "small"}, rows, beyond)
			drawn(t, f, err)
			d := read(t, f, err)
			if dot := d.with("fill:#0072B2")[1]; dot.right > d.with("fill:#FFFFFF")[0].right {
				t.Errorf("%v lies outside the figure", e)
			}
		}
	}
	f, err = figure.Ranking("title", "effect", []string{"accuracy"}, smallZone, []figure.RankingRow{{Label: "a", Effects: make([]figure.Estimate, 1)}}, beyond)
	drawn(t, f, err)
	if !strings.HasSuffix(f.Alt, "wholly beyond it in 0 of 1. a: none.") {
		t.Error(f.Alt)
	}
}

func TestRankingLegend(t *testing.T) {
	f, err := figure.Ranking("title", "effect", []string{"accuracy"}, smallZone, twoEffects(), beyond)
	d := read(t, f, err)
	if got := strings.Join(d.words()[1:4], ", "); got != "too small to matter, wholly beyond it, not wholly beyond it" {
		t.Error(got)
	}
}

func TestRankingRefuses(t *testing.T) {
	good := twoEffects()[0]
	effects := func(e ...figure.Estimate) []figure.RankingRow {
		return []figure.RankingRow{good, {Label: "b", Effects: e}}
	}
	with := func(mean, low, high float64) figure.Estimate {
		return figure.Estimate{Interval: figure.Interval{Mean: mean, Low: low, High: high}, Mark: figure.Tick}
	}
	for want, rows := range map[string][]figure.RankingRow{
		"with 0 rows":             nil,
		"with 61 rows":            slices.Repeat([]figure.RankingRow{good}, 61),
		"label of row 1":          {good, {Effects: good.Effects}},
		"0 estimates for 1":       effects(),
		"2 estimates for 1":       effects(good.Effects[0], good.Effects[0]),
		"want low before high":    effects(with(.2, .3, .1)),
		"want both ends":          effects(with(.2, .1, none)),
		"value 0 is +Inf":         effects(with(math.Inf(1), none, none)),
		"mark 5: want NoMark":     effects(figure.Estimate{Mark: 5}),
		`row "b", estimate 0: va`: effects(with(none, none, none)),
	} {
		f, err := figure.Ranking("title", "effect", []string{"accuracy"}, smallZone, rows, beyond)
		refused(t, want, f, err)
	}
	rows := []figure.RankingRow{good}
	for _, half := range []float64{-.1, none, math.Inf(1)} {
		f, err := figure.Ranking("title", "effect", []string{"accuracy"}, figure.Guide{At: half, Label: "small"}, rows, beyond)
		refused(t, "half width of the zone", f, err)
	}
	f, err := figure.Ranking("title", "", []string{"accuracy"}, smallZone, rows, beyond)
	refused(t, "name of the axis", f, err)
	f, err = figure.Ranking("title", "effect", []string{"accuracy"}, figure.Guide{At: .1}, rows, beyond)
	refused(t, "name of the zone", f, err)
	f, err = figure.Ranking("title", "effect", []string{""}, smallZone, rows, beyond)
	refused(t, "name of column 0", f, err)
	f, err = figure.Ranking("title", "effect", []string{"accuracy"}, smallZone, rows, figure.Meanings{})
	refused(t, "word of mark 1", f, err)
}
