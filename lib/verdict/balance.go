package verdict

import (
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/transfer"
)

// The rules of the plane of shape against brightness (package transfer), fixed before any of
// its cells was looked at. What was known then: on seeds 101 and 102, both losses for a disc
// with gaps of 2, 4 and 10 grey levels and for a spike depth of .4 with 4, 10 and 40. There
// the losses differed most at 10.

// Balance is one cell of the plane: shapes of which so much can be learned, a gap between
// intensities of which so much can be learned, and what the loss changes.
type Balance struct {
	Shapes     transfer.Shapes
	Gap        int              // grey levels
	Shape      metrics.Estimate // accuracy of cross-entropy in the control
	Brightness metrics.Estimate // accuracy of cross-entropy for a disc with this gap, not exchanged
	Misled     [2]Transferred   // cross-entropy, contrastive loss, on the exchanged intensities
	Difference metrics.Estimate // of these two, paired by seed
	Alike      Outcome          // Holds if the losses differ by less than Same, Fails if by more: of the interval of the difference
}

// Ratio is how well the shape can be learned, relative to the brightness: both as the
// accuracy above that of a coin. Below 0 the shape taught nothing.
func (b Balance) Ratio() float64 { return (b.Shape.Mean - chance) / (b.Brightness.Mean - chance) }

// BalanceOf judges shapes with a gap. It is an error if one of the cells that it takes is not
// stored: the plane's, the disc's, and that of the shapes' control.
func BalanceOf(f transfer.Found, shapes transfer.Shapes, gap int) (Balance, error) {
	own, err := f.Plane(shapes)
	if err != nil {
		return Balance{}, err
	}
	disc, err := f.Plane(transfer.Disc)
	if err != nil {
		return Balance{}, err
	}
	plain, err := f.Cell(shapes.String())
	if err != nil {
		return Balance{}, err
	}
	b, number := Balance{Shapes: shapes, Gap: gap}, transfer.Gap(gap)
	shape, err := JudgeTransfer(f, plain, transfer.Control, loss.CE, 0)
	if err != nil {
		return b, err
	}
	brightness, err := JudgeTransfer(f, disc, number, loss.CE, 1)
	if err != nil {
		return b, err
	}
	b.Shape, b.Brightness = shape.Accuracy, brightness.Accuracy
	for i, by := range []loss.Name{loss.CE, loss.Contrast} {
		if b.Misled[i], err = JudgeTransfer(f, own, number, by, 0); err != nil {
			return b, err
		}
	}
	if b.Difference, err = BetweenLosses(f, own, number, 0); err != nil {
		return b, err
	}
	if b.Difference.N >= minSeeds {
		b.Alike = Tolerance{0, Same}.Judge(b.Difference.Interval)
	}
	return b, nil
}
