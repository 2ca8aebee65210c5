package setup

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"nodulelab/lib/project"
)

// oldestPython is the first Python version that the pinned packages support.
const oldestPython = "3.10"

// ensurePython makes the Python environment and installs the pinned packages,
// unless that was done before. A half-made environment is made anew.
func (e Environment) ensurePython(ctx context.Context, r Requirements, tell func(string)) error {
	if e.installed(r) {
		return nil
	}
	python, err := FindPython(ctx)
	if err != nil {
		return err
	}
	if !e.installed(Report) {
		tell("making the Python environment .venv with " + python)
		if err := e.makeVenv(ctx, python); err != nil {
			return err
		}
	}
	tell("installing the packages of notebooks/" + string(r))
	if err := e.install(ctx, r); err != nil {
		return err
	}
	return e.markReady(r)
}

// FindPython returns the path of a Python 3 that is new enough.
func FindPython(ctx context.Context) (string, error) {
	path, err := exec.LookPath("python3")
	if err != nil {
		return "", fmt.Errorf("setup: python3 was not found: install Python %s or later, with its venv module (Debian, Ubuntu: apt-get install python3 python3-venv)", oldestPython)
	}
	check := "import sys; print('%d.%d' % sys.version_info[:2]); sys.exit(sys.version_info < (3, 10))"
	out, err := exec.CommandContext(ctx, path, "-c", check).Output()
	version := strings.TrimSpace(string(out))
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) && version != "" {
		return "", fmt.Errorf("setup: %s is Python %s: install Python %s or later, or put one first in PATH", path, version, oldestPython)
	}
	if err != nil {
		return "", fmt.Errorf("setup: %s does not run: %w", path, err)
	}
	return path, nil
}

func (e Environment) makeVenv(ctx context.Context, python string) error {
	if err := os.RemoveAll(e.Venv()); err != nil {
		return fmt.Errorf("setup: %w", err)
	}
	cmd := exec.CommandContext(ctx, python, "-m", "venv", e.Venv())
	out, err := cmd.CombinedOutput()
	if err == nil {
		return nil
	}
	os.RemoveAll(e.Venv())
	return explain(ctx, "python3 -m venv .venv", string(out), err)
}

// install runs pip on a file of hash-pinned packages.
func (e Environment) install(ctx context.Context, r Requirements) error {
	cmd := exec.CommandContext(ctx, e.Python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
		"--no-deps", "--require-hashes", "-r", filepath.Join(e.Notebooks(), string(r)))
	out, err := cmd.CombinedOutput()
	return explain(ctx, "pip install of notebooks/"+string(r), string(out), err)
}

// markReady writes the stamps: a set holds the smaller one too.
func (e Environment) markReady(r Requirements) error {
	done := []Requirements{r}
	if r == Lab {
		done = append(done, Report)
	}
	for _, r := range done {
		text, err := e.stamp(r)
		if err != nil {
			return err
		}
		if err := project.WriteText(e.stampFile(r), text); err != nil {
			return err
		}
	}
	return nil
}

// stamp is what an environment is made from: the packages and its place, since
// the programs in it name that place.
func (e Environment) stamp(r Requirements) (string, error) {
	text, err := os.ReadFile(filepath.Join(e.Notebooks(), string(r)))
	if err != nil {
		return "", fmt.Errorf("setup: %w", err)
	}
	return fmt.Sprintf("%x %s\n", sha256.Sum256(text), e.Venv()), nil
}
