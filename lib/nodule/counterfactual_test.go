package nodule_test

import (
	"math"
	"slices"
	"testing"

	"nodulelab/lib/nodule"
)

func repaint(t *testing.T, s *nodule.Set, d nodule.Distribution) *nodule.Set {
	t.Helper()
	painted, err := s.Repaint(d)
	if err != nil {
		t.Fatal(err)
	}
	return painted
}

// Repainting changes the foreground's mean by the step and nothing else: masks,
// background and noise stay, and painting back gives the first set.
func TestRepaint(t *testing.T) {
	set := draw(t, nodule.Paper(), 3, nodule.D(150, 190), 40)
	before := slices.Clone(set.Images)
	painted := repaint(t, set, nodule.D(190, 150))
	if !slices.Equal(set.Images, before) || !slices.Equal(painted.Masks, set.Masks) || !slices.Equal(painted.Classes, set.Classes) {
		t.Fatal("the set itself, its masks or its classes were changed")
	}
	if painted.Distribution != nodule.D(190, 150) {
		t.Errorf("repainted as D(%s)", painted.Distribution)
	}
	for i, m := range set.Masks {
		step := float64(40 * m)
		if set.Classes[i/(32*32)] == nodule.Benign {
			step = -step
		}
		if got := float64(painted.Images[i] - set.Images[i]); math.Abs(got-step) > 1e-3 {
			t.Fatalf("pixel %d of coverage %v moved by %v, want %v", i, m, got, step)
		}
	}
	for i, v := range repaint(t, painted, set.Distribution).Images {
		if math.Abs(float64(v-set.Images[i])) > 1e-3 {
			t.Fatalf("pixel %d: %v, painted back %v", i, set.Images[i], v)
		}
	}
}

// With neither noise nor an intermediate step a repainted set is the set drawn so.
func TestRepaintIsADraw(t *testing.T) {
	c := nodule.Paper()
	c.NoiseSD = 0
	set := draw(t, c, 1, nodule.D(150, 150), 10)
	painted := repaint(t, set, nodule.D(110, 200))
	for i, m := range set.Masks {
		intensity := float64(painted.Distribution.Intensity(set.Classes[i/(32*32)]))
		if want := 98 + (intensity-98)*float64(m); math.Abs(float64(painted.Images[i])-want) > 1e-3 {
			t.Fatalf("pixel %d: %v, want %v", i, painted.Images[i], want)
		}
	}
}

func TestRepaintClips(t *testing.T) {
	painted := repaint(t, draw(t, nodule.Paper(), 1, nodule.D(150, 150), 4), nodule.D(0, 255))
	if low, high := slices.Min(painted.Images), slices.Max(painted.Images); low != 0 || high != 255 {
		t.Errorf("grey levels from %v to %v, want 0 to 255", low, high)
	}
}

// A reshaped set has the other outline under the same deformation, in the same
// intensity and with the same noise.
func TestReshapedTestSet(t *testing.T) {
	c, d := nodule.Paper(), nodule.D(150, 190)
	set, err := c.TestSet(2, d)
	if err != nil {
		t.Fatal(err)
	}
	reshaped, err := c.ReshapedTestSet(2, d)
	if err != nil {
		t.Fatal(err)
	}
	if reshaped.Distribution != nodule.D(190, 150) || reshaped.Len() != set.Len() {
		t.Fatalf("%d samples of D(%s)", reshaped.Len(), reshaped.Distribution)
	}
	for i, class := range set.Classes {
		if reshaped.Classes[i] == class || reshaped.Factors[i].Affine != set.Factors[i].Affine || !slices.Equal(reshaped.Factors[i].FFD.Control, set.Factors[i].FFD.Control) {
			t.Fatalf("sample %d: %s, then %s, or another deformation", i, class, reshaped.Classes[i])
		}
		if d.Intensity(class) != reshaped.Distribution.Intensity(reshaped.Classes[i]) {
			t.Fatalf("sample %d changed its intensity", i)
		}
	}
	if m := meanArea(reshaped, nodule.Malignant); math.Abs(m-c.MalignantArea) > .01 {
		t.Errorf("reshaped malignant area %.3f, want %.3f", m, c.MalignantArea)
	}
	for i, m := range set.Masks {
		if m == 1 && reshaped.Masks[i] == 1 && set.Images[i] != reshaped.Images[i] {
			t.Fatalf("pixel %d lies inside both shapes, but is %v and %v", i, set.Images[i], reshaped.Images[i])
		}
	}
	if _, err := c.ReshapedTestSet(0, d); err == nil {
		t.Error("seed 0 drew a set")
	}
}
