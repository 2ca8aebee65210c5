package nodule_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/nodule"
)

// block is a square of side 2 around (5, 5).
func block() nodule.Outline { return nodule.Outline{{4, 4}, {6, 4}, {6, 6}, {4, 6}} }

// still is the paper's configuration without deformation and noise.
func still() nodule.Config {
	c := nodule.Paper()
	c.Rotation, c.ScaleJitter, c.ShearJitter, c.Shift, c.ControlSD, c.NoiseSD = 0, 0, 0, 0, 0, 0
	return c
}

// Each sample is its own shape: in the middle, with the area and the intensity of its class.
func TestDrawShapes(t *testing.T) {
	triangle := nodule.Outline{{0, 0}, {3, 0}, {0, 3}}
	s, err := still().DrawShapes(1, "test", nodule.D(180, 160), []nodule.Shape{{block(), nodule.Benign}, {triangle, nodule.Malignant}})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Check(); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(s.Classes, []nodule.Class{nodule.Benign, nodule.Malignant}) {
		t.Errorf("classes %v", s.Classes)
	}
	for i, want := range []struct{ area, most float64 }{{.30, 160}, {7. / 30, 180}} {
		if a := s.Factors[i].Area; math.Abs(a-want.area) > .002 {
			t.Errorf("sample %d covers %.4f of the image, want %.4f", i, a, want.area)
		}
		if most := slices.Max(s.Image(i)); math.Abs(float64(most)-want.most) > 1e-3 {
			t.Errorf("sample %d has the brightest pixel %.2f, want %.0f", i, most, want.most)
		}
	}
	if corner, middle := s.Mask(0)[6*32+6], s.Mask(0)[16*32+16]; corner != 0 || middle != 1 {
		t.Errorf("the square covers %.2f of a corner and %.2f of the middle", corner, middle)
	}
	again, err := still().DrawShapes(1, "test", nodule.D(180, 160), []nodule.Shape{{block(), nodule.Benign}})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(again.Image(0), s.Image(0)) {
		t.Error("a set with fewer shapes is not the beginning of the larger")
	}
}

func TestDrawShapesErrors(t *testing.T) {
	two := still()
	two.Objects = 2
	fine := []nodule.Shape{{block(), nodule.Benign}}
	crossed := nodule.Outline{{0, 0}, {2, 2}, {2, 0}, {0, 3}}
	for want, draw := range map[string]func() (*nodule.Set, error){
		"seeds start at 1": func() (*nodule.Set, error) { return still().DrawShapes(0, "test", nodule.D(1, 1), fine) },
		"0 samples":        func() (*nodule.Set, error) { return still().DrawShapes(1, "test", nodule.D(1, 1), nil) },
		"want Objects 1":   func() (*nodule.Set, error) { return two.DrawShapes(1, "test", nodule.D(1, 1), fine) },
		"class 2 of shape 0": func() (*nodule.Set, error) {
			return still().DrawShapes(1, "test", nodule.D(1, 1), []nodule.Shape{{block(), 2}})
		},
		"shape 0: outline cross": func() (*nodule.Set, error) {
			return still().DrawShapes(1, "test", nodule.D(1, 1), []nodule.Shape{{crossed, 0}})
		},
		"shape 0 of 2001 vert": func() (*nodule.Set, error) {
			return still().DrawShapes(1, "test", nodule.D(1, 1), []nodule.Shape{{make(nodule.Outline, 2001), 0}})
		},
	} {
		if _, err := draw(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

// The source divides the shapes anew for each seed; the sets are drawn of the parts.
func TestShapeSource(t *testing.T) {
	shapes := []nodule.Shape{{block(), nodule.Benign}, {block(), nodule.Malignant}}
	var asked []uint64
	source := still().ShapeSource(func(seed uint64) (nodule.Division, error) {
		asked = append(asked, seed)
		return nodule.Division{Training: slices.Repeat(shapes, 3), Validation: shapes, Test: slices.Repeat(shapes, 2)}, nil
	}, nodule.D(150, 150), nodule.D(130, 170), nodule.D(170, 130))
	sets, err := source(7)
	if err != nil {
		t.Fatal(err)
	}
	if sets.Training.Len() != 6 || sets.Validation.Len() != 2 || len(sets.Tests) != 2 || sets.Tests[0].Len() != 4 {
		t.Errorf("%d train, %d validate, %d tests", sets.Training.Len(), sets.Validation.Len(), len(sets.Tests))
	}
	if sets.Tests[1].Distribution != nodule.D(170, 130) || !slices.Equal(asked, []uint64{7}) {
		t.Errorf("test of %s, asked for the seeds %v", sets.Tests[1].Distribution, asked)
	}
}

// A crossed set keeps shapes and classes; its intensities are those that it says.
func TestSetCrossed(t *testing.T) {
	s, err := still().DrawShapes(1, "test", nodule.D(150, 150), slices.Repeat([]nodule.Shape{{block(), nodule.Benign}, {block(), nodule.Malignant}}, 20))
	if err != nil {
		t.Fatal(err)
	}
	x, err := s.Crossed(3, "test")
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Check(); err != nil || !slices.Equal(x.Masks, s.Masks) || !slices.Equal(x.Classes, s.Classes) {
		t.Errorf("masks or classes changed, or %v", err)
	}
	seen := map[int]bool{}
	for i, level := range x.Intensities {
		seen[level] = true
		if most := slices.Max(x.Image(i)); math.Abs(float64(most)-float64(level)) > 1e-3 {
			t.Errorf("sample %d has the brightest pixel %.2f, want %d", i, most, level)
		}
	}
	if len(seen) < 6 {
		t.Errorf("only the intensities %v", seen)
	}
}
