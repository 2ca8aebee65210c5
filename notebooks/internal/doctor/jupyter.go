package doctor

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"

	"nodulelab/notebooks/internal/setup"
)

func python(ctx context.Context) Finding {
	f := Finding{ID: "python", What: "Python", Needed: true}
	path, err := setup.FindPython(ctx)
	if err != nil {
		f.Is, f.Remedy = "not usable", err.Error()
		return f
	}
	f.Is = path
	if err := exec.CommandContext(ctx, path, "-c", "import venv, ensurepip").Run(); err != nil {
		f.Is, f.Remedy = path+" without its venv module", "install it (Debian, Ubuntu: apt-get install python3-venv)"
	}
	return f
}

// setUp is the remedy for what set-up makes; the main job sets up by itself.
const setUp = "go run ./notebooks setup makes it"

func (m Machine) venv() Finding {
	f := Finding{ID: "python_environment", What: "Python environment"}
	switch {
	case m.Ready(setup.Lab):
		f.Is = m.Venv() + ", with JupyterLab"
	case m.Ready(setup.Report):
		f.Is = m.Venv() + "; JupyterLab is added by `go run ./notebooks lab`"
	default:
		f.Is, f.Remedy = "not there yet, or of other packages", setUp+", as any first run does; that takes a network connection once"
	}
	return f
}

// kernel looks whether Jupyter's description of the kernel leads to the kernel of
// this project.
func (m Machine) kernel() Finding {
	f := Finding{ID: "kernel", What: "Go kernel", Is: m.Bin("gonb"), Remedy: setUp}
	path := filepath.Join(m.Venv(), "share", "jupyter", "kernels", setup.KernelName, "kernel.json")
	text, err := os.ReadFile(path)
	if err != nil {
		f.Is = "not there yet"
		return f
	}
	var spec struct {
		Argv []string `json:"argv"`
	}
	switch err := json.Unmarshal(text, &spec); {
	case err != nil || len(spec.Argv) == 0:
		f.Is = path + " is damaged"
	case spec.Argv[0] != m.Bin("gonb"):
		f.Is = path + " starts another program: " + spec.Argv[0]
	case !slices.Contains(spec.Argv, "-go_work="+m.Root):
		f.Is = path + " belongs to another project"
	case !executable(m.Bin("gonb")):
		f.Is = m.Bin("gonb") + " is not there, or no program"
	default:
		f.Remedy = ""
	}
	return f
}

// built looks for a program that set-up builds.
func built(path, remedy string) Finding {
	name := filepath.Base(path)
	f := Finding{ID: name, What: name, Is: path}
	if !executable(path) {
		f.Is, f.Remedy = "not there yet", remedy
	}
	return f
}

func (m Machine) goimports() Finding { return built(m.Bin("goimports"), setUp) }

// languageServer looks for what completes and documents code in cells.
func (m Machine) languageServer() Finding {
	return built(m.LanguageServer(), "go run ./notebooks setup -lab makes it; JupyterLab completes and documents no code without it")
}

func executable(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular() && info.Mode()&0o111 != 0
}

func browser() Finding {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return Finding{ID: "browser", What: "Chromium", Is: path}
		}
	}
	return Finding{ID: "browser", What: "Chromium", Is: "not found", Remedy: "only the browser tests need it (Debian, Ubuntu: apt-get install chromium)"}
}
