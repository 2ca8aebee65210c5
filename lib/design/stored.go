package design

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"slices"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

//go:embed results
var embedded embed.FS

// Manifest says what made a sweep's stored results.
type Manifest struct {
	Sweep    string            `json:"sweep"`
	Command  string            `json:"command"`
	Cells    [][]Setting       `json:"cells"` // how each cell differs from the protocol
	Networks int               `json:"networks"`
	Engine   string            `json:"engine"`
	Sources  string            `json:"sources"` // hash of the code that computed
	Made     map[string]string `json:"made"`    // by which program, on what
}

// Stored are a sweep, its results, and what made them.
type Stored struct {
	Sweep    Sweep
	Results  []CellResult
	Manifest Manifest
}

// Load returns the stored results of a sweep. It is an error if they were made with
// other cells than the sweep has now.
func Load(name string) (Stored, error) {
	sweep, err := SweepByName(name)
	if err != nil {
		return Stored{}, err
	}
	table, errTable := embedded.ReadFile("results/" + name + ".csv")
	text, errText := embedded.ReadFile("results/" + name + ".json")
	if errTable != nil || errText != nil {
		return Stored{}, fmt.Errorf("design: no results of the sweep %q are stored: go run ./notebooks sweep -only %s makes them", name, name)
	}
	return parse(sweep, table, text)
}

func parse(sweep Sweep, table, manifest []byte) (Stored, error) {
	s := Stored{Sweep: sweep}
	if err := json.Unmarshal(manifest, &s.Manifest); err != nil {
		return Stored{}, fmt.Errorf("design: %s.json: %w", sweep.Name, err)
	}
	var err error
	if s.Results, err = ReadCSV(bytes.NewReader(table)); err != nil {
		return Stored{}, fmt.Errorf("design: %s.csv: %w", sweep.Name, err)
	}
	return s, s.check()
}

// check returns an error unless the results belong to the sweep's cells and are
// complete.
func (s Stored) check() error {
	again := fmt.Sprintf("go run ./notebooks sweep -only %s makes them again", s.Sweep.Name)
	if !slices.EqualFunc(settings(s.Sweep), s.Manifest.Cells, slices.Equal[[]Setting]) {
		return fmt.Errorf("design: the stored results of %q are of other cells than the sweep has: %s", s.Sweep.Name, again)
	}
	want := 0
	for _, c := range s.Sweep.Cells {
		want += len(paper.Rows(c.Plan.Scenarios)) * len(c.Plan.Seeds)
	}
	if len(s.Results) != want {
		return fmt.Errorf("design: %q has %d stored results, want %d: %s", s.Sweep.Name, len(s.Results), want, again)
	}
	return nil
}

// settings lists the settings of every cell; a cell without any has an empty list.
func settings(s Sweep) [][]Setting {
	return slice.Map(s.Cells, func(c Cell) []Setting { return append([]Setting{}, c.Settings...) })
}

// OfCell are the results of one cell.
func (s Stored) OfCell(cell int) []results.Result {
	own := slice.Filter(s.Results, func(r CellResult) bool { return r.Cell == cell })
	return slice.Map(own, func(r CellResult) results.Result { return r.Result })
}

// CellAt is the number of the cell that differs from the protocol in a factor's level
// alone, of the protocol's own cell if that is its level; −1 if there is none.
func (s Stored) CellAt(f Factor, level int) int {
	var want []Setting
	if level != f.Default(s.Sweep.Cells[0].Plan) {
		want = []Setting{{Factor: f.Name, Level: f.Levels[level].Label}}
	}
	return slices.IndexFunc(s.Sweep.Cells, func(c Cell) bool { return slices.Equal(c.Settings, want) })
}

// Files are the two files that hold a sweep's results, by name.
func Files(s Sweep, l *lab.Lab, found []CellResult, made map[string]string) (map[string][]byte, error) {
	var table bytes.Buffer
	if err := WriteCSV(&table, found); err != nil {
		return nil, err
	}
	sources, err := lab.SourcesHash()
	if err != nil {
		return nil, err
	}
	m := Manifest{
		Sweep: s.Name, Command: "go run ./notebooks sweep -only " + s.Name, Cells: settings(s),
		Networks: len(s.Jobs()), Engine: l.Engine, Sources: sources, Made: made,
	}
	text, err := json.MarshalIndent(m, "", "\t")
	if err != nil {
		return nil, fmt.Errorf("design: %w", err)
	}
	return map[string][]byte{s.Name + ".csv": table.Bytes(), s.Name + ".json": append(text, '\n')}, nil
}
