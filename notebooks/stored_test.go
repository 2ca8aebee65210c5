package main

import (
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nodulelab/notebooks/internal/shard"
)

// Results go into a folder of the user's, or over the stored ones if that is asked for; what
// the notebooks show is said when it is not what was written.
func TestDestination(t *testing.T) {
	here := t.TempDir()
	t.Chdir(here)
	part := shard.Shard{Index: 1, Count: 2}
	for name, test := range map[string]struct {
		args []string
		part shard.Shard
		want string
		said bool
	}{
		"nothing":      {nil, shard.Whole, filepath.Join(here, "results", "clock"), true},
		"a folder":     {[]string{"-out", "mine"}, shard.Whole, filepath.Join(here, "mine"), true},
		"a part":       {[]string{"-out", "mine"}, part, filepath.Join(here, "mine"), false},
		"stored ones":  {[]string{"-update"}, shard.Whole, "/project/lib/clock/results", false},
		"not the ones": {[]string{"-update=false"}, shard.Whole, filepath.Join(here, "results", "clock"), true},
	} {
		f := flag.NewFlagSet("", flag.ContinueOnError)
		d := destinationFlags(f, "clock", "clock")
		if err := f.Parse(test.args); err != nil {
			t.Fatal(err)
		}
		var got string
		said := standardError(t, func() error {
			return d.fill("/project", test.part, func(folder string) error { got = folder; return nil })
		})
		if got != test.want || strings.Contains(said, "the notebooks still show the stored results, in lib/clock/results: the same command with -update") != test.said {
			t.Errorf("%s: results go to %s, want %s; it said %q", name, got, test.want, said)
		}
	}
}

// standardError is what a function writes to standard error.
func standardError(t *testing.T, f func() error) string {
	t.Helper()
	file, err := os.Create(filepath.Join(t.TempDir(), "said"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	stderr := os.Stderr
	os.Stderr = file
	err = f()
	os.Stderr = stderr
	if err != nil {
		t.Fatal(err)
	}
	file.Seek(0, io.SeekStart)
	text, err := io.ReadAll(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
