package figure

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
)

func TestWrap(t *testing.T) {
	s := regular(8)
	text := "free-form deformation of the outline"
	for lines := 1; lines <= 5; lines++ {
		width := narrowest(s, lines, text)
		got := wrap(s, text, width)
		if len(got) > lines || strings.Join(got, " ") != text {
			t.Errorf("%d lines: %q", lines, got)
		}
		for _, line := range got {
			if s.Width(line) > width {
				t.Errorf("%q is wider than %v", line, width)
			}
		}
		if lines > 1 && width > narrowest(s, lines-1, text) {
			t.Errorf("%d lines are wider than %d", lines, lines-1)
		}
	}
	if got := wrap(s, "", 10); len(got) != 0 {
		t.Errorf("nothing in %d lines", len(got))
	}
	if got := narrowest(s, 1, "a", "wide text", "b"); got < s.Width("wide text") || got > s.Width("wide text")+1 {
		t.Errorf("the widest of three texts is %v, want %v", got, s.Width("wide text"))
	}
	if got := wrappedHeight(s, s.Width("one two"), "one two", "one two three"); got != linesHeight(s, 2) {
		t.Errorf("the tallest of two texts is %v, want two lines", got)
	}
}

func TestFit(t *testing.T) {
	s := regular(8)
	if got := fit(s, "text", 2*s.Width("text")); got.Font.Size != s.Font.Size {
		t.Error("a text that fits was shrunk")
	}
	if got := fit(s, "text", s.Width("text")/2); math.Abs(float64(got.Width("text")-s.Width("text")/2)) > .1 {
		t.Errorf("shrunk to %v of %v", got.Width("text"), s.Width("text")/2)
	}
}

func TestPrinted(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0.00", -.001: "0.00", -.5: "−0.50", 9.994: "9.99", 9.996: "10.0", 99.96: "100", -1234: "−1234", 2.5e7: "2.5e+07",
	} {
		if got := printed(v); got != want {
			t.Errorf("%v: %s, want %s", v, got, want)
		}
	}
}

func TestThousands(t *testing.T) {
	for n, want := range map[int]string{0: "0", 85: "85", 999: "999", 1000: "1,000", 60856: "60,856", 1234567: "1,234,567", -123: "-123", -1234: "-1,234"} {
		if got := thousands(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}

func TestCount(t *testing.T) {
	if a, b, c := count(1, "seed"), count(0, "seed"), count(20, "seed"); a != "1 seed" || b != "0 seeds" || c != "20 seeds" {
		t.Errorf("%q, %q, %q", a, b, c)
	}
}

// labels joins the labels of ticks.
func labels(ticks []plot.Tick) string {
	var all []string
	for _, t := range ticks {
		all = append(all, t.Label)
	}
	return strings.Join(all, " ")
}

func TestRoundTicks(t *testing.T) {
	for _, test := range []struct {
		low, high float64
		want      string
	}{
		{0, 1, "0.0 0.2 0.4 0.6 0.8 1.0"}, {-1, 1, "−1.0 −0.5 0.0 0.5 1.0"}, {104.5, 120.1, "106 108 110 112 114 116 118 120"},
		{0, 7, "0 1 2 3 4 5 6 7"}, {0, .013, "0.000 0.002 0.004 0.006 0.008 0.010 0.012"}, {1, 1, "1 1"}, {0, 4e6, "0 1e+06 2e+06 3e+06 4e+06"},
	} {
		if got := labels(roundTicks(test.low, test.high)); test.want != got {
			t.Errorf("%v to %v: %s, want %s", test.low, test.high, got, test.want)
		}
	}
	for span := 1e-7; span < 1e7; span *= 1.37 {
		if n := len(roundTicks(0, span)); n < 4 || n > 10 {
			t.Errorf("%d ticks to %g", n, span)
		}
	}
}

// Small panels have from two to six ticks, all on the axis.
func TestCoarseTicks(t *testing.T) {
	for _, high := range []float64{.013, .2, .5, 1, 1.9, 2, 3.3, 7, 100, 4567} {
		ticks := coarseTicks(0, high)
		if len(ticks) < 2 || len(ticks) > 6 || ticks[len(ticks)-1].Value > high*1.001 {
			t.Errorf("to %v: %d ticks up to %v", high, len(ticks), ticks[len(ticks)-1].Value)
		}
	}
	if got := labels(coarseTicks(-1, 1)); got != "−1 0 1" {
		t.Errorf("−1 to 1: %s", got)
	}
}

// Dots of one row spread over its height, never on the same place.
func TestJitter(t *testing.T) {
	known := map[int]bool{}
	var low, high float64
	for i := range 100 {
		v := jitter(i)
		low, high = min(low, v), max(high, v)
		known[int(1e4*v)] = true
	}
	if low < -.5 || high > .5 || high-low < .95 || len(known) != 100 {
		t.Errorf("from %v to %v, %d places", low, high, len(known))
	}
}

// Factors stay in order and whole, in no more blocks than asked for, and the
// blocks are level.
func TestInBlocks(t *testing.T) {
	var all []Response
	for i := range 25 {
		all = append(all, Response{Factor: Factor{Levels: make([]string, 2+i%5)}})
	}
	for n := 1; n <= 3; n++ {
		blocks := inBlocks(all, n)
		if len(blocks) != n {
			t.Errorf("%d blocks, want %d", len(blocks), n)
		}
		var back []Response
		for _, b := range blocks {
			back = append(back, b...)
			if over := blockHeight(b...) - blockHeight(all...)/vg.Length(n); over > 6*markRow+markGap {
				t.Errorf("%d blocks: one is %v too tall", n, over)
			}
		}
		for i := range back {
			if len(back) != len(all) || len(back[i].Factor.Levels) != len(all[i].Factor.Levels) {
				t.Fatalf("%d blocks change the order", n)
			}
		}
	}
}

// The entries of a legend in a row stand behind each other with a gap between.
func TestLegendRow(t *testing.T) {
	l := legend{{label: "first", line: stroke(ink, 1)}, {label: "second"}, {label: "third"}}
	f := Figure{Title: "Legend", draw: l.row}.sized(l.rowWidth(), keyHeight)
	svg, err := f.SVG()
	if err != nil {
		t.Fatal(err)
	}
	for label, want := range map[string]vg.Length{
		"first":  margin + keyWidth + keyGap,
		"second": margin + 2*(keyWidth+keyGap) + legendGap + regular(8).Width("first"),
		"third":  margin + 3*(keyWidth+keyGap) + 2*legendGap + regular(8).Width("first") + regular(8).Width("second"),
	} {
		if s := fmt.Sprintf("<text x=\"%.5g\"", want.Points()); !strings.Contains(string(svg), s) {
			t.Errorf("%s does not stand at %v", label, want)
		}
	}
	if want := 3*(keyWidth+keyGap) + 2*legendGap + regular(8).Width("first") + regular(8).Width("second") + regular(8).Width("third"); math.Abs(float64(l.rowWidth()-want)) > .01 {
		t.Errorf("a row is %v wide, want %v", l.rowWidth(), want)
	}
}
