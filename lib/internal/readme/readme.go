// Package readme lets tests hold the generated parts of README.md, and of other
// pages, to what they are made from.
package readme

import (
	"os"
	"strings"
	"testing"
)

// The pages with generated parts, as seen from a package of lib, where tests run.
const (
	Main    = "../../README.md"
	Devices = "../device/README.md"
)

const end = "<!-- end -->"

// Hold compares the part of README.md that stands behind "<!-- generated: name -->"
// with what it should be. If they differ it writes the part where update says so,
// and fails naming the command that does elsewhere.
func Hold(t *testing.T, name, want string, update bool, command string) {
	t.Helper()
	HoldIn(t, Main, name, want, update, command)
}

// HoldIn is [Hold] for the page at a path.
func HoldIn(t *testing.T, path, name, want string, update bool, command string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	begin := "<!-- generated: " + name + " -->\n"
	before, rest, ok := strings.Cut(string(text), begin)
	part, after, ok2 := strings.Cut(rest, end)
	switch {
	case !ok || !ok2:
		t.Fatalf("%s has no place for it: want %q … %q", path, begin, end)
	case part == want:
		return
	case !update:
		t.Fatalf("%s shows\n%s\nit should be\n%s\nrun: %s", path, part, want, command)
	}
	if err := os.WriteFile(path, []byte(before+begin+want+end+after), 0o644); err != nil {
		t.Fatal(err)
	}
}
