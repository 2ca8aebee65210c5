package nodule_test

import (
	"math"
	"strings"
	"testing"

	"nodulelab/lib/nodule"
)

// sets are the training and validation sets of a changed configuration.
func sets(t *testing.T, change func(*nodule.Config)) (training, validation *nodule.Set) {
	t.Helper()
	c := nodule.Paper()
	change(&c)
	training, validation, err := c.TrainingSets(3, nodule.D(180, 160))
	if err != nil {
		t.Fatal(err)
	}
	return training, validation
}

func paper(*nodule.Config) {}

// The share of malignant samples is that of training and validation together; the
// tests keep their halves.
func TestShare(t *testing.T) {
	for _, share := range []float64{.3, .5, .7} {
		training, validation := sets(t, func(c *nodule.Config) { c.Share = share })
		n := 0
		for _, s := range []*nodule.Set{training, validation} {
			for _, m := range s.Malignant() {
				if m {
					n++
				}
			}
		}
		if n != int(math.Round(200*share)) {
			t.Errorf("share %v: %d of 200 are malignant", share, n)
		}
		c := nodule.Paper()
		c.Share = share
		test, err := c.TestSet(3, nodule.D(150, 190))
		if err != nil {
			t.Fatal(err)
		}
		plain, err := nodule.Paper().TestSet(3, nodule.D(150, 190))
		if err != nil || test.Images[777] != plain.Images[777] || test.Classes[5] != plain.Classes[5] {
			t.Errorf("share %v: the test set is another one", share)
		}
	}
}

// Hard edges change pixels at the edge alone: coverage is 0 or 1.
func TestHardEdges(t *testing.T) {
	soft, _ := sets(t, paper)
	hard, _ := sets(t, func(c *nodule.Config) { c.HardEdges = true })
	for i, m := range hard.Masks {
		if m != 0 && m != 1 {
			t.Fatalf("coverage %v", m)
		}
		if s := soft.Masks[i]; math.Abs(float64(s-m)) > .5 {
			t.Fatalf("coverage %v became %v", s, m)
		}
	}
}

// Noise lies on the nodule, or everywhere; where there is full coverage it is the
// same noise.
func TestNoiseEverywhere(t *testing.T) {
	on, _ := sets(t, paper)
	everywhere, _ := sets(t, func(c *nodule.Config) { c.NoiseEverywhere = true })
	varies := false
	for i, m := range on.Masks {
		if m == 0 && on.Images[i] != 98 {
			t.Fatalf("background %v", on.Images[i])
		}
		varies = varies || m == 0 && everywhere.Images[i] != 98
		if m == 1 && on.Images[i] != everywhere.Images[i] {
			t.Fatalf("inside, %v became %v", on.Images[i], everywhere.Images[i])
		}
	}
	if !varies {
		t.Error("the background has no noise")
	}
}

func TestRotation(t *testing.T) {
	upright, _ := sets(t, func(c *nodule.Config) { c.Rotation = 0 })
	for _, f := range upright.Factors {
		if f.Affine.Rotation != 0 {
			t.Fatalf("turned by %v", f.Affine.Rotation)
		}
	}
	quarter, _ := sets(t, func(c *nodule.Config) { c.Rotation = .25 })
	most := 0.
	for _, f := range quarter.Factors {
		most = max(most, math.Abs(f.Affine.Rotation))
	}
	if most > math.Pi/4 || most < .9*math.Pi/4 {
		t.Errorf("turned by up to %v", most)
	}
}

// Augmentation multiplies an image's contrast by one factor within its bounds, in
// the training set and nowhere else.
func TestContrastJitter(t *testing.T) {
	const jitter = .35
	training, validation := sets(t, paper)
	augmented, same := sets(t, func(c *nodule.Config) { c.ContrastJitter = jitter })
	least, most := math.Inf(1), 0.
	for i := range training.Len() {
		var gain float64
		for p, g := range training.Image(i) {
			a := augmented.Image(i)[p]
			if g == 98 && a != 98 {
				t.Fatalf("the background became %v", a)
			}
			if training.Mask(i)[p] == 1 && a < 255 && math.Abs(float64(g)-98) > 10 {
				own := (float64(a) - 98) / (float64(g) - 98)
				if gain != 0 && math.Abs(own-gain) > 1e-3 {
					t.Fatalf("gains %v and %v in one image", own, gain)
				}
				gain = own
			}
		}
		least, most = min(least, gain), max(most, gain)
	}
	if least < math.Exp(-jitter)-1e-3 || most > math.Exp(jitter)+1e-3 || most < 1.3 || least > .77 {
		t.Errorf("gains from %v to %v", least, most)
	}
	for i := range validation.Images {
		if validation.Images[i] != same.Images[i] {
			t.Fatal("the validation set is augmented too")
		}
	}
}

func TestChoicesAreChecked(t *testing.T) {
	c := nodule.Paper()
	c.Share, c.Rotation, c.ContrastJitter = 1, -1, 9
	err := c.Validate()
	for _, want := range []string{"Share 1: want 0.05 to 0.95", "Rotation -1: want 0 to 1", "ContrastJitter 9: want 0 to 3"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}
