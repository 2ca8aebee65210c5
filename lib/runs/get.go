package runs

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Get reads a run and checks every byte of it. The error is [ErrMissing] if the store has no
// run with the key, and a *[CorruptError] if the run differs from what was written.
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

// readRun reads the run in a folder. An error other than fs.ErrPermission means that the run
// is damaged.
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
			return Run{}, fmt.Errorf("%s: its %d bytes differ from the %d bytes that were written", f.Name, len(content), f.Size)
		}
		r.Files[f.Name] = content
	}
	return r, nil
}

// Quarantine moves a damaged run to the folder "corrupt" of the store, so that it can be
// computed again, and returns its new folder. The error is [ErrMissing] if there is no such
// run, for example because another program has moved it.
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
