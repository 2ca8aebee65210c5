package transfer

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lidc"
	"nodulelab/lib/nodule"
	"nodulelab/lib/project"
	"nodulelab/lib/results"
)

// setsFile lists the sets that were written to a folder.
const setsFile = "sets.csv"

// setsColumns are those of setsFile: of which scenario and seed a set is, what it is for
// (training, validation, or the distribution of a test), its file, and its digest
// ([nodule.Set.Digest]).
var setsColumns = []string{"scenario", "seed", "set", "file", "digest"}

// writtenSet is one line of the list.
type writtenSet struct {
	Scenario          int
	Seed              uint64
	Set, File, Digest string
}

// WriteSets writes the sets of a cell for its first seeds to a folder as NumPy .npz files
// ([nodule.Set.WriteNPZ]), so that another program can train on the very same images, and
// beside them sets.csv, which lists them, and, of real outlines, ATTRIBUTION.txt. An unknown
// cell, or a number of seeds that the study does not have, is an error.
func (s Study) WriteSets(folder, cell string, seeds int) error {
	names := slice.Map(s.Cells, Cell.String)
	at := slices.Index(names, cell)
	if at < 0 {
		return fmt.Errorf("transfer: cell %q: want one of %q", cell, names)
	}
	c := s.Cells[at]
	if seeds < 1 || seeds > len(c.Plan.Seeds) {
		return fmt.Errorf("transfer: the sets of %d seeds: want 1 to %d", seeds, len(c.Plan.Seeds))
	}
	c.Plan.Seeds = c.Plan.Seeds[:seeds]
	written, err := c.writeSets(folder)
	if err != nil {
		return err
	}
	if !c.Shapes.IsDrawn() {
		text := lidc.Attribution + "\nLicence: " + lidc.Licence + "\n"
		if err := project.WriteText(filepath.Join(folder, "ATTRIBUTION.txt"), text); err != nil {
			return err
		}
	}
	return project.WriteFile(filepath.Join(folder, setsFile), func(f *os.File) error {
		return results.WriteTable(f, "sets", setsColumns, written, func(w writtenSet) []string {
			return []string{strconv.Itoa(w.Scenario), strconv.FormatUint(w.Seed, 10), w.Set, w.File, w.Digest}
		})
	})
}

// writeSets writes the sets of all scenarios and seeds of the cell.
func (c Cell) writeSets(folder string) ([]writtenSet, error) {
	var all []writtenSet
	for _, scenario := range c.Plan.Scenarios {
		for _, seed := range c.Plan.Seeds {
			sets, err := c.Plan.Draw(scenario, seed)
			if err != nil {
				return nil, err
			}
			for i, set := range listed(sets) {
				w := writtenSet{scenario.Number, seed, setName(i, set), "", set.Digest()}
				w.File = fmt.Sprintf("scenario-%d/seed-%d/%s.npz", w.Scenario, seed, w.Set)
				err := project.WriteFile(filepath.Join(folder, filepath.FromSlash(w.File)), func(f *os.File) error { return set.WriteNPZ(f) })
				if err != nil {
					return nil, err
				}
				all = append(all, w)
			}
		}
	}
	return all, nil
}

// setName names set i of [listed].
func setName(i int, s *nodule.Set) string {
	if i < 2 {
		return []string{"training", "validation"}[i]
	}
	return s.Distribution.Key()
}
