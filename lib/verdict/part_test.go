package verdict

import (
	"testing"

	"nodulelab/lib/metrics"
)

// twenty holds a value a seed, from v to v+.019.
func twenty(v float64) []float64 {
	values := make([]float64, 20)
	for i := range values {
		values[i] = v + .001*float64(i)
	}
	return values
}

func TestSigned(t *testing.T) {
	if got := signed("%.2f [%.2f, %.2f]", -.3, -.001, .2); got != "−0.30 [0.00, 0.20]" {
		t.Errorf("got %q", got)
	}
	if got := number(metrics.Estimate{N: 1, Mean: .5}); got != "0.50" {
		t.Errorf("one seed: %q", got)
	}
	if got := compare("it", nil, Above(0)); got.Outcome != Undecided || got.String() != "it was not measured" || got.Showing.Total != 0 {
		t.Errorf("nothing: %+v", got)
	}
}

// A comparison counts the seeds whose own value meets the criterion, whatever the mean does.
func TestCompareCountsSeeds(t *testing.T) {
	for _, test := range []struct {
		criterion Criterion
		want      metrics.Proportion
		outcome   Outcome
	}{
		{Above(.4855), metrics.Proportion{Hits: 4, Total: 20}, Fails}, {Below(.48), metrics.Proportion{Hits: 10, Total: 20}, Undecided},
		{Tolerance{.48, .1}, metrics.Proportion{Hits: 20, Total: 20}, Holds}, {AtLeast(.47), metrics.Proportion{Hits: 20, Total: 20}, Holds},
	} {
		if c := compare("it", twenty(.47), test.criterion); c.Showing != test.want || c.Outcome != test.outcome {
			t.Errorf("%s: %v, %s, want %v, %s", test.criterion, c.Showing, c.Outcome, test.want, test.outcome)
		}
	}
}

// A share of seeds has Wilson's interval: all of 20 seeds are not yet nine in ten.
func TestCompareShare(t *testing.T) {
	for share, want := range map[metrics.Proportion]Outcome{{Hits: 20, Total: 20}: Undecided, {Hits: 60, Total: 60}: Holds, {Hits: 10, Total: 60}: Fails, {}: Undecided} {
		if c := compareShare("do it", share, Above(.9)); c.Outcome != want {
			t.Errorf("%v: %s: %s, want %s", share, c.Outcome, c, want)
		}
	}
	if got := compareShare("do it", metrics.Proportion{Hits: 3, Total: 4}, Above(.5)).String(); got != "3 of 4 seeds do it: a share of 0.75 [0.30, 0.95], to lie above 0.5" {
		t.Errorf("%q", got)
	}
}

// A statement is judged by all of its comparisons; what they say becomes one sentence.
func TestConclude(t *testing.T) {
	c := claim("1", "It does.", "here")
	high, low := compare("the one", twenty(.8), Above(.5)), compare("the other", twenty(.8), Below(.5))
	few, across, none := compare("the one", []float64{.8, .9}, Above(.5)), compare("the one", twenty(.49), Above(.5)), compare("the one", nil, Above(.5))
	for name, test := range map[string]struct {
		parts  []Comparison
		want   Outcome
		seeds  int
		reason string
	}{
		"above":    {[]Comparison{high}, Holds, 20, "The one is 0.81 [0.81, 0.81], to lie above 0.5, as in 20 of 20 seeds."},
		"below":    {[]Comparison{low}, Fails, 20, "The other is 0.81 [0.81, 0.81], to lie below 0.5, as in 0 of 20 seeds."},
		"both":     {[]Comparison{high, low}, Partly, 20, "The one is 0.81 [0.81, 0.81], to lie above 0.5, as in 20 of 20 seeds; the other is 0.81 [0.81, 0.81], to lie below 0.5, as in 0 of 20 seeds."},
		"across":   {[]Comparison{across}, Undecided, 20, "The one is 0.50 [0.50, 0.50], to lie above 0.5, as in 9 of 20 seeds."},
		"too few":  {[]Comparison{few, high}, Undecided, 2, "2 of the 20 seeds that a verdict takes: The one is 0.85 [0.80, 0.90], to lie above 0.5, as in 2 of 2 seeds; the one is 0.81 [0.81, 0.81], to lie above 0.5, as in 20 of 20 seeds."},
		"no value": {[]Comparison{none}, Undecided, 0, "The one was not measured."},
		"negative": {[]Comparison{compare("it", twenty(-.3), Above(-.1))}, Fails, 20, "It is −0.29 [−0.29, −0.29], to lie above −0.1, as in 0 of 20 seeds."},
	} {
		v := conclude(c, test.parts)
		if v.Outcome != test.want || v.Seeds != test.seeds || v.Reason != test.reason || v.Claim != c || len(v.Comparisons) != len(test.parts) {
			t.Errorf("%s: %s over %d seeds, %q; want %s over %d, %q", name, v.Outcome, v.Seeds, v.Reason, test.want, test.seeds, test.reason)
		}
	}
}
