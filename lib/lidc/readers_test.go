package lidc

import (
	"testing"

	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
)

// Readers agree as data/README.md says: κ .44, and opposite in 19 % of pairs.
func TestAgree(t *testing.T) {
	all, err := Outlines()
	if err != nil {
		t.Fatal(err)
	}
	g, err := Agree(all)
	if err != nil {
		t.Fatal(err)
	}
	if g.Nodules != 930-237 || g.Kappa < .43 || g.Kappa > .45 || g.Opposite.Value() < .18 || g.Opposite.Value() > .20 {
		t.Errorf("%+v (opposite %.3f), want 693 nodules, κ .44, opposite .19", g, g.Opposite.Value())
	}
}

// The next reader speaks, after the last the first; a nodule of one reader has no other.
func TestOtherReader(t *testing.T) {
	all := []Outline{
		{Annotation: 1, Nodule: 1, Spiculation: 5}, {Annotation: 2, Nodule: 1, Spiculation: 1}, {Annotation: 3, Nodule: 1, Spiculation: 3},
		{Annotation: 4, Nodule: 2, Spiculation: 1},
	}
	for i, want := range map[int]metrics.Proportion{0: {Hits: 0, Total: 1}, 1: {Hits: 1, Total: 1}, 2: {Hits: 1, Total: 1}, 3: {}} {
		if got := OtherReader([]Chosen{{&all[i], nodule.Malignant}}, all); got != want {
			t.Errorf("outline %d: %+v, want %+v", i, got, want)
		}
	}
}
