package design

import (
	"fmt"
	"slices"
	"strings"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/internal/stream"
	"nodulelab/lib/internal/words"
	"nodulelab/lib/lab"
	"nodulelab/lib/results"
)

// Sweep is a plan that is run with some of its factors at other levels: a cell each.
type Sweep struct {
	Name    string
	Base    lab.Plan // what the cells differ from
	Factors []Factor // what differs, each name once
	Cells   []Cell

	// Looks, if any, are numbers of seeds in rising order. Every cell but the base begins
	// with the first; a cell that is not decided then goes on to the next. What is decided,
	// and how surely, is said where it is judged: verdict.Continued.
	Looks []int
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

// mostNamed is how many settings Short lists.
const mostNamed = 3

// Short is String of up to three settings; of more it is their number: "28 settings".
func (c Cell) Short() string {
	if n := len(c.Settings); n > mostNamed {
		return fmt.Sprintf("%d settings", n)
	}
	return c.String()
}

// with returns the cell with a factor at a level. Where the plan has that level
// already, the cell stays as it is.
func (c Cell) with(f Factor, level int) Cell {
	l := f.Levels[level]
	if l.is(c.Plan) {
		return c
	}
	settings := c.Settings[:len(c.Settings):len(c.Settings)]
	c.Settings = append(settings, Setting{f.Name, l.Label})
	c.Plan = l.on(c.Plan)
	return c
}

// OneAtATime is the base, and then every other level of every factor with all
// other factors as in the base. A factor by [NewFactor] gets the base's own level beside
// its others if it lacks it.
func OneAtATime(name string, base lab.Plan, factors ...Factor) Sweep {
	own := slice.Map(factors, func(f Factor) Factor { return f.including(base) })
	s := Sweep{Name: name, Base: base, Factors: own, Cells: []Cell{{Plan: base}}}
	for _, f := range own {
		for i, l := range f.Levels {
			if !l.is(base) {
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
	return Sweep{Name: name, Base: base, Factors: slices.Clone(factors), Cells: cells}
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
	for _, f := range factors {
		if err := f.Validate(); err != nil {
			return Sweep{}, err
		}
	}
	s := Sweep{Name: name, Base: base, Factors: slices.Clone(factors)}
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

// IsBase tells whether the cell is the sweep's base.
func (c Cell) IsBase() bool { return len(c.Settings) == 0 }

// WithSeeds returns the sweep with the seeds 1 to n in some cells.
func (s Sweep) WithSeeds(n int, cells ...int) Sweep {
	s.Cells = slices.Clone(s.Cells)
	for _, i := range cells {
		s.Cells[i].Plan.Seeds = lab.PaperPlan(n).Seeds
	}
	return s
}

// withBaseSeeds returns the sweep with the seeds 1 to n in its base.
func (s Sweep) withBaseSeeds(n int) Sweep {
	return s.WithSeeds(n, slices.IndexFunc(s.Cells, Cell.IsBase))
}

// Validate returns an error unless the factors differ and every cell can be run.
func (s Sweep) Validate() error {
	for i, f := range s.Factors {
		if err := f.Validate(); err != nil {
			return fmt.Errorf("%w (sweep %q)", err, s.Name)
		}
		if slices.ContainsFunc(s.Factors[:i], func(other Factor) bool { return other.Name == f.Name }) {
			return fmt.Errorf("design: the sweep %q has two factors %q: give them different names", s.Name, f.Name)
		}
		if err := f.reached(s.Base); err != nil {
			return err
		}
	}
	if len(s.Cells) == 0 {
		return fmt.Errorf("design: the sweep %q has no cells: make it with OneAtATime, Grid or LatinHypercube", s.Name)
	}
	for i, c := range s.Cells {
		if err := c.Plan.Validate(); err != nil {
			return fmt.Errorf("design: sweep %q, cell %d (%s): %w", s.Name, i, c, err)
		}
	}
	return nil
}

// Factor returns one of the sweep's factors. Any other name is an error that lists the
// names.
func (s Sweep) Factor(name string) (Factor, error) {
	names := slice.Map(s.Factors, func(f Factor) string { return f.Name })
	if i := slices.Index(names, name); i >= 0 {
		return s.Factors[i], nil
	}
	if len(names) == 0 {
		return Factor{}, fmt.Errorf("design: the sweep %q has no factors, and so not %q: make it with OneAtATime, Grid or LatinHypercube", s.Name, name)
	}
	return Factor{}, fmt.Errorf("design: the sweep %q does not vary %q: want %s", s.Name, name, words.Or(names))
}

// CellWith returns the number of the cell that has some settings, and all other factors
// as the base has them. It is an error if there is none.
func (s Sweep) CellWith(settings ...Setting) (int, error) {
	for _, set := range settings {
		f, err := s.Factor(set.Factor)
		if err != nil {
			return -1, err
		}
		if _, err := f.Level(set.Level); err != nil {
			return -1, err
		}
	}
	var want []Setting // in the factors' order, as cells have them
	for _, f := range s.Factors {
		own := slice.Filter(settings, func(set Setting) bool { return set.Factor == f.Name && !s.isBase(f, set.Level) })
		want = append(want, own...)
	}
	cell := slices.IndexFunc(s.Cells, func(c Cell) bool { return slices.Equal(c.Settings, want) })
	if cell < 0 {
		return -1, fmt.Errorf("design: the sweep %q has no cell with %s alone", s.Name, Cell{Settings: want})
	}
	return cell, nil
}

// isBase tells whether the base has a factor at a level.
func (s Sweep) isBase(f Factor, label string) bool {
	base := f.Default(s.Base)
	return base >= 0 && f.Levels[base].Label == label
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
