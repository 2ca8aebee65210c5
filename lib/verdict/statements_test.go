package verdict

import (
	"math"
	"testing"

	"nodulelab/lib/probe"
)

func TestLead(t *testing.T) {
	e := probe.Effects{Shape: -1.5, Area: .2, Foreground: 1, WholeImage: 0}
	for of, want := range []float64{.5, -1.3, -.5, -1.5} {
		if got := leadOf(e, of); math.Abs(got-want) > 1e-12 {
			t.Errorf("effect %d leads by %v, want %v", of, got, want)
		}
	}
}

// Every statement has a number of its own and at least one part, whatever the
// evidence.
func TestStatements(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range statements() {
		j := &judge{}
		s.parts(j)
		if seen[s.Number] || len(j.parts) == 0 || s.Words == "" || s.Source == "" {
			t.Errorf("%+v: %d parts", s.Claim, len(j.parts))
		}
		seen[s.Number] = true
	}
}
