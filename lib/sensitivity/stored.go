package sensitivity

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"slices"

	"nodulelab/lib/design"
	"nodulelab/lib/lab"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

//go:embed results
var embedded embed.FS

// Manifest says what made a sweep's stored results.
type Manifest struct {
	Sweep    string             `json:"sweep"`
	Command  string             `json:"command"`
	Cells    [][]design.Setting `json:"cells"` // how each cell differs from the protocol
	Networks int                `json:"networks"`
	Engine   string             `json:"engine"`
	Sources  string             `json:"sources"` // hash of the code that computed
	Made     map[string]string  `json:"made"`    // by which program, on what
}

// Stored are a sweep, its results, and what made them.
type Stored struct {
	Sweep    design.Sweep
	Results  []design.CellResult
	Manifest Manifest
}

// Load returns the stored results of a sweep. It is an error if they are those of
// other cells than the sweep's now.
func Load(name string) (Stored, error) {
	sweep, err := SweepByName(name)
	if err != nil {
		return Stored{}, err
	}
	table, errTable := embedded.ReadFile("results/" + name + ".csv")
	text, errText := embedded.ReadFile("results/" + name + ".json")
	if errTable != nil || errText != nil {
		return Stored{}, fmt.Errorf("sensitivity: no results of the sweep %q are stored: go run ./notebooks sweep -only %s makes them", name, name)
	}
	return parse(sweep, table, text)
}

func parse(sweep design.Sweep, table, manifest []byte) (Stored, error) {
	s := Stored{Sweep: sweep}
	if err := json.Unmarshal(manifest, &s.Manifest); err != nil {
		return Stored{}, fmt.Errorf("sensitivity: %s.json: %w", sweep.Name, err)
	}
	var err error
	if s.Results, err = design.ReadCSV(bytes.NewReader(table)); err != nil {
		return Stored{}, fmt.Errorf("sensitivity: %s.csv: %w", sweep.Name, err)
	}
	return s, s.check()
}

// check returns an error unless the results are those of the sweep's cells, all of
// them.
func (s Stored) check() error {
	again := fmt.Sprintf("go run ./notebooks sweep -only %s makes them again", s.Sweep.Name)
	if !slices.EqualFunc(settings(s.Sweep), s.Manifest.Cells, slices.Equal[[]design.Setting]) {
		return fmt.Errorf("sensitivity: the stored results of %q are of other cells than the sweep has: %s", s.Sweep.Name, again)
	}
	want := 0
	for _, c := range s.Sweep.Cells {
		want += len(paper.Rows(c.Plan.Scenarios)) * len(c.Plan.Seeds)
	}
	if len(s.Results) != want {
		return fmt.Errorf("sensitivity: %q has %d stored results, want %d: %s", s.Sweep.Name, len(s.Results), want, again)
	}
	return nil
}

// settings are those of all cells; a cell without any has an empty list.
func settings(s design.Sweep) [][]design.Setting {
	all := make([][]design.Setting, len(s.Cells))
	for i, c := range s.Cells {
		all[i] = append([]design.Setting{}, c.Settings...)
	}
	return all
}

// OfCell are the results of one cell.
func (s Stored) OfCell(cell int) []results.Result {
	var own []results.Result
	for _, r := range s.Results {
		if r.Cell == cell {
			own = append(own, r.Result)
		}
	}
	return own
}

// Files are the two files that hold a sweep's results, by name.
func Files(s design.Sweep, l *lab.Lab, found []design.CellResult, made map[string]string) (map[string][]byte, error) {
	var table bytes.Buffer
	if err := design.WriteCSV(&table, found); err != nil {
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
		return nil, fmt.Errorf("sensitivity: %w", err)
	}
	return map[string][]byte{s.Name + ".csv": table.Bytes(), s.Name + ".json": append(text, '\n')}, nil
}
