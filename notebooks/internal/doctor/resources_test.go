package doctor

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestDisk(t *testing.T) {
	m := machine(t)
	for _, test := range []struct {
		free       uint64
		err        error
		is, remedy string
	}{
		{1 << 30, nil, "1.1 GB", "free some: set-up and Go's build cache take up to 3 GB"},
		{diskNeeded, nil, "3.2 GB", ""},
		{0, errors.New("no such file"), "unknown: no such file", ""},
	} {
		m.Free = func(string) (uint64, error) { return test.free, test.err }
		expect(t, m.disk(), test.is, test.remedy)
	}
	if _, err := free(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("a folder that is not there has a disk")
	}
	if bytes, err := free(t.TempDir()); err != nil || bytes == 0 {
		t.Errorf("%d bytes, %v", bytes, err)
	}
}

func TestMemory(t *testing.T) {
	const close = "close programs, or give the container more: compiling takes up to 1.6 GB"
	for _, test := range []struct{ meminfo, limit, used, is, remedy string }{
		{"MemTotal: 9\nMemAvailable:    8388608 kB\n", "", "", "8.6 GB", ""},
		{"MemAvailable:    1048576 kB\n", "", "", "1.1 GB", close},
		{"MemAvailable:    8388608 kB\n", "max\n", "1000\n", "8.6 GB", ""},
		{"MemAvailable:    8388608 kB\n", "4294967296\n", "1073741824\n", "3.2 GB", ""},
		{"MemAvailable:    8388608 kB\n", "1073741824\n", "1073745920\n", "0.0 GB", close},
		{"MemAvailable:    many kB\n", "", "", "unknown: ", ""},
		{"MemTotal:  9 kB\n", "", "", "meminfo does not say", ""},
	} {
		m := machine(t)
		write(t, filepath.Join(m.Proc, "meminfo"), test.meminfo)
		if test.limit != "" {
			write(t, filepath.Join(m.Sys, "fs/cgroup/memory.max"), test.limit)
			write(t, filepath.Join(m.Sys, "fs/cgroup/memory.current"), test.used)
		}
		expect(t, m.memory(), test.is, test.remedy)
	}
	expect(t, machine(t).memory(), "unknown: ", "")
}

func TestAccess(t *testing.T) {
	program(t, "go", "exit 1")
	expect(t, machine(t).access(context.Background()), "project, runs, report", "")
	for _, name := range []string{"runs", "report"} {
		m := machine(t)
		write(t, filepath.Join(m.Root, name), "")
		expect(t, m.access(context.Background()), name+": a file is in the way", "make "+filepath.Join(m.Root, name)+" a folder in which you may write")
	}
	m, file := machine(t), filepath.Join(t.TempDir(), "file")
	write(t, file, "")
	t.Setenv("NODULELAB_RUNS", file)
	expect(t, m.access(context.Background()), "a file is in the way", "make "+file)
	t.Setenv("NODULELAB_RUNS", filepath.Join(t.TempDir(), "not", "there", "yet"))
	program(t, "go", "echo "+file+"/cache")
	expect(t, m.access(context.Background()), "cache: stat "+file+"/cache: not a directory", "make "+file+"/cache")
	if left, err := filepath.Glob(filepath.Join(m.Root, "*")); err != nil || len(left) != 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
}

// In /proc nobody can write, whoever asks.
func TestAccessWhereNobodyWrites(t *testing.T) {
	program(t, "go", "exit 1")
	m := machine(t)
	t.Setenv("NODULELAB_RUNS", "/proc/none")
	expect(t, m.access(context.Background()), "/proc/none: nothing can be written: ", "make /proc/none a folder in which you may write")
}

func TestAccessToAReadOnlyFolder(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write anywhere")
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	if err := writable(dir); err == nil || !strings.Contains(err.Error(), "nothing can be written: ") {
		t.Errorf("error %v", err)
	}
}

func TestPort(t *testing.T) {
	m := machine(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	m.Port = listener.Addr().(*net.TCPAddr).Port
	expect(t, m.port(), "is taken", fmt.Sprintf("go run ./notebooks lab -port %d", m.Port+1))
	listener.Close()
	expect(t, m.port(), "is free", "")
}

func TestLocale(t *testing.T) {
	machine(t)
	expect(t, locale(), "C", "")
	for _, test := range []struct {
		variable, value string
		fine            bool
	}{
		{"LANG", "de_DE.ISO-8859-1", false}, {"LC_CTYPE", "en_US.utf8", true}, {"LC_ALL", "POSIX", true}, {"LC_ALL", "ja_JP.eucJP", false}, {"LC_ALL", "C.UTF-8", true},
	} {
		t.Setenv(test.variable, test.value) // each over those before it
		remedy := "export LC_ALL=C.UTF-8"
		if test.fine {
			remedy = ""
		}
		expect(t, locale(), test.value, remedy)
	}
}
