package verdict

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"nodulelab/lib/design"
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

	needs []need // the accuracies that it compares; the premise takes what there is
	of    func(seed) float64
}

// Conclusions lists what is asked of every cell: the premise that the networks
// learn their training set, and the paper's conclusion from each scenario. Their
// bounds were written before any sweep was run, and after a pilot.
func Conclusions() []Conclusion {
	table, opposite1, opposite2 := paper.Table1(), nodule.D(170, 130), nodule.D(150, 190)
	lead, drop := printedDifference(ce2Opposite, contrastive2Opposite), printedDifference(ce2Opposite, ce3)
	less := func(a, b float64) float64 { return a - b }
	return []Conclusion{
		{Name: "learns", Statistic: "the lowest training accuracy of the seed's networks",
			Bound: Above(Holding), Paper: 1, Low: .4, High: 1, of: seed.learned},
		Conclusion{Name: "1: both losses fail", Statistic: "the higher accuracy of the two losses on D(170,130)",
			Bound: Below(Failing), Paper: max(table[ce1Fails].Accuracy, table[contrastive1Fails].Accuracy), Low: 0, High: 1,
		}.compares(need{1, true, opposite1}, need{1, false, opposite1}, math.Max),
		Conclusion{Name: "2: the loss matters", Statistic: "accuracy on D(150,190), CE less the other loss",
			Bound: Above(apart), Paper: lead, Low: -1, High: 1,
		}.compares(need{2, true, opposite2}, need{2, false, opposite2}, less),
		Conclusion{Name: "3: ten grey levels matter", Statistic: "CE's accuracy on D(150,190), scenario 2 less scenario 3",
			Bound: Above(drop / 2), Paper: drop, Low: -1, High: 1,
		}.compares(need{2, true, opposite2}, need{3, true, opposite2}, less),
	}
}

// compares completes a conclusion from two accuracies.
func (c Conclusion) compares(a, b need, of func(a, b float64) float64) Conclusion {
	c.needs = []need{a, b}
	c.of = func(s seed) float64 { return of(s.accuracy(a), s.accuracy(b)) }
	return c
}

// need is the accuracy on a test of one of the paper's scenarios, of cross-entropy or of
// the loss that stands beside it.
type need struct {
	scenario     int
	crossEntropy bool
	test         nodule.Distribution
}

// String is "CE in scenario 2, 180,160 → 150,190", or "another loss in …".
func (n need) String() string {
	name := "another loss"
	if n.crossEntropy {
		name = string(loss.CE)
	}
	return fmt.Sprintf("%s in scenario %d, %s → %s", name, n.scenario, n.training(), n.test)
}

// training is the scenario's training distribution in the paper.
func (n need) training() nodule.Distribution { return paper.Scenarios()[n.scenario-1].Training }

// is tells whether a row has the accuracy.
func (n need) is(r paper.Row) bool {
	return r.Scenario == n.scenario && (r.Loss == loss.CE) == n.crossEntropy && r.Test == n.test && r.Training == n.training()
}

// lacks says what keeps a conclusion from being computed of rows; nothing if it can be.
func (c Conclusion) lacks(rows []paper.Row) string {
	for _, n := range c.needs {
		switch own := slice.Filter(rows, n.is); len(own) {
		case 0:
			return fmt.Sprintf("there is no result of %s", n)
		case 1:
		default:
			return fmt.Sprintf("there are %d results of %s, and it takes one", len(own), n)
		}
	}
	return ""
}

// Omitted is a conclusion that cannot be computed of a sweep, and why.
type Omitted struct {
	Conclusion
	Why string // "there is no result of CE in scenario 2, 180,160 → 150,190"
}

// Computable sorts the [Conclusions] by whether every cell of a sweep trains the networks
// that they compare: some of the paper's scenarios alone do not answer all of them. The
// premise can always be computed.
func Computable(s design.Sweep) (can []Conclusion, cannot []Omitted) {
	for _, c := range Conclusions() {
		why := ""
		for _, cell := range s.Cells {
			if why == "" {
				why = c.lacks(paper.Rows(cell.Plan.Scenarios))
			}
		}
		if why == "" {
			can = append(can, c)
		} else {
			cannot = append(cannot, Omitted{c, why})
		}
	}
	return can, cannot
}

// seed are the results of one seed in one cell.
type seed []results.Result

func (s seed) learned() float64 {
	return slices.Min(slice.Map(s, func(r results.Result) float64 { return r.TrainAccuracy }))
}

// accuracy returns an accuracy; NaN if there is none.
func (s seed) accuracy(n need) float64 {
	for _, r := range s {
		if n.is(r.Row) {
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
