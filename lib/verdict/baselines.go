package verdict

import (
	"fmt"
	"math"

	"nodulelab/lib/baseline"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// Beside is a baseline beside the networks in one row of results.
type Beside struct {
	Baseline           loss.Name
	Training, Accuracy metrics.Estimate
	Difference         metrics.Estimate   // accuracy of the networks less the baseline's, by seed
	Showing            metrics.Proportion // the seeds whose difference lies within ±[Same]
	Outcome            Outcome            // whether the baseline shows what the networks show
}

// BaselineRow is a row of results of networks, with the baselines beside it.
type BaselineRow struct {
	paper.Row
	Accuracy  metrics.Estimate // the networks'
	Baselines []Beside
	Outcome   Outcome // whether some baseline shows what the networks show
}

// JudgeBaselines holds baselines beside networks, in each row of the networks' results. A
// baseline shows what the networks of a row show
//
//   - wholly ([Holds]), if the mean difference of the accuracies, paired by seed, lies
//     within ±[Same], interval included;
//   - in part ([Partly]), if it does not but both generalise, or both fail: both intervals
//     lie above [Holding], or both below [Failing];
//   - not ([Fails]), if neither is so, and the interval of the difference lies outside
//     ±[Same].
//
// Otherwise, or with fewer than 20 seeds, it is undecided. It has to know its training set first: a baseline whose
// training accuracy does not lie above [Holding], interval included, shows nothing
// ([Fails] if it lies below, otherwise undecided), however near its accuracy may be to
// that of networks which are no better than chance.
//
// A row needs no network if some baseline shows it wholly, none for the finding if some
// baseline shows it in part, and it needs one if all baselines fail to. As any of several
// baselines will do, an error in this direction is likelier than in a single comparison:
// [Stories], which asks one baseline for all rows of a loss, is the stricter question.
//
// The rule was written when all results of networks were known, and of images without a
// network the thresholds on two intensities of notebook 00 and the probes of pixels of
// notebook 06; no baseline had been fitted.
func JudgeBaselines(networks []results.Result, baselines []baseline.Result) ([]BaselineRow, error) {
	scores := baseline.Chosen(baselines)
	return slice.Try(results.Statistics(networks), func(s results.RowStatistics) (BaselineRow, error) {
		row := BaselineRow{Row: s.Paper.Row, Accuracy: s.Accuracy.Estimate}
		for _, name := range baseline.Names() {
			b, err := beside(networks, scores, row.Row, name)
			if err != nil {
				return row, err
			}
			row.Baselines = append(row.Baselines, b)
		}
		row.Outcome = some(slice.Map(row.Baselines, func(b Beside) Outcome { return b.Outcome }))
		return row, nil
	})
}

// beside compares a baseline with the networks of a row.
func beside(networks, scores []results.Result, row paper.Row, name loss.Name) (Beside, error) {
	own := row
	own.Loss = name
	of := results.OfRow(scores, own)
	if len(of) == 0 {
		return Beside{}, fmt.Errorf("verdict: no result of the baseline %q: want it for the scenarios of the networks", own)
	}
	d, err := results.Differences(append(results.OfRow(networks, row), of...), row, own)
	if err != nil {
		return Beside{}, fmt.Errorf("verdict: %w", err)
	}
	b := Beside{
		Baseline: name, Accuracy: metrics.EstimateMean(results.Accuracies(of)), Difference: metrics.EstimateMean(d),
		Training: metrics.EstimateMean(slice.Map(of, func(r results.Result) float64 { return r.TrainAccuracy })),
	}
	b.Showing = metrics.Count(slice.Map(d, Tolerance{By: Same}.Has))
	b.Outcome = shows(b, metrics.EstimateMean(results.Accuracies(results.OfRow(networks, row))))
	return b, nil
}

// shows is the rule for one baseline.
func shows(b Beside, networks metrics.Estimate) Outcome {
	if b.Difference.N < minSeeds {
		return Undecided
	}
	if learned := Above(Holding).Judge(b.Training.Interval); learned != Holds {
		return learned
	}
	both := func(side Bound) bool {
		return side.Judge(b.Accuracy.Interval) == Holds && side.Judge(networks.Interval) == Holds
	}
	alike := Tolerance{By: Same}.Judge(b.Difference.Interval)
	if alike != Holds && (both(Above(Holding)) || both(Below(Failing))) {
		return Partly
	}
	return alike
}

// some is the outcome of the statement that something is true of at least one: the best
// outcome, and Fails only if all fail.
func some(all []Outcome) Outcome {
	best := Undecided
	for _, o := range all {
		best = max(best, o)
	}
	if best == Fails && Together(all...) != Fails {
		return Undecided
	}
	return best
}

// Story says whether one baseline shows what the networks of a loss show.
type Story struct {
	Loss, Baseline loss.Name
	Rows           []Outcome // of the loss's rows, in their order
	Outcome        Outcome
}

// Stories asks of each loss and each baseline whether that one baseline shows all that the
// networks of the loss show: wholly if it shows every row wholly, in part if it shows every
// row at least in part, not if it fails to show a row; otherwise it is undecided.
func Stories(rows []BaselineRow) []Story {
	var all []Story
	at := map[[2]loss.Name]int{}
	for _, r := range rows {
		for _, b := range r.Baselines {
			key := [2]loss.Name{r.Loss, b.Baseline}
			if _, known := at[key]; !known {
				at[key] = len(all)
				all = append(all, Story{Loss: r.Loss, Baseline: b.Baseline})
			}
			s := &all[at[key]]
			s.Rows = append(s.Rows, b.Outcome)
		}
	}
	for i := range all {
		all[i].Outcome = every(all[i].Rows)
	}
	return all
}

// every is the outcome of the statement that something is true of all: Fails if it fails
// for one, otherwise the least outcome.
func every(all []Outcome) Outcome {
	least := Holds
	for _, o := range all {
		if o == Fails {
			return Fails
		}
		least = min(least, o)
	}
	return least
}

// PenaltyRow is what some penalty would have made of a row.
type PenaltyRow struct {
	paper.Row
	Outcome   Outcome   // the best that any baseline has with any penalty
	Baseline  loss.Name // the first that has it
	Penalties []float64 // with which it has it, rising
	Nearest   Beside    // with the one of these that brings it nearest to the networks
	Penalty   float64   // that one
}

// JudgePenalties asks [JudgeBaselines] of each penalty by itself, the same one for all
// seeds, and keeps the best outcome in each row. Only the test set could choose such a
// penalty: what it shows is what a linear model can do, not what one would have done.
//
// The question was added when the results with chosen penalties were known, and with them
// how far the accuracy on D(150,190) hangs on the penalty.
func JudgePenalties(networks []results.Result, baselines []baseline.Result) ([]PenaltyRow, error) {
	var best []PenaltyRow
	for _, penalty := range baseline.Tried(baselines) {
		rows, err := JudgeBaselines(networks, baseline.With(baselines, penalty))
		if err != nil {
			return nil, err
		}
		if best == nil {
			best = slice.Map(rows, func(r BaselineRow) PenaltyRow { return PenaltyRow{Row: r.Row} })
		}
		for i, r := range rows {
			best[i].consider(r, penalty)
		}
	}
	return best, nil
}

// consider takes account of the row with one more penalty, larger than those before.
func (p *PenaltyRow) consider(r BaselineRow, penalty float64) {
	for _, b := range r.Baselines {
		if len(p.Penalties) == 0 || b.Outcome > p.Outcome {
			p.Outcome, p.Baseline, p.Penalties, p.Nearest, p.Penalty = b.Outcome, b.Baseline, nil, b, penalty
		}
		if b.Outcome != p.Outcome || b.Baseline != p.Baseline {
			continue
		}
		p.Penalties = append(p.Penalties, penalty)
		if math.Abs(b.Difference.Mean) < math.Abs(p.Nearest.Difference.Mean) {
			p.Nearest, p.Penalty = b, penalty
		}
	}
}
