package verdict

import (
	"testing"
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
func TestTogether(t *testing.T) {
	for code := range 64 {
		parts := []Outcome{Outcome(code % 4), Outcome(code / 4 % 4), Outcome(code / 16)}
		possible := map[Outcome]bool{}
		for _, d := range decided(parts) {
			possible[Together(d...)] = true
		}
		want := Undecided
		for o := range possible {
			if len(possible) == 1 {
				want = o
			}
		}
		if got := Together(parts...); got != want || possible[Undecided] {
			t.Errorf("%v: %s, want %s of %v", parts, got, want, possible)
		}
	}
	if got := Together(); got != Undecided {
		t.Errorf("no parts: %s", got)
	}
}

// A weaker statement that holds leaves the stronger one in part; all else it passes on.
func TestInPart(t *testing.T) {
	for o, want := range map[Outcome]Outcome{Holds: Partly, Partly: Partly, Fails: Fails, Undecided: Undecided} {
		if got := o.inPart(); got != want {
			t.Errorf("%s: %s, want %s", o, got, want)
		}
	}
}

// Outcomes have words of their own in either context, and the words of undecided are
// the same.
func TestOutcomeWords(t *testing.T) {
	seen := map[string]bool{}
	for o := Undecided; o <= Holds; o++ {
		for _, words := range []string{o.String(), o.OfClaim()} {
			if words == "" || seen[words] && words != "undecided" {
				t.Errorf("%d is %q", o, words)
			}
			seen[words] = true
		}
	}
	if len(seen) != 7 {
		t.Errorf("%d words: %v", len(seen), seen)
	}
}
