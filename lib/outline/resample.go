package outline

import (
	"fmt"
	"math"

	"nodulelab/lib/nodule"
)

// Resample returns n points of an outline, 3 to 2000, equally spaced along its perimeter,
// the first of them the outline's first. It is an error if the outline has fewer than three
// points, a coordinate that is not finite or no length, or if the n points have no clear
// inside ([nodule.Outline.Check]), as too few points of a fine outline may not.
func Resample(o nodule.Outline, n int) (nodule.Outline, error) {
	if n < 3 || n > mostPoints {
		return nil, fmt.Errorf("outline: resampled to %d points: want 3 to %d", n, mostPoints)
	}
	if length := perimeter(o); len(o) < 3 || !(length > 0) || math.IsInf(length, 0) {
		return nil, fmt.Errorf("outline: resampled from %d points with a perimeter of %g: want at least 3, finite and apart", len(o), length)
	}
	spaced := along(o, n)
	if err := spaced.Check(); err != nil {
		return nil, fmt.Errorf("outline: resampled to %d points, want more, or an outline without fault: %w", n, err)
	}
	return spaced, nil
}

// along walks round an outline and sets n points.
func along(o nodule.Outline, n int) nodule.Outline {
	step := perimeter(o) / float64(n)
	spaced := make(nodule.Outline, 0, n)
	var walked float64
	for i, p := range o {
		length, d := edge(o, i), minus(next(o, i), p)
		for len(spaced) < n && float64(len(spaced))*step < walked+length {
			share := (float64(len(spaced))*step - walked) / length
			spaced = append(spaced, nodule.Point{X: p.X + share*d.X, Y: p.Y + share*d.Y})
		}
		walked += length
	}
	return spaced
}
