package design

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/results"
)

// keptAreas is the stored sweep of areas with its files.
func keptAreas(t *testing.T) (s Swept, table, manifest []byte) {
	t.Helper()
	s, errLoad := Load(AreaSweep)
	table, errTable := embedded.ReadFile("results/areas.csv")
	manifest, errManifest := embedded.ReadFile("results/areas.json")
	if errLoad != nil || errTable != nil || errManifest != nil {
		t.Fatal(errLoad, errTable, errManifest)
	}
	return s, table, manifest
}

// A sweep with other cells and more seeds keeps what it has in common with the stored one;
// the rest is lacking, and takes its place among what was kept.
func TestKept(t *testing.T) {
	stored, table, manifest := keptAreas(t)
	s := stored.Sweep
	s.Cells = []Cell{s.Cells[2], {Settings: []Setting{{"areas", "new"}}, Plan: lab.PaperPlan(1)}, s.Cells[0]}
	s = s.WithSeeds(21, 0).WithSeeds(2, 2)
	kept, err := keptOf(s, table, manifest)
	if err != nil || !slices.Equal(kept.Sources, []string{stored.Manifest.Sources}) {
		t.Fatalf("%v, %v", kept.Sources, err)
	}
	jobs := kept.Lacking(s.Jobs())
	if len(jobs) != 10 { // of five networks a seed: seed 21 of the first cell, and the new cell
		t.Errorf("%d jobs are lacking", len(jobs))
	}
	for _, j := range jobs {
		if j.Cell == 2 || j.Cell == 0 && j.Seeds[0] != 21 {
			t.Errorf("cell %d, seed %d is lacking", j.Cell, j.Seeds[0])
		}
	}
	var found []CellResult
	for _, r := range stored.Results[:9] { // the nine rows of a seed
		r.Cell, r.Seed = 0, 21
		found = append(found, r)
		r.Cell, r.Seed = 1, 1
		found = append(found, r)
	}
	all := Swept{Sweep: s, Results: kept.With(s, found)}
	if err := all.Validate(); err != nil {
		t.Error(err)
	}
	if !slices.IsSortedFunc(all.Results, func(a, b CellResult) int { return 1000*(a.Cell-b.Cell) + int(a.Seed) - int(b.Seed) }) {
		t.Error("the results are not in order")
	}
	if first, want := all.OfCell(0)[:180], stored.OfCell(2); !reflect.DeepEqual(first, want) {
		t.Error("the kept results have changed")
	}
}

func TestKeptRefuses(t *testing.T) {
	stored, table, manifest := keptAreas(t)
	other := bytes.ReplaceAll(table, []byte("\n2,"), []byte("\n7,"))
	of := func(manifest []byte, table []byte) []byte {
		return bytes.ReplaceAll(manifest, []byte(stored.Manifest.Table), []byte(results.Digest(table)))
	}
	for want, files := range map[string][2][]byte{
		"areas.json":               {table, []byte("{")},
		"areas.csv":                {[]byte("x"), of(manifest, []byte("x"))},
		"its manifest 0 cells":     {table, []byte(`{"table": "` + stored.Manifest.Table + `"}`)},
		"areas.csv has a result o": {other, of(manifest, other)},
	} {
		if _, err := keptOf(stored.Sweep, files[0], files[1]); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
	if k, err := KeptOf(Sweep{Name: "never stored"}); err != nil || len(k.Results) != 0 {
		t.Errorf("%d results, %v", len(k.Results), err)
	}
}

// Files say how many seeds the cells of a sweep with looks have, and are read so.
func TestFilesOfLooks(t *testing.T) {
	stored, _, _ := keptAreas(t)
	asked := stored.Sweep.WithSeeds(10, 1, 2)
	asked.Looks = []int{10, 20}
	s := asked.WithSeeds(20, 2)
	kept := Kept{Results: stored.Results}.With(s, nil)
	files, err := Files(s, &lab.Lab{Engine: "native"}, kept, nil, "0123")
	if err != nil {
		t.Fatal(err)
	}
	again, err := parse(asked, files["areas.csv"], files["areas.json"])
	if err != nil {
		t.Fatal(err)
	}
	if got := slice.Map(again.Sweep.Cells, func(c Cell) int { return len(c.Plan.Seeds) }); !slices.Equal(got, []int{20, 10, 20}) || !slices.Equal(again.Manifest.Earlier, []string{"0123"}) {
		t.Errorf("seeds %v, manifest %+v", got, again.Manifest)
	}
	asked.Looks = []int{10, 30}
	if _, err := parse(asked, files["areas.csv"], files["areas.json"]); err == nil {
		t.Error("results of other looks were accepted")
	}
}
