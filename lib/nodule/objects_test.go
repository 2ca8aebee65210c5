//go:build !js

package nodule_test

import (
	"bytes"
	"encoding/csv"
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/nodule"
)

func several(n int) nodule.Config {
	c := nodule.Paper()
	c.Objects = n
	return c
}

// 0 and 1 objects are the paper's single shape, bit for bit.
func TestOneObject(t *testing.T) {
	a, b := draw(t, several(0), 1, nodule.D(150, 170), 10), draw(t, several(1), 1, nodule.D(150, 170), 10)
	if a.Digest() != b.Digest() || b.Factors[3].More != nil || b.Factors[3].Frame != (nodule.Frame{}) {
		t.Error("one object is not the paper's shape")
	}
}

// The shapes of a sample lie in different cells of the smallest grid that holds them, and
// have the area of the class together.
func TestObjects(t *testing.T) {
	for n, k := range map[int]int{2: 2, 3: 2, 4: 2, 5: 3, 9: 3} {
		c := several(n)
		set := draw(t, c, 1, nodule.D(150, 150), 200)
		for i, f := range set.Factors {
			shapes, cells := f.Shapes(), map[nodule.Point]bool{}
			for _, s := range shapes {
				cells[s.Frame.Corner] = true
				if s.Frame.Side != 1/float64(k) || s.Frame.Corner.X > .7 || s.Frame.Corner.Y > .7 {
					t.Fatalf("%d objects: frame %+v", n, s.Frame)
				}
			}
			if len(shapes) != n || len(cells) != n {
				t.Fatalf("%d objects: sample %d has %d shapes in %d cells", n, i, len(shapes), len(cells))
			}
		}
		near(t, "benign area", meanArea(set, nodule.Benign), c.BenignArea, .01)
		near(t, "malignant area", meanArea(set, nodule.Malignant), c.MalignantArea, .01)
	}
}

// A mask is what the factors describe: the sum of the shapes' own masks, up to 1. No shape
// reaches far beyond its cell: less than a tenth of its area lies outside.
func TestFactorsDescribeAllObjects(t *testing.T) {
	for _, n := range []int{2, 5} {
		factorsDescribe(t, several(n))
	}
}

func factorsDescribe(t *testing.T, c nodule.Config) {
	t.Helper()
	set := draw(t, c, 2, nodule.D(150, 150), 20)
	for i, f := range set.Factors {
		sum := make([]float32, 32*32)
		for _, s := range f.Shapes() {
			mask, err := nodule.Rasterise(s.Deform(c.BaseOutlines(set.Classes[i])[s.Outline]), 32)
			if err != nil {
				t.Fatal(err)
			}
			var all, outside float64
			for p, m := range mask {
				sum[p] = min(sum[p]+m, 1)
				x, y := (float64(p%32)+.5)/32-s.Frame.Corner.X, (float64(p/32)+.5)/32-s.Frame.Corner.Y
				if all += float64(m); x < 0 || y < 0 || x > s.Frame.Side || y > s.Frame.Side {
					outside += float64(m)
				}
			}
			if outside > .1*all {
				t.Errorf("sample %d: %.2f of a shape lies outside its cell", i, outside/all)
			}
		}
		if !slices.Equal(sum, set.Mask(i)) {
			t.Errorf("sample %d: the mask is not that of its shapes", i)
		}
	}
}

// Each cell is taken as often as any other, and shapes are deformed each by itself.
func TestCellsAreDrawnAtRandom(t *testing.T) {
	set := draw(t, several(2), 3, nodule.D(150, 150), 400)
	taken := map[nodule.Point]int{}
	for i, f := range set.Factors {
		for _, s := range f.Shapes() {
			taken[s.Frame.Corner]++
		}
		if f.Affine == f.More[0].Affine {
			t.Fatalf("sample %d: both shapes have one map", i)
		}
	}
	for corner, n := range taken {
		if len(taken) != 4 || math.Abs(float64(n)-200) > 50 {
			t.Errorf("cell %v is taken %d times of 800, want about 200", corner, n)
		}
	}
	longer := draw(t, several(2), 3, nodule.D(150, 150), 401)
	if !slices.Equal(set.Images, longer.Images[:len(set.Images)]) {
		t.Error("a longer draw does not start with the shorter one")
	}
}

func TestObjectsAreChecked(t *testing.T) {
	for n, allowed := range map[int]bool{-1: false, 0: true, 9: true, 10: false} {
		held(t, several(n), "want 1 to 9, or 0 for 1", allowed)
	}
	c := several(2)
	c.BenignArea = .31
	held(t, c, "Objects 2: each benign shape would fill 0.62 of its cell", false)
	c.Objects = 4
	held(t, c, "", true)
}

// With several shapes the table has a row for each, and the frames to which they refer.
func TestFactorsOfObjectsCSV(t *testing.T) {
	set := draw(t, several(3), 1, nodule.D(150, 170), 2)
	var file bytes.Buffer
	if err := set.WriteFactorsCSV(&file); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(rows[0][108:], " "); len(rows) != 7 || got != "outline frame_x frame_y frame_side" {
		t.Errorf("%d rows that end with %s", len(rows), got)
	}
	if rows[4][0] != "1" || rows[4][111] != "0.5" || rows[5][4] == rows[4][4] {
		t.Errorf("rows %v, %v", rows[4][:5], rows[5][:5])
	}
}

// Interventions work on several shapes as on one.
func TestInterventionsOnObjects(t *testing.T) {
	c, d := several(4), nodule.D(150, 190)
	set, err := c.TestSet(1, d)
	if err != nil {
		t.Fatal(err)
	}
	reshaped, err := c.ReshapedTestSet(1, d)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range reshaped.Factors {
		if f.Affine != set.Factors[i].Affine || f.More[2].Frame != set.Factors[i].More[2].Frame || reshaped.Classes[i] == set.Classes[i] {
			t.Fatalf("sample %d: another deformation or cell, or the same class", i)
		}
	}
	painted := repaint(t, set, nodule.D(190, 150))
	if !slices.Equal(painted.Masks, set.Masks) || slices.Equal(painted.Images, set.Images) {
		t.Error("repainting changed the masks, or nothing")
	}
}
