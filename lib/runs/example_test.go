package runs_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing/fstest"

	"nodulelab/lib/runs"
)

// temporary returns a store in a new folder, and a function that removes it.
func temporary() (s *runs.Store, remove func()) {
	dir, err := os.MkdirTemp("", "runs")
	if err != nil {
		panic(err)
	}
	if s, err = runs.Open(dir); err != nil {
		panic(err)
	}
	return s, func() { os.RemoveAll(dir) }
}

// Look for a run, compute it if it is missing, keep it.
func Example() {
	store, remove := temporary()
	defer remove()
	identity := json.RawMessage(`{"seed": 1, "loss": "CE"}`)
	key, err := runs.KeyOf(identity)
	if err != nil {
		fmt.Println(err)
		return
	}
	for range 2 {
		run, err := store.Get(key)
		if errors.Is(err, runs.ErrMissing) {
			fmt.Println("computing")
			run = runs.Run{Identity: identity, Files: map[string][]byte{"accuracy": []byte("0.94")}}
			err = store.Put(key, run)
		}
		fmt.Printf("accuracy %s, %v\n", run.Files["accuracy"], err)
	}
	// Output:
	// computing
	// accuracy 0.94, <nil>
	// accuracy 0.94, <nil>
}

// The order of fields does not matter, their values do.
func ExampleKeyOf() {
	a, _ := runs.KeyOf(json.RawMessage(`{"seed": 1, "loss": "CE"}`))
	b, _ := runs.KeyOf(map[string]any{"loss": "CE", "seed": 1})
	c, _ := runs.KeyOf(map[string]any{"loss": "CE", "seed": 2})
	fmt.Println(a[:8], b[:8], c[:8])
	// Output: f90163c7 f90163c7 610d0872
}

// Code has a hash, too; tests do not count.
func ExampleHash() {
	code := fstest.MapFS{"model.go": {Data: []byte("package model")}}
	before, err := runs.Hash(code)
	if err != nil {
		fmt.Println(err)
		return
	}
	code["model_test.go"] = &fstest.MapFile{Data: []byte("package model_test")}
	withTest, err := runs.Hash(code)
	if err != nil {
		fmt.Println(err)
		return
	}
	code["model.go"] = &fstest.MapFile{Data: []byte("package model // changed")}
	changed, err := runs.Hash(code)
	fmt.Println(before == withTest, before == changed, err)
	// Output: true false <nil>
}

// A run is put under the key of its identity, and no other.
func ExampleStore_Put() {
	store, remove := temporary()
	defer remove()
	identity := json.RawMessage(`{"seed": 1}`)
	key, err := runs.KeyOf(identity)
	if err != nil {
		fmt.Println(err)
		return
	}
	run := runs.Run{
		Identity:   identity,
		Provenance: map[string]string{"platform": "linux/amd64"},
		Files:      map[string][]byte{"weights.npz": {1, 2, 3}, "curves.csv": []byte("epoch,loss\n1,0.7\n")},
	}
	fmt.Println(store.Put(key, run))
	run.Identity = json.RawMessage(`{"seed": 2}`)
	fmt.Println(store.Put(key, run))
	// Output:
	// <nil>
	// runs: fbe47f6d82b435a89f6e6fca65ad16138195de06c5fc3ffb66826a76e64e479f is not the key of the run's identity: use KeyOf
}

func ExampleStore_Get() {
	store, remove := temporary()
	defer remove()
	identity := json.RawMessage(`{"seed": 1}`)
	key, err := runs.KeyOf(identity)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = store.Get(key)
	fmt.Println("missing:", errors.Is(err, runs.ErrMissing))
	if err := store.Put(key, runs.Run{Identity: identity, Files: map[string][]byte{"accuracy": []byte("0.94")}}); err != nil {
		fmt.Println(err)
		return
	}
	run, err := store.Get(key)
	fmt.Printf("accuracy %s, %v\n", run.Files["accuracy"], err)
	// Output:
	// missing: true
	// accuracy 0.94, <nil>
}

// A damaged run is noticed, set aside, and computed again.
func ExampleStore_Quarantine() {
	store, remove := temporary()
	defer remove()
	identity := json.RawMessage(`{"seed": 1}`)
	key, err := runs.KeyOf(identity)
	if err != nil {
		fmt.Println(err)
		return
	}
	run := runs.Run{Identity: identity, Files: map[string][]byte{"accuracy": []byte("0.94")}}
	if err := store.Put(key, run); err != nil {
		fmt.Println(err)
		return
	}
	file := filepath.Join(store.Dir(), string(key[:2]), string(key[2:]), "accuracy")
	if err := os.WriteFile(file, []byte("0.99"), 0o644); err != nil {
		fmt.Println(err)
		return
	}
	_, err = store.Get(key)
	var damaged *runs.CorruptError
	if errors.As(err, &damaged) {
		fmt.Println(damaged.Reason)
		aside, err := store.Quarantine(key)
		fmt.Println("set aside in", filepath.Base(filepath.Dir(aside)), err)
	}
	fmt.Println("put again:", store.Put(key, run))
	// Output:
	// accuracy: its 4 bytes differ from the 4 bytes that were written
	// set aside in corrupt <nil>
	// put again: <nil>
}
