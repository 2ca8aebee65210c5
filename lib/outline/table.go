package outline

import (
	"fmt"
	"slices"
	"strings"

	"nodulelab/lib/nodule"
)

// Table is a list of outlines with facts about each ([ReadCSV]).
type Table struct {
	Outlines []nodule.Outline

	names []string   // of the facts
	at    []int      // their columns in the file
	facts [][]string // by name and outline
	lines []int      // of the outlines, in the file
}

// newTable returns a table without outlines, whose facts are the columns that hold no
// coordinate.
func newTable(h header) *Table {
	t := &Table{}
	for i, name := range h.names {
		if !isCoordinate(name) {
			t.names, t.at = append(t.names, name), append(t.at, i)
		}
	}
	t.facts = make([][]string, len(t.names))
	return t
}

func (t *Table) add(line int, o nodule.Outline, record []string) {
	t.Outlines, t.lines = append(t.Outlines, o), append(t.lines, line)
	for i, column := range t.at {
		t.facts[i] = append(t.facts[i], strings.Clone(record[column])) // a field holds its whole line in memory
	}
}

// Names returns the names of the facts, in the order of the file.
func (t *Table) Names() []string { return slices.Clone(t.names) }

// Fact returns a fact about each outline, in their order, as the file has it. A name that
// the file does not have is an error.
func (t *Table) Fact(name string) ([]string, error) {
	i := slices.Index(t.names, name)
	if i < 0 {
		return nil, fmt.Errorf("outline: no column %q: want one of %q", name, t.names)
	}
	return slices.Clone(t.facts[i]), nil
}

// Numbers is [Table.Fact] of a fact that is a finite number of each outline, for example a
// rating. Other text is an error that names its line.
func (t *Table) Numbers(name string) ([]float64, error) {
	facts, err := t.Fact(name)
	if err != nil {
		return nil, err
	}
	numbers := make([]float64, len(facts))
	for i, text := range facts {
		if numbers[i], err = parse(text); err != nil {
			return nil, fmt.Errorf("outline: line %d: column %s: %w", t.lines[i], name, err)
		}
	}
	return numbers, nil
}
