package verdict_test

import (
	"fmt"
	"math"
	"testing"

	"nodulelab/lib/metrics"
	"nodulelab/lib/verdict"
)

// An interval that touches an open bound decides nothing, one that reaches a closed
// one holds; an interval of NaN decides nothing.
func TestBoundJudges(t *testing.T) {
	const u, f, h = verdict.Undecided, verdict.Fails, verdict.Holds
	nan, inf := math.NaN(), math.Inf(1)
	for _, test := range []struct {
		low, high            float64
		above, below, atMost verdict.Outcome
	}{
		{.51, .7, h, f, f}, {.3, .49, f, h, h}, {.4, .6, u, u, u},
		{.5, .7, u, u, u}, {.3, .5, u, u, h}, {.5, .5, u, u, h},
		{.6, .6, h, f, f}, {.4, .4, f, h, h}, {-inf, inf, u, u, u}, {.6, inf, h, f, f},
		{nan, nan, u, u, u}, {nan, .4, f, h, h}, {.6, nan, h, f, f},
	} {
		i := metrics.Interval{Low: test.low, High: test.high}
		above, below, atMost := verdict.Above(.5).Judge(i), verdict.Below(.5).Judge(i), verdict.AtMost(.5).Judge(i)
		if above != test.above || below != test.below || atMost != test.atMost {
			t.Errorf("%v: above .5 %s, below %s, at most %s; want %s, %s, %s", i, above, below, atMost, test.above, test.below, test.atMost)
		}
	}
}

// What lies above a bound fails below it, whatever the interval.
func TestBoundsMirrorEachOther(t *testing.T) {
	mirror := map[verdict.Outcome]verdict.Outcome{verdict.Holds: verdict.Fails, verdict.Fails: verdict.Holds, verdict.Undecided: verdict.Undecided}
	for low := -1.; low <= 1; low += .25 {
		for high := low; high <= 1; high += .25 {
			for bound := -1.; bound <= 1; bound += .125 {
				i := metrics.Interval{Low: low, High: high}
				negated := metrics.Interval{Low: -high, High: -low}
				above := verdict.Above(bound).Judge(i)
				if verdict.Below(bound).Judge(i) != mirror[above] || verdict.Below(-bound).Judge(negated) != above {
					t.Errorf("%v, bound %v: above %s, below %s; negated below %s", i, bound, above, verdict.Below(bound).Judge(i), verdict.Below(-bound).Judge(negated))
				}
			}
		}
	}
}

func TestBoundHas(t *testing.T) {
	for _, test := range []struct {
		v                    float64
		above, below, atMost bool
	}{{.6, true, false, false}, {.5, false, false, true}, {.4, false, true, true}, {math.NaN(), false, false, false}} {
		if a, b, m := verdict.Above(.5).Has(test.v), verdict.Below(.5).Has(test.v), verdict.AtMost(.5).Has(test.v); a != test.above || b != test.below || m != test.atMost {
			t.Errorf("%v: above .5 %t, below %t, at most %t", test.v, a, b, m)
		}
	}
}

func TestBoundString(t *testing.T) {
	for want, b := range map[string]verdict.Bound{
		"above 0.175": verdict.Above(.35 / 2), "below 0.75": verdict.Below(.75), "at most 0.1": verdict.AtMost(.1),
		"above −0.1": verdict.Above(-.1), "above 0": verdict.Above(0), "at least 2": verdict.AtLeast(2),
	} {
		if b.String() != want {
			t.Errorf("%+v: %q, want %q", b, b, want)
		}
	}
}

// The accuracy of a network that generalises lies above .9, with all of its interval.
func ExampleBound_Judge() {
	generalises := verdict.Above(verdict.Holding)
	fmt.Println(generalises.Judge(metrics.Interval{Low: .93, High: .97}))
	fmt.Println(generalises.Judge(metrics.Interval{Low: .88, High: .97}))
	fmt.Println(generalises.Judge(metrics.Interval{Low: .55, High: .70}))
	// Output:
	// holds
	// undecided
	// fails
}

// One number has a bound or has it not.
func ExampleBound_Has() {
	fmt.Println(verdict.Below(.1).Has(.1), verdict.AtMost(.1).Has(.1))
	// Output: false true
}

func ExampleBound_String() {
	fmt.Println(verdict.Above(.9))
	fmt.Println(verdict.AtMost(.1))
	// Output:
	// above 0.9
	// at most 0.1
}

// A statement in several parts holds in part if some of it does and some does not. A
// part that is undecided leaves the rest open, unless it cannot change that.
func ExampleTogether() {
	fmt.Println(verdict.Together(verdict.Holds, verdict.Holds))
	fmt.Println(verdict.Together(verdict.Holds, verdict.Undecided))
	fmt.Println(verdict.Together(verdict.Holds, verdict.Fails, verdict.Undecided))
	// Output:
	// holds
	// undecided
	// holds in part
}

// The one outcome has other words where a claim of the paper is judged.
func ExampleOutcome_OfClaim() {
	for o := verdict.Holds; o >= verdict.Undecided; o-- {
		fmt.Printf("%s: %s\n", o, o.OfClaim())
	}
	// Output:
	// holds: reproduced
	// holds in part: partly reproduced
	// fails: not reproduced
	// undecided: undecided
}
