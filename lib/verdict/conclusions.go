package verdict

import (
	"maps"
	"math"
	"slices"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// Conclusion is what the paper concludes from one scenario, as a number that each
// seed has, and the bound on whose side the conclusion holds.
type Conclusion struct {
	Name      string
	Statistic string // what is measured, in words
	Bound     Bound
	Paper     float64 // the statistic in the paper's Table 1
	Low, High float64 // the range of the statistic that is drawn

	of func(seed) float64
}

// Conclusions lists what is asked of every cell: the premise that the networks
// learn their training set, and the paper's conclusion from each scenario. Their
// bounds were written before any sweep was run.
func Conclusions() []Conclusion {
	table, opposite1, opposite2 := paper.Table1(), nodule.D(170, 130), nodule.D(150, 190)
	lead, drop := printedDifference(ce2Opposite, contrastive2Opposite), printedDifference(ce2Opposite, ce3)
	return []Conclusion{
		{Name: "learns", Statistic: "the lowest training accuracy of the seed's networks",
			Bound: Above(Holding), Paper: 1, Low: .4, High: 1, of: seed.learned},
		{Name: "1: both losses fail", Statistic: "the higher accuracy of the two losses on D(170,130)",
			Bound: Below(Failing), Paper: max(table[ce1Fails].Accuracy, table[contrastive1Fails].Accuracy), Low: 0, High: 1,
			of: func(s seed) float64 { return max(s.accuracy(1, true, opposite1), s.accuracy(1, false, opposite1)) }},
		{Name: "2: the loss matters", Statistic: "accuracy on D(150,190), CE less the other loss",
			Bound: Above(apart), Paper: lead, Low: -1, High: 1,
			of: func(s seed) float64 { return s.accuracy(2, true, opposite2) - s.accuracy(2, false, opposite2) }},
		{Name: "3: ten grey levels matter", Statistic: "CE's accuracy on D(150,190), scenario 2 less scenario 3",
			Bound: Above(drop / 2), Paper: drop, Low: -1, High: 1,
			of: func(s seed) float64 { return s.accuracy(2, true, opposite2) - s.accuracy(3, true, opposite2) }},
	}
}

// seed are the results of one seed in one cell.
type seed []results.Result

func (s seed) learned() float64 {
	return slices.Min(slice.Map(s, func(r results.Result) float64 { return r.TrainAccuracy }))
}

// accuracy returns the accuracy of cross-entropy, or of the loss that stands beside it,
// on a scenario's test; NaN if there is none.
func (s seed) accuracy(scenario int, crossEntropy bool, test nodule.Distribution) float64 {
	for _, r := range s {
		if r.Scenario == scenario && (r.Loss == loss.CE) == crossEntropy && r.Test == test {
			return r.Accuracy
		}
	}
	return math.NaN()
}

// Sample returns the conclusion's statistic for every seed in a cell's results, in
// ascending order of the seeds. The cell's name is for error messages.
func (c Conclusion) Sample(cell string, rs []results.Result) metrics.Sample[float64] {
	return metrics.Collect(cell, bySeed(rs), func(s seed) (uint64, float64) { return s[0].Seed, c.of(s) })
}

// Values returns the values of [Conclusion.Sample].
func (c Conclusion) Values(rs []results.Result) []float64 { return c.Sample("", rs).Values }

// bySeed sorts results by seed.
func bySeed(rs []results.Result) []seed {
	own := map[uint64]seed{}
	for _, r := range rs {
		own[r.Seed] = append(own[r.Seed], r)
	}
	return slice.Map(slices.Sorted(maps.Keys(own)), func(s uint64) seed { return own[s] })
}
