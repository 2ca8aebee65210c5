package doctor

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

func TestPython(t *testing.T) {
	for says, want := range map[string][2]string{
		`case "$2" in *ensurepip*) exit 1;; *) echo 3.12;; esac`: {"python3 without its venv module", "apt-get install python3-venv"},
		"echo 3.8; exit 1": {"not usable", "is Python 3.8: install Python 3.10 or later"},
		"exit 3":           {"not usable", "does not run: exit status 3"},
		"echo 3.12":        {"python3", ""},
	} {
		program(t, "python3", says)
		f := python(context.Background())
		expect(t, f, want[0], want[1])
		if !f.Needed {
			t.Errorf("%+v is not needed", f)
		}
	}
}

// A Python environment counts if it was made from these packages.
func TestVenv(t *testing.T) {
	m := machine(t)
	write(t, filepath.Join(m.Notebooks(), "requirements.txt"), "one")
	write(t, m.Python(), "")
	write(t, filepath.Join(m.Venv(), "installed-requirements.txt"), "of other packages")
	expect(t, m.venv(), "not there yet, or of other packages", "go run ./notebooks setup makes it, as any first run does; that takes a network connection once")
}

func TestKernel(t *testing.T) {
	m := machine(t)
	spec := filepath.Join(m.Venv(), "share", "jupyter", "kernels", "gonb", "kernel.json")
	ours := `{"argv": ["` + m.Bin("gonb") + `", "--kernel", "{connection_file}", "-go_work=` + m.Root + `"]}`
	expect(t, m.kernel(), "not there yet", setUp)
	for text, want := range map[string]string{
		"{":                                   "kernel.json is damaged",
		`{"argv": []}`:                        "kernel.json is damaged",
		`{"argv": ["/elsewhere/bin/gonb"]}`:   "starts another program: /elsewhere/bin/gonb",
		`{"argv": ["` + m.Bin("gonb") + `"]}`: "belongs to another project",
		ours:                                  "is not there, or no program",
	} {
		write(t, spec, text)
		expect(t, m.kernel(), want, setUp)
	}
	write(t, spec, ours)
	write(t, m.Bin("gonb"), "")
	expect(t, m.kernel(), m.Bin("gonb"), "")
	if err := os.Chmod(m.Bin("gonb"), 0o644); err != nil {
		t.Fatal(err)
	}
	expect(t, m.kernel(), "no program", setUp)
}

func TestGoimports(t *testing.T) {
	m := machine(t)
	expect(t, m.goimports(), "not there yet", setUp)
	write(t, m.Bin("goimports"), "")
	expect(t, m.goimports(), m.Bin("goimports"), "")
}

func TestLanguageServer(t *testing.T) {
	m := machine(t)
	expect(t, m.languageServer(), "not there yet", "go run ./notebooks setup -lab makes it; JupyterLab completes and documents no code without it")
	write(t, m.LanguageServer(), "")
	expect(t, m.languageServer(), m.LanguageServer(), "")
}

func TestBrowser(t *testing.T) {
	program(t, "google-chrome", "")
	expect(t, browser(), "/google-chrome", "")
}
