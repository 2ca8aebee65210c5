package results

import (
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/paper"
)

// Significant is the level at which p-values are judged, adjusted where there are several.
const Significant = .05

// PairedDifference compares cross-entropy with another loss on one test set, seed by
// seed: both networks of a seed share data, split, initial weights and batch order.
type PairedDifference struct {
	CrossEntropy, Other paper.Row
	Difference          metrics.Estimate // accuracy, CE − the other
	P                   float64          // [metrics.SignFlip]
	Adjusted            float64          // P after [metrics.Bonferroni], over [Family] comparisons
	Dz                  float64          // [metrics.CohenDz]
	Superiority         float64          // share of seeds in which CE is the better, ties as halves
}

// Paired compares cross-entropy with every other loss, in every scenario and on every test
// set that has results of both, in the order of [Statistics]. The p-values are adjusted for
// [Family] comparisons, or for as many as there are if that is more. A seed that has but one
// of the two is an error.
func Paired(results []Result) ([]PairedDifference, error) {
	var pairs []PairedDifference
	var p []float64
	rows := Statistics(results)
	for _, r := range rows {
		if r.Paper.Loss != loss.CE {
			continue
		}
		for _, other := range rows {
			same := other.Paper.Row
			same.Loss = loss.CE
			if other.Paper.Loss == loss.CE || same != r.Paper.Row {
				continue
			}
			pair, err := paired(results, r.Paper.Row, other.Paper.Row)
			if err != nil {
				return nil, err
			}
			pairs, p = append(pairs, pair), append(p, pair.P)
		}
	}
	adjusted, err := metrics.Bonferroni(p, max(Family(), len(p)))
	for i := range adjusted {
		pairs[i].Adjusted = adjusted[i]
	}
	return pairs, err
}

// Family is the number of comparisons of two losses that a study of the paper's scenarios
// makes: one on each of their test sets. It does not depend on which of them are looked
// at, so that one comparison has one adjusted p wherever it stands.
func Family() int {
	tests := 0
	for _, s := range paper.Scenarios() {
		tests += len(s.Tests)
	}
	return tests
}

func paired(results []Result, a, b paper.Row) (PairedDifference, error) {
	d, err := Differences(results, a, b)
	if err != nil {
		return PairedDifference{}, err
	}
	p, err := metrics.SignFlip(d)
	return PairedDifference{
		CrossEntropy: a, Other: b, Difference: metrics.EstimateMean(d),
		P: p, Dz: metrics.CohenDz(d), Superiority: metrics.Superiority(d),
	}, err
}

// Differences returns, for every seed, the accuracy in row a minus the accuracy in row b, in
// the order of row a. A seed that is missing in one of the rows, or that a row has twice, is
// an error that names it.
func Differences(results []Result, a, b paper.Row) ([]float64, error) {
	return metrics.Differences(bySeed(results, a), bySeed(results, b))
}

// bySeed returns the accuracies in a row.
func bySeed(results []Result, row paper.Row) metrics.Sample[float64] {
	return metrics.Collect(row.String(), OfRow(results, row), func(r Result) (uint64, float64) { return r.Seed, r.Accuracy })
}
