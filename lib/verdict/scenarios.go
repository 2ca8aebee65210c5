package verdict

import (
	"fmt"
	"math"

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
		{claim("4", "The CNN fails to classify the test set correctly when imal > iben, for either loss; it holds where imal < iben.", "section 3, scenario 1"), scenario1},
		{claim("5", "The CE trained CNN generalises on both test sets, the contrastive one fails where imal and iben are related the opposite way.", "section 3, scenario 2"), scenario2},
		{claim("6", "The smallest change of the training distribution drops CE's accuracy from 0.94 to 0.59.", "section 3, scenario 3"), scenario3},
	}
}

func scenario1(e Evidence) ([]Comparison, error) {
	return []Comparison{
		holds(e, ce1Holds), fails(e, ce1Fails),
		holds(e, contrastive1Holds), fails(e, contrastive1Fails),
	}, nil
}

func scenario2(e Evidence) ([]Comparison, error) {
	difference, err := lossMatters(e, ce2Opposite, contrastive2Opposite)
	return []Comparison{holds(e, ce2Opposite), holds(e, ce2Same), fails(e, contrastive2Opposite), difference}, err
}

func holds(e Evidence, row int) Comparison { return onRow(e, row, Above(Holding)) }

func fails(e Evidence, row int) Comparison { return onRow(e, row, Below(Failing)) }

// onRow judges the accuracy of a row.
func onRow(e Evidence, row int, b Bound) Comparison {
	r := paper.Table1()[row].Row
	what := fmt.Sprintf("%s's accuracy on D(%s)", r.Loss, r.Test)
	return compare(what, results.Accuracies(results.OfRow(e.Results, r)), b)
}

// lossMatters judges that CE is the better loss on the test set of a row, seed by seed.
func lossMatters(e Evidence, row, other int) (Comparison, error) {
	d, err := rowDifferences(e, row, other)
	what := fmt.Sprintf("CE − Contrast on D(%s), by seed,", paper.Table1()[row].Test)
	return compare(what, d, Above(Same)), err
}

// scenario3 judges the drop of CE's accuracy on D(150,190), seed by seed: more than half
// the paper's, as in every cell of the sweeps ([Conclusions]).
func scenario3(e Evidence) ([]Comparison, error) {
	d, err := rowDifferences(e, ce2Opposite, ce3)
	return []Comparison{compare("the drop by seed", d, Above(printedDifference(ce2Opposite, ce3)/2))}, err
}

// rowDifferences returns the accuracy in one row of Table 1 less that in another, seed by
// seed: none if a row has no results.
func rowDifferences(e Evidence, row, other int) ([]float64, error) {
	a, b := paper.Table1()[row].Row, paper.Table1()[other].Row
	if len(results.OfRow(e.Results, a)) == 0 || len(results.OfRow(e.Results, b)) == 0 {
		return nil, nil
	}
	return results.Differences(e.Results, a, b)
}

// printedDifference is the accuracy of one row of Table 1 less another row's, to the
// two places in which they are printed.
func printedDifference(row, other int) float64 {
	table := paper.Table1()
	return math.Round(100*(table[row].Accuracy-table[other].Accuracy)) / 100
}
