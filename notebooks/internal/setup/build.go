package setup

import (
	"context"
	"os/exec"
)

// build compiles the kernel, its import tool and the trainer into the Python
// environment, and the library into Go's build cache with the kernel's flags, so
// that the first cell need not. Versions are those of go.mod.
func (e Environment) build(ctx context.Context, tell func(string)) error {
	tell("building the Go kernel and the trainer")
	fetch := e.BuildVariables()
	delete(fetch, "GOPROXY") // the first build may have to fetch modules
	delete(fetch, "PATH")
	bin := e.Bin("") + "/"
	for _, args := range [][]string{
		{"build", "-o", bin, "github.com/janpfeifer/gonb", "golang.org/x/tools/cmd/goimports"},
		{"build", "-o", bin, "./notebooks/internal/trainer"},
	} {
		if err := goTool(ctx, e.Root, fetch, args); err != nil {
			return err
		}
	}
	return e.rehearse(ctx, fetch)
}

// goTool runs the go command in a folder.
func goTool(ctx context.Context, dir string, variables map[string]string, args []string) error {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = dir
	cmd.Env = Environ(variables)
	out, err := cmd.CombinedOutput()
	return explain(ctx, "go "+args[0]+" "+args[len(args)-1], string(out), err)
}
