package jupyter_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nodulelab/notebooks/internal/execute"
	"nodulelab/notebooks/internal/jupyter"
	"nodulelab/notebooks/internal/setup"
	"nodulelab/notebooks/internal/testenv"
)

// module is what the cell imports; the project does not use it.
const module = "example.com/nodulelab/greeting"

// moduleProxy makes a folder that is a Go module proxy with one module, and returns its
// address.
func moduleProxy(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	versions := filepath.Join(dir, module, "@v")
	goMod := "module " + module + "\n\ngo 1.26\n"
	write(t, filepath.Join(versions, "list"), "v1.0.0\n")
	write(t, filepath.Join(versions, "v1.0.0.info"), `{"Version": "v1.0.0", "Time": "2026-01-02T03:04:05Z"}`)
	write(t, filepath.Join(versions, "v1.0.0.mod"), goMod)
	file, err := os.Create(filepath.Join(versions, "v1.0.0.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	archive := zip.NewWriter(file)
	for name, text := range map[string]string{"go.mod": goMod, "greeting.go": "// Package greeting has a greeting.\npackage greeting\n\n// Text is the greeting.\nconst Text = \"hello from a module\"\n"} {
		w, err := archive.Create(module + "@v1.0.0/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return "file://" + dir
}

// executeCell executes a notebook of one cell with JupyterLab's kernel and returns the
// notebook's text.
func executeCell(t *testing.T, proxy, source string) (string, error) {
	t.Helper()
	e := testenv.Environment(t, setup.Lab)
	dir := t.TempDir()
	j := execute.Job{Source: filepath.Join(dir, "test.ipynb"), Target: filepath.Join(dir, "out", "test.ipynb")}
	testenv.WriteNotebook(t, j.Source, source)
	t.Setenv("GONOSUMDB", "example.com")
	r := execute.Runner{Python: e.Python(), Kernel: setup.KernelName, Folder: dir, Environ: labKernel(t, e, proxy)}
	err := r.Run(context.Background(), j)
	text, _ := os.ReadFile(j.Target)
	return string(text), err
}

// With a module proxy a cell imports a module that the project does not use, beside the
// project's library; without one it is refused. The project's module files stay as they
// are.
func TestModules(t *testing.T) {
	e := testenv.Environment(t, setup.Lab)
	if testing.Short() {
		t.Skip("starts kernels")
	}
	files := func() (text string) {
		for _, name := range []string{"go.mod", "go.sum"} {
			data, err := os.ReadFile(filepath.Join(e.Root, name))
			if err != nil {
				t.Fatal(err)
			}
			text += string(data)
		}
		return text
	}
	before := files()
	source := "import (\n\t\"" + module + "\"\n\t\"nodulelab/lib/nodule\"\n)\n\n%%\nfmt.Println(greeting.Text, nodule.D(150, 170))"
	if text, err := executeCell(t, moduleProxy(t), source); err != nil || !strings.Contains(text, "hello from a module 150,170") {
		t.Errorf("with a proxy: %v: %s", err, text)
	}
	if text, err := executeCell(t, "", source); err == nil || !strings.Contains(err.Error(), module) {
		t.Errorf("without a proxy: %v: %s", err, text)
	}
	if files() != before {
		t.Error("go.mod or go.sum changed")
	}
}

// JupyterLab that is opened for modules has a kernel that asks the user's module proxy;
// without a proxy it is not opened.
func TestModulesOption(t *testing.T) {
	if testing.Short() {
		t.Skip("starts JupyterLab")
	}
	e := testenv.Environment(t, setup.Lab)
	for modules, want := range map[bool]string{true: "https://proxy.example,direct", false: "off"} {
		t.Setenv("GOPROXY", "https://proxy.example,direct")
		_, body := ask(t, start(t, jupyter.Options{Environment: e, Folder: t.TempDir(), Seeds: 1, Modules: modules}), "/api/kernelspecs")
		var specs struct {
			Kernelspecs map[string]struct {
				Spec struct{ Env map[string]string }
			}
		}
		if err := json.Unmarshal(body, &specs); err != nil {
			t.Fatal(err)
		}
		if got := specs.Kernelspecs[setup.KernelName].Spec.Env["GOPROXY"]; got != want {
			t.Errorf("modules %t: the kernel's GOPROXY is %q, want %q", modules, got, want)
		}
	}
	t.Setenv("GOPROXY", "off")
	var log bytes.Buffer
	err := jupyter.Run(context.Background(), jupyter.Options{Environment: e, Port: testenv.FreePort(t), Seeds: 1, Modules: true, Log: &log})
	if err == nil || !strings.Contains(err.Error(), "GOPROXY is off, so that no module can be fetched") {
		t.Errorf("error %v", err)
	}
}
