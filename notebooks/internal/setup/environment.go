package setup

import (
	"context"
	"os"
	"path/filepath"

	"nodulelab/lib/device"
)

// Environment is where everything lives, and how Go code is built for the kernel.
type Environment struct {
	Root   string        // the project's folder
	Choice device.Choice // the backend, on which the build flags depend
}

// Venv is the Python environment's folder.
func (e Environment) Venv() string { return filepath.Join(e.Root, ".venv") }

// Bin returns the path of a program in the Python environment.
func (e Environment) Bin(name string) string { return filepath.Join(e.Venv(), "bin", name) }

// Python is the environment's interpreter.
func (e Environment) Python() string { return e.Bin("python") }

// Notebooks is the folder of the notebooks' sources.
func (e Environment) Notebooks() string { return filepath.Join(e.Root, "notebooks") }

// Requirements names one of the two sets of pinned Python packages.
type Requirements string

// The two sets. The second holds the first.
const (
	Report Requirements = "requirements.txt"     // execute notebooks, export the report
	Lab    Requirements = "requirements-lab.txt" // and JupyterLab
)

// Ensure makes what is missing. Tell is called with the name of each step that
// takes time, before it starts.
func (e Environment) Ensure(ctx context.Context, r Requirements, tell func(step string)) error {
	if err := e.ensurePython(ctx, r, tell); err != nil {
		return err
	}
	if err := e.writeKernel(); err != nil {
		return err
	}
	return e.build(ctx, tell)
}

// Ready tells whether Ensure has installed the packages before.
func (e Environment) Ready(r Requirements) bool {
	want, err := e.stamp(r)
	if err != nil {
		return false
	}
	if _, err := os.Stat(e.Python()); err != nil { // its Python was removed
		return false
	}
	got, err := os.ReadFile(e.stampFile(r))
	return err == nil && string(got) == want
}

func (e Environment) stampFile(r Requirements) string {
	return filepath.Join(e.Venv(), "installed-"+string(r))
}
