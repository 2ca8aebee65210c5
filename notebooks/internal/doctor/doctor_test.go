package doctor

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/device"
	"nodulelab/lib/device/plugin"
	"nodulelab/lib/project"
	"nodulelab/notebooks/internal/setup"
)

// machine is one with nothing on it but much room, in a folder of its own. Its
// driver cannot be asked, only its version read.
func machine(t *testing.T) Machine {
	t.Helper()
	for _, v := range []string{device.EngineVariable, device.RequestVariable, "LC_ALL", "LC_CTYPE", "LANG", "NODULELAB_RUNS"} {
		t.Setenv(v, "")
	}
	t.Setenv(device.PluginPathVariable, t.TempDir())
	t.Setenv(device.VisibleVariable, "") // no GPU of the machine that runs the tests counts
	return Machine{
		Environment: setup.Environment{Root: t.TempDir()},
		Proc:        t.TempDir(), Sys: t.TempDir(), Port: 0,
		Features: Features{"amd64", true, false},
		Free:     func(string) (uint64, error) { return 100e9, nil },
		Plugin:   func(string) (plugin.Version, error) { return plugin.Version{Minor: 104, Size: 1120}, nil },
		GPU:      func() error { return device.ErrCannotAsk },
	}
}

// write writes a file that can be executed.
func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o755); err != nil {
		t.Fatal(err)
	}
}

// program puts a shell script in place of PATH.
func program(t *testing.T, name, text string) {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, name), "#!/bin/sh\n"+text+"\n")
	t.Setenv("PATH", dir)
}

// expect compares a finding with what it should say; an empty remedy means none.
func expect(t *testing.T, f Finding, is, remedy string) {
	t.Helper()
	if !strings.Contains(f.Is, is) || f.Is == "" || (f.Remedy == "") != (remedy == "") || !strings.Contains(f.Remedy, remedy) {
		t.Errorf("got %+v, want %q, remedy %q", f, is, remedy)
	}
}

func TestWrite(t *testing.T) {
	for status, test := range map[Status]struct {
		finding Finding
		want    string
	}{
		OK:      {Finding{"go", "Go", "go1.26.0", "", true}, "ok       Go                 go1.26.0\n"},
		Missing: {Finding{"python", "Python", "not usable", "install it", true}, "MISSING  Python             not usable\n" + strings.Repeat(" ", 28) + "→ install it\n"},
		Without: {Finding{"browser", "Chromium", "not found", "install it", false}, "without  Chromium           not found\n" + strings.Repeat(" ", 28) + "→ install it\n"},
	} {
		var b bytes.Buffer
		err := Write(&b, []Finding{test.finding})
		if err != nil || b.String() != test.want || test.finding.Status() != status {
			t.Errorf("%s, wrote\n%s, want %s and\n%s", test.finding.Status(), &b, status, test.want)
		}
		if ready := Ready([]Finding{test.finding, {Is: "fine", Needed: true}}); ready != (status != Missing) {
			t.Errorf("%s: ready %t", status, ready)
		}
	}
}

// Programs read these names.
func TestWriteJSON(t *testing.T) {
	var b bytes.Buffer
	if err := WriteJSON(&b, []Finding{{"go", "Go", "go1.26.0", "", true}, {"python", "Python", "not usable", "install <it>", true}}); err != nil {
		t.Fatal(err)
	}
	want := `{"ready": false, "findings": [
		{"status": "ok", "id": "go", "what": "Go", "is": "go1.26.0", "remedy": "", "needed": true},
		{"status": "missing", "id": "python", "what": "Python", "is": "not usable", "remedy": "install <it>", "needed": true}]}`
	var got, wanted any
	if err := json.Unmarshal([]byte(want), &wanted); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil || !reflect.DeepEqual(got, wanted) {
		t.Errorf("%s, %v, want\n%s", &b, err, want)
	}
	if !strings.Contains(b.String(), "<it>") {
		t.Errorf("characters are escaped: %s", &b)
	}
}

// ids are read by programs: none may go.
var ids = []string{
	"go", "python", "python_environment", "kernel", "goimports", "gopls", "free_disk", "free_memory", "write_access", "locale", "port",
	"processor", "trainer", "backend", "c_compiler", "xla_cpu_plugin", "cuda_driver", "cuda_plugin", "browser",
}

// The machine that runs the tests has Go.
func TestExamine(t *testing.T) {
	root, err := project.Root()
	if err != nil {
		t.Fatal(err)
	}
	findings := Here(root).Examine(context.Background())
	var got []string
	for _, f := range findings {
		got = append(got, f.ID)
		if f.Is == "" || f.What == "" {
			t.Errorf("%+v: nothing is said", f)
		}
	}
	if !slices.Equal(got, ids) {
		t.Errorf("ids %q, want %q", got, ids)
	}
	expect(t, findings[0], "go1.", "")
}

func TestExamineAnEmptyMachine(t *testing.T) {
	m := machine(t)
	t.Setenv("PATH", "")
	findings := m.Examine(context.Background())
	want := map[string]string{
		"go":                 "install Go 1.26 or later and put its bin folder in PATH",
		"python":             "install Python 3.10 or later, with its venv module",
		"python_environment": "go run ./notebooks setup makes it",
		"kernel":             "go run ./notebooks setup",
		"goimports":          "go run ./notebooks setup",
		"gopls":              "go run ./notebooks setup -lab",
		"trainer":            "go run ./notebooks setup",
		"browser":            "only the browser tests need it",
	}
	for _, f := range findings {
		expect(t, f, "", want[f.ID])
		if needed := f.ID == "go" || f.ID == "python"; (f.Status() == Missing) != needed {
			t.Errorf("%+v is %s", f, f.Status())
		}
	}
	if Ready(findings) {
		t.Error("a machine without Go and Python is ready")
	}
}
