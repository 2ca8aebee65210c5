package project_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"nodulelab/lib/project"
)

func TestReadFile(t *testing.T) {
	dir := t.TempDir()
	path, link := filepath.Join(dir, "file"), filepath.Join(dir, "link")
	if err := errors.Join(os.WriteFile(path, []byte("1234"), 0o644), os.Symlink(path, link)); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{path, link} {
		if got, err := project.ReadFile(name, 4); err != nil || string(got) != "1234" {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	if _, err := project.ReadFile(path, 3); err == nil || !strings.Contains(err.Error(), path+" has more than 3 bytes") {
		t.Errorf("error %v", err)
	}
	if _, err := project.ReadFile(filepath.Join(dir, "none"), 3); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v", err)
	}
}

// What is no file is told at once: opening a pipe would wait for a writer, and a device may
// have no end. The files of /proc say that they have no bytes, and have some.
func TestReadFileRefuses(t *testing.T) {
	dir := t.TempDir()
	pipe, zero, huge := filepath.Join(dir, "pipe"), filepath.Join(dir, "zero"), filepath.Join(dir, "huge")
	if err := errors.Join(syscall.Mkfifo(pipe, 0o644), os.Symlink("/dev/zero", zero), os.WriteFile(huge, nil, 0o644), os.Truncate(huge, 6<<30)); err != nil {
		t.Fatal(err)
	}
	wants := map[string]string{pipe: "is a named pipe: want a regular file", zero: "is a device: want", dir: "is a folder: want", huge: "has more than 10 bytes"}
	if _, err := os.Stat("/proc/self/status"); err == nil {
		wants["/proc/self/status"] = "has more than 10 bytes"
	}
	for path, want := range wants {
		done := make(chan error, 1)
		go func() { _, err := project.ReadFile(path, 10); done <- err }()
		select {
		case err := <-done:
			if err == nil || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: error %v", path, err)
			}
		case <-time.After(10 * time.Second):
			t.Errorf("%s: reading hangs", path)
		}
	}
}
