package results_test

import (
	"flag"
	"testing"

	"nodulelab/lib/internal/readme"
	"nodulelab/lib/internal/recorded"
	"nodulelab/lib/results"
)

var update = flag.Bool("update", false, "write the table into README.md")

// The README's table is made from figures/table1.csv.
func TestReadmeTable(t *testing.T) {
	rs := recorded.Table1(t)
	want := "\n" + results.Markdown(results.Statistics(rs)) + "\n" + results.TrainingAccuracy(rs) + "\n\n"
	readme.Hold(t, "table", want, *update, "go test ./lib/results -update")
}
