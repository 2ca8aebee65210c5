package setup

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"nodulelab/lib/device"
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

// kernels is the folder of kernel descriptions in a folder that Jupyter searches.
func kernels(share string) string { return filepath.Join(share, "kernels", KernelName) }

// writeKernel writes the kernel's description for the report, so that every cell is
// compiled inside the project, offline; and JupyterLab's settings.
func (e Environment) writeKernel() error {
	share := filepath.Join(e.Venv(), "share", "jupyter")
	if err := e.describe(share, e.BuildVariables()); err != nil {
		return err
	}
	return project.WriteText(filepath.Join(share, "lab", "settings", "overrides.json"), labSettings)
}

// describe writes the description of a kernel with the given environment variables
// into a folder that Jupyter searches.
func (e Environment) describe(share string, variables map[string]string) error {
	spec := kernelspec{
		Argv:        []string{e.Bin("gonb"), "--kernel", "{connection_file}", "-raw_error", "-go_work=" + e.Root},
		DisplayName: "Go (gonb)", Language: "go", InterruptMode: "message", Env: variables,
	}
	text, err := json.MarshalIndent(spec, "", "  ")
	if err != nil {
		return err
	}
	return project.WriteText(filepath.Join(kernels(share), "kernel.json"), string(text)+"\n")
}

// LabKernel writes the description of JupyterLab's kernel, which goes before the
// report's of that name, and returns the folder that JUPYTER_PATH must name. This
// kernel completes and documents code. With a module proxy ([UserProxy]) its cells may
// import modules that go.mod does not list: they are fetched for the kernel's own
// module, and the project's go.mod and go.sum stay as they are.
func (e Environment) LabKernel(proxy string) (jupyterPath string, err error) {
	variables := e.BuildVariables()
	variables["PATH"] = filepath.Dir(e.LanguageServer()) + string(os.PathListSeparator) + variables["PATH"]
	variables["GOPRIVATE"] = "nodulelab" // its documentation is on no page to link to
	share := filepath.Join(e.Venv(), "lab", "offline")
	if proxy != "" {
		share, variables["GOPROXY"] = filepath.Join(e.Venv(), "lab", "modules"), proxy
		delete(variables, "GOPRIVATE") // the user's own says what is not asked of the proxy
	}
	return share, e.describe(share, variables)
}

// UserProxy is the module proxy that the user's go command asks, GOPROXY. It must be
// one: off asks nobody.
func (e Environment) UserProxy(ctx context.Context) (string, error) {
	cmd := exec.CommandContext(ctx, "go", "env", "GOPROXY")
	cmd.Dir = e.Root
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("setup: go env GOPROXY: %w", err)
	}
	proxy := strings.TrimSpace(string(out))
	if proxy == "off" {
		return "", errors.New("setup: GOPROXY is off, so that no module can be fetched: set it to a module proxy or to direct")
	}
	return proxy, nil
}

// labSettings keeps JupyterLab from asking hosts for news and updates, and waits for
// the language server: the kernel connects to it 12 seconds after its own start.
const labSettings = `{
  "@jupyterlab/completer-extension:manager": {"providerTimeout": 20000},
  "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": false, "doNotDisturbMode": true}
}
`

// BuildVariables are the environment variables under which cells, and all that
// must share their build cache, are compiled. XLA needs cgo; without it cells
// link in half the time. Where the native engine computes, cells have GoMLX only if they
// import it: there is less to link.
func (e Environment) BuildVariables() map[string]string {
	cgo := "0"
	if e.Choice.Backend == "xla" {
		cgo = "1"
	}
	flags := []string{"-ldflags=-s"}
	if e.Choice.Backend == device.Native {
		flags = append(flags, "-tags=nogomlx")
	}
	variables := map[string]string{
		"CGO_ENABLED": cgo,
		"GOFLAGS":     strings.Join(flags, " "),
		"GOPROXY":     "off",
		"PATH":        filepath.Join(e.Venv(), "bin") + string(os.PathListSeparator) + os.Getenv("PATH"),
	}
	if runtime.GOARCH == "amd64" {
		variables["GOEXPERIMENT"] = "simd" // vector instructions, used where the processor has them
	}
	return variables
}
