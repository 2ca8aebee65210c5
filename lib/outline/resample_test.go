package outline_test

import (
	"math"
	"slices"
	"testing"

	"nodulelab/lib/nodule"
	"nodulelab/lib/outline"
)

func TestResample(t *testing.T) {
	doubled := nodule.Outline{{X: 0, Y: 0}, {X: 0, Y: 0}, {X: 2, Y: 0}, {X: 2, Y: 2}, {X: 2, Y: 2}, {X: 0, Y: 2}, {X: 0, Y: 0}}
	for _, o := range []nodule.Outline{square, doubled} {
		got, err := outline.Resample(o, 8)
		want := nodule.Outline{{X: 0, Y: 0}, {X: 1, Y: 0}, {X: 2, Y: 0}, {X: 2, Y: 1}, {X: 2, Y: 2}, {X: 1, Y: 2}, {X: 0, Y: 2}, {X: 0, Y: 1}}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%v, %v", got, err)
		}
	}
}

// Neighbours lie equally far apart, but for the corners that they cut off.
func TestResampleSpacing(t *testing.T) {
	for _, n := range []int{100, 719, 720, 2000} {
		got, err := outline.Resample(nodule.BenignOutline(.3), n)
		if err != nil || len(got) != n {
			t.Fatalf("%d points, want %d: %v", len(got), n, err)
		}
		least, most := math.Inf(1), 0.
		for i, p := range got {
			q := got[(i+1)%n]
			d := math.Hypot(q.X-p.X, q.Y-p.Y)
			least, most = min(least, d), max(most, d)
		}
		if most > 1.001*least {
			t.Errorf("%d points: %v to %v apart", n, least, most)
		}
		near(t, "area", got.Area(), .3, .001)
	}
}

func TestResampleRefuses(t *testing.T) {
	spiral := nodule.Outline{{X: 0, Y: 0}, {X: 10, Y: 0}, {X: 10, Y: 10}, {X: 1, Y: 10}, {X: 1, Y: 4}, {X: 6, Y: 4}, {X: 6, Y: 5}, {X: 2, Y: 5}, {X: 2, Y: 9}, {X: 9, Y: 9}, {X: 9, Y: 1}, {X: 0, Y: 1}}
	point := nodule.Point{X: 1, Y: 1}
	for want, test := range map[string]struct {
		outline nodule.Outline
		n       int
	}{
		"outline: resampled to 2 points: want 3 to 2000":                                                {square, 2},
		"outline: resampled to 2001 points: want 3 to 2000":                                             {square, 2001},
		"from 0 points with a perimeter of 0: want at least 3, finite and apart":                        {nil, 8},
		"from 3 points with a perimeter of 0":                                                           {nodule.Outline{point, point, point}, 8},
		"from 3 points with a perimeter of NaN":                                                         {nodule.Outline{point, {}, {X: math.NaN()}}, 8},
		"from 3 points with a perimeter of +Inf":                                                        {nodule.Outline{point, {}, {X: math.Inf(1)}}, 8},
		"resampled to 7 points, want more, or an outline without fault: nodule: outline crosses itself": {spiral, 7},
	} {
		_, err := outline.Resample(test.outline, test.n)
		refused(t, err, want)
	}
}
