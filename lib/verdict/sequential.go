package verdict

import (
	"slices"

	"nodulelab/lib/design"
	"nodulelab/lib/metrics"
)

// looksError is how often, at most, one of the intervals by which a level is judged may
// miss the mean, over all looks together. It is that of the interval of a single look.
const looksError = .05

// Confidence is the level of each interval where a mean is looked at several times:
// 1 − .05/looks (Bonferroni). Whenever one stops looking, and for whatever reason, the last
// interval misses the mean in at most one case of twenty, if a single interval misses it as
// seldom as it says. Over ten seeds it does not, of a statistic that is 1 in most seeds and
// far below in few: a test draws from the sixty seeds of the protocol and finds that the
// intervals of the second conclusion miss the mean in one case of nine, by little, and that
// no more than one in a hundred outcomes of any conclusion is wrong.
func Confidence(looks int) float64 { return 1 - looksError/float64(max(looks, 1)) }

// looksAt is how often a cell's means may be looked at: as often as the sweep has looks, or
// once. The base has as many seeds as were planned for it, and is looked at once.
func looksAt(s design.Sweep, c design.Cell) int {
	if c.IsBase() {
		return 1
	}
	return max(len(s.Looks), 1)
}

// estimateAt estimates the mean of values with an interval for some looks.
func estimateAt(looks int, values []float64) metrics.Estimate {
	e := metrics.EstimateMean(values)
	if looks > 1 {
		e.Interval = metrics.MeanIntervalAt(Confidence(looks), values)
	}
	return e
}

// Continued applies the sweep's rule ([design.Sweep.Looks]) to its results. It returns the
// sweep in which every cell that has to go on has the seeds of its next look, and whether
// there is such a cell. The rule:
//
//   - Each of k looks takes intervals at the level 1 − .05/k.
//   - A cell is decided when each of the paper's conclusions that can be computed holds or
//     fails there by such an interval. The premise has no say.
//   - A cell that is not decided goes on to the next number of seeds, for all its networks;
//     after the last look it stays undecided.
//
// It was written when the results of the first look, at ten seeds, were known, and none of
// the second.
func Continued(s design.Swept) (next design.Sweep, more bool, err error) {
	if err := s.Validate(); err != nil {
		return design.Sweep{}, false, err
	}
	can, _ := Computable(s.Sweep)
	next = s.Sweep
	for i, c := range s.Sweep.Cells {
		at := slices.IndexFunc(s.Sweep.Looks, func(n int) bool { return n > len(c.Plan.Seeds) })
		if c.IsBase() || at < 0 {
			continue
		}
		level := atLevel(can, c.String(), looksAt(s.Sweep, c), s.OfCell(i))
		if slices.Contains(level.States[1:], Undecided) {
			next, more = next.WithSeeds(s.Sweep.Looks[at], i), true
		}
	}
	return next, more, nil
}

// among are the values of a sample at some seeds, as far as it has them.
func among(s metrics.Sample[float64], seeds []uint64) metrics.Sample[float64] {
	own := metrics.Sample[float64]{Name: s.Name}
	for i, seed := range s.Seeds {
		if slices.Contains(seeds, seed) {
			own.Seeds, own.Values = append(own.Seeds, seed), append(own.Values, s.Values[i])
		}
	}
	return own
}

// Looked counts the levels of responses, other than the base's, by their number of seeds:
// the smallest number first.
func Looked(responses []FactorResponse) []Count {
	var all []Count
	for _, r := range responses {
		for j, l := range r.Levels {
			if j == r.Default {
				continue
			}
			n := l.Estimates[0].N
			i := slices.IndexFunc(all, func(c Count) bool { return c.Seeds == n })
			if i < 0 {
				i, all = len(all), append(all, Count{Seeds: n})
			}
			all[i].Levels++
		}
	}
	slices.SortFunc(all, func(a, b Count) int { return a.Seeds - b.Seeds })
	return all
}

// Count is a number of levels that have a number of seeds.
type Count struct{ Seeds, Levels int }
