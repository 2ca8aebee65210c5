package doctor

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/device"
	"nodulelab/lib/project"
	"nodulelab/notebooks/internal/setup"
)

func TestWrite(t *testing.T) {
	fine := Finding{What: "Go", Is: "go1.26.0", Needed: true}
	for name, test := range map[string]struct {
		finding Finding
		healthy bool
		want    string
	}{
		"fine":    {fine, true, "ok       Go                   go1.26.0\n"},
		"missing": {Finding{"Python", "not usable", "install it", true}, false, "MISSING  Python               not usable\n" + strings.Repeat(" ", 30) + "→ install it\n"},
		"without": {Finding{"Chromium", "not found", "install it", false}, true, "without  Chromium             not found\n" + strings.Repeat(" ", 30) + "→ install it\n"},
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if healthy := Write(&b, []Finding{test.finding}); healthy != test.healthy || b.String() != test.want {
				t.Errorf("healthy %t, wrote\n%s, want %t and\n%s", healthy, &b, test.healthy, test.want)
			}
			if healthy := Write(&b, []Finding{test.finding, fine}); healthy != test.healthy {
				t.Errorf("healthy %t once something else is fine", healthy)
			}
		})
	}
}

// machine is the project's environment, and its folder.
func machine(t *testing.T) setup.Environment {
	t.Helper()
	root, err := project.Root()
	if err != nil {
		t.Fatal(err)
	}
	return setup.Environment{Root: root}
}

// find returns the finding of a name.
func find(t *testing.T, findings []Finding, what string) Finding {
	t.Helper()
	i := slices.IndexFunc(findings, func(f Finding) bool { return f.What == what })
	if i < 0 {
		t.Fatalf("%s is not among %v", what, findings)
	}
	return findings[i]
}

// The machine that runs the tests has Go.
func TestExamine(t *testing.T) {
	findings := Examine(context.Background(), machine(t))
	if f := find(t, findings, "Go"); !strings.HasPrefix(f.Is, "go1.") || f.Remedy != "" {
		t.Errorf("got %+v", f)
	}
	for _, f := range findings {
		if f.Is == "" {
			t.Errorf("%s: nothing is said", f.What)
		}
	}
}

func TestExamineAnEmptyMachine(t *testing.T) {
	t.Setenv("PATH", "")
	e := machine(t)
	e.Root = t.TempDir()
	findings := Examine(context.Background(), e)
	for what, want := range map[string]string{
		"Go":       "install Go 1.26 or later and put its bin folder in PATH",
		"Python":   "install Python 3.10 or later, with its venv module",
		"set-up":   "go run ./notebooks does it",
		"Chromium": "only the browser tests need it",
	} {
		if f := find(t, findings, what); !strings.Contains(f.Remedy, want) {
			t.Errorf("%+v, want %q", f, want)
		}
	}
	var b bytes.Buffer
	if Write(&b, findings) || strings.Count(b.String(), "MISSING") != 2 {
		t.Errorf("want two things missing:\n%s", &b)
	}
}

// program puts a shell script in place of PATH.
func program(t *testing.T, name, text string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+text+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
}

func TestGoVersion(t *testing.T) {
	for says, want := range map[string]string{
		"echo go1.25.3":                   "install Go 1.26",
		"echo go1.26rc1":                  "install Go 1.26",
		"echo go1.27rc1":                  "",
		"echo go1.30.1 X:simd":            "",
		"echo devel go1.28-0123abc":       "",
		"echo no toolchain >&2; exit 1":   "install Go 1.26",
		"echo half an answer; exit 2":     "install Go 1.26",
		"echo 'go1.26.99'; echo warn >&2": "",
	} {
		t.Run(says, func(t *testing.T) {
			program(t, "go", says)
			f := goVersion(context.Background(), machine(t))
			if (f.Remedy == "") != (want == "") || !strings.Contains(f.Remedy, want) {
				t.Errorf("got %+v, want %q", f, want)
			}
			if strings.Contains(f.Is, "not found") {
				t.Errorf("it is there: %s", f.Is)
			}
		})
	}
}

func TestPythonWithoutVenv(t *testing.T) {
	program(t, "python3", `case "$2" in *ensurepip*) exit 1;; *) echo 3.12;; esac`)
	f := python(context.Background())
	if !strings.HasSuffix(f.Is, "python3 without its venv module") || !strings.Contains(f.Remedy, "apt-get install python3-venv") || !f.Needed {
		t.Errorf("got %+v", f)
	}
}

func TestDisk(t *testing.T) {
	if f := space(1 << 30); f.Is != "1.1 GB" || !strings.Contains(f.Remedy, "free some: set-up and Go's build cache take up to 3 GB") || !f.Needed {
		t.Errorf("got %+v", f)
	}
	if f := space(diskNeeded); f.Remedy != "" {
		t.Errorf("got %+v", f)
	}
	if f := disk(filepath.Join(t.TempDir(), "none")); !strings.Contains(f.Is, "no such file") || f.Remedy != "" {
		t.Errorf("got %+v", f)
	}
}

func TestBackend(t *testing.T) {
	t.Setenv(device.RequestVariable, "tpu")
	f := backend()
	if f.Is != "none" || !f.Needed {
		t.Errorf("got %+v", f)
	}
	for _, want := range []string{`"tpu" is not known: want auto, go, xla`, device.RequestVariable} {
		if !strings.Contains(f.Remedy, want) {
			t.Errorf("%q lacks %q", f.Remedy, want)
		}
	}
	t.Setenv(device.RequestVariable, "go")
	if f := backend(); !strings.Contains(f.Is, "pure Go backend") || f.Remedy != "" {
		t.Errorf("got %+v", f)
	}
}
