package verdict_test

import (
	"fmt"
	"testing"

	"nodulelab/lib/metrics"
	"nodulelab/lib/verdict"
)

// twenty is a mean over 20 seeds, from v to v+.019.
func twenty(v float64) metrics.Estimate {
	values := make([]float64, 20)
	for i := range values {
		values[i] = v + .001*float64(i)
	}
	return metrics.EstimateMean(values)
}

func TestConclude(t *testing.T) {
	c := verdict.Claim{Number: "1", Words: "It does.", Source: "here"}
	high, low := verdict.Part{What: "the one", Estimate: twenty(.8), Bound: .5}, verdict.Part{What: "the other", Estimate: twenty(.8), Bound: .5, Below: true}
	few := verdict.Part{What: "the one", Estimate: metrics.EstimateMean([]float64{.8, .9}), Bound: .5}
	across := verdict.Part{What: "the one", Estimate: twenty(.49), Bound: .5}
	none := verdict.Part{What: "the one", Estimate: metrics.EstimateMean(nil), Bound: .5}
	for name, test := range map[string]struct {
		parts  []verdict.Part
		want   verdict.Outcome
		reason string
	}{
		"above":    {[]verdict.Part{high}, verdict.Holds, "The one is 0.81 [0.81, 0.81], to lie above 0.50."},
		"below":    {[]verdict.Part{low}, verdict.Fails, "The other is 0.81 [0.81, 0.81], to lie below 0.50."},
		"both":     {[]verdict.Part{high, low}, verdict.Partly, "The one is 0.81 [0.81, 0.81], to lie above 0.50; the other is 0.81 [0.81, 0.81], to lie below 0.50."},
		"across":   {[]verdict.Part{across}, verdict.Undecided, "The one is 0.50 [0.50, 0.50], to lie above 0.50."},
		"too few":  {[]verdict.Part{few}, verdict.Undecided, "2 of the 20 seeds that a verdict takes: The one is 0.85 [0.80, 0.90], to lie above 0.50."},
		"no value": {[]verdict.Part{none}, verdict.Undecided, "The one was not measured."},
	} {
		v, err := verdict.Conclude(c, test.parts...)
		if err != nil || v.Outcome != test.want || v.Reason != test.reason || v.Claim != c {
			t.Errorf("%s: %s, %q, %v; want %s, %q", name, v.Outcome, v.Reason, err, test.want, test.reason)
		}
	}
	if _, err := verdict.Conclude(c); err == nil {
		t.Error("a statement without parts was judged")
	}
}

func ExampleConclude() {
	v, err := verdict.Conclude(verdict.Claim{Number: "1", Words: "Most decisions follow the shape."},
		verdict.Part{What: "the shape bias", Estimate: twenty(.9), Bound: .5})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(v.Outcome)
	fmt.Println(v.Reason)
	// Output:
	// holds
	// The shape bias is 0.91 [0.91, 0.91], to lie above 0.50.
}
