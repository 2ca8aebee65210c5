package runs

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Run is a finished run.
type Run struct {
	Identity   json.RawMessage   // everything that can change the result; its hash is the key
	Provenance map[string]string // what else is worth knowing, such as versions, platform, time
	Files      map[string][]byte // contents of the result's files, by plain file name
}

// Store is a folder of runs. Any number of goroutines and programs may use it at once.
type Store struct{ dir string }

const (
	unfinished = "tmp-"    // prefix of the folder of a run that is being written
	setAside   = "corrupt" // name of the folder for damaged runs
)

// Open returns the store in a folder. It makes the folder if there is none, and removes the
// remains of runs that were interrupted more than a day ago.
func Open(dir string) (*Store, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, trouble("cannot make the folder of runs", dir, err)
	}
	s := &Store{dir}
	return s, s.sweep(time.Now().Add(-24 * time.Hour))
}

// sweep removes the unfinished runs that were last changed before a time.
func (s *Store) sweep(before time.Time) error {
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return trouble("cannot read the folder of runs", s.dir, err)
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !strings.HasPrefix(e.Name(), unfinished) || info.ModTime().After(before) {
			continue
		}
		if err := os.RemoveAll(filepath.Join(s.dir, e.Name())); err != nil {
			return trouble("cannot clear a half-written run", s.dir, err)
		}
	}
	return nil
}

// Dir returns the store's folder.
func (s *Store) Dir() string { return s.dir }

// path returns the folder of a run.
func (s *Store) path(key Key) string {
	return filepath.Join(s.dir, string(key[:2]), string(key[2:]))
}
