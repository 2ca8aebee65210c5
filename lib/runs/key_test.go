package runs_test

import (
	"encoding/json"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"nodulelab/lib/runs"
)

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

// Stored runs are found again by their keys: these were computed by sha256sum, of
// {"loss":"CE","seed":1} and {}.
func TestKeysStay(t *testing.T) {
	for identity, want := range map[string]string{
		`{"seed": 1, "loss": "CE"}`: "f90163c7bab906d0bb4e3a4f92018d349ed4b62b028c7cbdffcd30185d55d3cf", `{}`: "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
	} {
		if key, err := runs.KeyOf(json.RawMessage(identity)); err != nil || string(key) != want {
			t.Errorf("%s has the key %s, want %s, %v", identity, key, want, err)
		}
	}
}

// Numbers keep all their digits: seeds that no float64 tells apart have different keys.
func TestLargeNumbers(t *testing.T) {
	a, err := runs.KeyOf(map[string]uint64{"seed": 1 << 60})
	if err != nil {
		t.Fatal(err)
	}
	b, err := runs.KeyOf(map[string]uint64{"seed": 1<<60 + 1})
	if err != nil || a == b {
		t.Errorf("2^60 and 2^60 + 1 have the keys %s and %s, %v", a, b, err)
	}
}

// sources returns two file systems with Go files, a test and a note.
func sources() (a, b fstest.MapFS) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	return fstest.MapFS{"a.go": file("package a"), "a_test.go": file("1"), "note.txt": file("1")}, fstest.MapFS{"b.go": file("package b")}
}

func TestHash(t *testing.T) {
	a, b := sources()
	first, err := runs.Hash(a, b)
	if err != nil || len(first) != 64 {
		t.Fatalf("hash %q, %v", first, err)
	}
	a["a_test.go"], a["note.txt"] = &fstest.MapFile{Data: []byte("2")}, &fstest.MapFile{Data: []byte("2")}
	if same, err := runs.Hash(a, b); err != nil || same != first {
		t.Errorf("a test or a note changes the hash, %v", err)
	}
	a["long.go"] = &fstest.MapFile{Data: []byte("package a\n\nconst b = 1\n")}
	unix, errUnix := runs.Hash(a, b)
	a["long.go"] = &fstest.MapFile{Data: []byte("package a\r\n\r\nconst b = 1\r\n")}
	if windows, err := runs.Hash(a, b); err != nil || errUnix != nil || windows != unix || unix == first {
		t.Errorf("Windows' line ends change the hash, %v, %v", err, errUnix)
	}
	delete(a, "long.go")
	for name, change := range map[string]func(a, b fstest.MapFS) (fstest.MapFS, fstest.MapFS){
		"a new file": func(a, b fstest.MapFS) (fstest.MapFS, fstest.MapFS) { a["c.go"] = a["a.go"]; return a, b },
		"other content": func(a, b fstest.MapFS) (fstest.MapFS, fstest.MapFS) {
			a["a.go"] = &fstest.MapFile{Data: []byte("package A")}
			return a, b
		},
		"another name": func(a, b fstest.MapFS) (fstest.MapFS, fstest.MapFS) {
			a["z.go"] = a["a.go"]
			delete(a, "a.go")
			return a, b
		},
		"a file in a folder": func(a, b fstest.MapFS) (fstest.MapFS, fstest.MapFS) { a["in/c.go"] = a["a.go"]; return a, b },
		"another order":      func(a, b fstest.MapFS) (fstest.MapFS, fstest.MapFS) { return b, a },
		"moved to the next": func(a, b fstest.MapFS) (fstest.MapFS, fstest.MapFS) {
			b["a.go"] = a["a.go"]
			delete(a, "a.go")
			return a, b
		},
	} {
		a, b := sources()
		if other, err := runs.Hash(change(a, b)); err != nil || other == first {
			t.Errorf("%s does not change the hash, %v", name, err)
		}
	}
}

func TestHashOfNothingReadable(t *testing.T) {
	if _, err := runs.Hash(fstest.MapFS{"a.go": {Mode: fs.ModeSymlink, Data: []byte("nowhere.go")}}); err == nil || !strings.Contains(err.Error(), "a.go") {
		t.Errorf("error %v", err)
	}
}
