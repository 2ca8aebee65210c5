package verdict

import (
	"fmt"

	"nodulelab/lib/design"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
	"nodulelab/lib/results"
)

// FactorResponse is how the conclusions answer to one factor: a sweep's cells by the
// factor's levels, all else as in the sweep's base.
//
// Levels need not have equally many seeds. A level by itself, the base's among them, is
// estimated and judged by all of its own; where a level is compared with the base's, both
// have the seeds of the level ([FactorResponse.Effects]).
type FactorResponse struct {
	Factor      design.Factor
	Default     int          // the base's level; −1 if it is not among them
	Conclusions []Conclusion // those that can be computed of the sweep, the premise first
	Levels      []LevelResponse
}

// LevelResponse is what was measured at one level, by conclusion.
type LevelResponse struct {
	Label     string
	Looks     int                // how often its means may have been looked at; the intervals allow for it ([Continued])
	Estimates []metrics.Estimate // with 95 % intervals, or wider ones for several looks
	States    []Outcome
	Shown     []metrics.Proportion // seeds that show it: [Conclusion.ShownBy]
	Joint     Joint

	samples []metrics.Sample[float64] // by conclusion
}

// Responses sorts the results of a sweep by level, for some of its factors, by name, or
// for all of them: of each level the cell that has all other factors as the sweep's base
// has them. It is an error if there is no such cell, or if results are missing.
func Responses(s design.Swept, factors ...string) ([]FactorResponse, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	own, err := factorsOf(s.Sweep, factors)
	if err != nil {
		return nil, err
	}
	can, _ := Computable(s.Sweep)
	return slice.Try(own, func(f design.Factor) (FactorResponse, error) {
		r := FactorResponse{Factor: f, Default: f.Default(s.Sweep.Base), Conclusions: can}
		r.Levels, err = slice.Try(f.Levels, func(l design.Level) (LevelResponse, error) {
			cell, err := s.Sweep.CellWith(design.Setting{Factor: f.Name, Level: l.Label})
			if err != nil {
				return LevelResponse{}, err
			}
			return atLevel(can, l.Label, looksAt(s.Sweep, s.Sweep.Cells[cell]), s.OfCell(cell)), nil
		})
		return r, err
	})
}

// factorsOf returns the factors of a sweep that have some names, or all of them without
// names.
func factorsOf(s design.Sweep, names []string) ([]design.Factor, error) {
	if len(names) == 0 && len(s.Factors) == 0 {
		return nil, fmt.Errorf("verdict: the sweep %q has no factors: make it with design.OneAtATime, Grid or LatinHypercube", s.Name)
	}
	if len(names) == 0 {
		return s.Factors, nil
	}
	return slice.Try(names, s.Factor)
}

// atLevel measures conclusions in the results of a cell, for some looks.
func atLevel(conclusions []Conclusion, label string, looks int, rs []results.Result) LevelResponse {
	l := LevelResponse{Label: label, Looks: looks}
	var values [][]float64
	for _, c := range conclusions {
		sample := c.Sample(label, rs)
		e := estimateAt(looks, sample.Values)
		l.samples, values = append(l.samples, sample), append(values, sample.Values)
		l.Estimates, l.States = append(l.Estimates, e), append(l.States, c.Bound.Judge(e.Interval))
		l.Shown = append(l.Shown, c.ShownBy(sample.Values))
	}
	l.Joint = jointly(conclusions, values)
	return l
}
