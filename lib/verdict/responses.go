package verdict

import (
	"fmt"

	"nodulelab/lib/design"
	"nodulelab/lib/metrics"
)

// FactorResponse is how the conclusions answer to one factor: a sweep's cells by the
// factor's levels, all else as in the protocol.
type FactorResponse struct {
	Factor  design.Factor
	Default int // the protocol's level
	Levels  []LevelResponse
}

// LevelResponse is what was measured at one level, by conclusion.
type LevelResponse struct {
	Label     string
	Estimates []metrics.Estimate
	States    []Outcome

	samples []metrics.Sample[float64] // by conclusion
}

// Responses sorts the results of a sweep of single factors by factor and level.
func Responses(s design.Swept, factors ...design.Factor) ([]FactorResponse, error) {
	var all []FactorResponse
	for _, f := range factors {
		r := FactorResponse{Factor: f, Default: f.Default(s.Sweep.Cells[0].Plan)}
		for i := range f.Levels {
			cell := s.CellAt(f, i)
			if cell < 0 {
				return nil, fmt.Errorf("verdict: the sweep %q has no cell with %s = %s alone", s.Sweep.Name, f.Name, f.Levels[i].Label)
			}
			r.Levels = append(r.Levels, atLevel(s, f.Levels[i].Label, cell))
		}
		all = append(all, r)
	}
	return all, nil
}

// atLevel measures the conclusions in a cell.
func atLevel(s design.Swept, label string, cell int) LevelResponse {
	l := LevelResponse{Label: label}
	rs := s.OfCell(cell)
	for _, c := range Conclusions() {
		sample := c.Sample(label, rs)
		e := metrics.EstimateMean(sample.Values)
		l.samples = append(l.samples, sample)
		l.Estimates, l.States = append(l.Estimates, e), append(l.States, c.Bound.Judge(e.Interval))
	}
	return l
}
