package baseline

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"nodulelab/lib"
	"nodulelab/lib/design"
	"nodulelab/lib/explain"
	"nodulelab/lib/loss"
	"nodulelab/lib/runs"
)

//go:embed results
var embedded embed.FS

// Command makes the stored results.
const Command = "go run ./notebooks baselines"

const (
	tableFile    = sweepName + ".csv"
	manifestFile = sweepName + ".json"
)

// Manifest says what made stored results.
type Manifest struct {
	Command   string             `json:"command"`
	Cells     [][]design.Setting `json:"cells"` // how each cell differs from the protocol
	Seeds     int                `json:"seeds"` // of a cell
	Baselines []loss.Name        `json:"baselines"`
	Penalties []float64          `json:"penalties"` // that were tried
	Sources   string             `json:"sources"`   // hash of the code that computed
	Made      map[string]string  `json:"made"`      // by which program, on what
}

// Load returns the stored results of [Paper]. It is an error if they are of another sweep
// than it is now, or not all of it.
func Load() (Swept, error) { return loaded() }

var loaded = sync.OnceValues(func() (Swept, error) {
	table, errTable := embedded.ReadFile("results/" + tableFile)
	manifest, errManifest := embedded.ReadFile("results/" + manifestFile)
	if errTable != nil || errManifest != nil {
		return Swept{}, fmt.Errorf("baseline: no results are stored: %s makes them", Command)
	}
	return parse(Paper(), table, manifest)
})

func parse(s design.Sweep, table, manifest []byte) (Swept, error) {
	found := Swept{Sweep: s, Manifest: &Manifest{}}
	if err := json.Unmarshal(manifest, found.Manifest); err != nil {
		return Swept{}, fmt.Errorf("baseline: %s: %w", manifestFile, err)
	}
	if !found.Manifest.of(s) {
		return Swept{}, fmt.Errorf("baseline: the stored results are of another sweep than baseline.Paper: %s makes them again", Command)
	}
	var err error
	if found.Results, err = ReadCSV(bytes.NewReader(table)); err != nil {
		return Swept{}, fmt.Errorf("baseline: %s: %w", tableFile, err)
	}
	if err := found.Validate(); err != nil {
		return Swept{}, fmt.Errorf("%w: %s makes them again", err, Command)
	}
	return found, nil
}

// of tells whether the manifest is of a sweep, with the baselines and penalties as they are
// now.
func (m Manifest) of(s design.Sweep) bool {
	return slices.EqualFunc(m.Cells, s.Settings(), slices.Equal[[]design.Setting]) && m.Seeds == len(s.Base.Seeds) &&
		slices.Equal(m.Baselines, Names()) && slices.Equal(m.Penalties, explain.Penalties())
}

// Files are the two files that hold the results of a sweep, by name.
func (s Swept) Files(made map[string]string) (map[string][]byte, error) {
	var table bytes.Buffer
	if err := WriteCSV(&table, s.Results); err != nil {
		return nil, err
	}
	code, err := lib.Sources("internal/stream", "nodule", "explain", "baseline")
	if err != nil {
		return nil, err
	}
	sources, err := runs.Hash(code...)
	if err != nil {
		return nil, fmt.Errorf("baseline: %w", err)
	}
	text, err := json.MarshalIndent(Manifest{
		Command: Command, Cells: s.Sweep.Settings(), Seeds: len(s.Sweep.Base.Seeds), Baselines: Names(),
		Penalties: explain.Penalties(), Sources: sources, Made: made,
	}, "", "\t")
	if err != nil {
		return nil, fmt.Errorf("baseline: %w", err)
	}
	return map[string][]byte{tableFile: table.Bytes(), manifestFile: append(text, '\n')}, nil
}
