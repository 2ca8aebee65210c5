// Package setup makes what the notebooks need to run: a Python environment with
// Jupyter from hash-pinned packages, the Go kernel and the trainer, all in the
// project's folder .venv. Nothing outside the project is touched, and once it is
// done no step needs the network.
package setup

import (
	"context"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

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
	Lab    Requirements = "requirements-lab.txt" // and JupyterLab, with the language server
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
	return e.build(ctx, r, tell)
}

// Ready tells whether Ensure has done its work before.
func (e Environment) Ready(r Requirements) bool {
	if r == Lab {
		if _, err := exec.LookPath(e.LanguageServer()); err != nil {
			return false
		}
	}
	return e.installed(r)
}

// installed tells whether the packages were installed before.
func (e Environment) installed(r Requirements) bool {
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

// Environ is the environment of a child process with the given variables over
// this process's own.
func Environ(variables map[string]string) []string {
	env := slices.DeleteFunc(os.Environ(), func(entry string) bool {
		name, _, _ := strings.Cut(entry, "=")
		_, replaced := variables[name]
		return replaced
	})
	for name, value := range variables {
		env = append(env, name+"="+value)
	}
	slices.Sort(env)
	return env
}

// settingsOf are the prefixes of the environment variables by which a user's settings
// govern Jupyter and Python: folders of settings, kernels and extensions, tokens,
// search paths of modules.
var settingsOf = []string{"JUPYTER", "JPY_", "IPYTHON", "PYTHON"}

// JupyterEnviron is the environment of every Jupyter program that the project starts:
// this process's own with the given variables over it, and without the user's settings
// of Jupyter and Python. Jupyter's settings, kernels and running files are looked for in
// .venv alone, so that no configuration file, kernel or extension of the user decides.
func (e Environment) JupyterEnviron(variables map[string]string) []string {
	own := filepath.Join(e.Venv(), "jupyter")
	all := map[string]string{
		"JUPYTER_CONFIG_DIR":      filepath.Join(own, "config"),
		"JUPYTER_DATA_DIR":        filepath.Join(own, "data"),
		"JUPYTER_RUNTIME_DIR":     filepath.Join(own, "runtime"),
		"JUPYTER_PREFER_ENV_PATH": "1",
	}
	maps.Copy(all, variables)
	return slices.DeleteFunc(Environ(all), func(entry string) bool {
		name, _, _ := strings.Cut(entry, "=")
		_, ours := all[name]
		return !ours && slices.ContainsFunc(settingsOf, func(prefix string) bool { return strings.HasPrefix(name, prefix) })
	})
}

// UserJupyterEnviron is the environment of a Jupyter program that takes the user's
// settings: this process's own with the given variables over it. The project's kernel
// still comes before another one of its name.
func UserJupyterEnviron(variables map[string]string) []string {
	all := map[string]string{"JUPYTER_PREFER_ENV_PATH": "1", "JUPYTER_PATH": ""}
	maps.Copy(all, variables)
	return Environ(all)
}
