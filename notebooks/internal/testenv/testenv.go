// Package testenv gives tests the real Jupyter, or skips them with a word on what is
// missing.
package testenv

import (
	"net"
	"testing"

	"nodulelab/lib/device"
	"nodulelab/lib/project"
	"nodulelab/notebooks/internal/setup"
)

// Environment is the project's Python environment with a set of packages.
func Environment(t testing.TB, r setup.Requirements) setup.Environment {
	t.Helper()
	root, err := project.Root()
	if err != nil {
		t.Fatal(err)
	}
	e := setup.Environment{Root: root, Choice: device.Choice{Backend: "go"}}
	if !e.Ready(r) {
		t.Skip("needs Jupyter: run `go run ./notebooks setup -lab` first")
	}
	return e
}

// FreePort returns a port of this machine that nobody listened on just now.
func FreePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}
