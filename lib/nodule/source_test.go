//go:build !js

package nodule_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/nodule"
)

// A configuration's source gives the sets of TrainingSets and TestSet.
func TestConfigSource(t *testing.T) {
	c, d := nodule.Paper(), []nodule.Distribution{nodule.D(150, 150), nodule.D(130, 170), nodule.D(170, 130)}
	sets, err := c.Source(d[0], d[1:]...)(3)
	if err != nil {
		t.Fatal(err)
	}
	training, validation, err := c.TrainingSets(3, d[0])
	if err != nil {
		t.Fatal(err)
	}
	if sets.Training.Digest() != training.Digest() || sets.Validation.Digest() != validation.Digest() || len(sets.Tests) != 2 {
		t.Error("other training or validation sets")
	}
	for i, s := range sets.Tests {
		if test, err := c.TestSet(3, d[i+1]); err != nil || s.Digest() != test.Digest() {
			t.Errorf("test set %d is another, %v", i, err)
		}
	}
	for want, source := range map[string]nodule.Source{
		`nothing can be drawn from "x"`: c.Source(nodule.Named("x")),
		"benign intensity 256":          c.Source(d[0], nodule.D(0, 256)),
	} {
		if _, err := source(1); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
	if _, err := c.Source(d[0])(0); err == nil || !strings.Contains(err.Error(), "seed 0: seeds start at 1") {
		t.Errorf("seed 0: %v", err)
	}
}

// numbered is a set of n images of one pixel, of the grey levels 0, 1, 2 …
func numbered(n int) *nodule.Set {
	s := &nodule.Set{Side: 1, Distribution: nodule.Named("mine")}
	for i := range n {
		s.Images, s.Classes = append(s.Images, float32(i)), append(s.Classes, nodule.Class(i%2))
	}
	return s
}

// Each sample trains or validates; a seed decides which. Tests are the same for all seeds.
func TestFixed(t *testing.T) {
	all, test := numbered(200), numbered(7)
	source := nodule.Fixed(all, test, test)
	a, err := source(1)
	if err != nil {
		t.Fatal(err)
	}
	again, errAgain := source(1)
	b, errB := source(2)
	if errAgain != nil || errB != nil || a.Training.Digest() != again.Training.Digest() || a.Training.Digest() == b.Training.Digest() {
		t.Error("equal seeds differ, or different ones agree")
	}
	if a.Training.Len() != 170 || a.Validation.Len() != 30 || len(a.Tests) != 2 || a.Tests[1] != test || a.Training.Distribution != nodule.Named("mine") {
		t.Errorf("%d and %d samples, %d tests", a.Training.Len(), a.Validation.Len(), len(a.Tests))
	}
	together := append(slices.Clone(a.Training.Images), a.Validation.Images...)
	if slices.Sort(together); !slices.Equal(together, all.Images) {
		t.Error("the two sets together are not the whole")
	}
}

// The split of a set is the one that TrainingSets makes of a seed.
func TestFixedSplitsAsTrainingSets(t *testing.T) {
	c, d := nodule.Paper(), nodule.D(150, 150)
	all, err := c.Draw(1, "training set", d, 200)
	if err != nil {
		t.Fatal(err)
	}
	sets, err := nodule.Fixed(all)(1)
	if err != nil {
		t.Fatal(err)
	}
	training, validation, err := c.TrainingSets(1, d)
	if err != nil || sets.Training.Digest() != training.Digest() || sets.Validation.Digest() != validation.Digest() {
		t.Errorf("another split, %v", err)
	}
}

func TestFixedSizes(t *testing.T) {
	for n := 4; n < 60; n++ {
		sets, err := nodule.Fixed(numbered(n))(1)
		if err != nil {
			t.Fatal(err)
		}
		want := max(2, n-int(math.Round(.85*float64(n))))
		if sets.Validation.Len() != want || sets.Training.Len() != n-want || sets.Training.Len() < 2 {
			t.Errorf("%d samples: %d train, %d validate", n, sets.Training.Len(), sets.Validation.Len())
		}
	}
}

func TestFixedRefuses(t *testing.T) {
	for want, source := range map[string]nodule.Source{
		`the set "mine" has 3 samples: want at least 4`:                             nodule.Fixed(numbered(3)),
		`the set "mine" has 0 samples: want at least 1`:                             nodule.Fixed(numbered(4), numbered(0)),
		`the set "my scans" has images of side 2, the training set of side 1: want`: nodule.Fixed(numbered(4), bare()),
	} {
		if _, err := source(1); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
	if _, err := nodule.Fixed(numbered(4))(0); err == nil || !strings.Contains(err.Error(), "seeds start at 1") {
		t.Errorf("seed 0: %v", err)
	}
}
