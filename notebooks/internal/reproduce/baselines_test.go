package reproduce

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nodulelab/lib/baseline"
	"nodulelab/lib/design"
)

// The files of a sweep of one cell have all of its results; a sweep that is stopped writes
// none.
func TestBaselines(t *testing.T) {
	sweep := baseline.Paper()
	base := sweep.Base
	base.Seeds = base.Seeds[:1]
	small := design.OneAtATime(sweep.Name, base)
	dir := t.TempDir()
	if err := (Baselines{Out: dir}).fit(context.Background(), small); err != nil {
		t.Fatal(err)
	}
	table, err := os.ReadFile(filepath.Join(dir, "baselines.csv"))
	if err != nil || strings.Count(string(table), "\n") != 1+5*3 {
		t.Errorf("%s, %v", table, err)
	}
	if manifest, err := os.ReadFile(filepath.Join(dir, "baselines.json")); err != nil || !strings.Contains(string(manifest), `"wall time"`) {
		t.Errorf("%s, %v", manifest, err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	empty := t.TempDir()
	if err := (Baselines{Out: empty}).Run(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	if left, _ := os.ReadDir(empty); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}
