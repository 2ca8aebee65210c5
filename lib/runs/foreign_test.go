package runs_test

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"nodulelab/lib/runs"
)

// intruders put something other than a file or a folder of a run in a path.
var intruders = map[string]func(path string) error{
	"a named pipe":       func(path string) error { return syscall.Mkfifo(path, 0o644) },
	"an endless device":  func(path string) error { return os.Symlink("/dev/zero", path) },
	"a link to nothing":  func(path string) error { return os.Symlink("/no/such/place", path) },
	"a link to itself":   func(path string) error { return os.Symlink(path, path) },
	"a folder":           func(path string) error { return os.Mkdir(path, 0o755) },
	"an empty file":      func(path string) error { return os.WriteFile(path, nil, 0o644) },
	"a file of 6 GiB":    func(path string) error { return errors.Join(os.WriteFile(path, nil, 0o644), os.Truncate(path, 6<<30)) },
	"a socket":           socket,
	"a file of a folder": func(path string) error { return os.Symlink("/etc/hostname/below", path) },
}

// socket leaves a socket that nobody listens on. Its name is short, as a socket's must be.
func socket(path string) error {
	dir, err := os.MkdirTemp("", "s")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	short := filepath.Join(dir, "s")
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: short, Net: "unix"})
	if err != nil {
		return err
	}
	l.SetUnlinkOnClose(false)
	return errors.Join(os.Rename(short, path), l.Close())
}

// Whatever lies in the place of a run, of one of its files or of the folder above it: Get
// says at once that the run is damaged, Quarantine clears the place, and Put fills it.
func TestForeignThingsInTheStore(t *testing.T) {
	for name, intrude := range intruders {
		for _, in := range []string{"manifest.json", "weights.npz", ".", ".."} {
			if name == "a folder" && (in == "." || in == "..") {
				continue // a run without files is another test's; a folder without runs is none
			}
			t.Run(name+" as "+in, func(t *testing.T) {
				s := open(t)
				key, dir := put(t, s, 1)
				path := filepath.Join(dir, in)
				if err := errors.Join(os.RemoveAll(path), intrude(path)); err != nil {
					t.Fatal(err)
				}
				err := getSoon(t, s, key)
				if corrupt := (*runs.CorruptError)(nil); !errors.As(err, &corrupt) {
					t.Fatalf("error %v, want damage", err)
				}
				if _, err := s.Quarantine(key); err != nil {
					t.Fatal(err)
				}
				put(t, s, 1)
				if _, err := s.Get(key); err != nil {
					t.Error(err)
				}
			})
		}
	}
}

// getSoon is the error of Get, which must return within seconds.
func getSoon(t *testing.T, s *runs.Store, key runs.Key) error {
	t.Helper()
	done := make(chan error, 1)
	go func() { _, err := s.Get(key); done <- err }()
	select {
	case err := <-done:
		return err
	case <-time.After(10 * time.Second):
		t.Fatal("Get hangs")
		return nil
	}
}

// A manifest ends where it ends, but for white space.
func TestBytesAfterTheManifest(t *testing.T) {
	for after, whole := range map[string]bool{"": true, "\n \n": true, "{}": false, "x": false, "\x00": false} {
		s := open(t)
		key, dir := put(t, s, 1)
		f, err := os.OpenFile(filepath.Join(dir, "manifest.json"), os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		_, err = f.WriteString(after)
		if err := errors.Join(err, f.Close()); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Get(key); (err == nil) != whole || err != nil && !strings.Contains(err.Error(), "something follows its end") {
			t.Errorf("%q after the end: error %v", after, err)
		}
	}
}

// A link to a folder of runs elsewhere is a folder of runs.
func TestLinkedFolders(t *testing.T) {
	s := open(t)
	key, dir := put(t, s, 1)
	for _, path := range []string{dir, filepath.Dir(dir)} {
		moved := filepath.Join(t.TempDir(), "elsewhere")
		if err := errors.Join(os.Rename(path, moved), os.Symlink(moved, path)); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Get(key); err != nil {
			t.Errorf("%s is a link: %v", path, err)
		}
	}
}
