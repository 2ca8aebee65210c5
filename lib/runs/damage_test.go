package runs_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"nodulelab/lib/runs"
)

// Whatever single byte is changed, cut off or added, Get must notice.
func TestEveryDamageIsDetected(t *testing.T) {
	s := open(t)
	key, dir := put(t, s, 1)
	for _, name := range []string{"weights.npz", "curves.json", "manifest.json"} {
		path := filepath.Join(dir, name)
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var damaged [][]byte
		for i := range whole {
			flipped := append([]byte{}, whole...)
			flipped[i] ^= 1
			damaged = append(damaged, flipped, whole[:i])
		}
		damaged = append(damaged, append(append([]byte{}, whole...), 'x'))
		for i, content := range damaged {
			if err := os.WriteFile(path, content, 0o644); err != nil {
				t.Fatal(err)
			}
			run, err := s.Get(key)
			if corrupt := (*runs.CorruptError)(nil); !errors.As(err, &corrupt) && !unharmed(t, run) {
				t.Fatalf("%s, damage %d (%q): error %v", name, i, content, err)
			}
		}
		if err := os.WriteFile(path, whole, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Get(key); err != nil {
		t.Errorf("restored: %v", err)
	}
}

// unharmed reports whether a run is as it was in spite of damage to its manifest: white space
// may have become other white space, or follow the end.
func unharmed(t *testing.T, got runs.Run) bool {
	_, want := sample(t, 1)
	return reflect.DeepEqual(got.Files, want.Files) && reflect.DeepEqual(got.Provenance, want.Provenance) && sameJSON(t, got.Identity, want.Identity)
}

func TestMissingFile(t *testing.T) {
	for _, name := range []string{"weights.npz", "manifest.json"} {
		s := open(t)
		key, dir := put(t, s, 1)
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
		_, err := s.Get(key)
		var corrupt *runs.CorruptError
		if !errors.As(err, &corrupt) || corrupt.Path != dir || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

// A whole run that lies in another run's folder is not taken for it.
func TestExchangedRuns(t *testing.T) {
	s := open(t)
	first, firstDir := put(t, s, 1)
	_, secondDir := put(t, s, 2)
	if err := errors.Join(os.RemoveAll(firstDir), os.Rename(secondDir, firstDir)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Get(first); err == nil || !strings.Contains(err.Error(), "it belongs to another run") {
		t.Errorf("error %v", err)
	}
}

// rewrite changes a manifest's fields and renews its check value, as someone would who
// wants a run to look whole.
func rewrite(t *testing.T, dir string, change func(m map[string]any)) {
	t.Helper()
	path := filepath.Join(dir, "manifest.json")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]any{}
	if err := json.Unmarshal(text, &m); err != nil {
		t.Fatal(err)
	}
	change(m)
	m["check"] = ""
	key, err := runs.KeyOf(m) // the SHA-256 of canonical JSON, as the check value is
	if err != nil {
		t.Fatal(err)
	}
	m["check"] = string(key)
	if text, err = json.Marshal(m); err == nil {
		err = os.WriteFile(path, text, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// Even with a matching check value a manifest must be of this schema and this run, hold
// nothing unknown, and name no file outside the run's folder.
func TestForgedManifest(t *testing.T) {
	file := func(m map[string]any) map[string]any { return m["files"].([]any)[0].(map[string]any) }
	for want, change := range map[string]func(m map[string]any){
		"":                                    func(map[string]any) {},
		"schema 2, want 1":                    func(m map[string]any) { m["schema"] = 2 },
		"unknown field":                       func(m map[string]any) { m["more"] = 1 },
		"it belongs to another run":           func(m map[string]any) { m["identity"] = map[string]any{"seed": 2, "loss": "CE"} },
		"belongs to another":                  func(m map[string]any) { m["key"] = strings.Repeat("0", 64) },
		"want a plain name":                   func(m map[string]any) { file(m)["name"] = "../manifest" },
		"curves.json has more than 4 bytes":   func(m map[string]any) { file(m)["size"] = 4 },
		"its 5 bytes differ from the 6 bytes": func(m map[string]any) { file(m)["size"] = 6 },
		"want at most 1073741824":             func(m map[string]any) { file(m)["size"] = 1<<30 + 1 },
		"curves.json: its 5 bytes differ from the 5 bytes that were written": func(m map[string]any) { file(m)["sha256"] = strings.Repeat("0", 64) },
	} {
		s := open(t)
		key, dir := put(t, s, 1)
		rewrite(t, dir, change)
		_, err := s.Get(key)
		if corrupt := (*runs.CorruptError)(nil); want == "" && err != nil || want != "" && (!errors.As(err, &corrupt) || !strings.Contains(err.Error(), want)) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

// The error leads to its reason.
func TestCorruptErrorUnwraps(t *testing.T) {
	s := open(t)
	key, dir := put(t, s, 1)
	if err := os.Remove(filepath.Join(dir, "weights.npz")); err != nil {
		t.Fatal(err)
	}
	_, err := s.Get(key)
	if !errors.Is(err, os.ErrNotExist) || errors.Is(err, runs.ErrMissing) {
		t.Errorf("error %v does not lead to the missing file, or passes for a missing run", err)
	}
}

func TestQuarantineAndRedo(t *testing.T) {
	s, found := open(t), map[string]bool{}
	for range 3 {
		key, dir := put(t, s, 1)
		if err := os.WriteFile(filepath.Join(dir, "weights.npz"), nil, 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Get(key); err == nil {
			t.Fatal("the damage was not seen")
		}
		aside, err := s.Quarantine(key)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(filepath.Join(aside, "curves.json")); err != nil {
			t.Error(err)
		}
		if filepath.Dir(aside) != filepath.Join(s.Dir(), "corrupt") || found[aside] {
			t.Errorf("it was set aside to %s, or to a place that was taken", aside)
		}
		found[aside] = true
		if _, err := s.Get(key); !errors.Is(err, runs.ErrMissing) {
			t.Errorf("set aside: error %v", err)
		}
	}
}

// Programs that find the same damage at once: one sets it aside, the others are
// told that it is gone.
func TestQuarantineAtOnce(t *testing.T) {
	s := open(t)
	for range 20 {
		key, _ := put(t, s, 1)
		var moved atomic.Int32
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				if _, err := s.Quarantine(key); err == nil {
					moved.Add(1)
				} else if !errors.Is(err, runs.ErrMissing) {
					t.Error(err)
				}
			})
		}
		if all.Wait(); moved.Load() != 1 {
			t.Errorf("set aside %d times", moved.Load())
		}
	}
}

func FuzzManifest(f *testing.F) {
	s := open(f)
	key, dir := put(f, s, 1)
	path := filepath.Join(dir, "manifest.json")
	whole, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add([]byte(`{"schema":1}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
		if run, err := s.Get(key); err == nil && !unharmed(t, run) {
			t.Errorf("%q was taken for the run's manifest", text)
		}
	})
}
