package atlas

import (
	"bytes"
	"embed"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"sync"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/loss"
	"nodulelab/lib/results"
)

//go:embed results
var embedded embed.FS

// Command makes the stored maps.
const Command = "go run ./notebooks maps"

const (
	tableFile    = "maps.csv"
	manifestFile = "maps.json"
)

// Manifest says what made stored maps.
type Manifest struct {
	Command string            `json:"command"`
	Groups  []string          `json:"groups"`
	Seeds   int               `json:"seeds"` // from 1
	Images  int               `json:"images"`
	Engine  string            `json:"engine"`
	Sources string            `json:"sources"` // hash of the code that computed
	Table   string            `json:"table"`   // SHA-256 of the CSV file
	Made    map[string]string `json:"made"`    // by which program, on what
}

// LoadManifest returns what is said of the stored maps.
func LoadManifest() (m Manifest, err error) {
	text, err := embedded.ReadFile("results/" + manifestFile)
	if err != nil {
		return Manifest{}, fmt.Errorf("atlas: no maps are stored: %s makes them", Command)
	}
	if err := json.Unmarshal(text, &m); err != nil {
		return Manifest{}, fmt.Errorf("atlas: %s: %w", manifestFile, err)
	}
	return m, nil
}

// Load returns the stored maps, by group and seed.
func Load() ([]Map, error) { return loaded() }

var loaded = sync.OnceValues(func() ([]Map, error) {
	table, err := embedded.ReadFile("results/" + tableFile)
	if err != nil {
		return nil, fmt.Errorf("atlas: no maps are stored: %s makes them", Command)
	}
	m, err := LoadManifest()
	if err != nil {
		return nil, err
	}
	return parse(table, m)
})

// parse reads the maps in a table, which must be the manifest's.
func parse(table []byte, m Manifest) ([]Map, error) {
	if err := results.CheckDigest(table, m.Table); err != nil {
		return nil, fmt.Errorf("atlas: %s: %w", tableFile, err)
	}
	return ReadCSV(bytes.NewReader(table))
}

// Files are the two files that hold maps, by name.
func Files(l *lab.Lab, maps []Map, made map[string]string) (map[string][]byte, error) {
	var table bytes.Buffer
	if err := WriteCSV(&table, maps); err != nil {
		return nil, err
	}
	sources, err := lab.SourcesHash()
	if err != nil {
		return nil, err
	}
	text, err := json.MarshalIndent(Manifest{
		Command: Command, Groups: slice.Map(Groups(), Group.String), Seeds: len(l.Plan.Seeds), Images: Images(),
		Engine: l.Engine, Sources: sources, Table: results.Digest(table.Bytes()), Made: made,
	}, "", "\t")
	if err != nil {
		return nil, fmt.Errorf("atlas: %w", err)
	}
	return map[string][]byte{tableFile: table.Bytes(), manifestFile: append(text, '\n')}, nil
}

// columns are the names of a table's columns: of the network, then of each square.
func columns() []string {
	names := []string{"scenario", "loss", "seed"}
	for _, d := range Squares() {
		names = append(names, d.Key())
	}
	return names
}

// WriteCSV writes maps as a table, one a line: how many images of each D(imal, iben) are
// decided rightly.
func WriteCSV(w io.Writer, maps []Map) error {
	table := csv.NewWriter(w)
	lines := [][]string{columns()}
	for _, m := range maps {
		line := []string{strconv.Itoa(m.Scenario), string(m.Loss), strconv.FormatUint(m.Seed, 10)}
		lines = append(lines, append(line, slice.Map(m.Right, strconv.Itoa)...))
	}
	if err := table.WriteAll(lines); err != nil {
		return fmt.Errorf("atlas: %w", err)
	}
	return nil
}

// ReadCSV reads what [WriteCSV] has written.
func ReadCSV(r io.Reader) ([]Map, error) {
	lines, err := csv.NewReader(r).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("atlas: %w", err)
	}
	if len(lines) == 0 || fmt.Sprint(lines[0]) != fmt.Sprint(columns()) {
		return nil, fmt.Errorf("atlas: another table than one of maps: want the columns scenario, loss, seed, and one for each D(imal, iben)")
	}
	return slice.Try(lines[1:], readMap)
}

func readMap(line []string) (m Map, err error) {
	numbers, err := slice.Try(append([]string{line[0], line[2]}, line[3:]...), strconv.Atoi)
	if err != nil {
		return Map{}, fmt.Errorf("atlas: %w", err)
	}
	if m.Loss, err = loss.ParseName(line[1]); err != nil {
		return Map{}, err
	}
	m.Scenario, m.Seed, m.Right = numbers[0], uint64(numbers[1]), numbers[2:]
	for i, n := range m.Right {
		if n < 0 || n > Images() {
			return Map{}, fmt.Errorf("atlas: scenario %d, %s, seed %d: %d images right of D(%s): want 0 to %d", m.Scenario, m.Loss, m.Seed, n, Squares()[i], Images())
		}
	}
	return m, nil
}
