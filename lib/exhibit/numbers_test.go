package exhibit

import (
	"math"
	"testing"

	"nodulelab/lib/metrics"
	"nodulelab/lib/probe"
)

func TestTwo(t *testing.T) {
	for v, want := range map[float64]string{
		.94: "0.94", -.46: "−0.46", 0: "0.00", .0049: "0.00", -.0049: "0.00", .005: "0.01", -.0051: "−0.01", 1: "1.00",
		math.Inf(1): "∞", math.Inf(-1): "−∞",
	} {
		if got := two(v); got != want {
			t.Errorf("%v: %s, want %s", v, got, want)
		}
	}
	if got := two(math.NaN()); got != "–" {
		t.Errorf("NaN: %s", got)
	}
}

func TestSigned(t *testing.T) {
	for v, want := range map[float64]string{.2: "+0.20", -.2: "−0.20", 0: "0.00", .004: "0.00", -.004: "0.00", .005: "+0.01"} {
		if got := signed(v); got != want {
			t.Errorf("%v: %s, want %s", v, got, want)
		}
	}
}

func TestAmount(t *testing.T) {
	for v, want := range map[float64]string{.93: "0.93", -.93: "0.93", .0099: "less than 0.01", -.001: "less than 0.01", .01: "0.01"} {
		if got := amount(v); got != want {
			t.Errorf("%v: %s, want %s", v, got, want)
		}
	}
}

func TestPValue(t *testing.T) {
	for p, want := range map[float64][2]string{
		.25: {"0.250", "= 0.250"}, .001: {"0.001", "= 0.001"}, .00099: {"<\u00a00.001", "<\u00a00.001"}, 1: {"1.000", "= 1.000"},
	} {
		if got := pValue(p); got != want[0] {
			t.Errorf("%v: %s, want %s", p, got, want[0])
		}
		if got := equals(p); got != want[1] {
			t.Errorf("%v in a sentence: %s, want %s", p, got, want[1])
		}
	}
	if got := pValue(math.NaN()); got != "–" {
		t.Errorf("NaN: %s", got)
	}
}

// The mean comes first, then the lower end, then the upper one.
func TestEstimate(t *testing.T) {
	e := metrics.Estimate{N: 20, Mean: .7, Interval: metrics.Interval{Low: .6, High: .9}}
	if got, want := estimate(e), "0.70 [0.60, 0.90]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := interval(e.Interval), "0.60 to 0.90"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if low, high := ends(e); low != .6 || high != .9 {
		t.Errorf("ends %v and %v", low, high)
	}
	one, nothing := metrics.EstimateMean([]float64{.7}), metrics.EstimateMean(nil)
	if got := estimate(one); got != "0.70" {
		t.Errorf("one value: %s", got)
	}
	if low, high := ends(one); low != .7 || high != .7 {
		t.Errorf("one value: ends %v and %v", low, high)
	}
	if got := estimate(nothing) + interval(nothing.Interval) + interval(one.Interval); got != "–––" {
		t.Errorf("no value: %s", got)
	}
}

func TestWhich(t *testing.T) {
	for want, c := range map[string]probe.Comparison{
		"more":                   {Estimate: metrics.Estimate{Mean: .1}, Adjusted: .049},
		"less":                   {Estimate: metrics.Estimate{Mean: -.1}, Adjusted: .049},
		"no difference is shown": {Estimate: metrics.Estimate{Mean: .1}, Adjusted: .05},
	} {
		if got := which(c, "more", "less"); got != want {
			t.Errorf("%+v: %s, want %s", c, got, want)
		}
	}
}

func TestCountsAndLists(t *testing.T) {
	for _, c := range [][2]string{ // got, want
		{plural(0, "seed"), "0 seeds"}, {plural(1, "seed"), "1 seed"}, {plural(20, "seed"), "20 seeds"},
		{list(nil), "none"}, {list([]string{"a"}), "a"}, {list([]string{"a", "b"}), "a, b"},
		{phrase("It does."), "It does"}, {phrase("It does"), "It does"},
		{percent(.754), "75"}, {percent(1), "100"}, {list(italics([]string{"a b", "c"})), "*a b*, *c*"},
		{shape([]int{6, 28, 28}), "6×28×28"}, {shape([]int{84}), "84"},
		{minus("%.1f, %.1f", -1.25, 3.5), "−1.2, 3.5"},
	} {
		if c[0] != c[1] {
			t.Errorf("got %q, want %q", c[0], c[1])
		}
	}
}
