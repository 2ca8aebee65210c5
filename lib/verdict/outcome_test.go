package verdict

import (
	"math"
	"testing"

	"nodulelab/lib/metrics"
)

// decided lists what parts can become once those undecided are decided.
func decided(parts []Outcome) [][]Outcome {
	for i, p := range parts {
		if p != Undecided {
			continue
		}
		var all [][]Outcome
		for _, o := range []Outcome{Fails, Partly, Holds} {
			with := append([]Outcome{}, parts...)
			with[i] = o
			all = append(all, decided(with)...)
		}
		return all
	}
	return [][]Outcome{parts}
}

// For all triples: parts that are decided decide the whole, and the whole is
// undecided just where undecided parts could still change it.
func TestCombine(t *testing.T) {
	for code := range 64 {
		parts := []Outcome{Outcome(code % 4), Outcome(code / 4 % 4), Outcome(code / 16)}
		possible := map[Outcome]bool{}
		for _, d := range decided(parts) {
			possible[combine(d)] = true
		}
		want := Undecided
		for o := range possible {
			if len(possible) == 1 {
				want = o
			}
		}
		if got := combine(parts); got != want || possible[Undecided] {
			t.Errorf("%v: %s, want %s of %v", parts, got, want, possible)
		}
	}
	if got := combine(nil); got != Undecided {
		t.Errorf("no parts: %s", got)
	}
}

func estimate(low, mean, high float64) metrics.Estimate {
	return metrics.Estimate{N: minSeeds, Mean: mean, Interval: metrics.Interval{Low: low, High: high}}
}

// An interval that touches a bound decides nothing; NaN decides nothing either.
func TestBounds(t *testing.T) {
	nan := math.NaN()
	for _, test := range []struct {
		e            metrics.Estimate
		above, below Outcome
	}{
		{estimate(.51, .6, .7), Holds, Fails}, {estimate(.3, .4, .49), Fails, Holds},
		{estimate(.5, .6, .7), Undecided, Undecided}, {estimate(.3, .4, .5), Undecided, Undecided},
		{estimate(.4, .5, .6), Undecided, Undecided}, {estimate(nan, nan, nan), Undecided, Undecided},
	} {
		if a, b := above(test.e, .5), below(test.e, .5); a != test.above || b != test.below {
			t.Errorf("%v: above .5 %s, below %s, want %s and %s", test.e.Interval, a, b, test.above, test.below)
		}
	}
}

func TestValue(t *testing.T) {
	for _, test := range []struct {
		e     metrics.Estimate
		paper float64
		want  Outcome
	}{
		{estimate(.89, .89, .89), .94, Holds}, {estimate(.88, .88, .88), .94, Partly},
		{estimate(.2, .6, .95), .94, Holds}, {estimate(.2, .6, .93), .94, Undecided},
		{estimate(.2, .3, .4), .94, Fails}, {estimate(.6, .7, .8), .15, Fails},
		{estimate(.25, .3, .4), .15, Partly}, {estimate(.25, .4, .6), .15, Undecided}, {estimate(1, 1, 1), 1, Holds},
	} {
		if got := value(test.e, test.paper); got != test.want {
			t.Errorf("%v ± %v, the paper's %v: %s, want %s", test.e.Mean, test.e.Interval, test.paper, got, test.want)
		}
	}
}

func TestSigned(t *testing.T) {
	if got := signed("%.2f [%.2f, %.2f]", -.3, -.001, .2); got != "−0.30 [0.00, 0.20]" {
		t.Errorf("got %q", got)
	}
	if got := number(metrics.Estimate{N: 1, Mean: .5}); got != "0.50" {
		t.Errorf("one seed: %q", got)
	}
	if got := measured("it", metrics.Estimate{}, Holds, ""); got.outcome != Undecided || got.text != "it was not measured" {
		t.Errorf("nothing: %+v", got)
	}
}
