package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"nodulelab/lib/clock"
	"nodulelab/lib/loss"
	"nodulelab/lib/runs"
	"nodulelab/notebooks/internal/shard"
)

// A study in parts writes nothing, then as a whole follows nothing and writes its courses,
// with a manifest.
func TestFollow(t *testing.T) {
	t.Setenv(runs.Variable, t.TempDir())
	t.Setenv("NODULELAB_ENGINE", "native")
	s, out := clock.Paper(), t.TempDir()
	s.Base.Config.Side, s.Base.Config.Samples, s.Base.Config.Training = 16, 20, 14
	s.Base.Seeds, s.Base.Protocol.Epochs = []uint64{1}, 1
	s.Groups = []clock.Group{{Scenario: 2, Loss: loss.CE, Pace: clock.Protocol()}, {Scenario: 2, Loss: loss.Contrast, Pace: clock.Protocol()}}
	s.Epochs, s.Looks, s.Probed = 2, []int{0, 2}, nil
	for i := range 2 {
		o := options{files: files{folder: out}, shard: shard.Shard{Index: i + 1, Count: 2}}
		if err := o.follow(context.Background(), s); err != nil {
			t.Fatal(err)
		}
	}
	if written, _ := os.ReadDir(out); len(written) != 0 {
		t.Errorf("parts have written %v", written)
	}
	if err := (options{files: files{folder: out}}).follow(context.Background(), s); err != nil {
		t.Fatal(err)
	}
	var m clock.Manifest
	text, err := os.ReadFile(filepath.Join(out, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &m); err != nil {
		t.Fatal(err)
	}
	if m.Networks != 2 || len(m.Groups) != 2 || m.Engine != "native" || m.Made["trained now"] != "0 of 2 networks" || len(m.Sources) != 64 {
		t.Errorf("manifest %s", text)
	}
	if packed, err := os.ReadFile(filepath.Join(out, "courses.csv.gz")); err != nil || len(packed) < 100 {
		t.Errorf("%d bytes of courses, %v", len(packed), err)
	}
}
