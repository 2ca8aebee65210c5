package runs_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"nodulelab/lib/runs"
)

// nobody is a user without rights.
const nobody = 65534

// asNobody calls f with the rights of a user who owns nothing; files below a folder of the
// test can be read by all.
func asNobody(t *testing.T, dir string, f func()) {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("only root can take another user's rights")
	}
	if err := os.Chmod(filepath.Dir(dir), 0o755); err != nil {
		t.Fatal(err)
	}
	runtime.LockOSThread() // the rights are this thread's
	defer runtime.UnlockOSThread()
	if err := errors.Join(syscall.Setfsgid(nobody), syscall.Setfsuid(nobody)); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := errors.Join(syscall.Setfsuid(0), syscall.Setfsgid(0)); err != nil {
			t.Fatal(err)
		}
	}()
	f()
}

// A store of another user's opens and is read, with remains of interrupted runs in it; what
// it lacks cannot be put, and what cannot be read is not taken for damage.
func TestStoreOfAnotherUser(t *testing.T) {
	dir, past := t.TempDir(), time.Now().Add(-48*time.Hour)
	s, err := runs.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	key, _ := put(t, s, 1)
	closed, closedDir := put(t, s, 2)
	left := filepath.Join(dir, "tmp-old")
	if err := errors.Join(os.Chmod(filepath.Join(closedDir, "weights.npz"), 0o600), os.Mkdir(left, 0o755), os.Chtimes(left, past, past)); err != nil {
		t.Fatal(err)
	}
	missing, run := sample(t, 3)
	asNobody(t, dir, func() {
		s, err := runs.Open(dir)
		if err != nil {
			t.Fatalf("the store does not open: %v", err)
		}
		if _, err := s.Get(key); err != nil {
			t.Errorf("a run is not read: %v", err)
		}
		if _, err := s.Get(closed); !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "make it readable and writable for you") || errors.As(err, new(*runs.CorruptError)) {
			t.Errorf("a file that cannot be read: %v", err)
		}
		if err := s.Put(missing, run); err == nil || !strings.Contains(err.Error(), "make it readable and writable for you") {
			t.Errorf("a run is put: %v", err)
		}
	})
}
