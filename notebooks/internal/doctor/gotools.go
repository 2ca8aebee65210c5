package doctor

import (
	"bytes"
	"context"
	"errors"
	"go/version"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"

	"nodulelab/lib/device"
	"nodulelab/notebooks/internal/console"
)

var goDirective = regexp.MustCompile(`(?m)^go (\S+)$`)

func (m Machine) goVersion(ctx context.Context) Finding {
	f := Finding{ID: "go", What: "Go", Needed: true}
	text, _ := os.ReadFile(filepath.Join(m.Root, "go.mod"))
	want := "1.26"
	if m := goDirective.FindSubmatch(text); m != nil {
		want = string(m[1])
	}
	is, err := m.goEnv(ctx, "GOVERSION")
	f.Is = is
	switch {
	case errors.Is(err, exec.ErrNotFound):
		f.Is, f.Remedy = "not found in PATH", "install Go "+want+" or later and put its bin folder in PATH: cells are compiled with it"
	case err != nil:
		f.Is, f.Remedy = "does not run: "+said(err), "install Go "+want+" or later, and let go env GOVERSION run in the project's folder"
	case older(is, want):
		f.Remedy = "install Go " + want + " or later"
	}
	return f
}

// goEnv asks the go command, in the project's folder, for one of its settings.
func (m Machine) goEnv(ctx context.Context, name string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", "env", name)
	cmd.Dir = m.Root
	out, err := cmd.Output()
	return strings.TrimSpace(string(out)), err
}

// said is an error of a program, with the last line of what it said.
func said(err error) string {
	exit := (*exec.ExitError)(nil)
	if !errors.As(err, &exit) || len(bytes.TrimSpace(exit.Stderr)) == 0 {
		return err.Error()
	}
	return err.Error() + ": " + console.LastLines(string(exit.Stderr), 1)
}

// older tells whether a Go version is older than the one wanted. A development
// version has no number and is taken to be new enough.
func older(is, want string) bool {
	is, _, _ = strings.Cut(is, " ") // without the experiments that it was built with
	return version.IsValid(is) && version.Compare(is, "go"+want) < 0
}

// compiler looks for what links XLA's plugins to Go. Nothing else needs it.
func (m Machine) compiler(ctx context.Context, c device.Choice) Finding {
	f := Finding{ID: "c_compiler", What: "cgo, C compiler", Needed: c.Backend == "xla"}
	enabled, err := m.goEnv(ctx, "CGO_ENABLED")
	if err != nil {
		f.Is, f.Needed = "unknown, since go does not run", false
		return f
	}
	const only = "; only XLA needs it"
	command, _ := m.goEnv(ctx, "CC")
	program, _, _ := strings.Cut(command, " ")
	path, err := exec.LookPath(program)
	switch {
	case err != nil:
		f.Is, f.Remedy = "no C compiler ("+command+")", "install one (Debian, Ubuntu: apt-get install gcc libc6-dev)"+only
	case enabled != "1":
		f.Is, f.Remedy = "cgo is off", "set CGO_ENABLED=1"+only
	default:
		f.Is = path
	}
	return f
}
