package outline

import (
	"cmp"
	"math"
	"slices"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/nodule"
)

// Measures describe a shape. They do not change if it is moved, turned or scaled.
type Measures struct {
	Solidity    float64 // area / area of the convex hull: 1 of a convex shape, less with spikes and notches
	Circularity float64 // 4π · area / perimeter²: 1 of a disc
	Reach       float64 // largest distance from the centroid / √area: 1/√π = 0.56 of a disc
}

// Measure measures the polygon that an outline's points form. The outline has a clear inside
// ([nodule.Outline.Check]); the measures of another mean nothing.
func Measure(o nodule.Outline) Measures {
	if len(o) < 3 {
		return Measures{math.NaN(), math.NaN(), math.NaN()}
	}
	o = centred(o)
	length := perimeter(o)
	return Measures{
		Solidity:    1 / hull(o).Area(),
		Circularity: 4 * math.Pi / (length * length),
		Reach:       slice.Max(o, func(p nodule.Point) float64 { return math.Hypot(p.X, p.Y) }),
	}
}

// centred returns the outline around the origin, scaled to an area of 1.
func centred(o nodule.Outline) nodule.Outline {
	c := nodule.Config{MalignantArea: 1, Outlines: nodule.Outlines{Malignant: []nodule.Outline{o}}}
	return c.Outline(nodule.Malignant)
}

// hull returns the convex hull by Andrew's monotone chain: of the points from left to
// right, those at which the path turns clockwise; then back, from right to left.
func hull(o nodule.Outline) nodule.Outline {
	points := slices.Clone(o)
	slices.SortFunc(points, func(p, q nodule.Point) int {
		return cmp.Or(cmp.Compare(p.X, q.X), cmp.Compare(p.Y, q.Y))
	})
	there := chain(points)
	slices.Reverse(points)
	return append(there, chain(points)...)
}

// chain returns one half of the hull, without its last point, with which the other begins.
func chain(points nodule.Outline) nodule.Outline {
	var half nodule.Outline
	for _, p := range points {
		for n := len(half); n > 1 && cross(minus(half[n-1], half[n-2]), minus(p, half[n-2])) <= 0; n = len(half) {
			half = half[:n-1]
		}
		half = append(half, p)
	}
	return half[:len(half)-1]
}
