package runs

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
)

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
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		remedy = "make it writable, or set " + Variable + " to a folder that is"
	case errors.Is(err, syscall.ENOTDIR), errors.Is(err, fs.ErrExist):
		remedy = "a file is in the way; remove it, or set " + Variable + " to another folder"
	}
	return fmt.Errorf("runs: %s %s: %w; %s", what, dir, err, remedy)
}
