package verdict

import (
	"math"
	"slices"
	"testing"

	"nodulelab/lib/metrics"
	"nodulelab/lib/probe"
)

func estimate(low, mean, high float64) metrics.Estimate {
	return metrics.Estimate{N: minSeeds, Mean: mean, Interval: metrics.Interval{Low: low, High: high}}
}

func TestTolerance(t *testing.T) {
	for _, test := range []struct {
		e    metrics.Estimate
		want Outcome
	}{
		{estimate(109.5, 110, 110.5), Holds}, {estimate(108.5, 109.5, 110.5), Undecided}, {estimate(111.5, 112, 113), Fails},
		{estimate(100, 105, 108), Fails}, {estimate(100, 110, 120), Undecided}, {estimate(109, 110, 110.5), Undecided}, // touches the bound
	} {
		if got := (Tolerance{110, 1}).Judge(test.e.Interval); got != test.want {
			t.Errorf("%v: %s, want %s", test.e.Interval, got, test.want)
		}
	}
	for v, want := range map[float64]bool{110: true, 109: false, 110.99: true, 111: false, math.NaN(): false} {
		if got := (Tolerance{110, 1}).Has(v); got != want {
			t.Errorf("%v: %t", v, got)
		}
	}
	if got := (Tolerance{By: Same}).String(); got != "within 0.1 of 0" {
		t.Errorf("%q", got)
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

// An effect leads by its size over the largest other size, as a share of the larger one.
func TestLeadOf(t *testing.T) {
	f := probe.Factorial{Apart: probe.Effects{Shape: -1.5, Area: .2, Foreground: 1, WholeImage: 0}}
	for effect, want := range map[int]float64{shapeEffect: .5 / 1.5, areaEffect: -1.3 / 1.5, foregroundEffect: -.5 / 1.5, wholeImageEffect: -1} {
		if got := leadOf(effect)(f); math.Abs(got-want) > 1e-12 {
			t.Errorf("effect %d leads by %v, want %v", effect, got, want)
		}
	}
	if got := relativeShape(f); got != -1 {
		t.Errorf("the shape's effect is %v of the largest", got)
	}
}
