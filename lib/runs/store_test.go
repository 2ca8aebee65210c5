package runs_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"nodulelab/lib/runs"
)

// sample returns a small run and its key.
func sample(_ testing.TB, n int) (runs.Key, runs.Run) {
	identity := json.RawMessage(fmt.Sprintf(`{"seed":%d,"loss":"CE"}`, n))
	key, err := runs.KeyOf(identity)
	if err != nil {
		panic(err) // also called where there is no test to fail
	}
	return key, runs.Run{
		Identity:   identity,
		Provenance: map[string]string{"go": "1.26"},
		Files:      map[string][]byte{"weights.npz": []byte("weights"), "curves.json": []byte("[1,2]"), "empty": {}},
	}
}

func open(t testing.TB) *runs.Store {
	t.Helper()
	s, err := runs.Open(filepath.Join(t.TempDir(), "runs"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func put(t testing.TB, s *runs.Store, n int) (runs.Key, string) {
	t.Helper()
	key, run := sample(t, n)
	if err := s.Put(key, run); err != nil {
		t.Fatal(err)
	}
	return key, filepath.Join(s.Dir(), string(key[:2]), string(key[2:]))
}

func TestRoundTrip(t *testing.T) {
	s := open(t)
	key, want := sample(t, 1)
	if _, err := s.Get(key); !errors.Is(err, runs.ErrMissing) {
		t.Errorf("before Put: error %v", err)
	}
	for range 2 { // the second Put finds the run there
		if err := s.Put(key, want); err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.Get(key)
	if err != nil {
		t.Fatal(err)
	}
	if !sameJSON(t, got.Identity, want.Identity) {
		t.Errorf("identity %s, want %s", got.Identity, want.Identity)
	}
	if !reflect.DeepEqual(got.Files, want.Files) || !reflect.DeepEqual(got.Provenance, want.Provenance) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if left, _ := filepath.Glob(filepath.Join(s.Dir(), "tmp-*")); left != nil {
		t.Errorf("left behind: %v", left)
	}
}

func sameJSON(t *testing.T, a, b []byte) bool {
	t.Helper()
	ka, errA := runs.KeyOf(json.RawMessage(a))
	kb, errB := runs.KeyOf(json.RawMessage(b))
	return errA == nil && errB == nil && ka == kb
}

// The first run of a key stays: a second one, with other files, changes nothing.
func TestTheFirstRunStays(t *testing.T) {
	s := open(t)
	key, run := sample(t, 1)
	if err := s.Put(key, run); err != nil {
		t.Fatal(err)
	}
	second := run
	second.Files = map[string][]byte{"other": []byte("2")}
	if err := s.Put(key, second); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Get(key); err != nil || !reflect.DeepEqual(got.Files, run.Files) {
		t.Errorf("the store has %v, %v", got.Files, err)
	}
}

// Others may read a run, although its folder began as a temporary one.
func TestOthersMayRead(t *testing.T) {
	_, dir := put(t, open(t), 1)
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o755 {
		t.Errorf("the folder has the mode %v, %v", info.Mode().Perm(), err)
	}
}

func TestPutRefuses(t *testing.T) {
	s := open(t)
	key, run := sample(t, 1)
	other, _ := sample(t, 2)
	if err := s.Put(other, run); err == nil {
		t.Error("a run was put under another's key")
	}
	for _, name := range []string{"", ".", "..", "../x", "a/b", "manifest.json", ".hidden", `a\b`, "a\x00b"} {
		run.Files = map[string][]byte{name: nil}
		if err := s.Put(key, run); err == nil || !strings.Contains(err.Error(), "plain name") {
			t.Errorf("file name %q: error %v", name, err)
		}
	}
	for _, key := range []runs.Key{"", "ab", "../../etc/passwd", runs.Key(strings.Repeat("z", 64)), runs.Key(strings.Repeat("A", 64))} {
		if _, err := s.Get(key); err == nil || errors.Is(err, runs.ErrMissing) {
			t.Errorf("key %q: error %v", key, err)
		}
		if _, err := s.Quarantine(key); err == nil {
			t.Errorf("key %q was quarantined", key)
		}
	}
}

func TestFileInTheWay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "runs")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := runs.Open(path); err == nil || !strings.Contains(err.Error(), "NODULELAB_RUNS") || !strings.Contains(err.Error(), path) {
		t.Errorf("error %v", err)
	}
}

func TestManyAtOnce(t *testing.T) {
	s := open(t)
	var all sync.WaitGroup
	for i := range 40 {
		all.Go(func() {
			key, run := sample(t, i%4+1)
			if err := s.Put(key, run); err != nil {
				t.Error(err)
			}
			if _, err := s.Get(key); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

func TestSweepOfOldLeftovers(t *testing.T) {
	dir := t.TempDir()
	old, fresh := filepath.Join(dir, "tmp-old"), filepath.Join(dir, "tmp-fresh")
	for _, d := range []string{old, fresh} {
		if err := os.Mkdir(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	foreign := filepath.Join(dir, "other")
	if err := os.Mkdir(foreign, 0o755); err != nil {
		t.Fatal(err)
	}
	past := time.Now().Add(-25 * time.Hour)
	if err := errors.Join(os.Chtimes(old, past, past), os.Chtimes(foreign, past, past)); err != nil {
		t.Fatal(err)
	}
	recent := time.Now().Add(-23 * time.Hour)
	if err := os.Chtimes(fresh, recent, recent); err != nil {
		t.Fatal(err)
	}
	if _, err := runs.Open(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(old); !errors.Is(err, os.ErrNotExist) {
		t.Error("what was left more than a day ago is still there")
	}
	if _, err := os.Stat(fresh); err != nil {
		t.Error("a run that may be in flight was removed")
	}
	if _, err := os.Stat(foreign); err != nil {
		t.Error("a folder that is no unfinished run was removed")
	}
}

// Many programs that start at once clear the same leftovers.
func TestSweepAtOnce(t *testing.T) {
	dir, past := t.TempDir(), time.Now().Add(-48*time.Hour)
	for i := range 50 {
		left := filepath.Join(dir, fmt.Sprintf("tmp-%d", i))
		if err := errors.Join(os.Mkdir(left, 0o755), os.WriteFile(filepath.Join(left, "weights.npz"), nil, 0o644), os.Chtimes(left, past, past)); err != nil {
			t.Fatal(err)
		}
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if _, err := runs.Open(dir); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if left, _ := filepath.Glob(filepath.Join(dir, "tmp-*")); left != nil {
		t.Errorf("left behind: %v", left)
	}
}
