package setup

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"nodulelab/lib/project"
)

// firstCell is what a notebook's first cell compiles to.
const firstCell = `package main

import _ "nodulelab/lib/show"

func main() {}
`

// rehearse compiles a cell as the kernel does, in a module of its own inside a
// workspace with the project. The kernel asks no network, so what such a module
// needs beyond the project's own builds (the go.mod files of modules that the
// project does not compile) is fetched here.
func (e Environment) rehearse(ctx context.Context, variables map[string]string) error {
	dir, err := os.MkdirTemp("", "nodulelab-cell")
	if err != nil {
		return fmt.Errorf("setup: %w", err)
	}
	defer os.RemoveAll(dir)
	if err := project.WriteText(filepath.Join(dir, "main.go"), firstCell); err != nil {
		return err
	}
	for _, args := range [][]string{
		{"mod", "init", "gonb"},
		{"mod", "edit", "-replace", "nodulelab=" + e.Root},
		{"work", "init"},
		{"work", "use", ".", e.Root},
		{"get"},
		{"build", "-o", filepath.Join(dir, "cell")},
	} {
		if err := goTool(ctx, dir, variables, args); err != nil {
			return err
		}
	}
	return nil
}
