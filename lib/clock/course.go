package clock

import (
	"slices"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
)

// Course is what one network went through.
type Course struct {
	Group
	Seed   uint64
	Points []Point // by epoch
}

// Point is a network after an epoch.
type Point struct {
	Epoch                int
	Training, Validation metrics.Proportion // of right decisions
	Tests                []Right            // of the scenario, in the paper's order
	Probes               *Probes            // nil where it was not probed
}

// Right are the right decisions on a test set.
type Right struct{ Malignant, Benign metrics.Proportion }

// Accuracy is the share of right decisions.
func (r Right) Accuracy() float64 {
	return metrics.Proportion{Hits: r.Malignant.Hits + r.Benign.Hits, Total: r.Malignant.Total + r.Benign.Total}.Value()
}

// Probes are what the instruments of package probe say of a network, to four places.
type Probes struct {
	Shape      float64 // accuracy of a linear probe
	Foreground float64 // R² of a linear probe for the intensity of the foreground

	// Shares of decisions that flip with another mask or another intensity, as they are
	// and with the whole image's mean held.
	ByShape, ByIntensity, ByShapeHeld, ByIntensityHeld float64
}

// numbers are the values in the order of their columns.
func (p *Probes) numbers() []*float64 {
	return []*float64{&p.Shape, &p.Foreground, &p.ByShape, &p.ByIntensity, &p.ByShapeHeld, &p.ByIntensityHeld}
}

// Followed are a study and its courses.
type Followed struct {
	Study    Study
	Courses  []Course
	Manifest *Manifest // what made stored courses; nil of others
}

// Of are the courses of a group, by seed.
func (f Followed) Of(g Group) []Course {
	return slice.Filter(f.Courses, func(c Course) bool { return c.Group == g })
}

// Epochs lists the epochs of which all courses of a group have a point.
func (f Followed) Epochs(g Group) []int {
	var all []int
	for i, c := range f.Of(g) {
		own := slice.Map(c.Points, func(p Point) int { return p.Epoch })
		if i == 0 {
			all = own
		}
		all = slice.Filter(all, func(epoch int) bool { return slices.Contains(own, epoch) })
	}
	return all
}

// At returns a number of each course of a group after an epoch, by seed. Courses that have
// no point there are left out.
func (f Followed) At(g Group, epoch int, number func(Point) float64) metrics.Sample[float64] {
	type record struct {
		seed  uint64
		value float64
	}
	var records []record
	for _, c := range f.Of(g) {
		if p, found := c.After(epoch); found {
			records = append(records, record{c.Seed, number(p)})
		}
	}
	return metrics.Collect(g.String(), records, func(r record) (uint64, float64) { return r.seed, r.value })
}

// After is the point after an epoch.
func (c Course) After(epoch int) (p Point, found bool) {
	i, found := slices.BinarySearchFunc(c.Points, epoch, func(p Point, epoch int) int { return p.Epoch - epoch })
	if found {
		p = c.Points[i]
	}
	return p, found
}

// InTraining is the accuracy on the training set.
func InTraining(p Point) float64 { return p.Training.Value() }

// OnTest is the accuracy on one of the scenario's tests.
func OnTest(test int) func(Point) float64 {
	return func(p Point) float64 { return p.Tests[test].Accuracy() }
}
