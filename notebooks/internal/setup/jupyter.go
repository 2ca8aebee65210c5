package setup

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

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
