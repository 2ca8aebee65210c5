package verdict

import (
	"cmp"
	"fmt"
	"slices"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/transfer"
)

// The rules of the study of real outlines (package transfer), fixed before any of its
// outcomes was looked at. What was known then: on four other seeds, the accuracies of the control for real
// outlines (about .5 if matched, .7 to .8 at the extremes) and for drawn ones.
const (
	// TransferHolds is the accuracy from which on a network holds on real outlines: less
	// than Holding, since radiologists do not agree on the classes.
	TransferHolds = .80

	// TransferFails is the accuracy up to which it fails: that of a coin.
	TransferFails = chance

	// OnCurve is how far the accuracy for a family may lie from the curve through the drawn
	// shapes: as far as accuracies that are called alike.
	OnCurve = Same
)

// Transferred is what becomes of one loss, or of one baseline, on one test of a cell.
type Transferred struct {
	Cell     transfer.Cell
	Scenario int
	By       loss.Name
	Test     int // of the scenario
	Accuracy metrics.Estimate
	Seeds    []float64 // the accuracy of each
	Holds    metrics.Proportion
	Fails    metrics.Proportion
	Outcome  Outcome // Holds from TransferHolds on, Fails up to TransferFails, otherwise Undecided; of the interval of the mean
}

// JudgeTransfer judges a loss or a baseline on a test of a cell. It is an error if the cell
// is not stored, or has no such scenario, baseline or test.
func JudgeTransfer(f transfer.Found, c transfer.Cell, scenario int, by loss.Name, test int) (Transferred, error) {
	seeds, err := f.Accuracies(c, scenario, by, test)
	return Transferred{Cell: c, Scenario: scenario, By: by, Test: test}.judged(seeds.Values), err
}

// JudgeRefitted judges a loss on a test of scenario 2 of a cell, with a last layer that was
// fitted anew. Errors are as for [JudgeTransfer].
func JudgeRefitted(f transfer.Found, c transfer.Cell, by loss.Name, test int) (Transferred, error) {
	seeds, err := f.Refitted(c, by, test)
	return Transferred{Cell: c, Scenario: 2, By: by, Test: test}.judged(seeds.Values), err
}

// judged adds the accuracies of the seeds, and the outcome.
func (t Transferred) judged(seeds []float64) Transferred {
	t.Seeds, t.Accuracy = seeds, metrics.EstimateMean(seeds)
	t.Holds = metrics.Count(slice.Map(seeds, AtLeast(TransferHolds).Has))
	t.Fails = metrics.Count(slice.Map(seeds, AtMost(TransferFails).Has))
	switch i := t.Accuracy.Interval; {
	case t.Accuracy.N < minSeeds:
	case AtLeast(TransferHolds).Judge(i) == Holds:
		t.Outcome = Holds
	case AtMost(TransferFails).Judge(i) == Holds:
		t.Outcome = Fails
	}
	return t
}

// BetweenLosses is by how much cross-entropy is more accurate than the contrastive loss on a
// test of a cell, paired by seed. Errors are as for [JudgeTransfer].
func BetweenLosses(f transfer.Found, c transfer.Cell, scenario, test int) (metrics.Estimate, error) {
	ce, err := f.Accuracies(c, scenario, loss.CE, test)
	if err != nil {
		return metrics.Estimate{}, err
	}
	contrast, err := f.Accuracies(c, scenario, loss.Contrast, test)
	if err != nil {
		return metrics.Estimate{}, err
	}
	differences, err := metrics.Differences(ce, contrast)
	return metrics.EstimateMean(differences), err
}

// Place is where the shapes of a cell stand in the law: how well the shape alone can be
// learned, and what a loss then does where brightness misleads.
type Place struct {
	Cell      transfer.Cell
	Learnable metrics.Estimate // accuracy of the control, under the same loss
	Misled    metrics.Estimate // accuracy in scenario 2 on D(150,190)
}

// PlaceOf is the place of a cell under a loss.
func PlaceOf(f transfer.Found, c transfer.Cell, by loss.Name) (Place, error) {
	control, err := JudgeTransfer(f, c, transfer.Control, by, 0)
	if err != nil {
		return Place{}, err
	}
	misled, err := JudgeTransfer(f, c, 2, by, 0)
	return Place{c, control.Accuracy, misled.Accuracy}, err
}

// Curve is the law of the drawn shapes: straight lines between their places, by Learnable;
// level before the first and after the last.
type Curve []Place

// CurveOf is the curve through the places of drawn shapes.
func CurveOf(drawn []Place) Curve {
	c := slices.Clone(Curve(drawn))
	slices.SortFunc(c, func(a, b Place) int { return cmp.Compare(a.Learnable.Mean, b.Learnable.Mean) })
	return c
}

// At is the curve's accuracy where the shape can be learned so well.
func (c Curve) At(learnable float64) float64 {
	for i, p := range c {
		if learnable > p.Learnable.Mean {
			continue
		}
		if i == 0 {
			return p.Misled.Mean
		}
		before := c[i-1]
		share := (learnable - before.Learnable.Mean) / (p.Learnable.Mean - before.Learnable.Mean)
		return before.Misled.Mean + share*(p.Misled.Mean-before.Misled.Mean)
	}
	return c[len(c)-1].Misled.Mean
}

// Judge tells whether a family lies on the curve: Holds if the interval of its accuracy lies
// within OnCurve of the curve, Fails if it lies outside, otherwise Undecided. A curve of
// fewer than two places is an error.
func (c Curve) Judge(p Place) (Outcome, error) {
	if len(c) < 2 {
		return Undecided, fmt.Errorf("verdict: a curve of %d drawn shapes: want at least 2", len(c))
	}
	return Tolerance{c.At(p.Learnable.Mean), OnCurve}.Judge(p.Misled.Interval), nil
}

// Placed is a family of real outlines, held against the curve of the drawn shapes.
type Placed struct {
	Place
	OnCurve Outcome
	Above   bool // the mean lies above the curve
}

// Law holds the stored families of real outlines against the curve of the stored drawn shapes,
// under one loss. Fewer than two drawn shapes are an error.
func Law(f transfer.Found, by loss.Name) (Curve, []Placed, error) {
	of := func(c transfer.Cell) (Place, error) { return PlaceOf(f, c, by) }
	drawn, err := slice.Try(f.Stored(transfer.Drawn), of)
	if err != nil {
		return nil, nil, err
	}
	curve := CurveOf(drawn)
	placed, err := slice.Try(f.Stored(transfer.Families), func(c transfer.Cell) (Placed, error) {
		p, err := of(c)
		if err != nil {
			return Placed{}, err
		}
		on, err := curve.Judge(p)
		return Placed{p, on, err == nil && p.Misled.Mean > curve.At(p.Learnable.Mean)}, err
	})
	return curve, placed, err
}
