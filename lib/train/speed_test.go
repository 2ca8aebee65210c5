package train

import (
	"encoding/csv"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"nodulelab/lib/internal/readme"
)

var update = flag.Bool("update", false, "write the table of speeds into README.md")

// README's table of speeds is made from figures/speed.csv, which testdata/peers.py
// has measured.
func TestSpeedTable(t *testing.T) {
	readme.Hold(t, "speed", speedTable(t), *update, "go test ./lib/train -run Speed -update")
}

func speedTable(t *testing.T) string {
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
	var b strings.Builder
	fmt.Fprintf(&b, "\n| what trains | replica-steps a second | lowest to highest of %s rounds | to PyTorch eager |\n|---|---|---|---|\n", rows[1][1])
	for _, r := range rows[1:] {
		fmt.Fprintf(&b, "| %s | %s | %s to %s | %s |\n", r[0], r[2], r[3], r[4], r[5])
	}
	fmt.Fprintf(&b, "\nMeasured on %s.\n\n", rows[1][6])
	return b.String()
}
