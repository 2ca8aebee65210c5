package setup

import (
	"context"
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"nodulelab/lib/device"
	"nodulelab/lib/project"
)

// elsewhere is an environment in a folder of its own, with the project's
// requirements.
func elsewhere(t *testing.T) Environment {
	t.Helper()
	root, err := project.Root()
	if err != nil {
		t.Fatal(err)
	}
	e := Environment{Root: t.TempDir(), Choice: device.Choice{Backend: "go"}}
	for _, r := range []Requirements{Report, Lab} {
		text, err := os.ReadFile(filepath.Join(root, "notebooks", string(r)))
		if err != nil {
			t.Fatal(err)
		}
		if err := project.WriteText(filepath.Join(e.Notebooks(), string(r)), string(text)); err != nil {
			t.Fatal(err)
		}
	}
	return e
}

func silent(string) {}

// script puts a program in front of PATH.
func script(t *testing.T, name, text string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+text+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
}

func TestWithoutPython(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	err := elsewhere(t).Ensure(context.Background(), Report, silent)
	if err == nil || !strings.Contains(err.Error(), "python3 was not found: install Python 3.10 or later") {
		t.Errorf("error %v", err)
	}
}

func TestOldPython(t *testing.T) {
	script(t, "python3", "echo 3.8; exit 1")
	err := elsewhere(t).Ensure(context.Background(), Report, silent)
	if err == nil || !strings.Contains(err.Error(), "is Python 3.8: install Python 3.10 or later") {
		t.Errorf("error %v", err)
	}
}

func TestBrokenPython(t *testing.T) {
	script(t, "python3", "exit 3")
	err := elsewhere(t).Ensure(context.Background(), Report, silent)
	if err == nil || !strings.Contains(err.Error(), "does not run: exit status 3") {
		t.Errorf("error %v", err)
	}
}

// Debian's python3 has a venv module that fails like this without python3-venv.
func TestPythonWithoutVenv(t *testing.T) {
	script(t, "python3", `case "$*" in *venv*) echo "The virtual environment was not created successfully because ensurepip is not available."; exit 1;; *) echo 3.11;; esac`)
	e := elsewhere(t)
	err := e.Ensure(context.Background(), Report, silent)
	if err == nil || !strings.Contains(err.Error(), "apt-get install python3-venv") {
		t.Errorf("error %v", err)
	}
	if _, err := os.Stat(e.Venv()); err == nil {
		t.Error("half an environment is left")
	}
}

// A real pip that cannot reach its registry.
func TestWithoutNetwork(t *testing.T) {
	if testing.Short() {
		t.Skip("makes a Python environment")
	}
	t.Setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
	t.Setenv("PIP_FIND_LINKS", "")
	t.Setenv("PIP_RETRIES", "0")
	t.Setenv("PIP_NO_CACHE_DIR", "1")
	e := elsewhere(t)
	err := e.Ensure(context.Background(), Report, silent)
	if err == nil || !strings.Contains(err.Error(), "cannot be reached: the first set-up needs a network connection") {
		t.Errorf("error %v", err)
	}
	if e.Ready(Report) {
		t.Error("an environment without its packages counts as ready")
	}
}

func TestSetupStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := elsewhere(t).Ensure(ctx, Report, silent); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func TestExplain(t *testing.T) {
	failed := errors.New("exit status 1")
	for want, said := range map[string]string{
		"no space is left on the disk: free some":                                 "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
		"cannot be reached":                                                       "dial tcp: lookup example on 127.0.0.1:53: server misbehaving",
		"is not the one that was pinned":                                          "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
		"make the project's folder writable":                                      "OSError: [Errno 13] Permission denied: '/work'",
		"exit status 1; it said:\n" + strings.Repeat("before\n", 11) + "the last": strings.Repeat("before\n", 20) + "the last\n",
	} {
		err := explain(context.Background(), "a step", said, failed)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "a step") {
			t.Errorf("%q became %v, want %q", said, err, want)
		}
	}
	if err := explain(context.Background(), "a step", "No space left on device", nil); err != nil {
		t.Errorf("success became %v", err)
	}
}

// The stamp goes stale with the requirements and with the folder's place.
func TestReady(t *testing.T) {
	e := elsewhere(t)
	if e.Ready(Report) {
		t.Fatal("nothing is ready")
	}
	if err := os.MkdirAll(e.Bin(""), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(e.Python(), nil, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := e.markReady(Lab); err != nil {
		t.Fatal(err)
	}
	if e.Ready(Lab) {
		t.Error("JupyterLab without its language server is ready")
	}
	if err := os.MkdirAll(filepath.Dir(e.LanguageServer()), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(e.LanguageServer(), nil, 0o755); err != nil {
		t.Fatal(err)
	}
	if !e.Ready(Lab) || !e.Ready(Report) {
		t.Fatal("the larger set holds the smaller one")
	}
	if err := project.WriteText(filepath.Join(e.Notebooks(), string(Report)), "other==1\n"); err != nil {
		t.Fatal(err)
	}
	if e.Ready(Report) || !e.Ready(Lab) {
		t.Error("requirements changed, and the stamp did not")
	}
	if err := os.Remove(e.Python()); err != nil {
		t.Fatal(err)
	}
	if e.Ready(Lab) {
		t.Error("an environment without its Python is ready")
	}
}

func TestKernel(t *testing.T) {
	e := elsewhere(t)
	for backend, cgo := range map[string]string{"go": "0", "xla": "1"} {
		e.Choice.Backend = backend
		if err := e.writeKernel(); err != nil {
			t.Fatal(err)
		}
		spec := readKernel(t, filepath.Join(e.Venv(), "share", "jupyter"))
		if spec.Argv[0] != e.Bin("gonb") || !slices.Contains(spec.Argv, "-go_work="+e.Root) || spec.Env["CGO_ENABLED"] != cgo || spec.Env["GOPROXY"] != "off" {
			t.Errorf("backend %s: %+v", backend, spec)
		}
	}
}

// readKernel reads a kernel's description from a folder that Jupyter searches.
func readKernel(t *testing.T, share string) kernelspec {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(kernels(share), "kernel.json"))
	if err != nil {
		t.Fatal(err)
	}
	var spec kernelspec
	if err := json.Unmarshal(text, &spec); err != nil {
		t.Fatal(err)
	}
	return spec
}

// JupyterLab's kernel finds the language server, and a module proxy where it may; the
// report's finds neither.
func TestLabKernel(t *testing.T) {
	e := elsewhere(t)
	if err := e.writeKernel(); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Dir(e.LanguageServer())
	seen := map[string]bool{}
	for proxy, want := range map[string]string{"": "off", "https://proxy.example": "https://proxy.example"} {
		share, err := e.LabKernel(proxy)
		if err != nil {
			t.Fatal(err)
		}
		spec := readKernel(t, share)
		if got := spec.Env["GOPROXY"]; got != want || !strings.HasPrefix(spec.Env["PATH"], folder+":") {
			t.Errorf("proxy %q: GOPROXY %s, PATH %s", proxy, got, spec.Env["PATH"])
		}
		seen[share] = true
	}
	if len(seen) != 2 {
		t.Errorf("two JupyterLabs would share %v", seen)
	}
	report := readKernel(t, filepath.Join(e.Venv(), "share", "jupyter"))
	if report.Env["GOPROXY"] != "off" || strings.Contains(report.Env["PATH"], folder) {
		t.Errorf("the report's kernel has %v", report.Env)
	}
}

func TestUserProxy(t *testing.T) {
	e := elsewhere(t)
	script(t, "go", "echo https://proxy.example,direct")
	if proxy, err := e.UserProxy(context.Background()); err != nil || proxy != "https://proxy.example,direct" {
		t.Errorf("%q, %v", proxy, err)
	}
	script(t, "go", "echo off")
	if _, err := e.UserProxy(context.Background()); err == nil || !strings.Contains(err.Error(), "GOPROXY is off, so that no module can be fetched: set it to a module proxy") {
		t.Errorf("error %v", err)
	}
	script(t, "go", "exit 1")
	if _, err := e.UserProxy(context.Background()); err == nil || !strings.Contains(err.Error(), "go env GOPROXY: exit status 1") {
		t.Errorf("error %v", err)
	}
}

func TestEnviron(t *testing.T) {
	t.Setenv("NODULELAB_TEST", "before")
	env := Environ(map[string]string{"NODULELAB_TEST": "after", "NODULELAB_NEW": "x"})
	if slices.Contains(env, "NODULELAB_TEST=before") || !slices.Contains(env, "NODULELAB_TEST=after") || !slices.Contains(env, "NODULELAB_NEW=x") {
		t.Errorf("got %v", env)
	}
	if !slices.ContainsFunc(env, func(s string) bool { return strings.HasPrefix(s, "PATH=") }) {
		t.Error("PATH is lost")
	}
}

// Every package of both sets is pinned to a version and to hashes, and the
// larger set holds the smaller one.
func TestRequirementsArePinned(t *testing.T) {
	e := elsewhere(t)
	pins := func(r Requirements) []string {
		text, err := os.ReadFile(filepath.Join(e.Notebooks(), string(r)))
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, entry := range strings.Split("\n"+string(text), "\n")[1:] {
			if entry == "" || strings.HasPrefix(entry, "#") || strings.HasPrefix(entry, " ") {
				continue
			}
			if !strings.Contains(entry, "==") || !strings.HasSuffix(entry, "\\") {
				t.Errorf("%s: %q is not pinned with hashes", r, entry)
			}
			pin, _, _ := strings.Cut(entry, " ") // without the machines it is for
			all = append(all, pin)
		}
		return all
	}
	small, large := pins(Report), pins(Lab)
	for _, p := range small {
		if !slices.Contains(large, p) {
			t.Errorf("%s is in %s and not in %s", p, Report, Lab)
		}
	}
	if len(small) < 30 || len(large) < 80 {
		t.Errorf("%d and %d packages", len(small), len(large))
	}
}

// made is the project's environment, with what set-up makes for a set of packages.
func made(t *testing.T, r Requirements) Environment {
	t.Helper()
	root, err := project.Root()
	if err != nil {
		t.Fatal(err)
	}
	e := Environment{Root: root, Choice: device.Choice{Backend: "go"}}
	if !e.Ready(r) {
		t.Skip("needs Jupyter: run `go run ./notebooks setup -lab` first")
	}
	return e
}

// What set-up made is there: packages that can be imported, the kernel, its import
// tool, the trainer.
func TestReadyPrograms(t *testing.T) {
	e := made(t, Report)
	out, err := exec.Command(e.Python(), "-c", "import nbclient, nbconvert; print(nbclient.__version__)").CombinedOutput()
	if err != nil {
		t.Errorf("%v: %s", err, out)
	}
	for _, name := range []string{"gonb", "goimports", "trainer"} {
		if _, err := exec.LookPath(e.Bin(name)); err != nil {
			t.Error(err)
		}
	}
}

// The language server that set-up built is the one that its module file names.
func TestLanguageServerVersion(t *testing.T) {
	e := made(t, Lab)
	info, err := buildinfo.ReadFile(filepath.Join(e.Venv(), "lab", "gopls"))
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(e.Notebooks(), "gopls.mod"))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range append(info.Deps, &info.Main) {
		if pin := m.Path + " " + m.Version; m.Path != "nodulelab/gopls" && !strings.Contains(string(text), pin) {
			t.Errorf("built with %s, which gopls.mod does not name", pin)
		}
	}
}

// A language server whose kernel was killed has no client any more, and ends.
func TestLanguageServerEnds(t *testing.T) {
	program := made(t, Lab).LanguageServer()
	socket := filepath.Join(t.TempDir(), "socket")
	cmd := exec.Command(program, "-listen=unix;"+socket, "-listen.timeout=1s") // the last one counts
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case <-ended:
	case <-time.After(20 * time.Second):
		cmd.Process.Kill()
		t.Error("it still runs after 20 s")
	}
	if text, err := os.ReadFile(program); err != nil || !strings.Contains(string(text), "-listen.timeout=1m") {
		t.Errorf("it is started as %s, %v", text, err)
	}
}

// A module whose hash is not the pinned one is refused.
func TestLanguageServerIsVerified(t *testing.T) {
	root, e := made(t, Lab).Root, elsewhere(t)
	for name, change := range map[string]string{"go.mod": "", "notebooks/gopls.mod": "", "notebooks/gopls.sum": "h1:Dn6mf9"} {
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		changed := strings.ReplaceAll(string(text), change, "h1:AAAAAA")
		if change == "" {
			changed = string(text)
		} else if changed == string(text) {
			t.Fatalf("%s has no %s, the beginning of the hash of gopls", name, change)
		}
		if err := project.WriteText(filepath.Join(e.Root, name), changed); err != nil {
			t.Fatal(err)
		}
	}
	err := e.buildLanguageServer(context.Background())
	if err == nil || !strings.Contains(err.Error(), "go build golang.org/x/tools/gopls: a package is not the one that was pinned") {
		t.Errorf("error %v", err)
	}
}
