// Package runs stores finished runs on disk, so that nothing is computed twice.
//
// A run's [Key] is the hash of everything that can change its result, its identity. A run
// is written to a temporary folder and renamed into place when it is complete: if the
// program is killed, at any moment, at most the run in progress is lost. Every byte is
// checked when a run is read. A run that was altered is reported as a [CorruptError]; it
// can be set aside ([Store.Quarantine]) and computed again.
package runs

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
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
// remains of runs that were interrupted more than a day ago, where it may: a store that can
// only be read has them as long as it is.
func Open(dir string) (*Store, error) {
	dir, err := filepath.Abs(dir) // the store stays where it is if the working folder changes
	if err != nil {
		return nil, fmt.Errorf("runs: %w", err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, trouble("cannot make the folder of runs", dir, err)
	}
	s := &Store{dir}
	return s, s.sweep(time.Now().Add(-24 * time.Hour))
}

// sweep removes the unfinished runs that were last changed before a time. One that cannot
// be removed harms nothing and stays.
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
		os.RemoveAll(filepath.Join(s.dir, e.Name()))
	}
	return nil
}

// Dir returns the store's folder.
func (s *Store) Dir() string { return s.dir }

// path returns the folder of a run.
func (s *Store) path(key Key) string {
	return filepath.Join(s.dir, string(key[:2]), string(key[2:]))
}

// Variable is the name of the environment variable that holds the folder of the program's
// store. Error messages mention it as a remedy.
const Variable = "NODULELAB_RUNS"

// ErrMissing is the error for a key of which the store has no run.
var ErrMissing = errors.New("runs: no such run")

// CorruptError is the error for a run on disk that differs from what was written.
type CorruptError struct {
	Key    Key
	Path   string // the run's folder
	Reason error
}

// Error names the run's folder and what is wrong with it.
func (e *CorruptError) Error() string {
	return fmt.Sprintf("runs: %s was damaged: %v", e.Path, e.Reason)
}

// Unwrap returns the reason.
func (e *CorruptError) Unwrap() error { return e.Reason }

// trouble returns an error that says what failed, in which folder, why, and what to do
// about it.
func trouble(what, dir string, err error) error {
	remedy := "check the folder, or set " + Variable + " to another one"
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG):
		remedy = "free some space, or set " + Variable + " to a folder that has some"
	case errors.Is(err, syscall.EROFS):
		remedy = "make it writable, or set " + Variable + " to a folder that is"
	case errors.Is(err, fs.ErrPermission):
		remedy = "make it readable and writable for you, or set " + Variable + " to a folder that is"
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		remedy = "allow more open files (ulimit -n)"
	case errors.Is(err, syscall.ENOTDIR), errors.Is(err, fs.ErrExist):
		remedy = "a file is in the way; remove it, or set " + Variable + " to another folder"
	}
	return fmt.Errorf("runs: %s %s: %w; %s", what, dir, err, remedy)
}
