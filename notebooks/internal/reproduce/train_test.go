package reproduce

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"nodulelab/lib/device"
	"nodulelab/lib/project"
	"nodulelab/notebooks/internal/setup"
	"nodulelab/notebooks/internal/shard"
)

// training trains one network into a folder, from the project's sources.
func training(t *testing.T, dir string) Training {
	t.Helper()
	root, err := project.Root()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("NODULELAB_RUNS", dir)
	t.Setenv("TMPDIR", t.TempDir())
	e := setup.Environment{Root: root, Choice: device.Choice{Backend: device.Native}}
	return Training{Environment: e, Seeds: 1, Scenarios: "3", Shard: shard.Whole}
}

// A checkout with Go and nothing else trains.
func TestTraining(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the trainer")
	}
	dir := filepath.Join(t.TempDir(), "runs")
	if err := training(t, dir).Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	if all, _ := filepath.Glob(filepath.Join(dir, "??", "*", "weights.npz")); len(all) != 1 {
		t.Errorf("%d networks, want 1", len(all))
	}
	if left, _ := os.ReadDir(os.TempDir()); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestTrainingRefuses(t *testing.T) {
	tr := training(t, t.TempDir())
	tr.Seeds = 0
	if err := tr.Run(context.Background()); err == nil || !strings.Contains(err.Error(), "-seeds 0: want the number of seeds") {
		t.Errorf("error %v", err)
	}
}

func TestRunTrainer(t *testing.T) {
	failing := exec.CommandContext(context.Background(), "sh", "-c", "exit 3")
	if err := runTrainer(context.Background(), failing); err == nil || !strings.Contains(err.Error(), "the training failed (exit status 3)") {
		t.Errorf("error %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(100*time.Millisecond, cancel)
	start := time.Now()
	if err := runTrainer(ctx, exec.CommandContext(ctx, "sleep", "30")); !errors.Is(err, context.Canceled) || time.Since(start) > 5*time.Second {
		t.Errorf("error %v after %v", err, time.Since(start))
	}
}
