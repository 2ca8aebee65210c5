package study_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"nodulelab/lib/study"
)

var update = flag.Bool("update", false, "write the table into README.md")

const (
	readme = "../../README.md"
	begin  = "<!-- generated: table -->\n"
	end    = "<!-- end -->"
)

// The README's table is made from figures/table1.csv.
func TestReadmeTable(t *testing.T) {
	results := committed(t)
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), begin)
	table, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("README.md has no place for the table: want %q … %q", begin, end)
	}
	want := "\n" + study.Markdown(study.Summarise(results)) + "\n" + study.TrainingAccuracy(results) + "\n\n"
	if table == want {
		return
	}
	if !*update {
		t.Fatalf("README.md shows\n%s\nthe results are\n%s\nrun: go test ./lib/study -update", table, want)
	}
	if err := os.WriteFile(readme, []byte(before+begin+want+end+after), 0o644); err != nil {
		t.Fatal(err)
	}
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
