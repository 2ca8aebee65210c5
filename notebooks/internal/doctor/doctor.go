// Package doctor looks at a machine: what is there of all that the notebooks need
// and can use, and what to do about each gap.
package doctor

import (
	"context"
	"errors"
	"fmt"
	"go/version"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"

	"golang.org/x/sys/unix"

	"nodulelab/lib/device"
	"nodulelab/notebooks/internal/setup"
)

// Finding is one thing that was looked at.
type Finding struct {
	What   string
	Is     string
	Remedy string // what to do; empty if nothing is wrong
	Needed bool   // without it the main job cannot run
}

// Examine looks at everything, in the order in which set-up needs it.
func Examine(ctx context.Context, e setup.Environment) []Finding {
	return []Finding{goVersion(ctx, e), processor(), python(ctx), environment(e), disk(e.Root), backend(), cuda(), browser()}
}

// Write writes findings for a person, and tells whether the main job can run.
func Write(w io.Writer, findings []Finding) (healthy bool) {
	healthy = true
	for _, f := range findings {
		mark := "ok     "
		switch {
		case f.Remedy != "" && f.Needed:
			mark, healthy = "MISSING", false
		case f.Remedy != "":
			mark = "without"
		}
		fmt.Fprintf(w, "%s  %-20s %s\n", mark, f.What, f.Is)
		if f.Remedy != "" {
			fmt.Fprintf(w, "%30s→ %s\n", "", f.Remedy)
		}
	}
	return healthy
}

var goDirective = regexp.MustCompile(`(?m)^go (\S+)$`)

func goVersion(ctx context.Context, e setup.Environment) Finding {
	f := Finding{What: "Go", Needed: true}
	text, _ := os.ReadFile(filepath.Join(e.Root, "go.mod"))
	want := "1.26"
	if m := goDirective.FindSubmatch(text); m != nil {
		want = string(m[1])
	}
	cmd := exec.CommandContext(ctx, "go", "env", "GOVERSION")
	cmd.Dir = e.Root
	out, err := cmd.Output()
	f.Is = strings.TrimSpace(string(out))
	switch {
	case errors.Is(err, exec.ErrNotFound):
		f.Is, f.Remedy = "not found in PATH", "install Go "+want+" or later and put its bin folder in PATH: cells are compiled with it"
	case err != nil:
		f.Is, f.Remedy = "does not run: "+err.Error(), "install Go "+want+" or later"
	case older(f.Is, want):
		f.Remedy = "install Go " + want + " or later"
	}
	return f
}

// older tells whether a Go version is older than the one wanted. A development
// version has no number and is taken to be new enough.
func older(is, want string) bool {
	is, _, _ = strings.Cut(is, " ") // without the experiments that it was built with
	return version.IsValid(is) && version.Compare(is, "go"+want) < 0
}

func processor() Finding {
	return Finding{What: "processor", Is: fmt.Sprintf("%d cores, %s/%s", runtime.GOMAXPROCS(0), runtime.GOOS, runtime.GOARCH)}
}

func python(ctx context.Context) Finding {
	f := Finding{What: "Python", Needed: true}
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

func environment(e setup.Environment) Finding {
	f := Finding{What: "set-up", Is: "not done yet"}
	switch {
	case e.Ready(setup.Lab):
		f.Is = "done, with JupyterLab"
	case e.Ready(setup.Report):
		f.Is = "done; JupyterLab is added by `go run ./notebooks lab`"
	default:
		f.Remedy = "go run ./notebooks does it, and needs a network connection for it once"
	}
	return f
}

// diskNeeded is what set-up, Go's build cache and the runs take.
const diskNeeded = 3 << 30

func disk(root string) Finding {
	var s unix.Statfs_t
	if err := unix.Statfs(root, &s); err != nil {
		return Finding{What: "free disk", Is: "unknown: " + err.Error(), Needed: true}
	}
	return space(s.Bavail * uint64(s.Bsize))
}

// space judges the number of bytes that are free.
func space(free uint64) Finding {
	f := Finding{What: "free disk", Is: fmt.Sprintf("%.1f GB", float64(free)/1e9), Needed: true}
	if free < diskNeeded {
		f.Remedy = fmt.Sprintf("free some: set-up and Go's build cache take up to %.0f GB", float64(diskNeeded)/1e9)
	}
	return f
}

func backend() Finding {
	f := Finding{What: "backend", Needed: true}
	c, err := device.FromEnvironment()
	if err != nil {
		f.Is, f.Remedy = "none", err.Error()
		return f
	}
	f.Is = c.String()
	return f
}

// cuda looks for an NVIDIA driver and a plugin that can use it.
func cuda() Finding {
	f := Finding{What: "GPU"}
	driver, err := os.ReadFile("/proc/driver/nvidia/version")
	if err != nil {
		f.Is = "no NVIDIA driver; the CPU does"
		return f
	}
	f.Is, _, _ = strings.Cut(string(driver), "\n")
	for _, p := range device.Plugins() {
		if strings.Contains(p.Name, "cuda") {
			f.Is += ", plugin " + p.Path
			return f
		}
	}
	f.Remedy = "put a CUDA PJRT plugin into one of the folders that " + device.PluginPathVariable + " lists to compute on the GPU"
	return f
}

func browser() Finding {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return Finding{What: "Chromium", Is: path}
		}
	}
	return Finding{What: "Chromium", Is: "not found", Remedy: "only the browser tests need it (Debian, Ubuntu: apt-get install chromium)"}
}
