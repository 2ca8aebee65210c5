package transfer

import (
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/nodule"
	"nodulelab/lib/train"
)

//go:embed results
var embedded embed.FS

// Command makes the stored outcomes.
const Command = "go run ./notebooks transfer"

const (
	outcomesFile = "outcomes.csv.gz"
	manifestFile = "manifest.json"
)

// Manifest says what made stored outcomes.
type Manifest struct {
	Command string       `json:"command"`
	Engine  string       `json:"engine"`
	Cells   []CellRecord `json:"cells"`
}

// CellRecord says what made the outcomes of one cell.
type CellRecord struct {
	Cell    string            `json:"cell"`
	Design  Design            `json:"design"`
	Sources string            `json:"sources"` // hash of the code that computed
	Made    map[string]string `json:"made"`    // by which program, on what
}

// Design is what a cell's outcomes depend on, beside the code.
type Design struct {
	Images    int            `json:"images"`
	Scenarios []int          `json:"scenarios"`
	Seeds     int            `json:"seeds"`
	Config    nodule.Config  `json:"config"`
	Protocol  train.Protocol `json:"protocol"`
}

// design is that of a cell.
func (c Cell) design() Design {
	d := Design{c.Images, nil, len(c.Plan.Seeds), c.Plan.Config, c.Plan.Protocol}
	for _, s := range c.Plan.Scenarios {
		d.Scenarios = append(d.Scenarios, s.Number)
	}
	return d
}

// same tells whether the records are of equal designs.
func (d Design) same(other Design) bool {
	a, errA := json.Marshal(d)
	b, errB := json.Marshal(other)
	return errA == nil && errB == nil && bytes.Equal(a, b)
}

// Found are a study and its outcomes.
type Found struct {
	Study    Study
	Outcomes []Outcome // by cell, in the order of its jobs
	Manifest Manifest
}

// Load returns the stored outcomes of [Paper]. A cell that is not stored, or is stored of
// another design, has none; [Found.Has] tells.
func Load() (Found, error) { return loaded() }

var loaded = sync.OnceValues(func() (Found, error) {
	s, err := Paper()
	if err != nil {
		return Found{}, err
	}
	outcomes, errOutcomes := embedded.ReadFile("results/" + outcomesFile)
	manifest, errManifest := embedded.ReadFile("results/" + manifestFile)
	if errOutcomes != nil || errManifest != nil {
		return Found{}, fmt.Errorf("transfer: no outcomes are stored: %s makes them", Command)
	}
	return parse(s, outcomes, manifest)
})

func parse(s Study, outcomes, manifest []byte) (Found, error) {
	f := Found{Study: s}
	if err := json.Unmarshal(manifest, &f.Manifest); err != nil {
		return Found{}, fmt.Errorf("transfer: %s: %w", manifestFile, err)
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(outcomes))
	if err != nil {
		return Found{}, fmt.Errorf("transfer: %s: %w", outcomesFile, err)
	}
	rows, err := readCSV(unpacked)
	if err != nil {
		return Found{}, fmt.Errorf("transfer: %s: %w", outcomesFile, err)
	}
	for i, c := range s.Cells {
		if !f.Has(c) {
			continue
		}
		own, err := s.outcomesOf(i, rows)
		if err != nil {
			return Found{}, fmt.Errorf("%w: %s makes them again", err, Command)
		}
		f.Outcomes = append(f.Outcomes, own...)
	}
	return f, nil
}

// outcomesOf returns the outcomes of a cell among rows, in the order of its jobs. It is an
// error if one is not there, or there twice.
func (s Study) outcomesOf(cell int, rows []row) ([]Outcome, error) {
	name, found := s.Cells[cell].String(), map[Job]Outcome{}
	for _, r := range rows {
		if r.cell != name {
			continue
		}
		r.Cell = cell
		if _, twice := found[r.Job]; twice {
			return nil, fmt.Errorf("transfer: %s, scenario %d, %s, seed %d is stored twice", name, r.Scenario, r.By, r.Seed)
		}
		found[r.Job] = r.Outcome
	}
	return slice.Try(s.Jobs(cell), func(j Job) (Outcome, error) {
		o, ok := found[j]
		if !ok {
			return o, fmt.Errorf("transfer: %s, scenario %d, %s, seed %d is not stored", name, j.Scenario, j.By, j.Seed)
		}
		return o, nil
	})
}

// Has tells whether the outcomes of a cell are stored, of its design as it is now.
func (f Found) Has(c Cell) bool {
	return slices.ContainsFunc(f.Manifest.Cells, func(r CellRecord) bool { return r.Cell == c.String() && r.Design.same(c.design()) })
}

// With returns the stored outcomes with those of one more cell, which were just computed.
func (f Found) With(l *lab.Lab, cell int, own []Outcome, made map[string]string) (Found, error) {
	sources, err := lab.SourcesHash()
	if err != nil {
		return f, err
	}
	c := f.Study.Cells[cell]
	f.Outcomes = append(slice.Filter(f.Outcomes, func(o Outcome) bool { return o.Cell != cell }), own...)
	slices.SortStableFunc(f.Outcomes, func(a, b Outcome) int { return a.Cell - b.Cell })
	records := slice.Filter(f.Manifest.Cells, func(r CellRecord) bool { return r.Cell != c.String() })
	f.Manifest = Manifest{Command, l.Engine, append(records, CellRecord{c.String(), c.design(), sources, made})}
	return f, nil
}

// Files are the two files that hold the outcomes, by name.
func (f Found) Files() (map[string][]byte, error) {
	var outcomes bytes.Buffer
	packed, err := gzip.NewWriterLevel(&outcomes, gzip.BestCompression)
	if err != nil {
		return nil, fmt.Errorf("transfer: %w", err)
	}
	if err := WriteCSV(packed, f.Study, f.Outcomes); err != nil {
		return nil, err
	}
	if err := packed.Close(); err != nil {
		return nil, fmt.Errorf("transfer: %w", err)
	}
	text, err := json.MarshalIndent(f.Manifest, "", "\t")
	if err != nil {
		return nil, fmt.Errorf("transfer: %w", err)
	}
	return map[string][]byte{outcomesFile: outcomes.Bytes(), manifestFile: append(text, '\n')}, nil
}

// Cell returns a cell of the study by its name whose outcomes are stored. Any other name is
// an error that lists the names.
func (f Found) Cell(name string) (Cell, error) {
	var names []string
	for _, c := range f.Study.Cells {
		if !f.Has(c) {
			continue
		}
		if c.String() == name {
			return c, nil
		}
		names = append(names, c.String())
	}
	return Cell{}, fmt.Errorf("transfer: no outcomes of %q are stored: want one of %q", name, names)
}

// Plane returns the cell of the plane of shape against brightness that has some shapes. It is
// an error if its outcomes are not stored.
func (f Found) Plane(s Shapes) (Cell, error) {
	return f.Cell(Cell{Shapes: s, Change: gaps.name}.String())
}

// Stored returns the cells of a part of the study whose outcomes are stored.
func (f Found) Stored(p Part) []Cell {
	return slice.Filter(f.Study.Cells, func(c Cell) bool { return c.Part == p && f.Has(c) })
}
