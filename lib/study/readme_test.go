package study_test

import (
	"flag"
	"os"
	"testing"

	"nodulelab/lib/internal/readme"
	"nodulelab/lib/study"
)

var update = flag.Bool("update", false, "write the table into README.md")

// The README's table is made from figures/table1.csv.
func TestReadmeTable(t *testing.T) {
	results := committed(t)
	want := "\n" + study.Markdown(study.Statistics(results)) + "\n" + study.TrainingAccuracy(results) + "\n\n"
	readme.Hold(t, "table", want, *update, "go test ./lib/study -update")
}

func committed(t *testing.T) []study.Result {
	t.Helper()
	f, err := os.Open("../../figures/table1.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	results, err := study.ReadCSV(f)
	if err != nil {
		t.Fatal(err)
	}
	return results
}
