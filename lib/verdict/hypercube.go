package verdict

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"nodulelab/lib/design"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
	"nodulelab/lib/paper"
)

// Share counts the cells of a hypercube in which a conclusion holds, among all cells or
// among the cells at one level of a factor.
type Share struct {
	Level string // of the factor; or "all", or "where" and the premise
	metrics.Proportion
}

// Influence is what one factor explains of a conclusion's statistic when all
// factors move at once.
type Influence struct {
	Factor  string
	Ratio   float64 // correlation ratio η²: the share of the variance between levels
	P       float64 // probability of such a ratio if the levels were handed out at random, adjusted by Holm over the factors
	ByLevel []Share
}

// Overall counts the cells of a hypercube in which the conclusion holds.
func (c Conclusion) Overall(s design.Swept) (Share, error) {
	values, err := c.points(s)
	return c.share("all", values), err
}

// Where counts the cells in which the conclusion holds among the cells in which the
// premise does.
func (c Conclusion) Where(premise Conclusion, s design.Swept) (Share, error) {
	values, err := c.points(s)
	if err != nil {
		return Share{}, err
	}
	first, err := premise.points(s)
	var own []float64
	for i, v := range first {
		if premise.Bound.Has(v) {
			own = append(own, values[i])
		}
	}
	return c.share("where "+premise.Name, own), err
}

// share counts the values on the conclusion's side of its bound.
func (c Conclusion) share(level string, values []float64) Share {
	return Share{level, metrics.Count(slice.Map(values, c.Bound.Has))}
}

// points returns the conclusion's statistic in each cell, of its only seed. It is an error
// if a cell has more seeds, or lacks what the conclusion compares.
func (c Conclusion) points(s design.Swept) ([]float64, error) {
	values := make([]float64, len(s.Sweep.Cells))
	for i, cell := range s.Sweep.Cells {
		own := c.Values(s.OfCell(i))
		if len(own) != 1 {
			return nil, fmt.Errorf("verdict: cell %d of the sweep %q has results of %d seeds: want one seed a cell, as in design.LatinHypercube", i, s.Sweep.Name, len(own))
		}
		if why := c.lacks(paper.Rows(cell.Plan.Scenarios)); why != "" || math.IsNaN(own[0]) {
			return nil, fmt.Errorf("verdict: “%s” cannot be computed of cell %d of the sweep %q: %s", c.Name, i, s.Sweep.Name, cmp.Or(why, "a result is missing"))
		}
		values[i] = own[0]
	}
	return values, nil
}

// Influences returns what each of some factors of a sweep, or all of them, explains of a
// conclusion, the largest ratio first.
func (c Conclusion) Influences(s design.Swept, factors ...string) ([]Influence, error) {
	values, err := c.points(s)
	if err != nil {
		return nil, err
	}
	own, err := factorsOf(s.Sweep, factors)
	if err != nil {
		return nil, err
	}
	all := make([]Influence, len(own))
	p := make([]float64, len(own))
	for i, f := range own {
		by := slice.Map(s.Sweep.Cells, func(c design.Cell) int { return f.Default(c.Plan) })
		if cell := slices.Index(by, -1); cell >= 0 {
			return nil, fmt.Errorf("verdict: cell %d of the sweep %q has none of the levels of %s", cell, s.Sweep.Name, f.Name)
		}
		all[i] = Influence{Factor: f.Name, ByLevel: shares(c, f, values, by)}
		if all[i].Ratio, p[i], err = metrics.RatioTest(values, by); err != nil {
			return nil, fmt.Errorf("verdict: %s by %s: %w", c.Name, f.Name, err)
		}
	}
	adjusted, err := metrics.Holm(p)
	for i := range adjusted {
		all[i].P = adjusted[i]
	}
	slices.SortStableFunc(all, func(a, b Influence) int { return cmp.Compare(b.Ratio, a.Ratio) })
	return all, err
}

// shares counts the values at each level of a factor; groups holds the level of each.
func shares(c Conclusion, f design.Factor, values []float64, groups []int) []Share {
	by := make([][]float64, len(f.Levels))
	for i, v := range values {
		by[groups[i]] = append(by[groups[i]], v)
	}
	all := make([]Share, len(by))
	for i, own := range by {
		all[i] = c.share(f.Levels[i].Label, own)
	}
	return all
}
