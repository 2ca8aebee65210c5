package runs_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/fstest"
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

func TestKeyOf(t *testing.T) {
	same := []any{
		json.RawMessage(`{"a":1,"b":[1,2]}`), json.RawMessage("{ \"b\":[1,2],\n\"a\":1 }"), map[string]any{"b": []int{1, 2}, "a": 1},
		struct {
			B []int `json:"b"`
			A int   `json:"a"`
		}{[]int{1, 2}, 1},
	}
	first, err := runs.KeyOf(same[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range same {
		if key, err := runs.KeyOf(v); err != nil || key != first {
			t.Errorf("%v has the key %s, want %s (%v)", v, key, first, err)
		}
	}
	for _, v := range []any{map[string]any{"a": 1, "b": []int{2, 1}}, map[string]any{"a": 1}, nil} {
		if key, err := runs.KeyOf(v); err != nil || key == first {
			t.Errorf("%v has the same key (%v)", v, err)
		}
	}
	if _, err := runs.KeyOf(func() {}); err == nil {
		t.Error("a function has a key")
	}
}

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

// unharmed tells whether a damage did not change the run: a byte of white space
// in the manifest may turn into other white space, or follow its end.
func unharmed(t *testing.T, got runs.Run) bool {
	_, want := sample(t, 1)
	return reflect.DeepEqual(got.Files, want.Files) && sameJSON(t, got.Identity, want.Identity)
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

func TestQuarantineAndRedo(t *testing.T) {
	s := open(t)
	for range 2 {
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

func TestPutRefuses(t *testing.T) {
	s := open(t)
	key, run := sample(t, 1)
	other, _ := sample(t, 2)
	if err := s.Put(other, run); err == nil {
		t.Error("a run was put under another's key")
	}
	for _, name := range []string{"", ".", "..", "../x", "a/b", "manifest.json", ".hidden"} {
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
	past := time.Now().Add(-48 * time.Hour)
	if err := os.Chtimes(old, past, past); err != nil {
		t.Fatal(err)
	}
	if _, err := runs.Open(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(old); !errors.Is(err, os.ErrNotExist) {
		t.Error("what was left two days ago is still there")
	}
	if _, err := os.Stat(fresh); err != nil {
		t.Error("a run that may be in flight was removed")
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

// childVariable makes the test binary a child that writes runs until it dies.
const childVariable = "NODULELAB_TEST_CHILD"

func TestMain(m *testing.M) {
	switch os.Getenv(childVariable) {
	case "forever":
		putForever(os.Getenv("NODULELAB_RUNS"))
	case "limited":
		putLimited(os.Getenv("NODULELAB_RUNS"))
	default:
		os.Exit(m.Run())
	}
}

func putForever(dir string) {
	s, err := runs.Open(dir)
	for i := 1; err == nil; i++ {
		key, run := sample(nil, i)
		run.Files["large"] = make([]byte, 1<<20)
		err = s.Put(key, run)
	}
	fmt.Println(err)
	os.Exit(3)
}

// putLimited writes a run larger than this process may write.
func putLimited(dir string) {
	s, err := runs.Open(dir)
	if err == nil {
		err = syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 4096, Max: 4096})
	}
	if err == nil {
		key, run := sample(nil, 1)
		run.Files["large"] = make([]byte, 1<<20)
		err = s.Put(key, run)
	}
	fmt.Println(err)
	os.Exit(3)
}

func child(mode, dir string) *exec.Cmd {
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), childVariable+"="+mode, "NODULELAB_RUNS="+dir)
	return c
}

// Kill -9 at any moment: every run in the store is whole.
func TestKill(t *testing.T) {
	for range 10 {
		dir := t.TempDir()
		c := child("forever", dir)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(20*time.Millisecond + time.Duration(rand.IntN(80))*time.Millisecond)
		if err := c.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		c.Wait()
		s, err := runs.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		entries, err := filepath.Glob(filepath.Join(dir, "??", "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			key := runs.Key(filepath.Base(filepath.Dir(e)) + filepath.Base(e))
			if _, err := s.Get(key); err != nil {
				t.Error(err)
			}
		}
		t.Logf("%d whole runs", len(entries))
	}
}

// A write that the system refuses for its size is an error with a remedy, and
// leaves nothing behind.
func TestNoSpace(t *testing.T) {
	dir := t.TempDir()
	out, err := child("limited", dir).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "free some space, or set NODULELAB_RUNS") {
		t.Errorf("%v: %s", err, out)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); left != nil {
		t.Errorf("left behind: %v", left)
	}
}

func TestHash(t *testing.T) {
	a := fstest.MapFS{"a.go": {Data: []byte("package a")}, "a_test.go": {Data: []byte("1")}, "note.txt": {Data: []byte("1")}}
	first, err := runs.Hash(a)
	if err != nil {
		t.Fatal(err)
	}
	a["a_test.go"], a["note.txt"] = &fstest.MapFile{Data: []byte("2")}, &fstest.MapFile{Data: []byte("2")}
	if same, _ := runs.Hash(a); same != first {
		t.Error("a test or a note changes the hash")
	}
	a["b.go"] = &fstest.MapFile{Data: []byte("package a")}
	if other, _ := runs.Hash(a); other == first {
		t.Error("a new file does not change the hash")
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

func Example() {
	dir, err := os.MkdirTemp("", "runs")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	store, err := runs.Open(dir)
	if err != nil {
		fmt.Println(err)
		return
	}
	identity := json.RawMessage(`{"seed": 1, "loss": "CE"}`)
	key, err := runs.KeyOf(identity)
	if err != nil {
		fmt.Println(err)
		return
	}
	if _, err := store.Get(key); errors.Is(err, runs.ErrMissing) {
		err = store.Put(key, runs.Run{Identity: identity, Files: map[string][]byte{"accuracy": []byte("0.94")}})
		if err != nil {
			fmt.Println(err)
			return
		}
	}
	run, err := store.Get(key)
	fmt.Printf("%s %v\n", run.Files["accuracy"], err)
	// Output: 0.94 <nil>
}
