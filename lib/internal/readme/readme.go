// Package readme lets tests keep the generated parts of README.md and of other pages
// equal to the results that they show.
package readme

import (
	"os"
	"strings"
	"testing"
)

// Paths of the pages with generated parts, relative to a package in lib.
const (
	Main    = "../../README.md"
	Devices = "../device/README.md"
)

const end = "<!-- end -->"

// Hold compares the part of README.md between "<!-- generated: name -->" and
// "<!-- end -->" with the text that it should be. If they differ, Hold replaces the part
// if update is true; otherwise it fails the test, and the message names the command that
// updates the page.
func Hold(t *testing.T, name, want string, update bool, command string) {
	t.Helper()
	HoldIn(t, Main, name, want, update, command)
}

// HoldIn is [Hold] for the page with the given path.
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
		t.Fatalf("%s has no generated part of this name: want %q … %q", path, begin, end)
	case part == want:
		return
	case !update:
		t.Fatalf("%s shows\n%s\nand should show\n%s\nto update it, run: %s", path, part, want, command)
	}
	if err := os.WriteFile(path, []byte(before+begin+want+end+after), 0o644); err != nil {
		t.Fatal(err)
	}
}
