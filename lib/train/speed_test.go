package train

import (
	"encoding/csv"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"nodulelab/lib/internal/readme"
)

var update = flag.Bool("update", false, "write the tables of speeds into README.md and lib/device/README.md")

// README's table of speeds is made from figures/speed.csv, which testdata/peers.py
// has measured.
func TestSpeedTable(t *testing.T) {
	readme.Hold(t, "speed", speedTable(t), *update, "go test ./lib/train -run Speed -update")
}

// The page on backends shows, of the same measurement, each engine at its best.
func TestEnginesTable(t *testing.T) {
	readme.HoldIn(t, readme.Devices, "engines", enginesTable(t), *update, "go test ./lib/train -run Engines -update")
}

func enginesTable(t *testing.T) string {
	t.Helper()
	rows := speeds(t)
	var b strings.Builder
	b.WriteString("\n| engine and backend | networks at once | replica-steps a second |\n|---|---|---|\n")
	for _, engine := range []string{"native", "gomlx/go", "gomlx/xla:cpu"} {
		replicas, speed := "", -1
		for _, r := range rows {
			n, err := strconv.Atoi(r[2])
			if err != nil {
				t.Fatal(err)
			}
			if of, at, _ := strings.Cut(r[0], ", R = "); of == engine && n > speed {
				replicas, speed = at, n
			}
		}
		fmt.Fprintf(&b, "| %s | %s | %d |\n", engine, replicas, speed)
	}
	fmt.Fprintf(&b, "\nMeasured on %s.\n\n", rows[0][6])
	return b.String()
}

// speeds are the rows of figures/speed.csv: what, rounds, median, lowest, highest,
// ratio, machine.
func speeds(t *testing.T) [][]string {
	t.Helper()
	f, err := os.Open("../../figures/speed.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

func speedTable(t *testing.T) string {
	t.Helper()
	rows := speeds(t)
	var b strings.Builder
	fmt.Fprintf(&b, "\n| what trains | replica-steps a second | lowest to highest of %s rounds | to PyTorch eager |\n|---|---|---|---|\n", rows[0][1])
	for _, r := range rows {
		fmt.Fprintf(&b, "| %s | %s | %s to %s | %s |\n", r[0], r[2], r[3], r[4], r[5])
	}
	fmt.Fprintf(&b, "\nMeasured on %s.\n\n", rows[0][6])
	return b.String()
}
