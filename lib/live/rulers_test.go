package live_test

import (
	"math"
	"testing"

	"nodulelab/lib/explain"
	"nodulelab/lib/live"
	"nodulelab/lib/nodule"
)

// Rulers have the thresholds and the accuracies that package explain gives them.
func TestFitRulers(t *testing.T) {
	sets, err := nodule.Paper().Source(nodule.D(150, 150))(1)
	if err != nil {
		t.Fatal(err)
	}
	rulers, err := live.FitRulers(sets.Training)
	if err != nil || len(rulers) != 3 {
		t.Fatalf("%+v, %v", rulers, err)
	}
	for i, f := range explain.Features() {
		values, err := f.Values(sets.Training)
		if err != nil {
			t.Fatal(err)
		}
		want, err := explain.FitThreshold(values, sets.Training.Malignant())
		if r := rulers[i]; err != nil || r.Name != f.Name || r.Cut != want.Cut || r.Above != want.Above {
			t.Errorf("%+v, want %s %+v (%v)", r, f.Name, want, err)
		}
	}
	if r := rulers[2]; r.Name != "area" || r.Above || r.Right < .95 {
		t.Errorf("the ruler of the area: %+v", r)
	}
	sets.Training.Masks = nil
	if _, err := live.FitRulers(sets.Training); err == nil {
		t.Error("rulers of a foreground without masks")
	}
}

// What is read off a nodule is what features have of the same sample in its set.
func TestRead(t *testing.T) {
	d := nodule.D(170, 130)
	s, err := nodule.Paper().TestSet(1, d)
	if err != nil {
		t.Fatal(err)
	}
	var in live.Instrument
	for i := range 4 {
		p, err := in.Look(live.KnobsOf(1, d, i))
		if err != nil || len(p.Read) != 3 {
			t.Fatalf("%v, %v", p.Read, err)
		}
		for j, f := range explain.Features() {
			if want := f.Of(s, i); math.Abs(p.Read[j]-want) > 1e-4 {
				t.Errorf("sample %d, %s: %g, want %g", i, f.Name, p.Read[j], want)
			}
		}
		if p.Read[2] != p.Area {
			t.Errorf("sample %d: area %g, want %g", i, p.Read[2], p.Area)
		}
	}
}
