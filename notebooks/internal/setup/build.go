package setup

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"nodulelab/lib/live/page"
	"nodulelab/lib/project"
)

// build compiles the kernel, its import tool and the trainer into the Python
// environment, and the library into Go's build cache with the kernel's flags, so
// that the first cell need not. go.mod gives the versions. JupyterLab gets the
// language server too.
func (e Environment) build(ctx context.Context, r Requirements, tell func(string)) error {
	tell("building the Go kernel, the trainer and the live page's program")
	bin := e.Bin("") + "/"
	err := e.goTool(ctx, e.Root, "build", "-o", bin, "github.com/janpfeifer/gonb", "golang.org/x/tools/cmd/goimports")
	if err != nil {
		return err
	}
	if err := e.BuildTrainer(ctx, bin); err != nil {
		return err
	}
	if err := e.buildEngine(ctx); err != nil {
		return err
	}
	if r == Lab {
		tell("building gopls, which completes and documents code in cells")
		if err := e.buildLanguageServer(ctx); err != nil {
			return err
		}
	}
	return e.rehearse(ctx)
}

// LanguageServer is the path of gopls, which the kernel asks for completion and
// documentation. It lies apart: the kernel starts it where PATH has it, and only in
// JupyterLab is it of use.
func (e Environment) LanguageServer() string {
	return filepath.Join(e.Venv(), "lab", "bin", "gopls")
}

// languageServer starts gopls so that it ends by itself when its kernel was killed, and without
// the flags of cells' builds: with their tags it completes nothing.
const languageServer = `#!/bin/sh
unset GOFLAGS
exec "${0%/*}/../gopls" -listen.timeout=1m "$@"
`

// buildLanguageServer compiles gopls from the versions in notebooks/gopls.mod and the
// hashes in notebooks/gopls.sum.
func (e Environment) buildLanguageServer(ctx context.Context) error {
	modules, program := filepath.Join(e.Notebooks(), "gopls.mod"), filepath.Join(e.Venv(), "lab", "gopls")
	if err := e.goTool(ctx, e.Root, "build", "-modfile="+modules, "-o", program, "golang.org/x/tools/gopls"); err != nil {
		return err
	}
	if err := project.WriteText(e.LanguageServer(), languageServer); err != nil {
		return err
	}
	return os.Chmod(e.LanguageServer(), 0o755)
}

// BuildTrainer compiles the trainer alone into a folder. It needs no Python.
func (e Environment) BuildTrainer(ctx context.Context, folder string) error {
	return e.goTool(ctx, e.Root, "build", "-o", filepath.Join(folder, "trainer"), "./notebooks/internal/trainer")
}

// LiveProgram is the folder of the live page's program.
func (e Environment) LiveProgram() string { return filepath.Join(e.Root, page.ProgramFolder) }

// buildEngine compiles the live page's program for browsers and copies the start file of the
// Go distribution that compiled it.
func (e Environment) buildEngine(ctx context.Context) error {
	variables := e.buildVariables()
	variables["GOOS"], variables["GOARCH"], variables["GOEXPERIMENT"], variables["CGO_ENABLED"] = "js", "wasm", "", "0"
	if err := goWith(ctx, e.Root, variables, "build", "-trimpath", "-ldflags=-s -w", "-o", filepath.Join(e.LiveProgram(), page.EngineFile), "./lib/live/engine"); err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, "go", "env", "GOROOT")
	cmd.Dir, cmd.Env = e.Root, Environ(e.buildVariables())
	root, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("setup: go env GOROOT: %w", err)
	}
	start, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return fmt.Errorf("setup: Go's start file for browsers, which Go's own distribution has: %w", err)
	}
	return project.WriteText(filepath.Join(e.LiveProgram(), page.StartFile), string(start))
}

// buildVariables are [Environment.BuildVariables] for programs that are no cells: what they
// need may be fetched.
func (e Environment) buildVariables() map[string]string {
	variables := e.BuildVariables()
	delete(variables, "GOPROXY")
	delete(variables, "PATH")
	return variables
}

// goTool runs the go command in a folder, with the flags under which cells are
// compiled; unlike a cell, it may fetch modules.
func (e Environment) goTool(ctx context.Context, dir string, args ...string) error {
	return goWith(ctx, dir, e.buildVariables(), args...)
}

// goWith runs the go command in a folder with some variables set.
func goWith(ctx context.Context, dir string, variables map[string]string, args ...string) error {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = dir
	cmd.Env = Environ(variables)
	out, err := cmd.CombinedOutput()
	return explain(ctx, "go "+args[0]+" "+args[len(args)-1], string(out), err)
}

// firstCell is what a notebook's first cell compiles to.
const firstCell = `package main

import _ "nodulelab/lib/show"

func main() {}
`

// rehearse compiles a cell as the kernel does, in a module of its own inside a
// workspace with the project. The kernel asks no network, so what such a module
// needs beyond the project's own builds (the go.mod files of modules that the
// project does not compile) is fetched here.
func (e Environment) rehearse(ctx context.Context) error {
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
		if err := e.goTool(ctx, dir, args...); err != nil {
			return err
		}
	}
	return nil
}
