package verdict

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"sync"

	"nodulelab/lib/lab"
	"nodulelab/lib/results"
)

//go:embed results
var embedded embed.FS

// BlocksCommand makes the stored rulings.
const BlocksCommand = "go run ./notebooks blocks"

const (
	rulingsFile  = "blocks.csv"
	manifestFile = "blocks.json"
)

// Manifest says what made stored rulings.
type Manifest struct {
	Command string            `json:"command"`
	Blocks  []Block           `json:"blocks"`
	Claims  []string          `json:"claims"` // their numbers
	Engine  string            `json:"engine"`
	Sources string            `json:"sources"` // hash of the code that computed
	Made    map[string]string `json:"made"`    // by which program, on what
}

// LoadBlocks returns the stored rulings, block by block, each in the order of [Numbers].
// It is an error if they are of other blocks or claims than there are now.
func LoadBlocks() ([]Ruling, error) { return loadedBlocks() }

var loadedBlocks = sync.OnceValues(func() ([]Ruling, error) {
	rulings, errRulings := embedded.ReadFile("results/" + rulingsFile)
	manifest, errManifest := embedded.ReadFile("results/" + manifestFile)
	if errRulings != nil || errManifest != nil {
		return nil, fmt.Errorf("verdict: no rulings are stored: %s makes them", BlocksCommand)
	}
	return parseBlocks(rulings, manifest)
})

func parseBlocks(rulings, manifest []byte) ([]Ruling, error) {
	var m Manifest
	if err := json.Unmarshal(manifest, &m); err != nil {
		return nil, fmt.Errorf("verdict: %s: %w", manifestFile, err)
	}
	all, err := readRulings(bytes.NewReader(rulings))
	if err != nil {
		return nil, fmt.Errorf("verdict: %s: %w", rulingsFile, err)
	}
	if !slices.Equal(m.Blocks, Blocks()) || !slices.Equal(m.Claims, Numbers()) || !complete(all) {
		return nil, fmt.Errorf("verdict: the stored rulings are of other blocks or claims than there are now: %s makes them again", BlocksCommand)
	}
	return all, nil
}

// complete tells whether there is one ruling of every block and claim, in their order.
func complete(all []Ruling) bool {
	numbers := Numbers()
	if len(all) != len(Blocks())*len(numbers) {
		return false
	}
	for i, r := range all {
		if r.Block != Blocks()[i/len(numbers)] || r.Number != numbers[i%len(numbers)] {
			return false
		}
	}
	return true
}

// BlockFiles are the two files that hold rulings, by name.
func BlockFiles(l *lab.Lab, all []Ruling, made map[string]string) (map[string][]byte, error) {
	if !complete(all) {
		return nil, fmt.Errorf("verdict: %d rulings: want one of every block and claim, in their order", len(all))
	}
	var table bytes.Buffer
	if err := results.WriteTable(&table, "rulings", rulingColumns, all, Ruling.fields); err != nil {
		return nil, err
	}
	sources, err := lab.SourcesHash()
	if err != nil {
		return nil, err
	}
	m := Manifest{Command: BlocksCommand, Blocks: Blocks(), Claims: Numbers(), Engine: l.Engine, Sources: sources, Made: made}
	text, err := json.MarshalIndent(m, "", "\t")
	if err != nil {
		return nil, fmt.Errorf("verdict: %w", err)
	}
	return map[string][]byte{rulingsFile: table.Bytes(), manifestFile: append(text, '\n')}, nil
}

var rulingColumns = []string{"first seed", "last seed", "number", "outcome", "reason"}

func (r Ruling) fields() []string {
	return []string{strconv.FormatUint(r.First, 10), strconv.FormatUint(r.Last, 10), r.Number, r.Outcome.OfClaim(), r.Reason}
}

// readRulings reads what BlockFiles wrote. The error names the line and the value that are
// wrong.
func readRulings(r io.Reader) ([]Ruling, error) {
	return results.ReadTable(r, "rulings", rulingColumns, parseRuling)
}

func parseRuling(f []string) (r Ruling, err error) {
	for i, to := range []*uint64{&r.First, &r.Last} {
		if *to, err = strconv.ParseUint(f[i], 10, 64); err != nil || *to == 0 {
			return r, fmt.Errorf("%s %q: want a whole number from 1", rulingColumns[i], f[i])
		}
	}
	r.Number, r.Reason = f[2], f[4]
	for o := Undecided; o <= Holds; o++ {
		if f[3] == o.OfClaim() {
			r.Outcome = o
			return r, nil
		}
	}
	return r, fmt.Errorf("outcome %q: want undecided, not reproduced, partly reproduced or reproduced", f[3])
}
