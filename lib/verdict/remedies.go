package verdict

import (
	"fmt"
	"slices"

	"nodulelab/lib/design"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/probe"
	"nodulelab/lib/results"
)

// Accuracy is one accuracy that a remedy may change: of a scenario's networks, of
// cross-entropy or of the loss that stands beside it, on a test or on the validation set.
type Accuracy struct {
	Name         string
	scenario     int
	crossEntropy bool
	test         nodule.Distribution // the zero one is the validation set
}

// accuracies returns the accuracies on validation, and on the tests on which the
// paper's networks fail.
func accuracies() []Accuracy {
	return []Accuracy{
		{"validation, CE", 2, true, nodule.Distribution{}},
		{"validation, other", 2, false, nodule.Distribution{}},
		{"1 → 170,130, CE", 1, true, nodule.D(170, 130)},
		{"1 → 170,130, other", 1, false, nodule.D(170, 130)},
		{"2 → 150,190, CE", 2, true, nodule.D(150, 190)},
		{"2 → 150,190, other", 2, false, nodule.D(150, 190)},
		{"3 → 150,190, CE", 3, true, nodule.D(150, 190)},
	}
}

// validation tells whether the accuracy is on the validation set.
func (a Accuracy) validation() bool { return a.test == nodule.Distribution{} }

// of returns the accuracy in a cell's results, by seed.
func (a Accuracy) of(cell design.Cell, rs []results.Result) metrics.Sample[float64] {
	test := a.test
	if a.validation() {
		test = nodule.D(150, 190)
	}
	own := slice.Filter(rs, func(r results.Result) bool {
		return r.Scenario == a.scenario && (r.Loss == loss.CE) == a.crossEntropy && r.Test == test
	})
	return metrics.Collect(cell.String(), own, func(r results.Result) (uint64, float64) {
		if a.validation() {
			return r.Seed, r.ValidationAccuracy
		}
		return r.Seed, r.Accuracy
	})
}

// Remedies are the ways to train of a sweep, beside the protocol.
type Remedies struct {
	Protocol Remedy
	Others   []Remedy
}

// Remedy is one way to train and what it makes of each accuracy.
type Remedy struct {
	Name    string
	Changes []RemedyChange
}

// RemedyChange is what a way to train makes of one accuracy.
type RemedyChange struct {
	Accuracy
	Before            float64          // the protocol's mean
	After, Difference metrics.Estimate // of the accuracy, and of its difference from the protocol's, by seed
	P                 float64          // of the sign-flip test, by Holm over all other ways and accuracies
}

// JudgeRemedies compares the cells of a sweep with the first, the protocol. A seed that
// is in one of them alone is an error.
func JudgeRemedies(s design.Swept) (Remedies, error) {
	columns, all := accuracies(), make([]Remedy, len(s.Sweep.Cells))
	var p []float64
	for i, cell := range s.Sweep.Cells {
		all[i].Name = cell.String()
		for _, a := range columns {
			c, err := a.change(a.of(s.Sweep.Cells[0], s.OfCell(0)), a.of(cell, s.OfCell(i)))
			if err != nil {
				return Remedies{}, err
			}
			all[i].Changes, p = append(all[i].Changes, c), append(p, c.P)
		}
	}
	adjusted, err := metrics.Holm(p[len(columns):])
	for k, v := range adjusted {
		all[1+k/len(columns)].Changes[k%len(columns)].P = v
	}
	return Remedies{all[0], all[1:]}, err
}

// change compares an accuracy with the protocol's. The p-value is not adjusted.
func (a Accuracy) change(protocol, way metrics.Sample[float64]) (RemedyChange, error) {
	d, err := metrics.Differences(way, protocol)
	if err != nil {
		return RemedyChange{}, fmt.Errorf("verdict: %s: %w", a.Name, err)
	}
	p, err := metrics.SignFlip(d)
	return RemedyChange{a, metrics.Summarise(protocol.Values).Mean, metrics.EstimateMean(way.Values), metrics.EstimateMean(d), p}, err
}

// What a change is. All but Insignificant are significant.
const (
	Insignificant = ""
	Restores      = "restores" // a test on which the protocol fails
	MakesBetter   = "makes better"
	MakesWorse    = "makes worse"
	Moves         = "moves" // the accuracy on validation, either way
)

// Kind returns what the change is. A test is restored if the protocol's mean lies below
// [Holding], and all of the interval above it.
func (c RemedyChange) Kind() string {
	switch {
	case c.P >= results.Significant:
		return Insignificant
	case c.validation():
		return Moves
	case c.Difference.Mean < 0:
		return MakesWorse
	case Above(Holding).Judge(c.After.Interval) == Holds && c.Before < Holding:
		return Restores
	}
	return MakesBetter
}

// Changed returns the changes of one kind.
func (r Remedy) Changed(kind string) []RemedyChange {
	return slice.Filter(r.Changes, func(c RemedyChange) bool { return c.Kind() == kind })
}

// Failing counts the tests on which the protocol's mean lies below [Holding].
func (r Remedies) Failing() int {
	return len(slice.Filter(r.Protocol.Changes, func(c RemedyChange) bool { return !c.validation() && c.Before < Holding }))
}

// Restoring names the ways to train that restore "all", "some" or "none" of the failing
// tests.
func (r Remedies) Restoring(share string) []string {
	var names []string
	for _, way := range r.Others {
		own := "some"
		switch len(way.Changed(Restores)) {
		case r.Failing():
			own = "all"
		case 0:
			own = "none"
		}
		if own == share {
			names = append(names, way.Name)
		}
	}
	return names
}

// Restored estimates the accuracy on the worse test of a group's encoders after
// their classifier was fitted anew to [Refitted] images, and tells whether that
// restores them: whether all of its interval lies above [Holding].
func Restored(all []probe.Refit, g probe.Group) (e metrics.Estimate, restores bool) {
	at := slices.Index(probe.Sizes(), Refitted)
	e = probe.Estimate(all, g, func(r probe.Refit) float64 { return r.After[at].Worst() })
	return e, Above(Holding).Judge(e.Interval) == Holds
}
