package design

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"slices"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/results"
)

//go:embed results
var embedded embed.FS

// Manifest says what made a sweep's stored results.
type Manifest struct {
	Sweep    string            `json:"sweep"`
	Command  string            `json:"command"`
	Cells    [][]Setting       `json:"cells"`           // how each cell differs from the protocol
	Looks    []int             `json:"looks,omitempty"` // numbers of seeds at which cells were judged
	Seeds    []int             `json:"seeds,omitempty"` // of each cell, where they have been judged
	Networks int               `json:"networks"`
	Engine   string            `json:"engine"`
	Sources  string            `json:"sources"`           // hash of the code that computed
	Table    string            `json:"table"`             // SHA-256 of the CSV file
	Earlier  []string          `json:"earlier,omitempty"` // hashes of other code that computed a part
	Made     map[string]string `json:"made"`              // by which program, on what
}

// Load returns the stored results of a sweep. It is an error if they were made with
// other cells than the sweep has now.
func Load(name string) (Swept, error) {
	sweep, err := SweepByName(name)
	if err != nil {
		return Swept{}, err
	}
	table, errTable := embedded.ReadFile("results/" + name + ".csv")
	text, errText := embedded.ReadFile("results/" + name + ".json")
	if errTable != nil || errText != nil {
		return Swept{}, fmt.Errorf("design: no results of the sweep %q are stored: go run ./notebooks sweep -only %s makes them", name, name)
	}
	return parse(sweep, table, text)
}

func parse(sweep Sweep, table, manifest []byte) (Swept, error) {
	s := Swept{Sweep: sweep, Manifest: &Manifest{}}
	if err := json.Unmarshal(manifest, s.Manifest); err != nil {
		return Swept{}, fmt.Errorf("design: %s.json: %w", sweep.Name, err)
	}
	var err error
	if s.Results, err = s.Manifest.results(table); err != nil {
		return Swept{}, fmt.Errorf("design: %s.csv: %w", sweep.Name, err)
	}
	again := fmt.Sprintf("go run ./notebooks sweep -only %s makes them again", sweep.Name)
	if !slices.EqualFunc(sweep.Settings(), s.Manifest.Cells, slices.Equal[[]Setting]) || !slices.Equal(sweep.Looks, s.Manifest.Looks) {
		return Swept{}, fmt.Errorf("design: the stored results of %q are of other cells than the sweep has: %s", sweep.Name, again)
	}
	s.Sweep = sweep.grown(s.Manifest.Seeds)
	if err := s.Validate(); err != nil {
		return Swept{}, fmt.Errorf("%w: %s", err, again)
	}
	return s, nil
}

// results reads the results in a table, which must be the manifest's.
func (m *Manifest) results(table []byte) ([]CellResult, error) {
	if err := results.CheckDigest(table, m.Table); err != nil {
		return nil, err
	}
	return ReadCSV(bytes.NewReader(table))
}

// Settings lists the settings of every cell; a cell without any has an empty list.
func (s Sweep) Settings() [][]Setting {
	return slice.Map(s.Cells, func(c Cell) []Setting { return append([]Setting{}, c.Settings...) })
}

// Files are the two files that hold a sweep's results, by name. Earlier are the hashes of
// other code that computed a part of them, if any.
func Files(s Sweep, l *lab.Lab, found []CellResult, made map[string]string, earlier ...string) (map[string][]byte, error) {
	var table bytes.Buffer
	if err := WriteCSV(&table, found); err != nil {
		return nil, err
	}
	sources, err := lab.SourcesHash()
	if err != nil {
		return nil, err
	}
	m := Manifest{
		Sweep: s.Name, Command: "go run ./notebooks sweep -only " + s.Name, Cells: s.Settings(), Looks: s.Looks, Seeds: seedsOf(s),
		Networks: len(s.Jobs()), Engine: l.Engine, Sources: sources, Table: results.Digest(table.Bytes()), Made: made,
		Earlier: slice.Filter(earlier, func(hash string) bool { return hash != sources }),
	}
	text, err := json.MarshalIndent(m, "", "\t")
	if err != nil {
		return nil, fmt.Errorf("design: %w", err)
	}
	return map[string][]byte{s.Name + ".csv": table.Bytes(), s.Name + ".json": append(text, '\n')}, nil
}
