package setup

import (
	"context"
	"os/exec"
	"path/filepath"
)

// build compiles the kernel, its import tool and the trainer into the Python
// environment, and the library into Go's build cache with the kernel's flags, so
// that the first cell need not. Versions are those of go.mod.
func (e Environment) build(ctx context.Context, tell func(string)) error {
	tell("building the Go kernel and the trainer")
	bin := e.Bin("") + "/"
	err := goTool(ctx, e.Root, e.fetching(), []string{"build", "-o", bin, "github.com/janpfeifer/gonb", "golang.org/x/tools/cmd/goimports"})
	if err != nil {
		return err
	}
	if err := e.BuildTrainer(ctx, bin); err != nil {
		return err
	}
	return e.rehearse(ctx, e.fetching())
}

// BuildTrainer compiles the trainer alone into a folder. It needs no Python.
func (e Environment) BuildTrainer(ctx context.Context, folder string) error {
	return goTool(ctx, e.Root, e.fetching(), []string{"build", "-o", filepath.Join(folder, "trainer"), "./notebooks/internal/trainer"})
}

// fetching are the build variables of a first build, which may have to fetch
// modules.
func (e Environment) fetching() map[string]string {
	variables := e.BuildVariables()
	delete(variables, "GOPROXY")
	delete(variables, "PATH")
	return variables
}

// goTool runs the go command in a folder.
func goTool(ctx context.Context, dir string, variables map[string]string, args []string) error {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = dir
	cmd.Env = Environ(variables)
	out, err := cmd.CombinedOutput()
	return explain(ctx, "go "+args[0]+" "+args[len(args)-1], string(out), err)
}
