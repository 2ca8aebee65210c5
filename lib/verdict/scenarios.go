package verdict

import (
	"fmt"
	"math"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// Rows of Table 1 by number, from 0.
const (
	ce1Holds = iota // scenario 1, tested on 130,170
	ce1Fails        // on 170,130
	contrastive1Holds
	contrastive1Fails
	ce2Opposite // scenario 2, tested on 150,190
	ce2Same     // on 190,150
	contrastive2Opposite
	contrastive2Same
	ce3 // scenario 3, tested on 150,190
)

func scenarioClaims() []statement {
	return []statement{
		{Claim{"4", "The CNN fails to classify the test set correctly when imal > iben, for either loss; it holds where imal < iben.", "section 3, scenario 1"}, scenario1, Together},
		{Claim{"5", "The CE trained CNN generalises on both test sets, the contrastive one fails where imal and iben are related the opposite way.", "section 3, scenario 2"}, scenario2, Together},
		{Claim{"6", "The smallest change of the training distribution drops CE's accuracy from 0.94 to 0.59.", "section 3, scenario 3"}, scenario3, Together},
	}
}

func scenario1(e Evidence) ([]part, error) {
	return []part{
		holds(e, ce1Holds), fails(e, ce1Fails),
		holds(e, contrastive1Holds), fails(e, contrastive1Fails),
	}, nil
}

func scenario2(e Evidence) ([]part, error) {
	difference, err := lossMatters(e, ce2Opposite)
	return []part{holds(e, ce2Opposite), holds(e, ce2Same), fails(e, contrastive2Opposite), difference}, err
}

func holds(e Evidence, row int) part { return onRow(e, row, Above(Holding), "hold above") }

func fails(e Evidence, row int) part { return onRow(e, row, Below(Failing), "fail below") }

// onRow judges the accuracy of a row; aim is what it has to do about the bound.
func onRow(e Evidence, row int, b Bound, aim string) part {
	r := paper.Table1()[row].Row
	accuracy := metrics.EstimateMean(results.Accuracies(results.OfRow(e.Results, r)))
	what := fmt.Sprintf("%s's accuracy on D(%s)", r.Loss, r.Test)
	return measured(what, accuracy, b.Judge(accuracy.Interval), fmt.Sprintf(", to %s %.2f", aim, b.Value))
}

// lossMatters judges that CE is the better loss on a row's test set.
func lossMatters(e Evidence, row int) (part, error) {
	// What a reader adds to the paper's rows is no part of the claim's family.
	pairs, err := results.Paired(slice.Filter(e.Results, func(r results.Result) bool { return r.IsPrinted() }))
	if err != nil {
		return part{}, err
	}
	what := fmt.Sprintf("CE − Contrast on D(%s)", paper.Table1()[row].Test)
	for _, p := range pairs {
		if p.CrossEntropy == paper.Table1()[row].Row {
			return measured(what, p.Difference, better(p), fmt.Sprintf(" by seed, adjusted p = %.2g", p.Adjusted)), nil
		}
	}
	return measured(what, metrics.Estimate{}, Undecided, ""), nil
}

// better judges a difference by its adjusted p-value, and not by its interval: the
// pairs of all rows are one family.
func better(p results.PairedDifference) Outcome {
	switch {
	case !(p.Adjusted < results.Significant):
		return Undecided
	case p.Difference.Mean > 0:
		return Holds
	}
	return Fails
}

// scenario3 judges the drop of CE's accuracy on D(150,190), seed by seed.
func scenario3(e Evidence) ([]part, error) {
	before, after := paper.Table1()[ce2Opposite].Row, paper.Table1()[ce3].Row
	printed := printedDifference(ce2Opposite, ce3)
	var d []float64
	if len(results.OfRow(e.Results, before)) > 0 && len(results.OfRow(e.Results, after)) > 0 {
		var err error
		if d, err = results.Differences(e.Results, before, after); err != nil {
			return nil, err
		}
	}
	drop := metrics.EstimateMean(d)
	return []part{measured("the drop by seed", drop, dropped(drop.Interval, printed), fmt.Sprintf(", the paper's %.2f", printed))}, nil
}

// printedDifference is the accuracy of one row of Table 1 less another row's, to the
// two places in which they are printed.
func printedDifference(row, other int) float64 {
	table := paper.Table1()
	return math.Round(100*(table[row].Accuracy-table[other].Accuracy)) / 100
}

// dropped is the outcome of the claim of a drop: it holds if the drop is more than
// half the paper's, fails if that is too small to matter, and holds in part if it is
// a drop at all.
func dropped(i metrics.Interval, printed float64) Outcome {
	switch {
	case Above(printed/2).Judge(i) == Holds:
		return Holds
	case Below(near).Judge(i) == Holds:
		return Fails
	case Above(0).Judge(i) == Holds:
		return Partly
	}
	return Undecided
}
