package project

import (
	"fmt"
	"os"
	"path/filepath"
)

// WriteFile replaces a file in one step: it calls write with a temporary file in the same
// folder, waits until that file is on disk, and renames it. A reader therefore sees the
// old file or the new one, complete; if write or another step fails, the old file stays.
// WriteFile makes the folder if there is none. The file's mode is 0644.
func WriteFile(path string, write func(*os.File) error) (err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("project: %w", err)
	}
	beside, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("project: %w", err)
	}
	defer func() {
		if err != nil {
			beside.Close()
			os.Remove(beside.Name())
			err = fmt.Errorf("project: writing %s: %w", path, err)
		}
	}()
	for _, step := range []func() error{
		func() error { return write(beside) },
		func() error { return beside.Chmod(0o644) },
		beside.Sync,
		beside.Close,
		func() error { return os.Rename(beside.Name(), path) },
	} {
		if err = step(); err != nil {
			return err
		}
	}
	return nil
}

// WriteText replaces a file by a text, as [WriteFile] does. A file that has the text already
// is left alone, so that what was prepared for many can belong to someone else.
func WriteText(path, text string) error {
	if old, err := ReadFile(path, int64(len(text))); err == nil && string(old) == text {
		return nil
	}
	return WriteFile(path, func(f *os.File) error {
		_, err := f.WriteString(text)
		return err
	})
}
