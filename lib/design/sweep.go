package design

import (
	"fmt"
	"strings"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/internal/stream"
	"nodulelab/lib/lab"
	"nodulelab/lib/results"
)

// Sweep is a plan that is run with some of its factors at other levels: a cell each.
type Sweep struct {
	Name  string
	Cells []Cell
}

// Cell is one plan of a sweep, and how it differs from the sweep's base.
type Cell struct {
	Settings []Setting // none for the base itself
	Plan     lab.Plan
}

// Setting is a factor at a level.
type Setting struct {
	Factor string `json:"factor"`
	Level  string `json:"level"`
}

// String is "spike depth = 0.2".
func (s Setting) String() string { return s.Factor + " = " + s.Level }

// String lists the cell's settings.
func (c Cell) String() string {
	if len(c.Settings) == 0 {
		return "the protocol"
	}
	return strings.Join(slice.Map(c.Settings, Setting.String), ", ")
}

// with returns the cell with a factor at a level. Where the plan has that level
// already, the cell stays as it is.
func (c Cell) with(f Factor, level int) Cell {
	l := f.Levels[level]
	if l.Is(c.Plan) {
		return c
	}
	settings := c.Settings[:len(c.Settings):len(c.Settings)]
	c.Settings = append(settings, Setting{f.Name, l.Label})
	l.Set(&c.Plan)
	return c
}

// OneAtATime is the base, and then every other level of every factor with all
// other factors as in the base.
func OneAtATime(name string, base lab.Plan, factors ...Factor) Sweep {
	s := Sweep{name, []Cell{{Plan: base}}}
	for _, f := range factors {
		for i, l := range f.Levels {
			if !l.Is(base) {
				s.Cells = append(s.Cells, Cell{Plan: base}.with(f, i))
			}
		}
	}
	return s
}

// Grid is every combination of the factors' levels; the last factor changes first.
func Grid(name string, base lab.Plan, factors ...Factor) Sweep {
	cells := []Cell{{Plan: base}}
	for _, f := range factors {
		var finer []Cell
		for _, c := range cells {
			for i := range f.Levels {
				finer = append(finer, c.with(f, i))
			}
		}
		cells = finer
	}
	return Sweep{name, cells}
}

// LatinHypercube is n cells in which all factors move at once: the n cells are
// spread over each factor's levels as evenly as n allows, and at random with
// respect to the other factors (McKay et al. 1979). The seed fixes the draw. Cell
// i trains the seed i+1 alone, so that the seeds' own variation is a part of what
// is seen.
func LatinHypercube(name string, base lab.Plan, n int, seed uint64, factors ...Factor) (Sweep, error) {
	if n < 1 || seed == 0 {
		return Sweep{}, fmt.Errorf("design: a Latin hypercube of %d cells with seed %d: want both from 1", n, seed)
	}
	s := Sweep{Name: name}
	for i := range n {
		c := Cell{Plan: base}
		c.Plan.Seeds = []uint64{uint64(i + 1)}
		s.Cells = append(s.Cells, c)
	}
	for _, f := range factors {
		order := stream.New(seed, "hypercube: "+f.Name).Perm(n)
		for i := range s.Cells {
			s.Cells[i] = s.Cells[i].with(f, order[i]*len(f.Levels)/n)
		}
	}
	return s, nil
}

// Validate returns an error unless every cell can be run.
func (s Sweep) Validate() error {
	for i, c := range s.Cells {
		if err := c.Plan.Validate(); err != nil {
			return fmt.Errorf("design: sweep %q, cell %d (%s): %w", s.Name, i, c, err)
		}
	}
	return nil
}

// CellJob is a job of one seed in a cell.
type CellJob struct {
	Cell int
	lab.Job
}

// Jobs lists the networks of all cells, one a job.
func (s Sweep) Jobs() []CellJob {
	var all []CellJob
	for i, c := range s.Cells {
		all = append(all, cellJobs(i, c.Plan.Jobs())...)
	}
	return all
}

func cellJobs(cell int, jobs []lab.Job) []CellJob {
	return slice.Map(jobs, func(j lab.Job) CellJob { return CellJob{cell, j} })
}

// CellResult is a result of a sweep's cell.
type CellResult struct {
	Cell int
	results.Result
}
