package verdict

import (
	"math"

	"nodulelab/lib/design"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// The paper's cross-entropy does not see every shape in scenario 2: it loses .06 and .04 on
// its tests. Ours loses next to nothing under the protocol. So the protocol's shapes are
// easier, and its other rows could differ from the paper's for that reason alone.

// AsHard is the level of a factor at which the shape is as hard to see as in the paper, or
// nearly so: of all levels of the factor the one at which cross-entropy's accuracy in
// scenario 2, the mean of both tests, lies nearest to the paper's. The rule was written
// before levels were added for it, and after the results of the coarser ones.
type AsHard struct {
	Factor  design.Factor
	Level   string
	Cell    int
	CE      metrics.Estimate // cross-entropy's accuracy in scenario 2, the mean of both tests
	Reached bool             // whether the interval of CE has the paper's value
	States  []Outcome        // of the paper's conclusions there, without the premise
}

// String is "spike depth 0.4", or "the protocol".
func (a AsHard) String() string {
	if a.Factor.Name == "" {
		return "the protocol"
	}
	return a.Factor.Name + " " + a.Level
}

// PaperDifficulty is cross-entropy's accuracy in scenario 2 in the paper's Table 1, the mean
// of both tests: .95.
func PaperDifficulty() float64 {
	table := paper.Table1()
	return (table[ce2Opposite].Accuracy + table[ce2Same].Accuracy) / 2
}

// AtPaperDifficulty returns the base of a sweep, and then the level of each of its factors
// that is as hard as the paper's data ([AsHard]). It is an error if results are missing.
func AtPaperDifficulty(s design.Swept) ([]AsHard, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	base, err := s.Sweep.CellWith()
	if err != nil {
		return nil, err
	}
	all := []AsHard{hardness(s, base)}
	for _, f := range s.Sweep.Factors {
		levels, err := slice.Try(f.Levels, func(l design.Level) (AsHard, error) {
			cell, err := s.Sweep.CellWith(design.Setting{Factor: f.Name, Level: l.Label})
			a := hardness(s, cell)
			a.Factor, a.Level = f, l.Label
			return a, err
		})
		if err != nil {
			return nil, err
		}
		all = append(all, nearest(levels))
	}
	return all, nil
}

// nearest is the level whose cross-entropy lies nearest to the paper's.
func nearest(levels []AsHard) AsHard {
	best := levels[0]
	for _, l := range levels[1:] {
		if math.Abs(l.CE.Mean-PaperDifficulty()) < math.Abs(best.CE.Mean-PaperDifficulty()) {
			best = l
		}
	}
	return best
}

// hardness measures how hard the shape is to see in a cell.
func hardness(s design.Swept, cell int) AsHard {
	table, rs := paper.Table1(), s.OfCell(cell)
	opposite, same := results.Accuracies(results.OfRow(rs, table[ce2Opposite].Row)), results.Accuracies(results.OfRow(rs, table[ce2Same].Row))
	both := make([]float64, len(opposite))
	for i := range both {
		both[i] = (opposite[i] + same[i]) / 2
	}
	e := metrics.EstimateMean(both)
	states := atLevel(Conclusions(), "", looksAt(s.Sweep, s.Sweep.Cells[cell]), rs).States
	return AsHard{Cell: cell, CE: e, Reached: e.Contains(PaperDifficulty()), States: states[1:]}
}
