package nodule_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/nodule"
)

// A nodule taken apart and drawn with the look of its class is the sample of its test
// set, to the last bit.
func TestSingleIsItsSample(t *testing.T) {
	for name, c := range map[string]nodule.Config{"paper": nodule.Paper(), "noise everywhere": changed(func(c *nodule.Config) { c.NoiseEverywhere, c.HardEdges = true, true })} {
		d := nodule.D(150, 170)
		set, err := c.TestSet(3, d)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range []int{0, 1, 2, 17, 199} {
			s, err := c.Single(3, d, i)
			if err != nil {
				t.Fatal(err)
			}
			image, mask, err := s.Draw(c, c.LookOf(s.Class, d))
			if err != nil {
				t.Fatal(err)
			}
			if s.Class != set.Classes[i] || !slices.Equal(image, set.Image(i)) || !slices.Equal(mask, set.Mask(i)) {
				t.Errorf("%s: sample %d is another one", name, i)
			}
		}
	}
}

func changed(change func(*nodule.Config)) nodule.Config {
	c := nodule.Paper()
	change(&c)
	return c
}

// What the look says is what is drawn: the area, the grey levels, the turn.
func TestSingleLook(t *testing.T) {
	c := changed(func(c *nodule.Config) { c.ScaleJitter, c.ShearJitter, c.ControlSD, c.Shift = 0, 0, 0, 0 })
	s, err := c.Single(1, nodule.D(150, 150), 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, shape := range []float64{0, .3, .8, 1} {
		look := nodule.Look{Shape: shape, Area: .2, Intensity: 200, Background: 50}
		image, mask, err := s.Draw(c, look)
		if err != nil {
			t.Fatal(err)
		}
		area := 0.
		for i, m := range mask {
			area += float64(m) / float64(len(mask))
			if want := 50 + 150*float64(m); math.Abs(float64(image[i])-want) > 1e-3 {
				t.Fatalf("shape %g: pixel %d of coverage %g is %g, want %g", shape, i, m, image[i], want)
			}
		}
		if math.Abs(area-.2) > .005 {
			t.Errorf("shape %g: area %.3f, want .2", shape, area)
		}
	}
	quarter := func(turn float64) []float32 {
		_, mask, err := s.Draw(c, nodule.Look{Shape: 1, Area: .2, Turn: turn})
		if err != nil {
			t.Fatal(err)
		}
		return mask
	}
	plain, turned := quarter(0), quarter(math.Pi/2)
	for y := range c.Side {
		for x := range c.Side {
			if d := plain[y*c.Side+x] - turned[x*c.Side+c.Side-1-y]; math.Abs(float64(d)) > .05 {
				t.Fatalf("turned by 90°, pixel (%d, %d) differs by %.2f", x, y, d)
			}
		}
	}
}

func TestSingleErrors(t *testing.T) {
	c, d := nodule.Paper(), nodule.D(150, 150)
	two := changed(func(c *nodule.Config) { c.Objects = 2 })
	for want, call := range map[string]func() error{
		"sample -1: want 0 or more": func() error { _, err := c.Single(1, d, -1); return err },
		"seeds start at 1":          func() error { _, err := c.Single(0, d, 0); return err },
		"want Objects 1":            func() error { _, err := two.Single(1, d, 0); return err },
		"Shape 1.5: want 0 to 1; Area 0: want 0.01 to 0.6": func() error {
			s, err := c.Single(1, d, 0)
			if err != nil {
				return err
			}
			_, _, err = s.Draw(c, nodule.Look{Shape: 1.5})
			return err
		},
	} {
		if err := call(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

// A nodule halfway between smooth and spiculated, with the deformation of a sample of a
// test set.
func ExampleConfig_Single() {
	c := nodule.Paper()
	s, err := c.Single(1, nodule.D(150, 150), 0)
	if err != nil {
		panic(err)
	}
	image, _, err := s.Draw(c, nodule.Look{Shape: .5, Area: .27, Intensity: 150, Background: 98})
	if err != nil {
		panic(err)
	}
	fmt.Printf("%.0f\n", image[16*32+16])
	// Output: 150
}
