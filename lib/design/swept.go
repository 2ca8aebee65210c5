package design

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// Swept are a sweep and its results, trained by [Sweep.Train] or stored and read by
// [Load].
type Swept struct {
	Sweep    Sweep
	Results  []CellResult
	Manifest *Manifest // what made stored results; nil of others
}

// OfCell are the results of one cell.
func (s Swept) OfCell(cell int) []results.Result {
	own := slice.Filter(s.Results, func(r CellResult) bool { return r.Cell == cell })
	return slice.Map(own, func(r CellResult) results.Result { return r.Result })
}

// Rows lists the rows of results that any of the sweep's cells has: training and test
// distribution by scenario and loss, in the order of the cells' plans.
func (s Swept) Rows() []paper.Row {
	var all []paper.Row
	for _, c := range s.Sweep.Cells {
		for _, r := range paper.Rows(c.Plan.Scenarios) {
			if !slices.Contains(all, r) {
				all = append(all, r)
			}
		}
	}
	return all
}

// Validate returns an error unless the sweep can be run and every cell has one result of
// each of its seeds and rows, and no other.
func (s Swept) Validate() error {
	if err := s.Sweep.Validate(); err != nil {
		return err
	}
	for i, c := range s.Sweep.Cells {
		if err := c.complete(s.OfCell(i)); err != nil {
			return fmt.Errorf("design: sweep %q, cell %d (%s) %w", s.Sweep.Name, i, c, err)
		}
	}
	for _, r := range s.Results {
		if r.Cell < 0 || r.Cell >= len(s.Sweep.Cells) {
			return fmt.Errorf("design: sweep %q has a result of cell %d: want 0 to %d", s.Sweep.Name, r.Cell, len(s.Sweep.Cells)-1)
		}
	}
	return nil
}

// complete returns the end of a sentence that says what a cell's results lack, or have
// too much; nil if they are complete.
func (c Cell) complete(rs []results.Result) error {
	type network struct {
		seed uint64
		row  paper.Row
	}
	found := map[network]int{}
	for _, r := range rs {
		found[network{r.Seed, r.Row}]++
	}
	rows := paper.Rows(c.Plan.Scenarios)
	for _, row := range rows {
		for _, seed := range c.Plan.Seeds {
			if n := found[network{seed, row}]; n != 1 {
				return fmt.Errorf("has %d results of seed %d, %s: want 1", n, seed, row)
			}
		}
	}
	if want := len(rows) * len(c.Plan.Seeds); len(rs) != want {
		return fmt.Errorf("has %d results, want %d: some are of other seeds or rows than its plan's", len(rs), want)
	}
	return nil
}

// WriteCSV writes the results by [WriteCSV].
func (s Swept) WriteCSV(w io.Writer) error { return WriteCSV(w, s.Results) }

// String is a table of the mean accuracy over the seeds, with a line for each cell and a
// column for each row of results. It says if results are missing.
func (s Swept) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: mean accuracy over the seeds, by cell and test set\n\n", s.Sweep.Name)
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	rows := s.Rows()
	line := func(name string, of func(paper.Row) string) {
		fmt.Fprintln(w, strings.Join(append([]string{name}, slice.Map(rows, of)...), "\t"))
	}
	line("scenario, loss", func(r paper.Row) string { return fmt.Sprintf("%d, %v", r.Scenario, r.Loss) })
	line("training", func(r paper.Row) string { return r.Training.String() })
	line("test", func(r paper.Row) string { return r.Test.String() })
	for i, c := range s.Sweep.Cells {
		own := s.OfCell(i)
		name := c.Short()
		if name != c.String() {
			name = fmt.Sprintf("cell %d, %s", i, name)
		}
		line(name, func(r paper.Row) string { return mean(results.OfRow(own, r)) })
	}
	w.Flush()
	if err := s.Validate(); err != nil {
		fmt.Fprintf(&b, "\nNot to be used: %v\n", err)
	}
	return b.String()
}

// mean writes the mean accuracy to two places, and "–" of no results.
func mean(rs []results.Result) string {
	if len(rs) == 0 {
		return "–"
	}
	return fmt.Sprintf("%.2f", metrics.Summarise(results.Accuracies(rs)).Mean)
}
