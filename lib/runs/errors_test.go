package runs_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"

	"nodulelab/lib/runs"
)

// Each kind of failure has its own remedy, and the variable's name is in all of them.
func TestRemedies(t *testing.T) {
	for err, want := range map[error]string{
		syscall.ENOSPC:        "free some space, or set NODULELAB_RUNS to a folder that has some",
		syscall.EDQUOT:        "free some space, or set NODULELAB_RUNS to a folder that has some",
		syscall.EFBIG:         "free some space, or set NODULELAB_RUNS to a folder that has some",
		syscall.EACCES:        "make it readable and writable for you, or set NODULELAB_RUNS to a folder that is",
		syscall.EROFS:         "make it writable, or set NODULELAB_RUNS to a folder that is",
		syscall.EMFILE:        "allow more open files (ulimit -n)",
		fs.ErrPermission:      "make it readable and writable for you, or set NODULELAB_RUNS to a folder that is",
		syscall.ENOTDIR:       "a file is in the way; remove it, or set NODULELAB_RUNS to another folder",
		fs.ErrExist:           "a file is in the way; remove it, or set NODULELAB_RUNS to another folder",
		errors.New("no idea"): "check the folder, or set NODULELAB_RUNS to another one",
	} {
		got := runs.Trouble("cannot write", "/some/folder", fmt.Errorf("step: %w", err))
		if full := fmt.Sprintf("runs: cannot write /some/folder: step: %v; %s", err, want); got.Error() != full || !errors.Is(got, err) {
			t.Errorf("error %q, want %q", got, full)
		}
	}
}

// The store's own failures have these remedies.
func TestFailuresOfTheStore(t *testing.T) {
	s := open(t)
	key, run := sample(t, 1)
	if err := os.RemoveAll(s.Dir()); err != nil {
		t.Fatal(err)
	}
	if err := s.Put(key, run); err == nil || !strings.Contains(err.Error(), "cannot write a run "+s.Dir()) || !strings.Contains(err.Error(), "check the folder") {
		t.Errorf("the folder is gone: error %v", err)
	}
	if err := os.WriteFile(s.Dir(), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := s.Put(key, run); err == nil || !strings.Contains(err.Error(), "a file is in the way; remove it") {
		t.Errorf("a file in its place: error %v", err)
	}
	if _, err := s.Quarantine(key); err == nil || !strings.Contains(err.Error(), "cannot set a damaged run aside") {
		t.Errorf("a run below a file: error %v", err)
	}
}
