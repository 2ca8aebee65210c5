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

// Variable is the environment variable that moves the store; error messages
// point to it.
const Variable = "NODULELAB_RUNS"

// ErrMissing says that the store has no run of a key.
var ErrMissing = errors.New("runs: no such run")

// CorruptError says that a run on disk is not what was written.
type CorruptError struct {
	Key    Key
	Path   string // the run's folder
	Reason error
}

// Error names the folder and what is wrong with it.
func (e *CorruptError) Error() string {
	return fmt.Sprintf("runs: %s was damaged: %v", e.Path, e.Reason)
}

// Unwrap returns the reason.
func (e *CorruptError) Unwrap() error { return e.Reason }

// Run is a finished run.
type Run struct {
	Identity   json.RawMessage   // what the key was made of
	Provenance map[string]string // what else is worth knowing: versions, platform, time
	Files      map[string][]byte // the results, by plain file name
}

// Store is a folder of runs. Many goroutines and programs may use it at once.
type Store struct{ dir string }

const (
	unfinished = "tmp-"    // prefix of a run being written
	setAside   = "corrupt" // folder of damaged runs
)

// Open returns the store in a folder, which is made if need be, and removes what
// was left half-written there more than a day ago.
func Open(dir string) (*Store, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, trouble("cannot make the folder of runs", dir, err)
	}
	s := &Store{dir}
	return s, s.sweep(time.Now().Add(-24 * time.Hour))
}

// sweep removes unfinished runs older than a time.
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

// Dir is the store's folder.
func (s *Store) Dir() string { return s.dir }

func (s *Store) path(key Key) string {
	return filepath.Join(s.dir, string(key[:2]), string(key[2:]))
}

// Put writes a run. If the store has one of that key already, it stays and Put
// succeeds.
func (s *Store) Put(key Key, r Run) error {
	if own, err := KeyOf(r.Identity); err != nil || own != key {
		return fmt.Errorf("runs: key %s is not that of the run's identity", key)
	}
	m, err := newManifest(key, r)
	if err != nil {
		return err
	}
	tmp, err := os.MkdirTemp(s.dir, unfinished)
	if err != nil {
		return trouble("cannot write a run", s.dir, err)
	}
	defer os.RemoveAll(tmp)
	if err := writeRun(tmp, m, r.Files); err != nil {
		return trouble("cannot write a run", s.dir, err)
	}
	if err := s.commit(tmp, key); err != nil {
		return trouble("cannot write a run", s.dir, err)
	}
	return nil
}

func writeRun(dir string, m manifest, files map[string][]byte) error {
	for name, content := range files {
		if err := writeFile(filepath.Join(dir, name), content); err != nil {
			return err
		}
	}
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	if err := writeFile(filepath.Join(dir, manifestName), text); err != nil {
		return err
	}
	return syncDir(dir)
}

// writeFile writes a file and waits until it is on disk.
func writeFile(path string, content []byte) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Sync(), f.Close())
}

// commit renames a finished folder into place.
func (s *Store) commit(tmp string, key Key) error {
	target := s.path(key)
	parent := filepath.Dir(target)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return err
	}
	if err := os.Chmod(tmp, 0o755); err != nil {
		return err
	}
	err := os.Rename(tmp, target)
	if isTaken(err) {
		return nil // another program was first
	}
	if err != nil {
		return err
	}
	return errors.Join(syncDir(parent), syncDir(s.dir))
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Get reads a run and checks every byte of it. The error is [ErrMissing] if there
// is none, and a *[CorruptError] if it is not what was written.
func (s *Store) Get(key Key) (Run, error) {
	if err := key.check(); err != nil {
		return Run{}, err
	}
	dir := s.path(key)
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return Run{}, fmt.Errorf("%w: %s", ErrMissing, key)
	}
	r, err := readRun(dir, key)
	if errors.Is(err, fs.ErrPermission) {
		return Run{}, trouble("cannot read a run", dir, err)
	}
	if err != nil {
		return Run{}, &CorruptError{key, dir, err}
	}
	return r, nil
}

func readRun(dir string, key Key) (Run, error) {
	text, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err != nil {
		return Run{}, err
	}
	m, err := parseManifest(text, key)
	if err != nil {
		return Run{}, err
	}
	r := Run{Identity: m.Identity, Provenance: m.Provenance, Files: map[string][]byte{}}
	for _, f := range m.Files {
		content, err := os.ReadFile(filepath.Join(dir, f.Name))
		if err != nil {
			return Run{}, err
		}
		if int64(len(content)) != f.Size || digest(content) != f.SHA256 {
			return Run{}, fmt.Errorf("%s: %d bytes that are not the %d bytes written", f.Name, len(content), f.Size)
		}
		r.Files[f.Name] = content
	}
	return r, nil
}

// Quarantine moves a damaged run out of the way, into the store's folder
// "corrupt", and returns where it lies now. The error is [ErrMissing] if another
// program has moved it already.
func (s *Store) Quarantine(key Key) (string, error) {
	if err := key.check(); err != nil {
		return "", err
	}
	aside := filepath.Join(s.dir, setAside)
	if err := os.MkdirAll(aside, 0o755); err != nil {
		return "", trouble("cannot set a damaged run aside", s.dir, err)
	}
	for n := 1; ; n++ {
		target := filepath.Join(aside, fmt.Sprintf("%s-%d", key, n))
		if _, err := os.Lstat(target); err == nil {
			continue
		}
		err := os.Rename(s.path(key), target)
		switch {
		case err == nil:
			return target, nil
		case errors.Is(err, fs.ErrNotExist):
			return "", fmt.Errorf("%w: %s", ErrMissing, key)
		case !isTaken(err):
			return "", trouble("cannot set a damaged run aside", s.dir, err)
		}
	}
}

// isTaken tells whether a folder was not renamed because of one in its place.
func isTaken(err error) bool {
	return errors.Is(err, fs.ErrExist) || errors.Is(err, syscall.ENOTEMPTY)
}

// trouble says what failed, where, why, and what to do about it.
func trouble(what, dir string, err error) error {
	remedy := "check the folder, or set " + Variable + " to another one"
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG):
		remedy = "free some space, or set " + Variable + " to a folder that has some"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		remedy = "make it writable, or set " + Variable + " to a folder that is"
	case errors.Is(err, syscall.ENOTDIR), errors.Is(err, fs.ErrExist):
		remedy = "a file is in the way; remove it, or set " + Variable + " to another folder"
	}
	return fmt.Errorf("runs: %s %s: %w; %s", what, dir, err, remedy)
}
