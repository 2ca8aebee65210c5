package claims_test

import (
	"fmt"
	"testing"

	"nodulelab/lib/claims"
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

func TestConclude(t *testing.T) {
	c := claims.Claim{Number: "1", Words: "It does.", Source: "here"}
	high, low := claims.Part{What: "the one", Estimate: twenty(.8), Bound: .5}, claims.Part{What: "the other", Estimate: twenty(.8), Bound: .5, Below: true}
	few := claims.Part{What: "the one", Estimate: metrics.EstimateMean([]float64{.8, .9}), Bound: .5}
	across := claims.Part{What: "the one", Estimate: twenty(.49), Bound: .5}
	none := claims.Part{What: "the one", Estimate: metrics.EstimateMean(nil), Bound: .5}
	for name, test := range map[string]struct {
		parts  []claims.Part
		want   claims.Outcome
		reason string
	}{
		"above":    {[]claims.Part{high}, claims.Reproduced, "The one is 0.81 [0.81, 0.81], to lie above 0.50."},
		"below":    {[]claims.Part{low}, claims.NotReproduced, "The other is 0.81 [0.81, 0.81], to lie below 0.50."},
		"both":     {[]claims.Part{high, low}, claims.Partly, "The one is 0.81 [0.81, 0.81], to lie above 0.50; the other is 0.81 [0.81, 0.81], to lie below 0.50."},
		"across":   {[]claims.Part{across}, claims.Undecided, "The one is 0.50 [0.50, 0.50], to lie above 0.50."},
		"too few":  {[]claims.Part{few}, claims.Undecided, "2 of the 20 seeds that a verdict takes: The one is 0.85 [0.80, 0.90], to lie above 0.50."},
		"no value": {[]claims.Part{none}, claims.Undecided, "The one was not measured."},
	} {
		v, err := claims.Conclude(c, test.parts...)
		if err != nil || v.Outcome != test.want || v.Reason != test.reason || v.Claim != c {
			t.Errorf("%s: %s, %q, %v; want %s, %q", name, v.Outcome, v.Reason, err, test.want, test.reason)
		}
	}
	if _, err := claims.Conclude(c); err == nil {
		t.Error("a statement without parts was judged")
	}
}

func ExampleConclude() {
	v, err := claims.Conclude(claims.Claim{Number: "1", Words: "Most decisions follow the shape."},
		claims.Part{What: "the shape bias", Estimate: twenty(.9), Bound: .5})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(v.Outcome)
	fmt.Println(v.Reason)
	// Output:
	// reproduced
	// The shape bias is 0.91 [0.91, 0.91], to lie above 0.50.
}
