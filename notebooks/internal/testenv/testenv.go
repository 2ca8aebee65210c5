// Package testenv gives tests the real Jupyter, or skips them with a word on what is
// missing.
package testenv

import (
	"encoding/json"
	"fmt"
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

// WriteNotebook writes a notebook of code cells for the Go kernel.
func WriteNotebook(t testing.TB, path string, sources ...string) {
	t.Helper()
	var cells []map[string]any
	for i, source := range sources {
		cells = append(cells, map[string]any{
			"cell_type": "code", "id": fmt.Sprint("cell-", i+1), "source": source,
			"metadata": map[string]any{}, "outputs": []any{}, "execution_count": nil,
		})
	}
	text, err := json.Marshal(map[string]any{"nbformat": 4, "nbformat_minor": 5, "cells": cells, "metadata": map[string]any{
		"kernelspec": map[string]any{"name": setup.KernelName, "display_name": "Go (gonb)", "language": "go"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if err := project.WriteText(path, string(text)); err != nil {
		t.Fatal(err)
	}
}
