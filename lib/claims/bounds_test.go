package claims

import (
	"math"
	"strings"
	"testing"

	"nodulelab/lib/metrics"
	"nodulelab/lib/results"
)

func TestWithin(t *testing.T) {
	for _, test := range []struct {
		e    metrics.Estimate
		want Outcome
	}{
		{estimate(109.5, 110, 110.5), Reproduced}, {estimate(108.5, 109.5, 110.5), Undecided}, {estimate(111.5, 112, 113), NotReproduced},
		{estimate(100, 105, 108), NotReproduced}, {estimate(100, 110, 120), Undecided}, {estimate(109, 110, 110.5), Undecided}, // touches the bound
	} {
		if got := within(test.e, 110, 1); got != test.want {
			t.Errorf("%v: %s, want %s", test.e.Interval, got, test.want)
		}
	}
}

func TestEverywhere(t *testing.T) {
	for share, want := range map[metrics.Proportion]Outcome{
		{Hits: 100, Total: 100}: Reproduced, {Hits: 99, Total: 100}: Partly, {Hits: 1, Total: 100}: NotReproduced,
		{Hits: 50, Total: 100}: Undecided, {Hits: 1, Total: 1}: Reproduced, {Hits: 0, Total: 1}: Undecided,
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
		{estimate(.18, .3, .4), Reproduced}, {estimate(.17, .3, .4), Partly}, {estimate(.01, .1, .4), Partly},
		{estimate(-.1, 0, .04), NotReproduced}, {estimate(.01, .02, .04), NotReproduced}, {estimate(-.1, .1, .3), Undecided},
	} {
		if got := dropped(test.e, .35); got != test.want {
			t.Errorf("%v: %s, want %s", test.e.Interval, got, test.want)
		}
	}
}

func TestStay(t *testing.T) {
	for _, test := range []struct {
		e    metrics.Estimate
		want Outcome
	}{
		{estimate(0, 0, 0), Reproduced}, {estimate(0, .05, .1-1e-9), Reproduced}, {estimate(.05, .1, .2), Partly},
		{estimate(.4, .5, .6), Undecided}, {estimate(.6, .7, .8), NotReproduced}, {estimate(0, .2, .5), Undecided},
	} {
		if got := stay(test.e); got != test.want {
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
	}{{.3, .049, Reproduced}, {-.3, .001, NotReproduced}, {.3, .05, Undecided}, {.3, math.NaN(), Undecided}} {
		if got := better(pair(test.mean, test.adjusted)); got != test.want {
			t.Errorf("mean %v, adjusted p %v: %s, want %s", test.mean, test.adjusted, got, test.want)
		}
	}
}

func TestCause(t *testing.T) {
	for _, test := range []struct{ most, lead, want Outcome }{
		{Reproduced, Reproduced, Reproduced}, {NotReproduced, Reproduced, Partly}, {Undecided, Reproduced, Partly},
		{Reproduced, NotReproduced, NotReproduced}, {Reproduced, Undecided, Undecided},
	} {
		if got := cause([]Outcome{test.most, test.lead}); got != test.want {
			t.Errorf("most %s, lead %s: %s, want %s", test.most, test.lead, got, test.want)
		}
	}
}

func TestDisagreement(t *testing.T) {
	yes, no := []bool{true, true, false, false}, []bool{true, false, true, false}
	if got := disagreement(yes, no); got != .5 {
		t.Errorf("got %v, want ½", got)
	}
	if got := disagreement(yes, yes); got != 0 {
		t.Errorf("with itself: %v", got)
	}
	if got := disagreement(nil, nil); !math.IsNaN(got) {
		t.Errorf("of nothing: %v", got)
	}
}

// Outcomes are words, each another.
func TestOutcomeWords(t *testing.T) {
	seen := map[string]bool{}
	for o := Undecided; o <= Reproduced; o++ {
		if seen[o.String()] || strings.TrimSpace(o.String()) == "" {
			t.Errorf("%d is %q", o, o)
		}
		seen[o.String()] = true
	}
}
