package lab_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"nodulelab/lib/internal/labtest"
	"nodulelab/lib/lab"
	"nodulelab/lib/loss"
	"nodulelab/lib/runs"
	"nodulelab/lib/train"
)

// nativeLab is a small lab on a folder, whose engines are counted.
func nativeLab(t *testing.T, dir string, opened *int) *lab.Lab {
	l := labtest.Open(t, dir, opened)
	l.Engine = "native"
	l.Workers.Replicas = 1
	l.Workers.Open = func() (train.Engine, error) { *opened++; return train.NewNative(), nil }
	return l
}

// Each shard of the paper's plan holds as much of every scenario and loss as any
// other, to one network.
func TestShardsAreBalanced(t *testing.T) {
	type kind struct {
		scenario int
		loss     loss.Name
	}
	plan := lab.PaperPlan(20)
	for n := 1; n <= 12; n++ {
		for i := range n {
			count := map[kind]int{}
			for _, j := range labtest.Shard(plan.Jobs(), i+1, n) {
				count[kind{j.Scenario.Number, j.Loss.Name()}]++
			}
			for k, networks := range count {
				if networks < 20/n || networks > (20+n-1)/n {
					t.Errorf("shard %d/%d has %d networks of %v", i+1, n, networks, k)
				}
			}
			if len(count) != 5 {
				t.Errorf("shard %d/%d has %d of 5 kinds", i+1, n, len(count))
			}
		}
	}
}

// trainShard trains one of two shards into a folder and returns the number of
// networks in it.
func trainShard(t *testing.T, dir string, index int) int {
	t.Helper()
	opened := 0
	l := nativeLab(t, dir, &opened)
	jobs := labtest.Shard(l.Plan.Jobs(), index, 2)
	if missing, err := l.MissingOf(context.Background(), jobs); err != nil || len(missing) != len(jobs) {
		t.Fatalf("shard %d of an empty store: %d missing, %v", index, len(missing), err)
	}
	if err := l.Train(context.Background(), jobs); err != nil {
		t.Fatal(err)
	}
	if missing, err := l.MissingOf(context.Background(), jobs); err != nil || len(missing) != 0 {
		t.Fatalf("shard %d: %d missing, %v", index, len(missing), err)
	}
	if err := l.Train(context.Background(), jobs); err != nil || opened != 1 {
		t.Errorf("shard %d again: %d engines, %v", index, opened, err)
	}
	return len(jobs)
}

// copyInto does what the documentation says: cp -r from/* to/.
func copyInto(t *testing.T, to, from string) {
	t.Helper()
	if out, err := exec.Command("sh", "-c", `cp -r "$0"/* "$1"/`, from, to).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

// Shards trained apart and copied together are the whole, to the last bit.
func TestShardsMerge(t *testing.T) {
	whole, first, second, opened := t.TempDir(), t.TempDir(), t.TempDir(), 0
	want := resultsOf(t, nativeLab(t, whole, &opened))
	if a, b := trainShard(t, first, 1), trainShard(t, second, 2); a != 8 || b != 7 {
		t.Errorf("shards of %d and %d networks, want 8 and 7", a, b)
	}
	for range 2 { // the second copy lands on what is there
		copyInto(t, first, second)
	}
	opened = 0
	if got := resultsOf(t, nativeLab(t, first, &opened)); opened != 0 || !reflect.DeepEqual(got, want) {
		t.Errorf("merged: %d engines opened, results equal: %t", opened, reflect.DeepEqual(got, want))
	}
	same(t, first, whole)
}

// What a copy that was cut off left of a run is noticed and trained again.
func TestCutOffCopyIsRedone(t *testing.T) {
	whole, first, second, opened := t.TempDir(), t.TempDir(), t.TempDir(), 0
	want := resultsOf(t, nativeLab(t, whole, &opened))
	trainShard(t, first, 1)
	trainShard(t, second, 2)
	copyInto(t, first, second)
	copied, err := filepath.Glob(filepath.Join(second, "??", "*"))
	if err != nil || len(copied) != 7 {
		t.Fatalf("%d runs, %v", len(copied), err)
	}
	for i, cut := range []func(dir string) error{
		func(dir string) error { return os.Truncate(filepath.Join(dir, "weights.npz"), 1000) },
		func(dir string) error { return os.Remove(filepath.Join(dir, "manifest.json")) },
		func(dir string) error { return errors.Join(os.RemoveAll(dir), os.Mkdir(dir, 0o755)) },
		os.RemoveAll,
	} {
		name, _ := filepath.Rel(second, copied[i])
		if err := cut(filepath.Join(first, name)); err != nil {
			t.Fatal(err)
		}
	}
	l, warnings := nativeLab(t, first, &opened), 0
	l.Warn = func(message string) {
		if !strings.Contains(message, "made again") {
			t.Error(message)
		}
		warnings++
	}
	if missing, err := l.Missing(context.Background()); err != nil || len(missing) != 4 || warnings != 3 {
		t.Errorf("%d runs are missing, want 4, with %d warnings, want 3 (%v)", len(missing), warnings, err)
	}
	if got := resultsOf(t, l); !reflect.DeepEqual(got, want) {
		t.Error("the results are others now")
	}
	same(t, first, whole)
}

// same checks that two folders hold the same runs, byte by byte, all of them
// whole, and returns how many.
func same(t *testing.T, got, want string) int {
	t.Helper()
	a, b := entries(t, got), entries(t, want)
	if len(a) != len(b) {
		t.Errorf("%d runs, want %d", len(a), len(b))
	}
	for key, run := range a {
		if !reflect.DeepEqual(run, b[key]) {
			t.Errorf("run %s is another", key)
		}
	}
	return len(a)
}

// entries reads all runs of a folder.
func entries(t *testing.T, dir string) map[runs.Key]runs.Run {
	t.Helper()
	store, err := runs.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	paths, err := fs.Glob(os.DirFS(dir), "??/*")
	if err != nil {
		t.Fatal(err)
	}
	all := map[runs.Key]runs.Run{}
	for _, path := range paths {
		key := runs.Key(strings.ReplaceAll(path, "/", ""))
		if all[key], err = store.Get(key); err != nil {
			t.Error(err)
		}
	}
	return all
}
