package claims

import (
	"fmt"

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

func scenarioTests() []test {
	return []test{
		{Claim{"4", "The CNN fails to classify the test set correctly when imal > iben, for either loss; it holds where imal < iben.", "section 3, scenario 1"}, scenario1, combine},
		{Claim{"5", "The CE trained CNN generalises on both test sets, the contrastive one fails where imal and iben are related the opposite way.", "section 3, scenario 2"}, scenario2, combine},
		{Claim{"6", "The smallest change of the training distribution drops CE's accuracy from 0.94 to 0.59.", "section 3, scenario 3"}, scenario3, combine},
	}
}

func scenario1(e Evidence) ([]finding, error) {
	return []finding{
		holds(e, ce1Holds), fails(e, ce1Fails),
		holds(e, contrastive1Holds), fails(e, contrastive1Fails),
	}, nil
}

func scenario2(e Evidence) ([]finding, error) {
	difference, err := lossMatters(e, ce2Opposite)
	return []finding{holds(e, ce2Opposite), holds(e, ce2Same), fails(e, contrastive2Opposite), difference}, err
}

func holds(e Evidence, row int) finding {
	what, accuracy := rowAccuracy(e, row)
	return measured(what, accuracy, above(accuracy, Holding), fmt.Sprintf(", to hold above %.2f", Holding))
}

func fails(e Evidence, row int) finding {
	what, accuracy := rowAccuracy(e, row)
	return measured(what, accuracy, below(accuracy, Failing), fmt.Sprintf(", to fail below %.2f", Failing))
}

func rowAccuracy(e Evidence, row int) (what string, accuracy metrics.Estimate) {
	r := paper.Table1()[row].Row
	return fmt.Sprintf("%s's accuracy on D(%s)", r.Loss, r.Test), metrics.EstimateMean(results.Accuracies(results.OfRow(e.Results, r)))
}

// lossMatters judges that CE is the better loss on a row's test set.
func lossMatters(e Evidence, row int) (finding, error) {
	pairs, err := results.Paired(e.Results)
	if err != nil {
		return finding{}, err
	}
	what := fmt.Sprintf("CE − Contrast on D(%s)", paper.Table1()[row].Test)
	for _, p := range pairs {
		if p.CrossEntropy == paper.Table1()[row].Row {
			return measured(what, p.Difference, better(p), fmt.Sprintf(" by seed, adjusted p = %.2g", p.Adjusted)), nil
		}
	}
	return measured(what, metrics.Estimate{}, Undecided, ""), nil
}

func better(p results.PairedDifference) Outcome {
	switch {
	case !(p.Adjusted < results.Significant):
		return Undecided
	case p.Difference.Mean > 0:
		return Reproduced
	}
	return NotReproduced
}

// scenario3 judges the drop of CE's accuracy on D(150,190), seed by seed.
func scenario3(e Evidence) ([]finding, error) {
	table := paper.Table1()
	before, after := table[ce2Opposite], table[ce3]
	printed := before.Accuracy - after.Accuracy
	var d []float64
	if len(results.OfRow(e.Results, before.Row)) > 0 && len(results.OfRow(e.Results, after.Row)) > 0 {
		var err error
		if d, err = results.Differences(e.Results, before.Row, after.Row); err != nil {
			return nil, err
		}
	}
	drop := metrics.EstimateMean(d)
	return []finding{measured("the drop by seed", drop, dropped(drop, printed), fmt.Sprintf(", the paper's %.2f", printed))}, nil
}

// dropped is the outcome of the claim of a drop: reproduced if it is more than half
// the paper's, partly if it is a drop, not if it is too small to matter.
func dropped(e metrics.Estimate, printed float64) Outcome {
	switch {
	case e.Low > printed/2:
		return Reproduced
	case e.High < near:
		return NotReproduced
	case e.Low > 0:
		return Partly
	}
	return Undecided
}
