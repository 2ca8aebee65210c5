package design

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/paper"
)

// Kept are results of a sweep that were stored earlier and stay as they are, so that the
// sweep can get further cells or seeds without training all of it again.
type Kept struct {
	Results []CellResult
	Sources []string // hashes of the code that computed them
}

// KeptOf returns the stored results of the cells that a sweep has now, if any are stored:
// those of equal settings, whatever their numbers were. It does not ask which code made them; that they
// still come out is what a test finds with a sample.
func KeptOf(s Sweep) (Kept, error) {
	table, errTable := embedded.ReadFile("results/" + s.Name + ".csv")
	text, errText := embedded.ReadFile("results/" + s.Name + ".json")
	if errTable != nil || errText != nil {
		return Kept{}, nil
	}
	return keptOf(s, table, text)
}

func keptOf(s Sweep, table, manifest []byte) (k Kept, err error) {
	var m Manifest
	if err := json.Unmarshal(manifest, &m); err != nil {
		return Kept{}, fmt.Errorf("design: %s.json: %w", s.Name, err)
	}
	all, err := m.results(table)
	if err != nil {
		return Kept{}, fmt.Errorf("design: %s.csv: %w", s.Name, err)
	}
	own := s.Settings()
	for _, r := range all {
		if r.Cell >= len(m.Cells) {
			return Kept{}, fmt.Errorf("design: %s.csv has a result of cell %d, and its manifest %d cells", s.Name, r.Cell, len(m.Cells))
		}
		r.Cell = slices.IndexFunc(own, func(c []Setting) bool { return slices.Equal(c, m.Cells[r.Cell]) })
		if r.Cell >= 0 {
			k.Results = append(k.Results, r)
		}
	}
	k.Sources = slices.Compact(slices.Sorted(slices.Values(append(m.Earlier, m.Sources))))
	return k, nil
}

// Lacking are the jobs, of one seed each, of which a result is not kept.
func (k Kept) Lacking(jobs []CellJob) []CellJob {
	type place struct {
		cell int
		seed uint64
		row  paper.Row
	}
	have := map[place]bool{}
	for _, r := range k.Results {
		have[place{r.Cell, r.Seed, r.Row}] = true
	}
	return slice.Filter(jobs, func(j CellJob) bool {
		rows := paper.Rows([]paper.Scenario{j.Scenario.With(j.Loss)})
		return slices.ContainsFunc(rows, func(r paper.Row) bool { return !have[place{j.Cell, j.Seeds[0], r}] })
	})
}

// With adds found results to those that are kept, of the seeds that the sweep has now, in
// the order in which [Sweep.Run] returns them.
func (k Kept) With(s Sweep, found []CellResult) []CellResult {
	all := slice.Filter(k.Results, func(r CellResult) bool { return slices.Contains(s.Cells[r.Cell].Plan.Seeds, r.Seed) })
	all = slices.Concat(all, found)
	rows := slice.Map(s.Cells, func(c Cell) []paper.Row { return paper.Rows(c.Plan.Scenarios) })
	slices.SortStableFunc(all, func(a, b CellResult) int {
		seeds := s.Cells[a.Cell].Plan.Seeds
		return cmp.Or(a.Cell-b.Cell, slices.Index(seeds, a.Seed)-slices.Index(seeds, b.Seed),
			slices.Index(rows[a.Cell], a.Row)-slices.Index(rows[b.Cell], b.Row))
	})
	return all
}

// seedsOf is the number of seeds of each cell of a sweep that has looks; of others nothing.
func seedsOf(s Sweep) []int {
	if s.Looks == nil {
		return nil
	}
	return slice.Map(s.Cells, func(c Cell) int { return len(c.Plan.Seeds) })
}

// grown is the sweep with as many seeds in each cell as a manifest says.
func (s Sweep) grown(seeds []int) Sweep {
	if len(seeds) != len(s.Cells) {
		return s
	}
	for i, n := range seeds {
		s = s.WithSeeds(n, i)
	}
	return s
}
