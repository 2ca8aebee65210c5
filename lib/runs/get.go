package runs

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"nodulelab/lib/project"
)

// Get reads a run and checks every byte of it. The error is [ErrMissing] if the store has no
// run with the key, and a *[CorruptError] if something else lies in the run's place, or the
// run differs from what was written.
func (s *Store) Get(key Key) (Run, error) {
	if err := key.check(); err != nil {
		return Run{}, err
	}
	dir, err := s.locate(key)
	if errors.Is(err, fs.ErrNotExist) {
		return Run{}, fmt.Errorf("%w: %s", ErrMissing, key)
	}
	var r Run
	if err == nil {
		r, err = readRun(dir, key)
	}
	switch {
	case err == nil:
		return r, nil
	case isDamage(err):
		return Run{}, &CorruptError{key, dir, err}
	}
	return Run{}, trouble("cannot read a run", dir, err)
}

// locate returns the path of a run's folder. If something other than a folder lies there, or
// in the place of the folder above, such as a file or a link to nothing, it returns that path
// and an error. The error is fs.ErrNotExist if nothing is there.
func (s *Store) locate(key Key) (path string, err error) {
	own := s.path(key)
	for _, path := range []string{filepath.Dir(own), own} {
		if _, err := os.Lstat(path); err != nil {
			return path, err
		}
		info, err := os.Stat(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return path, errors.New("a link to nothing")
		case err != nil:
			return path, err
		case !info.IsDir():
			return path, errors.New("not a folder")
		}
	}
	return own, nil
}

// isDamage tells whether an error met in reading a run means that the run is damaged. Other
// errors of the system, such as a lack of rights, of memory or of file descriptors, say
// nothing of the run.
func isDamage(err error) bool {
	number := syscall.Errno(0)
	return !errors.As(err, &number) || slices.Contains([]syscall.Errno{syscall.ENOENT, syscall.ENOTDIR, syscall.ELOOP}, number)
}

// readRun reads the run in a folder.
func readRun(dir string, key Key) (Run, error) {
	text, err := project.ReadFile(filepath.Join(dir, manifestName), mostManifest)
	if err != nil {
		return Run{}, err
	}
	m, err := parseManifest(text, key)
	if err != nil {
		return Run{}, err
	}
	r := Run{Identity: m.Identity, Provenance: m.Provenance, Files: map[string][]byte{}}
	for _, f := range m.Files {
		content, err := project.ReadFile(filepath.Join(dir, f.Name), f.Size)
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

// Quarantine moves a damaged run, or what lies in its place, to the folder "corrupt" of the
// store, so that it can be computed again, and returns its new path. The error is
// [ErrMissing] if there is no such run, for example because another program has moved it.
func (s *Store) Quarantine(key Key) (string, error) {
	if err := key.check(); err != nil {
		return "", err
	}
	damaged, err := s.locate(key)
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("%w: %s", ErrMissing, key)
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
		err := os.Rename(damaged, target)
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
