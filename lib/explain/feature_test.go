package explain_test

import (
	"math"
	"testing"

	"nodulelab/lib/explain"
	"nodulelab/lib/nodule"
)

func values(t *testing.T, f explain.Feature, s *nodule.Set) []float64 {
	t.Helper()
	v, err := f.Values(s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// The features of a set drawn without noise follow from its areas by hand.
func TestFeatures(t *testing.T) {
	c := nodule.Paper()
	c.NoiseSD = 0
	set, err := c.Draw(1, "features", nodule.D(170, 130), 20)
	if err != nil {
		t.Fatal(err)
	}
	features := explain.Features()
	whole, inner := values(t, features[0], set), values(t, features[1], set)
	for i, f := range set.Factors {
		intensity := float64(set.Distribution.Intensity(set.Classes[i]))
		if want := c.Background + (intensity-c.Background)*f.Area; math.Abs(whole[i]-want) > .01 {
			t.Errorf("sample %d: the whole image's mean is %v, want %v", i, whole[i], want)
		}
		if inner[i] != intensity {
			t.Errorf("sample %d: the foreground's mean is %v, want %v", i, inner[i], intensity)
		}
	}
}

// A pixel that the shape covers only in part does not count as foreground.
func TestFeaturesByHand(t *testing.T) {
	set := &nodule.Set{
		Side: 2, Images: []float32{10, 20, 30, 60, 1, 2, 3, 4}, Masks: []float32{0, .9, 1, 1, 1, 0, 0, 0},
		Classes: make([]nodule.Class, 2),
	}
	for i, want := range [][]float64{{30, 2.5}, {45, 1}} {
		f := explain.Features()[i]
		if got := values(t, f, set); len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
			t.Errorf("%s: %v, want %v", f.Name, got, want)
		}
	}
}

func TestForegroundOfNothing(t *testing.T) {
	set := &nodule.Set{Side: 1, Images: []float32{98}, Masks: []float32{.5}, Classes: []nodule.Class{nodule.Benign}}
	if got := values(t, explain.Features()[1], set)[0]; !math.IsNaN(got) {
		t.Errorf("the mean of no pixel is %v, want NaN", got)
	}
}
