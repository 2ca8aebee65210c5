package sensitivity

import (
	"fmt"

	"nodulelab/lib/design"
	"nodulelab/lib/metrics"
)

// Response is how the conclusions answer to one factor: a sweep's cells by the
// factor's levels, all else as in the protocol.
type Response struct {
	Factor  design.Factor
	Default int // the protocol's level
	Levels  []LevelResponse
}

// LevelResponse is what was measured at one level, by conclusion.
type LevelResponse struct {
	Label     string
	Estimates []metrics.Estimate
	States    []State

	values [][]float64 // by conclusion, then by seed
}

// Responses sorts the results of a sweep of single factors by factor and level.
func (s Stored) Responses(factors ...design.Factor) ([]Response, error) {
	var all []Response
	for _, f := range factors {
		r := Response{Factor: f, Default: f.Default(s.Sweep.Cells[0].Plan)}
		for i := range f.Levels {
			cell := s.cell(f, i)
			if cell < 0 {
				return nil, fmt.Errorf("sensitivity: the sweep %q has no cell with %s = %s alone", s.Sweep.Name, f.Name, f.Levels[i].Label)
			}
			r.Levels = append(r.Levels, s.level(f.Levels[i].Label, cell))
		}
		all = append(all, r)
	}
	return all, nil
}

// cell finds the cell that differs from the protocol in a factor's level alone.
func (s Stored) cell(f design.Factor, level int) int {
	want := []design.Setting{{Factor: f.Name, Level: f.Levels[level].Label}}
	if level == f.Default(s.Sweep.Cells[0].Plan) {
		want = nil
	}
	return s.cellWith(want)
}

// cellWith finds the cell with exactly these settings, or −1.
func (s Stored) cellWith(want []design.Setting) int {
	for i, c := range s.Sweep.Cells {
		if len(c.Settings) == len(want) && contains(c.Settings, want) {
			return i
		}
	}
	return -1
}

func contains(all, some []design.Setting) bool {
	has := map[design.Setting]bool{}
	for _, s := range all {
		has[s] = true
	}
	for _, s := range some {
		if !has[s] {
			return false
		}
	}
	return true
}

// level measures the conclusions in a cell.
func (s Stored) level(label string, cell int) LevelResponse {
	l := LevelResponse{Label: label}
	results := s.OfCell(cell)
	for _, c := range Conclusions() {
		values := c.Values(results)
		e := metrics.EstimateMean(values)
		l.values = append(l.values, values)
		l.Estimates, l.States = append(l.Estimates, e), append(l.States, c.Judge(e.Interval))
	}
	return l
}
