package nodule_test

import (
	"fmt"
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

// Share is the share of malignant samples in the training and validation sets together;
// test sets stay half and half.
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

// Each field is held to its range, both ends allowed: one step beyond is an error that
// names the field and the range, and NaN is no number of any.
func TestValidate(t *testing.T) {
	if err := nodule.Paper().Validate(); err != nil {
		t.Fatalf("the paper's own: %v", err)
	}
	whole := map[string]struct {
		of        func(*nodule.Config) *int
		low, high int
		want      string
	}{
		"Side":     {func(c *nodule.Config) *int { return &c.Side }, 16, 256, "want 16 to 256 pixels"},
		"Spikes":   {func(c *nodule.Config) *int { return &c.Spikes }, 1, 60, "want 1 to 60"},
		"Cells":    {func(c *nodule.Config) *int { return &c.Cells }, 1, 64, "want 1 to 64"},
		"Training": {func(c *nodule.Config) *int { return &c.Training }, 2, 198, "want 2 to Samples-2"},
	}
	for name, field := range whole {
		for v, allowed := range map[int]bool{field.low - 1: false, field.low: true, field.high: true, field.high + 1: false} {
			c := nodule.Paper()
			*field.of(&c) = v
			held(t, c, fmt.Sprintf("%s %d: %s", name, v, field.want), allowed)
		}
	}
	real := map[string]struct {
		of        func(*nodule.Config) *float64
		low, high float64
	}{
		"Background":     {func(c *nodule.Config) *float64 { return &c.Background }, 0, 255},
		"NoiseSD":        {func(c *nodule.Config) *float64 { return &c.NoiseSD }, 0, 255},
		"BenignArea":     {func(c *nodule.Config) *float64 { return &c.BenignArea }, .01, .6},
		"MalignantArea":  {func(c *nodule.Config) *float64 { return &c.MalignantArea }, .01, .6},
		"SpikeDepth":     {func(c *nodule.Config) *float64 { return &c.SpikeDepth }, 0, .95},
		"Rotation":       {func(c *nodule.Config) *float64 { return &c.Rotation }, 0, 1},
		"ScaleJitter":    {func(c *nodule.Config) *float64 { return &c.ScaleJitter }, 0, .5},
		"ShearJitter":    {func(c *nodule.Config) *float64 { return &c.ShearJitter }, 0, .5},
		"Shift":          {func(c *nodule.Config) *float64 { return &c.Shift }, 0, .5},
		"ControlSD":      {func(c *nodule.Config) *float64 { return &c.ControlSD }, 0, .25},
		"Share":          {func(c *nodule.Config) *float64 { return &c.Share }, .05, .95},
		"ContrastJitter": {func(c *nodule.Config) *float64 { return &c.ContrastJitter }, 0, 3},
	}
	for name, field := range real {
		for v, allowed := range map[float64]bool{field.low - .001: false, field.low: true, field.high: true, field.high + .001: false, math.NaN(): false} {
			c := nodule.Paper()
			*field.of(&c) = v
			held(t, c, fmt.Sprintf("%s %g: want %g to %g", name, v, field.low, field.high), allowed)
		}
	}
	for n, allowed := range map[int]bool{2: false, 3: false, 4: true, 5: false, 6: true} {
		c := nodule.Paper()
		c.Samples, c.Training = n, 2
		held(t, c, fmt.Sprintf("Samples %d: want an even number from 4", n), allowed)
	}
}

func held(t *testing.T, c nodule.Config, message string, allowed bool) {
	t.Helper()
	err := c.Validate()
	if allowed && err != nil {
		t.Errorf("%s: %v", message, err)
	}
	if !allowed && (err == nil || !strings.Contains(err.Error(), message)) {
		t.Errorf("error %v, want %q", err, message)
	}
}

func TestEveryFaultIsNamed(t *testing.T) {
	c := nodule.Paper()
	c.Share, c.Rotation, c.ContrastJitter = 1, -1, 9
	want := "nodule: Rotation -1: want 0 to 1; Share 1: want 0.05 to 0.95; ContrastJitter 9: want 0 to 3"
	if err := c.Validate(); err == nil || err.Error() != want {
		t.Errorf("error %v, want %q", err, want)
	}
}
