package baseline

import (
	"fmt"

	"nodulelab/lib/design"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/loss"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

const (
	sweepName = "baselines"
	cellSeeds = 10 // of a cell
)

// Paper is the sweep of every level of the data that [design.IndependentFactors] lists, one at a time:
// no choice of network or training touches a baseline.
func Paper() design.Sweep {
	data := slice.Filter(design.IndependentFactors(), func(f design.Factor) bool { return f.Group == design.DataGroup })
	return design.OneAtATime(sweepName, lab.PaperPlan(cellSeeds), data...)
}

// Swept are a sweep and the results of its baselines, with chosen penalties.
type Swept struct {
	Sweep    design.Sweep
	Results  []CellResult
	Manifest *Manifest // what made stored results; nil of others
}

// OfCell are the scores in one cell.
func (s Swept) OfCell(cell int) []results.Result {
	own := slice.Filter(s.Results, func(r CellResult) bool { return r.Cell == cell })
	return slice.Map(own, func(r CellResult) results.Result { return r.Result.Result })
}

// Validate returns an error unless the sweep can be run and every cell has one result of
// each of its seeds, test sets and baselines, and no other.
func (s Swept) Validate() error {
	if err := s.Sweep.Validate(); err != nil {
		return err
	}
	type place struct {
		cell int
		seed uint64
		row  paper.Row
	}
	found := map[place]int{}
	for _, r := range s.Results {
		found[place{r.Cell, r.Seed, r.Row}]++
	}
	want := 0
	for i, c := range s.Sweep.Cells {
		for _, row := range rows(c.Plan.Scenarios) {
			for _, seed := range c.Plan.Seeds {
				if n := found[place{i, seed, row}]; n != 1 {
					return fmt.Errorf("baseline: sweep %q, cell %d (%s) has %d results of seed %d, %s: want 1", s.Sweep.Name, i, c, n, seed, row)
				}
				want++
			}
		}
	}
	if len(s.Results) != want {
		return fmt.Errorf("baseline: sweep %q has %d results, want %d: some are of other cells, seeds or rows", s.Sweep.Name, len(s.Results), want)
	}
	return nil
}

// rows lists the rows that the baselines of scenarios have.
func rows(scenarios []paper.Scenario) []paper.Row {
	var all []paper.Row
	for _, s := range scenarios {
		all = append(all, paper.Rows([]paper.Scenario{s.With(slice.Map(Names(), named)...)})...)
	}
	return all
}

func named(n loss.Name) loss.Named { return n }
