package main

import (
	"go/version"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/project"
)

// readRoot reads a file of the project's folder.
func readRoot(t *testing.T, name string) string {
	t.Helper()
	root, err := project.Root()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// The image has the Go that go.mod asks for: GOTOOLCHAIN=local fetches no other.
func TestImageHasTheGoOfGoMod(t *testing.T) {
	least := find(t, readRoot(t, "go.mod"), `(?m)^go (\S+)$`)
	pinned := find(t, readRoot(t, "Dockerfile"), `(?m)^ARG GO_IMAGE=golang:(\d+\.\d+\.\d+)-bookworm$`)
	if version.Compare("go"+pinned, "go"+least) < 0 {
		t.Errorf("the Dockerfile has Go %s, and go.mod asks for %s", pinned, least)
	}
}

// Nothing in the Dockerfile moves: every base is pinned, every stage known.
func TestImageBasesArePinned(t *testing.T) {
	text := readRoot(t, "Dockerfile")
	for _, base := range regexp.MustCompile(`(?m)^ARG \w+_IMAGE=(\S+)$`).FindAllStringSubmatch(text, -1) {
		if !regexp.MustCompile(`:\d+\.\d+`).MatchString(base[1]) {
			t.Errorf("%s names no version", base[1])
		}
	}
	known := []string{"${GO_IMAGE}", "${BASE_IMAGE}"}
	for _, stage := range regexp.MustCompile(`(?m)^FROM (\S+)(?: AS (\w+))?$`).FindAllStringSubmatch(text, -1) {
		if !slices.Contains(known, stage[1]) {
			t.Errorf("a stage begins from %s", stage[1])
		}
		known = append(known, stage[2])
	}
	for _, target := range []string{"cpu", "cuda"} {
		if !slices.Contains(known, target) {
			t.Errorf("there is no target %s", target)
		}
	}
	if !strings.HasSuffix(text, "\nFROM cpu\n") {
		t.Error("the default is not the target cpu")
	}
}

// Every package for CUDA has a version and hashes, and nothing else is there.
func TestCUDAPackagesArePinned(t *testing.T) {
	text := regexp.MustCompile(`(?m)^#.*\n`).ReplaceAllString(readRoot(t, "notebooks/requirements-cuda.txt"), "")
	entry := regexp.MustCompile(`^[a-z0-9-]+==[0-9.]+( --hash=sha256:[0-9a-f]{64})+$`)
	packages := strings.Split(strings.TrimSpace(strings.ReplaceAll(text, " \\\n   ", "")), "\n")
	for _, p := range packages {
		if !entry.MatchString(p) {
			t.Errorf("%q is not a package with a version and hashes", p)
		}
		if name, v, _ := strings.Cut(strings.Fields(p)[0], "=="); strings.HasPrefix(name, "nvidia-cuda-") && !strings.HasPrefix(v, "13.0.") {
			t.Errorf("%s %s is not of CUDA 13.0, for which the plugin is built", name, v)
		}
	}
	if len(packages) < 10 {
		t.Errorf("%d packages", len(packages))
	}
}

// What commands make, and the history, stay out of the image.
func TestImageLeavesOut(t *testing.T) {
	lines := strings.Split(readRoot(t, ".dockerignore"), "\n")
	for _, name := range []string{".git", ".venv", "runs", "report"} {
		if !slices.Contains(lines, name) {
			t.Errorf(".dockerignore does not name %s", name)
		}
	}
}

// The page on backends and images names every environment variable that is read, and
// README leads to it.
func TestVariablesAreDocumented(t *testing.T) {
	page := readRoot(t, "lib/device/README.md")
	for _, name := range variables(t) {
		if !strings.Contains(page, name) {
			t.Errorf("lib/device/README.md does not name %s", name)
		}
	}
	if !strings.Contains(readRoot(t, "README.md"), "(lib/device/README.md)") {
		t.Error("README.md does not lead to lib/device/README.md")
	}
}

// variables lists the project's environment variables, as its programs, scripts and
// Dockerfile write them.
func variables(t *testing.T) []string {
	t.Helper()
	root, err := project.Root()
	if err != nil {
		t.Fatal(err)
	}
	names := regexp.MustCompile(`NODULELAB_[A-Z0-9_]*[A-Z0-9]`)
	text := readRoot(t, "Dockerfile") + readRoot(t, "notebooks/image/test.sh") + readRoot(t, ".ci/run")
	for _, folder := range []string{"lib", "notebooks"} {
		err := filepath.WalkDir(filepath.Join(root, folder), func(path string, _ fs.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
				code, err := os.ReadFile(path)
				text += string(code)
				return err
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	all := names.FindAllString(text, -1)
	slices.Sort(all)
	return slices.Compact(all)
}
