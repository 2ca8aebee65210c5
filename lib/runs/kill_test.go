package runs_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"nodulelab/lib/runs"
)

// childVariable makes the test binary a child that writes runs until it dies.
const childVariable = "NODULELAB_TEST_CHILD"

func TestMain(m *testing.M) {
	switch os.Getenv(childVariable) {
	case "forever":
		putForever(os.Getenv("NODULELAB_RUNS"))
	case "limited":
		putLimited(os.Getenv("NODULELAB_RUNS"))
	case "crowded":
		getCrowded(os.Getenv("NODULELAB_RUNS"))
	default:
		os.Exit(m.Run())
	}
}

// putForever says so after each run that it has put.
func putForever(dir string) {
	s, err := runs.Open(dir)
	for i := 1; err == nil; i++ {
		key, run := sample(nil, i)
		run.Files["large"] = make([]byte, 1<<20)
		if err = s.Put(key, run); err == nil {
			fmt.Println("put", i)
		}
	}
	fmt.Println(err)
	os.Exit(3)
}

// putLimited writes a run larger than this process may write.
func putLimited(dir string) {
	s, err := runs.Open(dir)
	if err == nil {
		err = syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 4096, Max: 4096})
	}
	if err == nil {
		key, run := sample(nil, 1)
		run.Files["large"] = make([]byte, 1<<20)
		err = s.Put(key, run)
	}
	fmt.Println(err)
	os.Exit(3)
}

// getCrowded reads a run in a process that may open no further file.
func getCrowded(dir string) {
	s, err := runs.Open(dir)
	if err == nil {
		err = syscall.Setrlimit(syscall.RLIMIT_NOFILE, &syscall.Rlimit{Cur: 3, Max: 3})
	}
	if err == nil {
		key, _ := sample(nil, 1)
		_, err = s.Get(key)
	}
	fmt.Println(err)
	os.Exit(3)
}

func child(mode, dir string) *exec.Cmd {
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), childVariable+"="+mode, "NODULELAB_RUNS="+dir)
	return c
}

// Kill -9 while runs are being written: every run in the store is whole, and those that
// were put are there.
func TestKill(t *testing.T) {
	for n := range 10 {
		dir := t.TempDir()
		putThenKill(t, dir, n+1)
		s, err := runs.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		entries, err := filepath.Glob(filepath.Join(dir, "??", "*"))
		if err != nil || len(entries) < n+1 {
			t.Fatalf("%d runs, at least %d were put, %v", len(entries), n+1, err)
		}
		for _, e := range entries {
			key := runs.Key(filepath.Base(filepath.Dir(e)) + filepath.Base(e))
			if _, err := s.Get(key); err != nil {
				t.Error(err)
			}
		}
	}
}

// putThenKill kills a child that writes runs once it has put n of them.
func putThenKill(t *testing.T, dir string, n int) {
	t.Helper()
	c := child("forever", dir)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for i := range n {
		if !lines.Scan() || lines.Text() != fmt.Sprint("put ", i+1) {
			t.Errorf("the child says %q, want put %d", lines.Text(), i+1)
			break
		}
	}
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	c.Wait()
}

// A write that the system refuses for its size is an error with a remedy, and
// leaves nothing behind.
func TestNoSpace(t *testing.T) {
	dir := t.TempDir()
	out, err := child("limited", dir).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "free some space, or set NODULELAB_RUNS") {
		t.Errorf("%v: %s", err, out)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); left != nil {
		t.Errorf("left behind: %v", left)
	}
}

// A process without a free file descriptor reads nothing, and takes nothing for damage.
func TestNoDescriptors(t *testing.T) {
	s := open(t)
	put(t, s, 1)
	out, err := child("crowded", s.Dir()).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "too many open files; allow more open files (ulimit -n)") {
		t.Errorf("%v: %s", err, out)
	}
}
