package verdict

import (
	"nodulelab/lib/design"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
)

// ShownBy counts the values, one a seed, that lie on the conclusion's side of its bound.
// The paper is one run, and a run shows a conclusion or does not, wherever the mean over
// seeds may lie. Where no seed shows it, [metrics.Proportion.AtMost] bounds the share of
// runs that would.
func (c Conclusion) ShownBy(values []float64) metrics.Proportion {
	return metrics.Count(slice.Map(values, c.Bound.Has))
}

// Joint counts the seeds of one cell, or the cells of a hypercube, of one seed each, in
// which all of the paper's conclusions that can be computed hold at once. A seed pairs the
// networks of all scenarios: they start from the same weights and, where two scenarios share
// a test set, are tested on the same images. So the conclusions of a seed are not
// independent, and their joint share is not the product of their shares.
type Joint struct {
	Learn metrics.Proportion // those that show the premise, of all
	Hold  metrics.Proportion // those that show all conclusions, of those that learn
}

// jointly counts where all conclusions hold; values holds one list for each of them, of the
// same seeds or cells in the same order, the premise's first.
func jointly(conclusions []Conclusion, values [][]float64) Joint {
	var learn, hold []bool
	for i := range values[0] {
		all := true
		for j, c := range conclusions[1:] {
			all = all && c.Bound.Has(values[j+1][i])
		}
		learns := conclusions[0].Bound.Has(values[0][i])
		if learn = append(learn, learns); learns {
			hold = append(hold, all)
		}
	}
	return Joint{metrics.Count(learn), metrics.Count(hold)}
}

// JointOverall counts the cells of a hypercube in which all conclusions that can be computed
// hold at once, among those whose networks learn their training set. Errors are as for
// [Conclusion.Overall].
func JointOverall(s design.Swept) (Joint, error) {
	can, _ := Computable(s.Sweep)
	values, err := slice.Try(can, func(c Conclusion) ([]float64, error) { return c.points(s) })
	if err != nil {
		return Joint{}, err
	}
	return jointly(can, values), nil
}
