package lab_test

import (
	"context"
	"reflect"
	"testing"

	"nodulelab/lib/internal/labtest"
	"nodulelab/lib/lab"
	"nodulelab/lib/nodule"
)

func drawn(t *testing.T, p lab.Plan, seed uint64) nodule.Sets {
	t.Helper()
	sets, err := p.Draw(p.Scenarios[0], seed)
	if err != nil {
		t.Fatal(err)
	}
	return sets
}

// With a seed of the data all seeds have its sets; without one each has its own.
func TestDataSeed(t *testing.T) {
	p := labtest.Brief()
	own, other := drawn(t, p, 2), drawn(t, p, 3)
	if own.Training.Digest() == other.Training.Digest() {
		t.Error("two seeds have one training set")
	}
	p.Data = 2
	for seed := uint64(1); seed <= 3; seed++ {
		if !reflect.DeepEqual(drawn(t, p, seed), own) {
			t.Errorf("seed %d does not have the sets of seed 2", seed)
		}
	}
}

// Another order has the same training samples and the same other sets.
func TestOrderOfTheTrainingSamples(t *testing.T) {
	p := labtest.Brief()
	own := drawn(t, p, 1)
	p.Order = 1
	other := drawn(t, p, 1)
	if other.Training.Digest() == own.Training.Digest() {
		t.Error("the order is the same")
	}
	if !reflect.DeepEqual(other.Validation, own.Validation) || !reflect.DeepEqual(other.Tests, own.Tests) {
		t.Error("other sets differ too")
	}
	images := map[string]int{}
	for i := range own.Training.Len() {
		images[key(own.Training.Image(i))]++
		images[key(other.Training.Image(i))]--
	}
	for _, n := range images {
		if n != 0 {
			t.Fatal("the training samples are others")
		}
	}
	if again := drawn(t, p, 1); again.Training.Digest() != other.Training.Digest() {
		t.Error("the order is not the same each time")
	}
}

func key(image []float32) string {
	b := make([]byte, 0, len(image))
	for _, v := range image {
		b = append(b, byte(v))
	}
	return string(b)
}

// Networks of other data or another order have their own place in the store; the looks
// through them are at the sets that they were trained on.
func TestDataAndOrderAreIdentity(t *testing.T) {
	l := labtest.Open(t, t.TempDir(), new(int))
	l.Plan.Seeds, l.Plan.Scenarios = l.Plan.Seeds[:1], l.Plan.Scenarios[2:]
	s := l.Plan.Scenarios[0]
	for _, change := range []func(){func() {}, func() { l.Plan.Data = 2 }, func() { l.Plan.Order = 1 }} {
		change()
		if missing, err := l.Missing(context.Background()); err != nil || len(missing) != 1 {
			t.Fatalf("%d networks are missing, %v: want 1", len(missing), err)
		}
		networks, err := l.Trained(t.Context(), s, s.Losses[0])
		if err != nil {
			t.Fatal(err)
		}
		looks, err := l.Looks(t.Context(), networks)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := looks[0].Training().Set.Digest(), drawn(t, l.Plan, 1).Training.Digest(); got != want {
			t.Errorf("data %d, order %d: looked at %s, trained on %s", l.Plan.Data, l.Plan.Order, got, want)
		}
	}
}
