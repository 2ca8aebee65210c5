package design

import (
	"slices"
	"testing"

	"nodulelab/lib/lab"
)

// The protocol is a level of every factor, and every level makes a plan that can
// be run and that is another one than the protocol's.
func TestFactors(t *testing.T) {
	base := lab.PaperPlan(1)
	for _, f := range slices.Concat(Factors(), Remedies(), []Factor{Areas()}) {
		if f.Default(base) < 0 {
			t.Errorf("%s: the protocol is none of its levels", f.Name)
		}
		for i, l := range f.Levels {
			c := Cell{Plan: base}.with(f, i)
			if err := c.Plan.Validate(); err != nil {
				t.Errorf("%s %s: %v", f.Name, l.Label, err)
			}
			if f.Default(c.Plan) != i {
				t.Errorf("%s %s: the plan is at level %d, want %d", f.Name, l.Label, f.Default(c.Plan), i)
			}
			if other, err := f.Level(l.Label); err != nil || other.Label != l.Label {
				t.Errorf("%s: level %q: %v", f.Name, l.Label, err)
			}
		}
	}
	if base.Scenarios[0].Losses[1].Name() != "Contrast" {
		t.Error("a level has changed the base plan")
	}
}
