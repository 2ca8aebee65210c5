package verdict

import (
	"math"
	"slices"
	"testing"

	"nodulelab/lib/metrics"
	"nodulelab/lib/probe"
	"nodulelab/lib/results"
)

func estimate(low, mean, high float64) metrics.Estimate {
	return metrics.Estimate{N: minSeeds, Mean: mean, Interval: metrics.Interval{Low: low, High: high}}
}

func TestWithin(t *testing.T) {
	for _, test := range []struct {
		e    metrics.Estimate
		want Outcome
	}{
		{estimate(109.5, 110, 110.5), Holds}, {estimate(108.5, 109.5, 110.5), Undecided}, {estimate(111.5, 112, 113), Fails},
		{estimate(100, 105, 108), Fails}, {estimate(100, 110, 120), Undecided}, {estimate(109, 110, 110.5), Undecided}, // touches the bound
	} {
		if got := within(test.e.Interval, 110, 1); got != test.want {
			t.Errorf("%v: %s, want %s", test.e.Interval, got, test.want)
		}
	}
}

func TestEverywhere(t *testing.T) {
	for share, want := range map[metrics.Proportion]Outcome{
		{Hits: 100, Total: 100}: Holds, {Hits: 99, Total: 100}: Partly, {Hits: 1, Total: 100}: Fails,
		{Hits: 50, Total: 100}: Undecided, {Hits: 1, Total: 1}: Holds, {Hits: 0, Total: 1}: Undecided,
	} {
		if got := everywhere(share); got != want {
			t.Errorf("%+v: %s, want %s", share, got, want)
		}
	}
}

// The paper's drop is .35: more than half of it reproduces the claim.
func TestDropped(t *testing.T) {
	for _, test := range []struct {
		e    metrics.Estimate
		want Outcome
	}{
		{estimate(.18, .3, .4), Holds}, {estimate(.17, .3, .4), Partly}, {estimate(.01, .1, .4), Partly},
		{estimate(-.1, 0, .04), Fails}, {estimate(.01, .02, .04), Fails}, {estimate(-.1, .1, .3), Undecided},
	} {
		if got := dropped(test.e.Interval, .35); got != test.want {
			t.Errorf("%v: %s, want %s", test.e.Interval, got, test.want)
		}
	}
}

func TestStay(t *testing.T) {
	for _, test := range []struct {
		e    metrics.Estimate
		want Outcome
	}{
		{estimate(0, 0, 0), Holds}, {estimate(0, .05, .1-1e-9), Holds}, {estimate(.05, .1, .2), Partly},
		{estimate(.4, .5, .6), Undecided}, {estimate(.6, .7, .8), Fails}, {estimate(0, .2, .5), Undecided},
	} {
		if got := stay(test.e.Interval); got != test.want {
			t.Errorf("%v: %s, want %s", test.e.Interval, got, test.want)
		}
	}
}

func TestBetter(t *testing.T) {
	pair := func(mean, adjusted float64) results.PairedDifference {
		return results.PairedDifference{Difference: metrics.Estimate{N: minSeeds, Mean: mean}, Adjusted: adjusted}
	}
	for _, test := range []struct {
		mean, adjusted float64
		want           Outcome
	}{{.3, .049, Holds}, {-.3, .001, Fails}, {.3, .05, Undecided}, {.3, math.NaN(), Undecided}} {
		if got := better(pair(test.mean, test.adjusted)); got != test.want {
			t.Errorf("mean %v, adjusted p %v: %s, want %s", test.mean, test.adjusted, got, test.want)
		}
	}
}

func TestCause(t *testing.T) {
	for _, test := range []struct{ most, lead, want Outcome }{
		{Holds, Holds, Holds}, {Fails, Holds, Partly}, {Undecided, Holds, Partly},
		{Holds, Fails, Fails}, {Holds, Undecided, Undecided},
	} {
		if got := cause(test.most, test.lead); got != test.want {
			t.Errorf("most %s, lead %s: %s, want %s", test.most, test.lead, got, test.want)
		}
	}
}

func TestAsPrinted(t *testing.T) {
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
		if got := asPrinted(test.e, test.paper); got != test.want {
			t.Errorf("%v ± %v, the paper's %v: %s, want %s", test.e.Mean, test.e.Interval, test.paper, got, test.want)
		}
	}
}

// The accuracy decides of a row, and the other two can spoil it.
func TestAccuracyFirst(t *testing.T) {
	for _, test := range []struct{ accuracy, sensitivity, specificity, want Outcome }{
		{Holds, Holds, Holds, Holds}, {Holds, Partly, Holds, Partly}, {Holds, Holds, Undecided, Partly}, {Holds, Fails, Fails, Partly},
		{Partly, Holds, Holds, Partly}, {Fails, Holds, Holds, Fails}, {Undecided, Holds, Holds, Undecided}, {Undecided, Fails, Fails, Undecided},
	} {
		if got := accuracyFirst(test.accuracy, test.sensitivity, test.specificity); got != test.want {
			t.Errorf("%s, %s, %s: %s, want %s", test.accuracy, test.sensitivity, test.specificity, got, test.want)
		}
	}
}

// The paper's differences are the decimals that its table prints, not their sums in
// binary.
func TestPrintedDifference(t *testing.T) {
	if lead, drop := printedDifference(ce2Opposite, contrastive2Opposite), printedDifference(ce2Opposite, ce3); lead != .67 || drop != .35 {
		t.Errorf("lead %v, drop %v", lead, drop)
	}
}

// A seed's density is ahead, level or behind.
func TestAhead(t *testing.T) {
	if got := ahead([]float64{.2, 0, -3}); !slices.Equal(got, []float64{1, .5, 0}) {
		t.Errorf("ahead %v", got)
	}
}

// An effect leads by its size over the largest other size.
func TestLeadOf(t *testing.T) {
	f := probe.Factorial{Apart: probe.Effects{Shape: -1.5, Area: .2, Foreground: 1, WholeImage: 0}}
	for effect, want := range map[int]float64{shapeEffect: .5, areaEffect: -1.3, foregroundEffect: -.5, wholeImageEffect: -1.5} {
		if got := leadOf(effect)(f); math.Abs(got-want) > 1e-12 {
			t.Errorf("effect %d leads by %v, want %v", effect, got, want)
		}
	}
}
