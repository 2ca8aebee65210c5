// Package recorded reads the committed results, for the tests that hold code and
// text to them.
package recorded

import (
	"os"
	"testing"

	"nodulelab/lib/results"
)

// Table1 reads figures/table1.csv, from the test of a package that lies in lib.
func Table1(t testing.TB) []results.Result {
	t.Helper()
	f, err := os.Open("../../figures/table1.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := results.ReadCSV(f)
	if err != nil {
		t.Fatal(err)
	}
	return all
}
