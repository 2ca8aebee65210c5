package verdict

import (
	"cmp"
	"fmt"
	"slices"

	"nodulelab/lib/design"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
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
func (c Conclusion) Overall(s design.Swept) Share {
	return c.share("all", c.points(s))
}

// Where counts the cells in which the conclusion holds among the cells in which the
// premise does.
func (c Conclusion) Where(premise Conclusion, s design.Swept) Share {
	var own []float64
	values := c.points(s)
	for i, v := range premise.points(s) {
		if premise.Bound.Has(v) {
			own = append(own, values[i])
		}
	}
	return c.share("where "+premise.Name, own)
}

// share counts the values on the conclusion's side of its bound.
func (c Conclusion) share(level string, values []float64) Share {
	return Share{level, metrics.Count(slice.Map(values, c.Bound.Has))}
}

// points returns the conclusion's statistic in each cell, of its only seed.
func (c Conclusion) points(s design.Swept) []float64 {
	values := make([]float64, len(s.Sweep.Cells))
	for i := range values {
		values[i] = c.Values(s.OfCell(i))[0]
	}
	return values
}

// Influences returns what each factor explains of a conclusion, the largest ratio
// first.
func (c Conclusion) Influences(s design.Swept, factors ...design.Factor) ([]Influence, error) {
	values := c.points(s)
	all := make([]Influence, len(factors))
	p := make([]float64, len(factors))
	for i, f := range factors {
		by := slice.Map(s.Sweep.Cells, func(c design.Cell) int { return f.Default(c.Plan) })
		all[i] = Influence{Factor: f.Name, ByLevel: shares(c, f, values, by)}
		var err error
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
