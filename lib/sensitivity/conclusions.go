package sensitivity

import (
	"math"
	"slices"

	"nodulelab/lib/claims"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/results"
	"nodulelab/lib/train"
)

// Conclusion is what the paper concludes from one scenario, as a number that each
// seed has, and the side of a threshold on which the conclusion holds.
type Conclusion struct {
	Name      string
	Statistic string // what is measured, in words
	Threshold float64
	Above     bool    // it holds above the threshold; otherwise below
	Paper     float64 // the statistic in the paper's Table 1
	Low, High float64 // the range of the statistic that is drawn

	of func(seed) float64
}

// The thresholds, written before any sweep was run.
const (
	// Apart is the least difference between a network that generalises and one that
	// fails, as the claims on Table 1 judge those words.
	Apart = claims.Holding - claims.Failing

	// Same is how far a difference of accuracies may lie from 0 where a factor is said
	// not to matter: 20 of 200 test images.
	Same = .1
)

// Conclusions lists what is asked of every cell: the premise that the networks
// learn their training set, and the paper's conclusion from each scenario.
func Conclusions() []Conclusion {
	return []Conclusion{
		{Name: "learns", Statistic: "the lowest training accuracy of the seed's networks",
			Threshold: claims.Holding, Above: true, Paper: 1, Low: .4, High: 1, of: seed.learned},
		{Name: "1: both losses fail", Statistic: "the higher accuracy of the two losses on D(170,130)",
			Threshold: claims.Failing, Paper: .62, Low: 0, High: 1, of: seed.failure},
		{Name: "2: the loss matters", Statistic: "accuracy on D(150,190), CE less the other loss",
			Threshold: Apart, Above: true, Paper: .94 - .27, Low: -1, High: 1, of: seed.lead},
		{Name: "3: ten grey levels matter", Statistic: "CE's accuracy on D(150,190), scenario 2 less scenario 3",
			Threshold: (.94 - .59) / 2, Above: true, Paper: .94 - .59, Low: -1, High: 1, of: seed.drop},
	}
}

// seed are the results of one seed in one cell.
type seed []results.Result

func (s seed) learned() float64 {
	least := math.NaN()
	for _, r := range s {
		if !(r.TrainAccuracy >= least) {
			least = r.TrainAccuracy
		}
	}
	return least
}

func (s seed) failure() float64 {
	test := nodule.D(170, 130)
	return max(s.accuracy(1, true, test), s.accuracy(1, false, test))
}

func (s seed) lead() float64 {
	test := nodule.D(150, 190)
	return s.accuracy(2, true, test) - s.accuracy(2, false, test)
}

func (s seed) drop() float64 {
	test := nodule.D(150, 190)
	return s.accuracy(2, true, test) - s.accuracy(3, true, test)
}

// accuracy is that of cross-entropy, or of the loss that stands beside it, on a
// scenario's test; NaN if there is none.
func (s seed) accuracy(scenario int, crossEntropy bool, test nodule.Distribution) float64 {
	for _, r := range s {
		if r.Scenario == scenario && (r.Loss == train.CrossEntropy) == crossEntropy && r.Test == test {
			return r.Accuracy
		}
	}
	return math.NaN()
}

// Values are the conclusion's statistic of every seed in a cell's results, in the
// seeds' order.
func (c Conclusion) Values(rs []results.Result) []float64 {
	var values []float64
	for _, s := range bySeed(rs) {
		values = append(values, c.of(s))
	}
	return values
}

// bySeed sorts results by seed.
func bySeed(rs []results.Result) []seed {
	own := map[uint64]seed{}
	var seeds []uint64
	for _, r := range rs {
		if own[r.Seed] == nil {
			seeds = append(seeds, r.Seed)
		}
		own[r.Seed] = append(own[r.Seed], r)
	}
	slices.Sort(seeds)
	all := make([]seed, len(seeds))
	for i, s := range seeds {
		all[i] = own[s]
	}
	return all
}

// State is what became of a conclusion in a cell.
type State string

// The states.
const (
	Holds     State = "holds"     // the interval lies on the paper's side of the threshold
	Fails     State = "fails"     // it lies on the other side
	Undecided State = "undecided" // the threshold lies within it, or there is no interval
)

// Judge tells what became of the conclusion, by the interval of its statistic.
func (c Conclusion) Judge(i metrics.Interval) State {
	low, high := i.Low-c.Threshold, i.High-c.Threshold
	if !c.Above {
		low, high = -high, -low
	}
	switch {
	case low > 0:
		return Holds
	case high < 0:
		return Fails
	}
	return Undecided
}

// Holds tells whether one value lies on the paper's side.
func (c Conclusion) Holds(v float64) bool {
	return c.Above && v > c.Threshold || !c.Above && v < c.Threshold
}
