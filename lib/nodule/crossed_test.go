package nodule_test

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"

	"nodulelab/lib/nodule"
)

func crossed(t testing.TB, c nodule.Config, seed uint64, n int) *nodule.Crossed {
	t.Helper()
	x, err := c.DrawCrossed(seed, "test", n)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// In a crossed set class and intensity are independent: their correlation is
// within what chance gives, and every intensity occurs in both classes.
func TestCrossedIsIndependent(t *testing.T) {
	const n = 4000
	x := crossed(t, nodule.Paper(), 1, n)
	var classes, intensities []float64
	seen := map[[2]int]int{}
	for i, class := range x.Classes {
		classes, intensities = append(classes, float64(class)), append(intensities, float64(x.Intensities[i]))
		seen[[2]int{int(class), x.Intensities[i]}]++
	}
	if r := stat.Correlation(classes, intensities, nil); math.Abs(r) > 3/math.Sqrt(n) {
		t.Errorf("class and intensity correlate by %.3f", r)
	}
	for _, level := range nodule.Intensities() {
		for class := range 2 {
			if k := seen[[2]int{class, level}]; k < n/20*7/10 || k > n/20*13/10 {
				t.Errorf("class %d has intensity %d in %d of %d samples, want about %d", class, level, k, n, n/20)
			}
		}
	}
}

// Without noise, each image is the one that the paper's model paints.
func TestCrossedIntensities(t *testing.T) {
	c := nodule.Paper()
	c.NoiseSD = 0
	x := crossed(t, c, 2, 30)
	if x.Distribution != nodule.Named("crossed") || x.Len() != 30 || len(x.Intensities) != 30 {
		t.Fatalf("%d samples of D(%s) with %d intensities", x.Len(), x.Distribution, len(x.Intensities))
	}
	for i, level := range x.Intensities {
		for p, m := range x.Mask(i) {
			want := c.Background + (float64(level)-c.Background)*float64(m)
			if math.Abs(float64(x.Image(i)[p])-want) > 1e-3 {
				t.Fatalf("sample %d of intensity %d: pixel %d is %v, want %v", i, level, p, x.Image(i)[p], want)
			}
		}
	}
}

func TestCrossedIsReproducible(t *testing.T) {
	c := nodule.Paper()
	a, b, other := crossed(t, c, 3, 20), crossed(t, c, 3, 20), crossed(t, c, 4, 20)
	if !slices.Equal(a.Images, b.Images) || slices.Equal(a.Images, other.Images) || slices.Equal(a.Intensities, other.Intensities) {
		t.Error("equal seeds differ, or different ones agree")
	}
	if _, err := c.DrawCrossed(0, "test", 20); err == nil {
		t.Error("seed 0 drew a set")
	}
}

func TestCrossedFirst(t *testing.T) {
	x := crossed(t, nodule.Paper(), 1, 20)
	first, err := x.First(6)
	if err != nil {
		t.Fatal(err)
	}
	if first.Len() != 6 || !slices.Equal(first.Intensities, x.Intensities[:6]) || !slices.Equal(first.Images, x.Images[:6*1024]) {
		t.Errorf("the first 6 are %d", first.Len())
	}
	for _, n := range []int{0, 21} {
		if _, err := x.First(n); err == nil {
			t.Errorf("the first %d of 20 were taken", n)
		}
	}
}

// The smaller set of a seed is the beginning of the larger one, so that more
// images are the same ones and others.
func TestCrossedSetsAreNested(t *testing.T) {
	few, many := crossed(t, nodule.Paper(), 5, 20), crossed(t, nodule.Paper(), 5, 50)
	first, err := many.First(20)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(few.Images, first.Images) || !slices.Equal(few.Intensities, first.Intensities) {
		t.Error("the first 20 of 50 are not the 20")
	}
}

// Shape and whole-image mean are not independent even here: at one intensity the
// larger shapes make brighter images.
func TestCrossedMeansFollowTheArea(t *testing.T) {
	x := crossed(t, nodule.Paper(), 6, 2000)
	if m, b := x.WholeImageMean(nodule.Malignant), x.WholeImageMean(nodule.Benign); m >= b {
		t.Errorf("malignant images have the mean %.1f, benign ones %.1f", m, b)
	}
}
