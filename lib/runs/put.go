package runs

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// Put writes a run, complete or not at all. If the store already has a run with the key, it
// keeps that one, and Put succeeds. It is an error if the key is not the key of the run's
// identity, if a file's name is not plain, or if writing fails.
func (s *Store) Put(key Key, r Run) error {
	if own, err := KeyOf(r.Identity); err != nil || own != key {
		return fmt.Errorf("runs: %s is not the key of the run's identity: use KeyOf", key)
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

// writeRun writes a run's files and its manifest to an empty folder.
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

// writeFile writes a new file and waits until it is on disk.
func writeFile(path string, content []byte) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Sync(), f.Close())
}

// commit renames the folder of a complete run into place.
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

// syncDir waits until the entries of a folder are on disk.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// isTaken reports whether an error says that a folder could not be renamed because its new
// name is in use.
func isTaken(err error) bool {
	return errors.Is(err, fs.ErrExist) || errors.Is(err, syscall.ENOTEMPTY)
}
