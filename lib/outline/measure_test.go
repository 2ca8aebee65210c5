package outline_test

import (
	"math"
	"testing"

	"nodulelab/lib/nodule"
	"nodulelab/lib/outline"
)

func near(t *testing.T, name string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s %v, want %v ± %g", name, got, want, tolerance)
	}
}

func TestMeasure(t *testing.T) {
	for name, test := range map[string]struct {
		outline nodule.Outline
		want    outline.Measures
	}{
		"square": {square, outline.Measures{Solidity: 1, Circularity: math.Pi / 4, Reach: math.Sqrt(.5)}},
		"L": {nodule.Outline{{X: 0, Y: 0}, {X: 2, Y: 0}, {X: 2, Y: 1}, {X: 1, Y: 1}, {X: 1, Y: 2}, {X: 0, Y: 2}},
			outline.Measures{Solidity: 3 / 3.5, Circularity: 4 * math.Pi * 3 / 64, Reach: math.Hypot(5./6, 7./6) / math.Sqrt(3)}},
		"disc": {nodule.Polar(func(float64) float64 { return 1 }), outline.Measures{Solidity: 1, Circularity: 1, Reach: 1 / math.Sqrt(math.Pi)}},
	} {
		for _, a := range []nodule.Affine{{ScaleX: 1, ScaleY: 1}, {ScaleX: -7, ScaleY: 7, Rotation: 1, Shift: nodule.Point{X: 300, Y: -20}}} {
			got := outline.Measure(test.outline.Map(a.Apply))
			near(t, name+": solidity", got.Solidity, test.want.Solidity, 1e-9)
			near(t, name+": circularity", got.Circularity, test.want.Circularity, 1e-4)
			near(t, name+": reach", got.Reach, test.want.Reach, 1e-4)
		}
	}
	if got := outline.Measure(square[:2]); !math.IsNaN(got.Solidity) || !math.IsNaN(got.Circularity) || !math.IsNaN(got.Reach) {
		t.Errorf("of two points: %v", got)
	}
}

// The file's measures are those of the finer outlines, from which 96 points were taken.
func TestMeasureAgreesWithTheFile(t *testing.T) {
	table := lidc(t)
	facts := map[string][]float64{}
	for _, name := range []string{"solidity", "circularity", "reach"} {
		var err error
		if facts[name], err = table.Numbers(name); err != nil {
			t.Fatal(err)
		}
	}
	for i, o := range table.Outlines {
		got := outline.Measure(o)
		near(t, "solidity", got.Solidity, facts["solidity"][i], .01)
		near(t, "circularity", got.Circularity, facts["circularity"][i], .04*facts["circularity"][i])
		near(t, "reach", got.Reach, facts["reach"][i], .001)
	}
}
