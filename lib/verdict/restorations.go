package verdict

import (
	"fmt"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
	"nodulelab/lib/results"
)

// Restoration judges whether a loss restores a test on which cross-entropy fails, over
// seeds that share data, split, initial weights and batches.
type Restoration struct {
	results.PairedDifference                  // accuracy, cross-entropy − the loss
	Before, After            metrics.Estimate // accuracy of cross-entropy, and of the loss
	Share                    float64          // of the seeds whose accuracy of the loss is above [Holding]
	Outcome                  Outcome
}

// JudgeRestorations judges every loss beside cross-entropy on every test on which
// cross-entropy's mean accuracy is below [Holding]. Over 20 seeds or more the test is
// restored if all of the interval of the loss's mean lies above Holding and the paired
// difference is significant, adjusted as by [results.Paired];
// it is not restored if all of the interval lies below Holding; otherwise the outcome is
// undecided, as it is over fewer seeds. A seed that has one of the two losses alone is an
// error, and so are results without a pair.
func JudgeRestorations(rs []results.Result) ([]Restoration, error) {
	pairs, err := results.Paired(rs)
	if err != nil {
		return nil, err
	}
	if len(pairs) == 0 {
		return nil, fmt.Errorf("verdict: nothing to judge: want results of CE and of another loss in the same scenario, as of show.Results(scenario.With(loss.CE, own))")
	}
	all := slice.Map(pairs, func(p results.PairedDifference) Restoration { return restoration(p, rs) })
	return slice.Filter(all, func(r Restoration) bool { return r.Before.Mean < Holding }), nil
}

func restoration(p results.PairedDifference, rs []results.Result) Restoration {
	before := results.Accuracies(results.OfRow(rs, p.CrossEntropy))
	after := results.Accuracies(results.OfRow(rs, p.Other))
	above := slice.Filter(after, func(a float64) bool { return a > Holding })
	r := Restoration{
		PairedDifference: p, Before: metrics.EstimateMean(before), After: metrics.EstimateMean(after),
		Share: float64(len(above)) / float64(len(after)),
	}
	r.Outcome = Above(Holding).Judge(r.After.Interval)
	significant := p.Adjusted < results.Significant && p.Difference.Mean < 0
	if r.After.N < minSeeds || r.Outcome == Holds && !significant {
		r.Outcome = Undecided
	}
	return r
}
