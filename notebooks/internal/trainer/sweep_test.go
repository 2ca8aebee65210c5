package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"nodulelab/lib/design"
	"nodulelab/lib/lab"
	"nodulelab/lib/runs"
	"nodulelab/notebooks/internal/shard"
)

// tiny is a sweep of two cells with five networks each.
func tiny(t *testing.T) design.Sweep {
	t.Helper()
	p := lab.PaperPlan(1)
	p.Protocol.Epochs = 1
	p.Config.Side, p.Config.Samples, p.Config.Training = 16, 20, 14
	pooling, err := design.FactorByName("pooling")
	if err != nil {
		t.Fatal(err)
	}
	return design.OneAtATime("tiny", p, pooling)
}

// A sweep in parts writes nothing, then as a whole trains nothing and writes its
// results, with a manifest that lists its cells.
func TestRunSweep(t *testing.T) {
	t.Setenv(runs.Variable, t.TempDir())
	t.Setenv("NODULELAB_ENGINE", "native")
	l, err := openLab(0, "1,2,3")
	if err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	for i := range 2 {
		o := options{files: files{folder: out}, shard: shard.Shard{Index: i + 1, Count: 2}}
		if err := o.runSweep(context.Background(), l, tiny(t)); err != nil {
			t.Fatal(err)
		}
	}
	if written, _ := os.ReadDir(out); len(written) != 0 {
		t.Errorf("parts have written %v", written)
	}
	if err := (options{files: files{folder: out}}).runSweep(context.Background(), l, tiny(t)); err != nil {
		t.Fatal(err)
	}
	table, err := os.Open(filepath.Join(out, "tiny.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer table.Close()
	if results, err := design.ReadCSV(table); err != nil || len(results) != 18 || results[17].Cell != 1 {
		t.Errorf("%d results, %v", len(results), err)
	}
	var m design.Manifest
	text, err := os.ReadFile(filepath.Join(out, "tiny.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &m); err != nil {
		t.Fatal(err)
	}
	if len(m.Cells) != 2 || len(m.Cells[0]) != 0 || m.Cells[1][0] != (design.Setting{Factor: "pooling", Level: "max"}) ||
		m.Networks != 10 || m.Engine != "native" || m.Made["trained now"] != "0 of 10 networks" || len(m.Sources) != 64 {
		t.Errorf("manifest %s", text)
	}
}

// A sweep with looks goes on where a cell is undecided, as it is with a seed or two; a part
// goes no further than its look.
func TestRunSweepLookByLook(t *testing.T) {
	t.Setenv(runs.Variable, t.TempDir())
	t.Setenv("NODULELAB_ENGINE", "native")
	l, err := openLab(0, "1,2,3")
	if err != nil {
		t.Fatal(err)
	}
	s, out := tiny(t), t.TempDir()
	s.Looks = []int{1, 2}
	for i := range 2 {
		o := options{files: files{folder: out}, shard: shard.Shard{Index: i + 1, Count: 2}}
		if err := o.runSweep(context.Background(), l, s); err != nil {
			t.Fatal(err)
		}
	}
	further := s.WithSeeds(2, 1)
	if missing, err := further.Missing(context.Background(), l, further.Jobs()); err != nil || len(missing) != 5 {
		t.Errorf("after the parts of the first look %d networks are missing, %v: want those of a second seed", len(missing), err)
	}
	for _, want := range []struct {
		looks int
		seeds []int
	}{{1, []int{1, 1}}, {0, []int{1, 2}}} {
		o := options{files: files{folder: out}, looks: want.looks}
		if err := o.runSweep(context.Background(), l, s); err != nil {
			t.Fatal(err)
		}
		if m := manifestIn(t, out); !slices.Equal(m.Seeds, want.seeds) {
			t.Errorf("after %d looks seeds %v, want %v", want.looks, m.Seeds, want.seeds)
		}
	}
	if m := manifestIn(t, out); m.Networks != 15 || m.Made["trained now"] != "5 of 15 networks" {
		t.Errorf("manifest %+v", m)
	}
}

// manifestIn reads the manifest of the tiny sweep in a folder.
func manifestIn(t *testing.T, folder string) (m design.Manifest) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, "tiny.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &m); err != nil {
		t.Fatal(err)
	}
	return m
}
