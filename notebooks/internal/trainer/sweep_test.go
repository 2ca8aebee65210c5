package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
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

func TestChosenSweeps(t *testing.T) {
	all, err := chosenSweeps("all")
	if err != nil || len(all) != 7 {
		t.Errorf("%d sweeps, %v", len(all), err)
	}
	two, err := chosenSweeps("areas,remedies")
	if err != nil || len(two) != 2 || two[0].Name != "areas" {
		t.Errorf("%v, %v", two, err)
	}
	if _, err := chosenSweeps("areas,weather"); err == nil || !strings.Contains(err.Error(), `sweep "weather": want seeds, factors,`) {
		t.Errorf("error %v", err)
	}
}
