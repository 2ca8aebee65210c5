package design

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/internal/simd"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/native"
	"nodulelab/lib/results"
	"nodulelab/lib/runs"
	"nodulelab/lib/train"
)

// stride picks the networks that are trained again: every stride-th of a sweep,
// from a place of its own on.
const stride = 397

// otherwise is how far accuracies may lie from the stored ones, on average, where
// other kernels compute: rounding differs, and single networks may end elsewhere.
const otherwise = .05

// A sample of the stored results comes out again: to the last digit on the kernels
// that made them, alike on average on others.
func TestStoredResultsComeOutAgain(t *testing.T) {
	if testing.Short() {
		t.Skip("trains some twenty networks")
	}
	if simd.Elsewhere(t, "^TestStoredResultsComeOutAgain$") {
		return
	}
	sweeps, err := Sweeps()
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range sweeps {
		stored, err := Load(s.Name)
		if err != nil {
			t.Fatal(err)
		}
		var sample []CellJob
		jobs := stored.Sweep.Jobs()
		for j := 61 * i % 200; j < len(jobs); j += stride {
			sample = append(sample, jobs[j])
		}
		compare := sameResults
		if stored.Manifest.Made["native kernels"] != native.Kernels() {
			compare = alikeResults
		}
		fresh := again(t, stored.Sweep, sample)
		t.Logf("%s: %d of %d networks trained again", s.Name, len(sample), len(jobs))
		compare(t, s.Name, fresh, matching(stored.Results, fresh))
	}
}

// The seeds that the notebooks train themselves are the first of the stored seeds, to the
// last digit on the kernels that made both.
func TestStoredSeedsAreThoseOfTable1(t *testing.T) {
	stored, err := Load(SeedSweep)
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join("..", "..", "figures", "table1.csv"))
	if err != nil {
		t.Fatal(err)
	}
	trained, err := results.ReadCSV(bytes.NewReader(text))
	if err != nil || len(trained) == 0 {
		t.Fatalf("%d results, %v", len(trained), err)
	}
	fresh := slice.Map(trained, func(r results.Result) CellResult { return CellResult{0, r} })
	sameResults(t, SeedSweep, fresh, matching(stored.Results, fresh))
}

// Sweeps that have the sixty seeds of the protocol in their centre have those of the sweep
// of seeds.
func TestCentresAreTheSeeds(t *testing.T) {
	seeds, err := Load(SeedSweep)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{FactorSweep, DifficultySweep, DepthSweep, NetworkSweep} {
		s, err := Load(name)
		if err != nil {
			t.Fatal(err)
		}
		base, err := s.Sweep.CellWith()
		if err != nil {
			t.Fatal(err)
		}
		if own := s.OfCell(base); !slices.Equal(own, seeds.OfCell(0)) {
			t.Errorf("%s: %d results of the protocol, others than the %d of the seeds", name, len(own), len(seeds.Results))
		}
	}
}

// again trains some of a sweep's networks in an empty store.
func again(t *testing.T, s Sweep, jobs []CellJob) []CellResult {
	t.Helper()
	store, err := runs.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	l := &lab.Lab{Store: store, Engine: "native", Workers: lab.Workers{
		Engines: 2, Replicas: 1, Open: func() (train.Engine, error) { return train.NewNative(), nil },
	}}
	fresh, err := s.Run(context.Background(), l, jobs)
	if err != nil {
		t.Fatal(err)
	}
	return fresh
}

// matching are the stored results of the same cells, seeds and rows.
func matching(stored, fresh []CellResult) []CellResult {
	var all []CellResult
	for _, f := range fresh {
		for _, s := range stored {
			if s.Cell == f.Cell && s.Seed == f.Seed && s.Row == f.Row {
				all = append(all, s)
			}
		}
	}
	return all
}

func sameResults(t *testing.T, sweep string, fresh, stored []CellResult) {
	t.Helper()
	if len(fresh) != len(stored) {
		t.Fatalf("%s: %d of %d results are stored", sweep, len(stored), len(fresh))
	}
	for i := range fresh {
		if math.Abs(fresh[i].Accuracy-stored[i].Accuracy) > 1e-4 || math.Abs(fresh[i].TrainAccuracy-stored[i].TrainAccuracy) > 1e-4 {
			t.Errorf("%s: %+v, stored %+v", sweep, fresh[i], stored[i])
		}
	}
}

func alikeResults(t *testing.T, sweep string, fresh, stored []CellResult) {
	t.Helper()
	if len(fresh) != len(stored) {
		t.Fatalf("%s: %d of %d results are stored", sweep, len(stored), len(fresh))
	}
	var sum float64
	for i := range fresh {
		sum += math.Abs(fresh[i].Accuracy - stored[i].Accuracy)
	}
	if mean := sum / float64(len(fresh)); mean > otherwise {
		t.Errorf("%s: %.3f from the stored accuracies on average, want at most %.2f", sweep, mean, otherwise)
	}
}

// Results of other cells than the sweep's, or not all of them, are refused.
func TestParseRefuses(t *testing.T) {
	sweep, err := SweepByName(AreaSweep)
	if err != nil {
		t.Fatal(err)
	}
	const header = "cell,seed,scenario,loss,train,test,train_acc,val_acc,acc,se,sp\n"
	for name, test := range map[string]struct {
		table string
		cells [][]Setting
		want  string
	}{
		"no table":       {"", sweep.Settings(), "areas.csv"},
		"other cells":    {header, sweep.Settings()[:2], "of other cells than the sweep has: go run ./notebooks sweep -only areas"},
		"not all of it":  {header, sweep.Settings(), "cell 0 (the protocol) has 0 results of seed 1, scenario 1, CE, 150,150 → 130,170: want 1: go run ./notebooks sweep -only areas"},
		"a broken value": {header + "0,1,1,CE,150-150,130-170,1,1,2,1,1\n", sweep.Settings(), "line 2"},
	} {
		manifest, err := json.Marshal(Manifest{Sweep: AreaSweep, Cells: test.cells, Table: results.Digest([]byte(test.table))})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := parse(sweep, []byte(test.table), manifest); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", name, err, test.want)
		}
	}
	if _, err := parse(sweep, []byte(header), []byte("{")); err == nil || !strings.Contains(err.Error(), "areas.json") {
		t.Errorf("a broken manifest: error %v", err)
	}
	if _, err := Load("nothing"); err == nil {
		t.Error("a sweep without a name was loaded")
	}
}

// One accuracy that was changed in any stored sweep is noticed when the sweep is read, or
// kept; the line ends of the table may be others.
func TestChangedTables(t *testing.T) {
	sweeps, err := Sweeps()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sweeps {
		table, errTable := embedded.ReadFile("results/" + s.Name + ".csv")
		manifest, errManifest := embedded.ReadFile("results/" + s.Name + ".json")
		if errTable != nil || errManifest != nil {
			t.Fatal(errTable, errManifest)
		}
		if _, err := parse(s, bytes.ReplaceAll(table, []byte("\n"), []byte("\r\n")), manifest); err != nil {
			t.Errorf("%s with Windows' line ends: %v", s.Name, err)
		}
		at := bytes.LastIndex(table, []byte(",0."))
		changed := slices.Clone(table)
		changed[at+3] ^= 1 // another digit
		if _, err := parse(s, changed, manifest); err == nil || !strings.Contains(err.Error(), s.Name+".csv: results: the table was changed since its manifest was written") {
			t.Errorf("%s: error %v", s.Name, err)
		}
		if _, err := keptOf(s, changed, manifest); err == nil || !strings.Contains(err.Error(), "the table was changed") {
			t.Errorf("%s is kept: error %v", s.Name, err)
		}
	}
}
