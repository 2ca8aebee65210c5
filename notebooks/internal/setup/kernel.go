package setup

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"

	"nodulelab/lib/project"
)

// KernelName is the Jupyter name of the Go kernel.
const KernelName = "gonb"

// kernelspec is Jupyter's description of a kernel.
type kernelspec struct {
	Argv          []string          `json:"argv"`
	DisplayName   string            `json:"display_name"`
	Language      string            `json:"language"`
	InterruptMode string            `json:"interrupt_mode"`
	Env           map[string]string `json:"env"`
}

// writeKernel writes the kernel's description, so that every cell is compiled
// inside the project, offline.
func (e Environment) writeKernel() error {
	spec := kernelspec{
		Argv:        []string{e.Bin("gonb"), "--kernel", "{connection_file}", "-raw_error", "-go_work=" + e.Root},
		DisplayName: "Go (gonb)", Language: "go", InterruptMode: "message", Env: e.BuildVariables(),
	}
	text, err := json.MarshalIndent(spec, "", "  ")
	if err != nil {
		return err
	}
	share := filepath.Join(e.Venv(), "share", "jupyter")
	if err := project.WriteText(filepath.Join(share, "kernels", KernelName, "kernel.json"), string(text)+"\n"); err != nil {
		return err
	}
	return project.WriteText(filepath.Join(share, "lab", "settings", "overrides.json"), labSettings)
}

// labSettings keeps JupyterLab from asking hosts for news and updates.
const labSettings = `{
  "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": false, "doNotDisturbMode": true}
}
`

// BuildVariables are the environment variables under which cells, and all that
// must share their build cache, are compiled. XLA needs cgo; without it cells
// link in half the time.
func (e Environment) BuildVariables() map[string]string {
	cgo := "0"
	if e.Choice.Backend == "xla" {
		cgo = "1"
	}
	variables := map[string]string{
		"CGO_ENABLED": cgo,
		"GOFLAGS":     "-ldflags=-s",
		"GOPROXY":     "off",
		"PATH":        filepath.Join(e.Venv(), "bin") + string(os.PathListSeparator) + os.Getenv("PATH"),
	}
	if runtime.GOARCH == "amd64" {
		variables["GOEXPERIMENT"] = "simd" // vector instructions, used where the processor has them
	}
	return variables
}
