package verdict

import (
	"testing"

	"nodulelab/lib/metrics"
)

// twenty is a mean over 20 seeds, from v to v+.019.
func twenty(v float64) metrics.Estimate {
	values := make([]float64, 20)
	for i := range values {
		values[i] = v + .001*float64(i)
	}
	return metrics.EstimateMean(values)
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

// A statement is judged by all of its comparisons; what they say becomes one sentence.
func TestConclude(t *testing.T) {
	c := Claim{Number: "1", Words: "It does.", Source: "here"}
	high, low := compare("the one", twenty(.8), Above(.5)), compare("the other", twenty(.8), Below(.5))
	few, across, none := compare("the one", metrics.EstimateMean([]float64{.8, .9}), Above(.5)), compare("the one", twenty(.49), Above(.5)), compare("the one", metrics.EstimateMean(nil), Above(.5))
	for name, test := range map[string]struct {
		parts  []part
		want   Outcome
		seeds  int
		reason string
	}{
		"above":    {[]part{high}, Holds, 20, "The one is 0.81 [0.81, 0.81], to lie above 0.50."},
		"below":    {[]part{low}, Fails, 20, "The other is 0.81 [0.81, 0.81], to lie below 0.50."},
		"both":     {[]part{high, low}, Partly, 20, "The one is 0.81 [0.81, 0.81], to lie above 0.50; the other is 0.81 [0.81, 0.81], to lie below 0.50."},
		"across":   {[]part{across}, Undecided, 20, "The one is 0.50 [0.50, 0.50], to lie above 0.50."},
		"too few":  {[]part{few, high}, Undecided, 2, "2 of the 20 seeds that a verdict takes: The one is 0.85 [0.80, 0.90], to lie above 0.50; the one is 0.81 [0.81, 0.81], to lie above 0.50."},
		"fewest":   {[]part{high, few}, Undecided, 2, "2 of the 20 seeds that a verdict takes: The one is 0.81 [0.81, 0.81], to lie above 0.50; the one is 0.85 [0.80, 0.90], to lie above 0.50."},
		"no value": {[]part{none}, Undecided, 0, "The one was not measured."},
		"negative": {[]part{compare("it", twenty(-.3), Above(-.1))}, Fails, 20, "It is −0.29 [−0.29, −0.29], to lie above −0.10."},
	} {
		v := conclude(c, Together(outcomes(test.parts)...), test.parts)
		if v.Outcome != test.want || v.Seeds != test.seeds || v.Reason != test.reason || v.Claim != c {
			t.Errorf("%s: %s over %d seeds, %q; want %s over %d, %q", name, v.Outcome, v.Seeds, v.Reason, test.want, test.seeds, test.reason)
		}
	}
}
